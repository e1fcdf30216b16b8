/**
 * What the web console takes on loopback, in a browser that has nothing of it yet: until its first page is painted, its script
 * gzipped, and a list of 300 VMs, from a click until it is painted and until its last row is there: as a keyboard does it, and as somebody
 * who points at the link a moment before. `node bench/console.ts [--rounds 9]`
 */
import { parseArgs } from 'node:util';
import { makeConsole } from '../src/server/console/console.ts';
import { openBrowser, openTab } from '../test/support/browser.ts';
import { startCloud } from '../test/support/cloud.ts';
import { makeTenant, orderFor, readCatalogue } from '../test/support/tenant.ts';
import { eventually } from '../test/support/wait.ts';
import { fill } from './fill.ts';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '9' } } });
const rounds = Number(values.rounds);
/** How long somebody points at what they click, at least, ms. */
const pointsMs = 100;
/** As many as a list shows at once. */
const vms = 300;

interface First {
  paint: number;
  script: number;
}

const firstPage = `(async () => {
  const scripts = performance.getEntriesByType('resource').filter(({ name }) => name.endsWith('.js'));
  const [paint] = performance.getEntriesByName('first-contentful-paint');
  return { paint: paint.startTime, script: scripts.reduce((sum, { encodedBodySize: size }) => sum + size, 0) };
})()`;

interface Listed {
  painted: number;
  whole: number;
}

/** Goes to the list, and tells when it was painted: the second frame begins when the first one has been. */
const list = `(async () => {
  const begin = performance.now();
  [...document.querySelectorAll('nav a')].find(({ textContent }) => textContent === 'VMs').click();
  const since = async (there) => {
    while (!there()) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - begin;
  };
  const painted = await since(() => document.querySelector('[aria-rowcount="${vms + 1}"]') !== null);
  const whole = await since(() => [...document.querySelectorAll('p')].some(({ textContent }) => textContent === '${vms} VMs'));
  return { painted, whole };
})()`;

const median = (figures: number[]): number => figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? 0;

await makeConsole();
const cloud = await startCloud({ ownPostgres: true, withConsole: true });
const browser = await openBrowser();
try {
  const tenant = await makeTenant(cloud.db, cloud.url);
  const placed = await tenant.client.post('marketplace-orders/', orderFor(tenant, await readCatalogue(cloud.db)));
  await tenant.client.settled(placed.body.uuid);
  await fill(cloud.db, vms);
  await eventually(
    'the console',
    async () => (await fetch(cloud.url, { headers: { accept: 'text/html' } })).status,
    (status) => status === 200,
  );
  const firsts: First[] = [];
  const [byKey, byMouse]: [Listed[], Listed[]] = [[], []];
  for (let round = 0; round < rounds; round++) {
    const tab = await openTab(browser, `${cloud.url}/#/p/${tenant.project}/images`);
    await tab.page.getByText('By token').click();
    firsts.push(await tab.page.evaluate<First>(firstPage));
    await tab.page
      .getByLabel('Token')
      .last()
      .fill(tenant.client.token ?? '');
    await tab.page.getByRole('button', { name: 'Log in' }).click();
    await tab.page.getByRole('heading', { name: 'Images', exact: true }).waitFor();
    const pointed = round % 2 === 1;
    if (pointed) {
      await tab.page.getByRole('link', { name: 'VMs', exact: true }).hover();
      await tab.page.waitForTimeout(pointsMs);
    }
    (pointed ? byMouse : byKey).push(await tab.page.evaluate<Listed>(list));
    await tab.close();
  }
  const figures = {
    'first paint': `${median(firsts.map(({ paint }) => paint)).toFixed(0)} ms`,
    'its script, gzipped': `${(median(firsts.map(({ script }) => script)) / 1000).toFixed(0)} KB`,
    [`${vms} VMs by key, painted`]: `${median(byKey.map(({ painted }) => painted)).toFixed(0)} ms`,
    [`${vms} VMs by mouse, painted`]: `${median(byMouse.map(({ painted }) => painted)).toFixed(0)} ms`,
    [`${vms} VMs, all there`]: `${median([...byKey, ...byMouse].map(({ whole }) => whole)).toFixed(0)} ms`,
  };
  console.log(`Median of ${rounds}:`);
  for (const [what, figure] of Object.entries(figures)) console.log(`${what.padEnd(28)}${figure.padStart(8)}`);
} finally {
  await browser.close();
  await cloud.stop();
}

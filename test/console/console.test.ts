import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { makeConsole } from '../../src/server/console/console.ts';
import { openBrowser, openTab, sizes, type Tab } from '../support/browser.ts';
import { setUp } from '../support/setup.ts';
import { ed25519, makeUser, orderFor, setPasswordOf } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

await makeConsole();
const { cloud, tenant, catalogue } = await setUp({}, { withConsole: true });
const password = 'correct horse battery staple';
const page = `${cloud.url}/`;

let browser: Browser;
before(async () => {
  browser = await openBrowser();
  await eventually(
    'the console',
    async () => (await ask('/')).status,
    (status) => status === 200,
  );
});
after(() => browser?.close());

const ask = (path: string, accept = 'text/html'): Promise<Response> =>
  fetch(`${cloud.url}${path}`, { headers: { accept }, redirect: 'manual' });

/** A tab where somebody has logged in. */
async function loggedIn(token: string | null, place = '', size = sizes.wide): Promise<Tab> {
  const tab = await openTab(browser, `${page}${place}`, size);
  await tab.page.getByText('By token').click();
  await tab.page
    .getByLabel('Token')
    .last()
    .fill(token ?? '');
  await tab.page.getByRole('button', { name: 'Log in' }).click();
  return tab;
}

const heading = (shown: Page, name: string) => shown.getByRole('heading', { name, exact: true });

test('browsers get the console under a strict policy, programs the page about the API', async () => {
  const answer = await ask('/');
  assert.match(answer.headers.get('content-security-policy') ?? '', /^default-src 'none'; script-src 'self';/);
  assert.equal(answer.headers.get('set-cookie'), null);
  const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(await answer.text()) ?? [];
  assert.match((await ask(script)).headers.get('cache-control') ?? '', /immutable/);
  assert.equal((await ask('/', '*/*')).headers.get('location'), '/api/docs/');
  assert.equal((await ask('/assets/index.js')).status, 404);
});

describe('somebody', () => {
  let tab: Tab;
  let shown: Page;
  before(async () => {
    tab = await openTab(browser, page);
    shown = tab.page;
  });
  after(() => tab?.close());

  test('logs in, and is told why not', async () => {
    const username = await setPasswordOf(cloud.db, tenant.user, password);
    await shown.getByLabel('User').fill(username);
    await shown.getByLabel('Password', { exact: true }).fill('wrong');
    await shown.getByRole('button', { name: 'Log in' }).click();
    await shown.getByRole('alert').getByText('Invalid username/password').waitFor();
    await shown.getByLabel('Password', { exact: true }).fill(password);
    await shown.getByRole('button', { name: 'Log in' }).click();
    await heading(shown, 'VMs').waitFor();
    await shown.getByText('A VM is a machine of your own').waitFor();
  });

  test('orders a VM; what is wrong stands at its field, and nothing that was typed is lost', async () => {
    await shown.getByRole('button', { name: 'New VM' }).click();
    await shown.getByLabel('Name').fill('no spaces here');
    await shown.getByLabel('Another public key').fill(ed25519);
    await shown.getByRole('button', { name: 'Store this key and use it' }).click();
    await shown.getByRole('radio', { name: 'someone@example' }).waitFor();
    const name = shown.getByLabel('Name');
    await eventually(
      'the mark',
      () => name.getAttribute('aria-invalid'),
      (mark) => mark === 'true',
    );
    await name.fill('web');
    await shown.getByLabel('Summary').getByText('per hour').waitFor();
    await shown.getByRole('button', { name: 'Order', exact: true }).click();
    await heading(shown, 'web').waitFor();
    await shown.getByText('active', { exact: true }).waitFor();
  });

  test('sees what can be done with it, does it, and why the rest cannot be', async () => {
    const start = shown.getByRole('button', { name: 'Start', exact: true });
    await start.hover();
    await shown.getByRole('tooltip').getByText('Instance is already active.').waitFor();
    await shown.getByRole('button', { name: 'Stop', exact: true }).click();
    await shown.getByText('stopped', { exact: true }).waitFor();
    await shown.getByRole('tab', { name: 'Connect' }).click();
    await shown.getByText(/^ssh \S+@\d/).waitFor();
  });

  test('types on its serial console', async () => {
    await shown.getByRole('button', { name: 'Start', exact: true }).click();
    await shown.getByText('active', { exact: true }).waitFor();
    await shown.getByRole('tab', { name: 'Serial console' }).click();
    await shown.getByText('Connected.').waitFor();
    await shown.getByRole('textbox', { name: 'Terminal input' }).pressSequentially('hello');
    await eventually(
      'the echo',
      () => shown.locator('[data-console]').innerText(),
      (text) => text.includes('hello'),
    );
  });

  test('deletes it with its name typed', async () => {
    await shown.getByRole('button', { name: 'More for web' }).click();
    await shown.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = shown.getByRole('dialog');
    const button = dialog.getByRole('button', { name: 'Delete' });
    await dialog.getByText('the system disk web').waitFor();
    assert.ok(await button.isDisabled());
    await dialog.getByLabel('Type "web" to go on').fill('web');
    await button.click();
    await shown.getByText('terminated', { exact: true }).waitFor();
  });

  test('has asked nobody else, and has no cookie', () => tab.assertClean());
});

test('a reader sees each button with the reason why it is not for readers; a hostile name stays a text', async () => {
  const order = orderFor(tenant, catalogue, { name: 'seen', description: '<img src=x onerror=alert(1)>' });
  const { uuid } = await tenant.client.settled((await tenant.client.post('marketplace-orders/', order)).body.uuid);
  const { marketplace_resource_uuid: vm } = (await tenant.client.get(`marketplace-orders/${uuid}/`)).body;
  const { client } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.READER');
  const tab = await loggedIn(client.token, `#/p/${tenant.project}/vms/${vm}`, sizes.narrow);
  await heading(tab.page, 'seen').waitFor();
  for (const name of ['Start', 'Stop', 'Restart']) {
    const button = tab.page.getByRole('button', { name, exact: true });
    assert.equal(await button.getAttribute('aria-disabled'), 'true', name);
  }
  await tab.page.getByRole('button', { name: 'Stop', exact: true }).hover();
  await tab.page.getByRole('tooltip').getByText('Your role is PROJECT.READER').waitFor();
  await tab.page.getByText('<img src=x').waitFor();
  await tab.assertClean();
  await tab.close();
});

test('a link logs in once, and does not stay in the address', async () => {
  const { url } = (await cloud.staff.post(`users/${tenant.user}/login_link/`, {})).body;
  const tab = await openTab(browser, url);
  await heading(tab.page, 'VMs').waitFor();
  assert.doesNotMatch(tab.page.url(), /link=/);
  await tab.close();
  const late = await openTab(browser, url);
  await late.page.getByText('The link did not log you in').waitFor();
  await late.close();
});

const screens = {
  VMs: 'VMs',
  Volumes: 'Volumes',
  Images: 'Images',
  Networks: 'Networks',
  'Security groups': 'Security groups',
  'Floating IPs': 'Floating IPs',
  Orders: 'Orders',
  Activity: 'Activity',
  Project: 'Members',
  Account: 'API tokens',
  Cloud: 'Users',
};

test('every screen opens, also where there is little room', async () => {
  const tab = await loggedIn(cloud.staff.token, `#/p/${tenant.project}/vms`, sizes.narrow);
  for (const [name, title] of Object.entries(screens)) {
    await tab.page.getByRole('button', { name: 'Menu' }).click();
    await tab.page.getByRole('link', { name, exact: true }).click();
    await heading(tab.page, title).waitFor();
    const width = await tab.page.evaluate('document.documentElement.scrollWidth');
    assert.equal(width, sizes.narrow.width, `${name} is wider than the page`);
  }
  await tab.assertClean();
  await tab.close();
});

test('a volume is made and grows, and what is wrong with a form stands at its field', async () => {
  const tab = await loggedIn(tenant.client.token, `#/p/${tenant.project}/volumes`);
  await tab.page.getByRole('button', { name: 'New volume' }).click();
  const dialog = tab.page.getByRole('dialog');
  await dialog.getByLabel('Size').fill('1');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await eventually(
    'the mark',
    () => dialog.getByLabel('Size').getAttribute('aria-invalid'),
    (mark) => mark === 'true',
  );
  await dialog.getByLabel('Size').fill('2048');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await tab.page.getByRole('cell', { name: '2 GiB' }).waitFor();
  await tab.page.getByRole('button', { name: 'More for data' }).click();
  await tab.page.getByRole('menuitem', { name: 'Detach' }).getByText('not attached').waitFor();
  await tab.close();
});

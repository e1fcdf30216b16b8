import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { openTab, sizes, type Tab } from '../support/browser.ts';
import { hold } from '../support/hold.ts';
import { ed25519, makeUser, orderFor, setPasswordOf } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { ask, browser, catalogue, cloud, heading, loggedIn, page, tenant } from './cloud.ts';
import { looked, lookedInTheDark } from './looked.ts';
import { picture } from './pictures.ts';

const password = 'correct horse battery staple';

test('T23 browsers get the console under a strict policy and without a session, programs the page about the API', async () => {
  const answer = await ask('/');
  const policy = answer.headers.get('content-security-policy') ?? '';
  assert.match(policy, /^default-src 'none'; script-src 'self';.*frame-ancestors 'none'/);
  assert.equal(answer.headers.get('set-cookie'), null);
  const [, script = ''] = /src="(\/assets\/[^"]+\.js)"/.exec(await answer.text()) ?? [];
  assert.match((await ask(script)).headers.get('cache-control') ?? '', /immutable/);
  assert.equal((await ask('/', '*/*')).headers.get('location'), '/api/docs/');
  assert.equal((await ask('/assets/index.js')).status, 404);
});

test('the first page has 300 KB of script at most, and waits for no screen that is behind the login', async () => {
  const tab = await openTab(browser, page);
  await heading(tab.page, 'Log in to Slipway').waitFor();
  const first = await tab.page.evaluate<string[]>(
    `performance.getEntriesByType('resource').map(({ name }) => name).filter((name) => name.endsWith('.js'))`,
  );
  const sizesOf = first.map(async (url) => (await fetch(url)).headers.get('content-length'));
  const bytes = (await Promise.all(sizesOf)).reduce((sum, size) => sum + Number(size), 0);
  assert.ok(bytes > 0 && bytes <= 300_000, `${bytes} bytes`);
  // what is asked for and never comes
  await tab.page.route('**/assets/volumes-*.js', () => {});
  await tab.page.goto(`${page}#/p/${tenant.project}/volumes`);
  await tab.page.reload();
  await heading(tab.page, 'Log in to Slipway').waitFor();
  await tab.page.route('**/assets/index-*.js', () => {});
  await tab.page.reload({ waitUntil: 'commit' });
  await tab.page.getByText('If it does not come, load the page again.').waitFor();
  await tab.close();
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
    await looked(shown, 'login');
    await shown.getByLabel('User').fill(username);
    await shown.getByLabel('Password', { exact: true }).fill('wrong');
    await shown.getByRole('button', { name: 'Log in' }).click();
    await shown.getByRole('alert').getByText('Invalid username/password').waitFor();
    await looked(shown, 'login: refused');
    const nobody = { username: 'nobody', password: 'wrong' };
    await eventually(
      'a locked name',
      async () => {
        const headers = { 'content-type': 'application/json' };
        const body = JSON.stringify(nobody);
        return (await fetch(`${cloud.url}/api-auth/password/`, { method: 'POST', headers, body })).headers;
      },
      (headers) => headers.has('retry-after'),
    );
    await shown.getByLabel('User').fill(nobody.username);
    await shown.getByRole('button', { name: 'Log in' }).click();
    await shown
      .getByRole('alert')
      .getByText(/It is taken again from \d.* on\./)
      .waitFor();
    await shown.getByLabel('User').fill(username);
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
    const key = shown.getByRole('checkbox', { name: 'someone@example' });
    await eventually('its tick', () => key.isChecked());
    const name = shown.getByLabel('Name');
    await eventually(
      'the mark',
      () => name.getAttribute('aria-invalid'),
      (mark) => mark === 'true',
    );
    await name.fill('web');
    await shown.getByLabel('Summary').getByText('per hour').waitFor();
    await looked(shown, 'new VM');
    await lookedInTheDark(shown, 'new VM, dark');
    await picture(shown, 'new-vm');
    const { reached, release } = hold(cloud.driver, 'startGuest');
    await shown.getByRole('button', { name: 'Order', exact: true }).click();
    await heading(shown, 'web').waitFor();
    await reached;
    await shown.getByRole('list', { name: 'Steps' }).getByText('running').waitFor();
    await picture(shown, 'vm');
    cloud.driver.fault = () => {};
    release();
    await shown.getByText('active', { exact: true }).waitFor();
  });

  test('sees what can be done with it, does it, and why the rest cannot be', async () => {
    const start = shown.getByRole('button', { name: 'Start', exact: true });
    await start.hover();
    await shown.getByRole('tooltip').getByText('Instance is already active.').waitFor();
    await shown.getByRole('button', { name: 'Stop', exact: true }).click();
    await shown.getByText('stopped', { exact: true }).waitFor();
    await shown.getByRole('tab', { name: 'Connect' }).click();
    await shown.getByRole('heading', { name: 'Log in' }).waitFor();
    assert.equal(await shown.getByText(/^ssh \S+@\d/).count(), 2);
    await lookedInTheDark(shown, 'VM: connect, dark');
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
    await looked(shown, 'VM: serial console');
    await picture(shown, 'console');
    const opened = shown.waitForEvent('popup');
    await shown.getByRole('button', { name: 'Own window' }).click();
    const own = await opened;
    await own.getByText('Connected.').waitFor();
    await own.getByRole('textbox', { name: 'Terminal input' }).pressSequentially('again');
    await eventually(
      'the echo',
      () => own.locator('[data-console]').innerText(),
      (text) => text.includes('again'),
    );
    await looked(own, 'serial console in a window of its own');
    assert.equal(await own.title(), 'web: Serial console');
    await own.close();
  });

  test('sees its screen', async () => {
    await shown.getByRole('tab', { name: 'Screen' }).click();
    await shown.getByText('Connected.').waitFor();
    const colours = (on = shown) =>
      on.evaluate(`(() => {
        const { width, height } = document.querySelector('[data-screen] canvas');
        const drawn = document.querySelector('[data-screen] canvas').getContext('2d').getImageData(0, 0, width, height);
        return [0, 160, 300].map((x) => [...drawn.data.slice(4 * (x + 100 * width), 4 * (x + 100 * width) + 3)]);
      })()`);
    const bars = [
      [255, 255, 255],
      [42, 157, 63],
      [29, 53, 87],
    ];
    const isCard = (seen: unknown): boolean => JSON.stringify(seen) === JSON.stringify(bars);
    await eventually('the test card', () => colours(), isCard);
    await looked(shown, 'VM: screen');
    await picture(shown, 'screen');
    const opened = shown.waitForEvent('popup');
    await shown.getByRole('button', { name: 'Own window' }).click();
    const own = await opened;
    await own.getByText('Connected.').waitFor();
    await eventually('the test card', () => colours(own), isCard);
    await own.getByRole('button', { name: 'Type a text' }).click();
    await own.getByRole('dialog').getByRole('button', { name: 'Type it' }).waitFor();
    await looked(own, 'dialog: type a text, in a window of its own');
    assert.equal(await own.title(), 'web: Screen');
    await own.close();
    await shown.locator('[data-screen]').waitFor({ state: 'detached' });
  });

  test('renames it where its name stands, finds it by a part of that, and chooses the columns of the list', async () => {
    await shown.getByRole('button', { name: 'Rename web' }).click();
    await shown.getByRole('textbox', { name: 'Name' }).fill('web two');
    await shown.getByRole('button', { name: 'Rename', exact: true }).click();
    await eventually(
      'the mark',
      () => shown.getByRole('textbox', { name: 'Name' }).getAttribute('aria-invalid'),
      (mark) => mark === 'true',
    );
    await shown.getByRole('textbox', { name: 'Name' }).fill('web-2');
    await shown.getByRole('button', { name: 'Rename', exact: true }).click();
    await heading(shown, 'web-2').waitFor();
    await shown.getByRole('link', { name: 'VMs', exact: true }).click();
    await shown.getByRole('button', { name: 'Copy ssh command of web-2' }).waitFor();
    await picture(shown, 'vms');
    await shown.getByRole('button', { name: 'Columns' }).click();
    await shown.getByRole('checkbox', { name: 'Flavor' }).click();
    await shown.getByRole('columnheader', { name: 'Flavor' }).waitFor({ state: 'detached' });
    await shown.keyboard.press('Escape');
    await heading(shown, 'VMs').click();
    await shown.getByRole('checkbox', { name: 'Flavor' }).waitFor({ state: 'detached' });
    await shown.keyboard.press('?');
    await shown.getByRole('dialog').getByText('Show these keys').waitFor();
    await looked(shown, 'dialog: keys');
    await shown.keyboard.press('Escape');
    await shown.getByRole('dialog').waitFor({ state: 'detached' });
    await shown.keyboard.press('/');
    await shown.getByRole('textbox', { name: 'Name, UUID or address' }).fill('b-2');
    const found = shown.getByRole('list', { name: 'Found' }).getByRole('link', { name: /^web-2/ });
    await found.waitFor();
    await looked(shown, 'dialog: search');
    await found.click();
    await heading(shown, 'web-2').waitFor();
  });

  test('deletes it with its name typed', async () => {
    await shown.getByRole('button', { name: 'More for web-2' }).click();
    await shown.getByRole('menuitem', { name: 'Delete' }).click();
    const dialog = shown.getByRole('dialog');
    const button = dialog.getByRole('button', { name: 'Delete' });
    await dialog.getByText('the system disk').waitFor();
    await looked(shown, 'dialog: delete a VM');
    await lookedInTheDark(shown, 'dialog: delete a VM, dark');
    assert.ok(await button.isDisabled());
    await dialog.getByRole('checkbox', { name: 'For good, at once' }).check();
    // nothing is sent by that
    await dialog.getByRole('button', { name: 'The same by curl' }).click();
    await dialog.getByText(/^\.\/slipway vm delete \S+ --keep-volumes --now --yes$/).waitFor();
    await dialog.getByText('"delete_for_good": true').waitFor();
    await dialog.getByLabel('Type "web-2" to go on').fill('web-2');
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
  assert.equal(await tab.page.getByRole('button', { name: 'Rename seen' }).getAttribute('aria-disabled'), 'true');
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

// those that need no empty project
await import('./screens.ts');
await import('./vms.ts');
await import('./backups.ts');
await import('./deleted.ts');
await import('./schedules.ts');
await import('./work.ts');
await import('./images.ts');
await import('./people.ts');

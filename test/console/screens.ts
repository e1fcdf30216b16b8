import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { openTab, sizes } from '../support/browser.ts';
import { gateTo } from '../support/gate.ts';
import { hold } from '../support/hold.ts';
import { eventually } from '../support/wait.ts';
import { browser, cloud, enter, heading, loggedIn, makeVm, tenant, tenantAt } from './cloud.ts';
import { handsOn } from './hands.ts';
import { looked, lookedInTheDark } from './looked.ts';
import { picture } from './pictures.ts';

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

test('every screen opens, also where there is little room, and axe finds nothing serious', async () => {
  const tab = await loggedIn(cloud.staff.token, `#/p/${tenant.project}/vms`, sizes.narrow);
  for (const [name, title] of Object.entries(screens)) {
    await tab.page.getByRole('button', { name: 'Menu' }).click();
    await tab.page.getByRole('link', { name, exact: true }).click();
    await heading(tab.page, title).waitFor();
    const width = await tab.page.evaluate('document.documentElement.scrollWidth');
    assert.equal(width, sizes.narrow.width, `${name} is wider than the page`);
    await looked(tab.page, `${name}, 390 px`);
    await lookedInTheDark(tab.page, `${name}, dark`);
    if (name === 'Cloud') await picture(tab.page, 'cloud');
  }
  await tab.assertClean();
  await tab.close();
});

test('a volume is made and grows, and what is wrong with a form stands at its field', async () => {
  const tab = await tenantAt('volumes');
  await tab.page.getByRole('button', { name: 'New volume' }).click();
  const dialog = tab.page.getByRole('dialog');
  await dialog.getByLabel('Size').fill('1');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await eventually(
    'the mark',
    () => dialog.getByLabel('Size').getAttribute('aria-invalid'),
    (mark) => mark === 'true',
  );
  await looked(tab.page, 'dialog: new volume, with a fault');
  await lookedInTheDark(tab.page, 'dialog: new volume, with a fault, dark');
  await dialog.getByLabel('Size').fill('2048');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await tab.page.getByRole('cell', { name: '2 GiB' }).waitFor();
  await tab.page.getByRole('button', { name: 'More for data' }).click();
  await tab.page.getByRole('menuitem', { name: 'Detach' }).getByText('not attached').waitFor();
  await tab.page.getByRole('menuitem', { name: 'How to mount it' }).getByText('attached to no VM').waitFor();
  await tab.page.getByRole('menuitem', { name: 'Change' }).click();
  await dialog.getByLabel('Description').fill('what must stay');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await eventually(
    'the description',
    async () => (await tenant.client.get('openstack-volumes/?name_exact=data')).body.results[0].description,
    (description) => description === 'what must stay',
  );
});

test('a volume is kept as it was by a snapshot, and another one is made of that', async () => {
  const free_since = new Date(Date.now() - 12.5 * 86_400_000);
  await cloud.db.updateTable('volume').set({ free_since }).where('name', '=', 'data').execute();
  const tab = await tenantAt('volumes');
  const { page: shown } = tab;
  const { dialog, confirm, choose, row } = handsOn(() => shown);
  await row('data').getByText('no VM for 12 d').waitFor();
  await row('data')
    .getByText(/^\s*for \d+(\.\d)? s$/)
    .waitFor();
  await choose('data', /^Take a snapshot/);
  await dialog().getByText('crash-consistent').waitFor();
  await dialog().getByLabel('Name').fill('kept');
  await dialog().getByLabel('Kept until').fill('2001-01-01');
  await dialog().getByRole('button', { name: 'Take it' }).click();
  await dialog().getByText('Lies in the past.').waitFor();
  await looked(shown, 'dialog: take a snapshot');
  await dialog().getByLabel('Kept until').fill('');
  await confirm('Take it');
  await row('kept').getByText('available').waitFor();
  await choose('kept', /^Restore/);
  await dialog().getByLabel('Name').fill('as-before');
  await confirm('Restore');
  await row('as-before').getByText('available').waitFor();
  await row('kept').getByText('as-before').waitFor();
  await choose('kept', /^Change/);
  await dialog().getByLabel('Name').fill('held');
  await confirm('Save');
  await row('held').waitFor();
  await looked(shown, 'Volumes, with a snapshot');
  await shown.getByRole('button', { name: 'Copy the UUID of held' }).waitFor();
  await choose('held', /^Delete/);
  await dialog().getByLabel('Type "held" to go on').fill('held');
  await confirm('Delete');
  await row('held').waitFor({ state: 'detached' });
});

test('what changes is told to the page; while the cloud is away a bar says so, and all recovers', async () => {
  const gate = await gateTo(cloud.url);
  const tab = await openTab(browser, `${gate.url}/#/p/${tenant.project}/volumes`);
  const { page: shown } = tab;
  let asked = 0;
  shown.on('request', (request) => {
    if (request.url().includes('/openstack-volumes/?')) asked++;
  });
  const stream = shown.waitForResponse((response) => response.url().endsWith('/events/'));
  await enter(tab, tenant.client.token);
  // from now on the list is asked for when something is told, and not by itself
  assert.equal((await stream).status(), 200);
  await eventually('what was there before', () => asked >= 2);
  const make = async (name: string): Promise<void> => {
    await tenant.client.post('openstack-volumes/', { project: tenant.project, name, size: 1024 });
  };
  await shown.getByRole('button', { name: 'More for data' }).waitFor();
  await make('told');
  await shown.getByRole('button', { name: 'More for told' }).waitFor();
  gate.shut();
  await shown.getByText('The cloud does not answer').waitFor();
  await make('meanwhile');
  gate.open();
  await shown.getByRole('button', { name: 'More for meanwhile' }).waitFor();
  await shown.getByText('The cloud does not answer').waitFor({ state: 'detached' });
  await tab.close();
  gate.close();
});

test('rules that another one has changed meanwhile are not lost', async () => {
  const path = 'openstack-security-groups/';
  const { uuid } = (await tenant.client.post(path, { project: tenant.project, name: 'shared' })).body;
  const tab = await tenantAt('groups');
  await tab.page.getByRole('button', { name: 'More for shared' }).click();
  await tab.page.getByRole('menuitem', { name: 'Add a rule' }).click();
  const { dialog, pick } = handsOn(() => tab.page);
  const add = () => dialog().getByRole('button', { name: 'Add' }).click();
  // what is wrong with a rule stands at the fields that ask for it
  await pick('What', 'another');
  await dialog().getByLabel('Port or ports').fill('http');
  await add();
  await dialog().getByText('Write one port as 8000').waitFor();
  await dialog().getByLabel('Port or ports').fill('90-80');
  await pick('The other side', 'Another');
  await dialog().getByLabel('Addresses').fill('10.0.0');
  await add();
  await dialog().getByText('Lies before from_port 90.').waitFor();
  await dialog().getByText('"10.0.0" is no block of addresses').waitFor();
  assert.equal(await dialog().getByRole('alert').count(), 0);
  await dialog().getByLabel('Addresses').fill('0.0.0.0');
  await dialog().getByText('this is one address, which nobody has').waitFor();
  await looked(tab.page, 'dialog: add a rule, with faults');
  await pick('What', 'ssh: tcp 22');
  await pick('The other side', 'Everybody, by IPv4 and IPv6');
  await dialog().getByText('Everybody may try to get in by ssh').waitFor();
  await pick('The other side', /^My address/);
  await tenant.client.post(`${path}${uuid}/set_rules/`, [{ protocol: 'tcp', from_port: 443, to_port: 443 }]);
  await add();
  await tab.page.getByText('in, tcp 22, from 127.0.0.1/32').waitFor();
  await tab.page.getByText('in, tcp 443, from anywhere').waitFor();
  await tab.page.getByRole('button', { name: 'More for default' }).click();
  await tab.page
    .getByRole('menuitem', { name: /^Delete/ })
    .getByText('has it: take it from there first.')
    .waitFor();
});

test('a network says how full it is and what hangs on it, and its subnet is changed', async () => {
  const vm = await makeVm('drawn', { networks: [{ subnet: tenant.subnet, floating_ip: 'auto' }] });
  const { name, used_ips: used, total_ips: total } = (await tenant.client.get('openstack-subnets/')).body.results[0];
  const tab = await tenantAt('networks');
  const { page: shown } = tab;
  const drawing = shown.getByRole('region', { name: 'Picture of the project' });
  await drawing.getByRole('link', { name: 'drawn', exact: true }).waitFor();
  await drawing.getByText(`${vm.internal_ips[0]} ⇄ ${vm.external_ips[0]}`).waitFor();
  await shown.getByRole('cell', { name: `${used} of ${total}` }).waitFor();
  const more = shown.getByRole('button', { name: `More for ${name}` });
  await more.first().click();
  await shown
    .getByRole('menuitem', { name: /^Delete/ })
    .getByText('is plugged into it: take it off first.')
    .waitFor();
  await shown.keyboard.press('Escape');
  await more.last().click();
  await shown.getByRole('menuitem', { name: 'Delete' }).getByText('Ports have').waitFor();
  await shown.getByRole('menuitem', { name: 'Change' }).click();
  const dialog = shown.getByRole('dialog');
  await dialog.getByLabel('Name servers').fill('9.9.9.9, 1.1.1.1');
  await dialog.getByLabel('Host routes').fill('10.9.0.0/24');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await dialog.getByText('that a host can have').waitFor();
  await dialog.getByLabel('Host routes').fill(`10.9.0.0/24 by ${vm.internal_ips[0]}`);
  await dialog.getByRole('button', { name: 'Save' }).click();
  await shown.getByRole('cell', { name: '9.9.9.9, 1.1.1.1' }).waitFor();
  await shown.getByRole('cell', { name: `10.9.0.0/24 by ${vm.internal_ips[0]}` }).waitFor();
  await looked(shown, 'Networks, with a picture');
  await picture(shown, 'networks');
});

test('a VM that ends within a week says so on its page', async () => {
  const { uuid } = await makeVm('ending');
  const end_date = new Date(Date.now() + 3 * 86_400_000).toISOString().slice(0, 10);
  await tenant.client.patch(`marketplace-resources/${uuid}/`, { end_date });
  const tab = await tenantAt(`vms/${uuid}`);
  await tab.page.getByText(/^Ends in 2 d/).waitFor();
});

test('an order says how long it took, what can be done with it, and why not the rest', async () => {
  const { reached, release } = hold(cloud.driver, 'startGuest');
  const made = makeVm('told-of');
  await reached;
  const tab = await tenantAt('orders');
  const { press, row } = handsOn(() => tab.page);
  await row('Create told-of').getByText('Start the guest').waitFor();
  await tab.page.getByText('Waiting for me').waitFor();
  cloud.driver.fault = () => {};
  release();
  await made;
  await row('Create told-of').getByText('Success').waitFor();
  await row('Create told-of')
    .getByRole('cell', { name: /^\d+(\.\d)? s$/ })
    .first()
    .waitFor();
  await press('More for Create told-of');
  const item = (name: string) => tab.page.getByRole('menuitem', { name });
  await item('Retry').getByText('Valid states for operation: Erred. The order is Success.').waitFor();
  await item('Cancel').getByText('Terminate what it has made instead.').waitFor();
  await item('Approve').getByText('Valid states for operation: Creating (awaits approval).').waitFor();
  await looked(tab.page, 'Orders: what can be done with one');
});

test('of what was done is shown what is asked for, by user, words, result and day; a link keeps that', async () => {
  const tab = await tenantAt('activity');
  const { page: shown } = tab;
  const asked = shown.getByRole('form', { name: 'Which events' });
  const show = () => asked.getByRole('button', { name: 'Show' }).click();
  await shown.getByText('volume "data"').first().waitFor();
  const saved = shown.waitForEvent('download');
  await shown.getByRole('button', { name: 'Save as CSV' }).click();
  const lines = (await readFile(await (await saved).path(), 'utf8')).trim().split('\r\n');
  assert.equal(lines[0], 'when,what,result,by,from,object');
  assert.ok(lines.some((line) => line.includes('volume ""data""')));
  await asked.getByLabel('About').fill('subnet');
  await show();
  await shown.getByText('volume "data"').first().waitFor({ state: 'detached' });
  assert.match(shown.url(), /about=subnet/);
  await asked.getByLabel('To').fill('2001-01-01');
  await show();
  await shown.getByText('No event is like that').waitFor();
  await shown.reload();
  await shown.getByText('No event is like that').waitFor();
  await asked.getByRole('button', { name: 'All' }).click();
  await shown.getByText('volume "data"').first().waitFor();
});

test('of a list of 300 VMs what is seen is made, down to its last row when somebody goes there', async () => {
  const tab = await tenantAt('volumes');
  const vm = await makeVm('one');
  const results = Array.from({ length: 300 }, (_, row) => ({
    ...vm,
    uuid: `${row}`.padStart(32, '0'),
    name: `vm-${row}`,
  }));
  const json = { count: 300, next: null, previous: null, results };
  await tab.page.route('**/api/marketplace-resources/?*', (route) => route.fulfill({ json }));
  await tab.page.getByRole('link', { name: 'VMs', exact: true }).click();
  await tab.page.getByText('300 VMs').waitFor();
  const rows = tab.page.getByRole('checkbox', { name: /^vm-/ });
  await rows.first().waitFor();
  const made = await rows.count();
  assert.ok(made >= 10 && made <= 90, `${made} rows`);
  await tab.page.keyboard.press('End');
  await tab.page.getByRole('link', { name: 'vm-299', exact: true }).waitFor();
});

import assert from 'node:assert/strict';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { openTab, sizes } from '../support/browser.ts';
import { makeUser, orderFor } from '../support/tenant.ts';
import { browser, catalogue, cloud, enter, heading, loggedIn, page, tenant } from './cloud.ts';
import { handsOn } from './hands.ts';
import { looked, lookedInTheDark } from './looked.ts';

test('a member sees of each button that is not for members who may', async () => {
  const { client } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MEMBER');
  const tab = await loggedIn(client.token, `#/p/${tenant.project}/volumes`);
  const disabled = async (name: string, why: RegExp): Promise<void> => {
    const button = tab.page.getByRole('button', { name, exact: true });
    await button.hover();
    await tab.page.getByRole('tooltip').getByText(why).waitFor();
    await tab.page.mouse.move(0, 0);
    await tab.page.getByRole('tooltip').waitFor({ state: 'detached' });
  };
  await disabled('New volume', /^Your role is PROJECT.MEMBER here: .*PROJECT.ADMIN.* may\.$/);
  await tab.page.getByRole('link', { name: 'Images', exact: true }).click();
  await disabled('Import an image', /PROJECT.MEMBER/);
  await tab.page.getByRole('link', { name: 'Floating IPs', exact: true }).click();
  await disabled('Take a floating IP', /PROJECT.MEMBER/);
  await tab.page.getByRole('link', { name: 'Project', exact: true }).click();
  await disabled('Give a role', /PROJECT.MANAGER/);
  await disabled('Invite somebody new', /^Only staff may make accounts: /);
  await disabled('Delete', /CUSTOMER.OWNER may/);
  await tab.page.getByText(/^Lives on the cloud \S+ for good\./).waitFor();
  await tab.page.getByText('Price this month by VM').click();
  const costs = tab.page.getByRole('table', { name: 'Price this month by VM' });
  await costs.getByRole('row', { name: /^seen OK 0\.0000$/ }).waitFor();
  await costs.getByRole('row', { name: /^Total 0\.0000$/ }).waitFor();
  await looked(tab.page, 'Project, with its prices');
  // what members may is not held back; what they order waits
  await client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'asked-for' }));
  const managers = await loggedIn(tenant.client.token, `#/p/${tenant.project}/orders`);
  const { dialog, confirm, choose, row } = handsOn(() => managers.page);
  await row('Create asked-for').getByText('waits for approval').waitFor();
  await choose('Create asked-for', /^Approve/);
  await dialog().getByLabel('Comment').fill('go ahead');
  await looked(managers.page, 'dialog: approve an order');
  await confirm('Approve');
  await row('Create asked-for').getByText('Success').waitFor();
  await managers.page.getByRole('link', { name: 'Activity', exact: true }).click();
  await managers.page.getByText('has approved the order of "asked-for": "go ahead".').waitFor();
  await managers.close();
  await tab.page.getByRole('link', { name: 'VMs', exact: true }).click();
  await tab.page.getByRole('button', { name: 'New VM' }).click();
  await heading(tab.page, 'New VM').waitFor();
  await tab.assertClean();
  await tab.close();
});

test('who runs the cloud is told on every screen what is wrong, and sees customers, flavors and backups', async () => {
  const [guest] = (await tenant.client.get('openstack-instances/?runtime_state=ACTIVE')).body.results;
  await cloud.driver.standsStill(guest.uuid, { cause: 'other', reason: 'it was paused on the host' });
  await mkdir(join(cloud.home, 'log'), { recursive: true });
  await writeFile(join(cloud.home, 'log', 'server.log.1'), Buffer.alloc(2.5 * 2 ** 20, 'x'));
  const tab = await loggedIn(cloud.staff.token, `#/p/${tenant.project}/vms`);
  const { page: shown } = tab;
  const banner = shown.getByRole('alert').filter({ hasText: 'For who runs this cloud' });
  await banner.getByText('paused VMs: 1 stand still').waitFor();
  await looked(shown, 'VMs, with the banner for staff');
  await banner.getByRole('link').click();
  await heading(shown, 'Backups of the records').waitFor();
  await shown
    .getByRole('table', { name: 'Clouds' })
    .getByText(/^[\d.]+ .iB of .* disk, \d+ floating IPs$/)
    .waitFor();
  await shown
    .getByRole('table', { name: 'Clouds' })
    .getByText(/^[\d.]+ .iB free now, [\d.]+ .iB once all that is promised is written; /)
    .waitFor();
  await shown
    .getByRole('row', { name: /^Disk / })
    .getByText(', logs 3 MiB')
    .waitFor();
  await shown.getByRole('button', { name: 'Back up now' }).click();
  await shown.getByRole('table', { name: 'Backups of the records' }).getByText('asked for').waitFor();
  const dialog = shown.getByRole('dialog');
  await shown.getByRole('button', { name: 'New customer' }).click();
  await dialog.getByLabel('Name').fill('Guild');
  await looked(shown, 'dialog: new customer');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await shown.getByRole('button', { name: 'More for Guild' }).click();
  await shown.getByRole('menuitem', { name: 'New project' }).click();
  await dialog.getByLabel('Name').fill('Guild hall');
  await dialog.getByRole('combobox', { name: 'Cloud' }).waitFor();
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await shown.getByRole('button', { name: 'More for Guild hall' }).click();
  await shown.getByRole('menuitem', { name: 'Change the quotas' }).click();
  await dialog.getByLabel('instances').fill('3');
  await dialog.getByRole('button', { name: 'Save' }).click();
  await shown.getByRole('cell', { name: '0 of 3', exact: true }).waitFor();
  await shown.getByRole('button', { name: 'New flavor' }).click();
  await dialog.getByLabel('Name').fill('huge');
  await dialog.getByRole('button', { name: 'Make it' }).click();
  await shown.getByRole('row', { name: /^huge 2 4 GiB 20 GiB/ }).waitFor();
  const images = shown.getByRole('table', { name: 'Public images' });
  await images.getByRole('row', { name: /^Tiny Linux/ }).waitFor();
  await shown.getByRole('button', { name: 'Import for everybody' }).click();
  await dialog.getByRole('button', { name: 'Import' }).click();
  await shown.locator('[role=dialog] [aria-invalid=true]').first().waitFor();
  await dialog.getByRole('button', { name: 'Leave it' }).click();
  await shown
    .getByRole('table', { name: 'Users' })
    .getByRole('button', { name: /^More for user-/ })
    .first()
    .click();
  await shown.getByRole('menuitem', { name: 'Make a login link' }).click();
  await dialog.getByText(/#link=/).waitFor();
  await looked(shown, 'dialog: login link');
  await dialog.getByRole('button', { name: 'Close' }).click();
  const vms = shown.getByRole('table', { name: 'All VMs' });
  await vms.getByRole('button', { name: 'Disks' }).click();
  await vms.getByRole('columnheader', { name: 'Disks ↑' }).waitFor();
  await vms.getByRole('columnheader', { name: 'Network traffic' }).waitFor();
  await vms
    .getByRole('cell', { name: /^user-/ })
    .first()
    .waitFor();
  await looked(shown, 'cloud, wide');
  await tab.assertClean();
  await tab.close();
});

test('of several clouds each says how it is, and of one that does not answer is said why, where it matters', async () => {
  const tab = await openTab(browser, `${page}#/cloud`, sizes.narrow);
  const { page: shown } = tab;
  const [here] = (await cloud.staff.get('clouds/')).body;
  const { body: details } = await cloud.staff.get(`clouds/${here.name}/`);
  const error = {
    code: 'openstack-unreachable',
    message: 'No answer from the OpenStack at http://identity.of.a.far.example:5000/v3: ECONNREFUSED.',
    constraint: '',
    remedy: 'See that it runs and can be reached from here.',
  };
  const lab = { name: 'lab', driver: 'openstack', is_default: false };
  const full = { ...details.room, free: 1024, promised: 3072, full_in_days: 12.4 };
  const { body: found } = await cloud.staff.get('doctor/');
  const stray = { kind: 'volume', id: null, detail: 'a disk of nobody', reason: '', fate: 'trashed' };
  const lost = { kind: 'network', id: null, detail: 'the network of a project' };
  const answers = {
    'doctor/': { ...found, ok: false, orphans: [stray], missing: [lost] },
    'clouds/': [
      { ...here, state: 'away' },
      { ...here, ...lab },
    ],
    [`clouds/${here.name}/`]: { ...details, state: 'away', error },
    'clouds/lab/': { ...details, ...lab, projects: 2, room: full },
  };
  for (const [path, json] of Object.entries(answers))
    await shown.route(`**/api/${path}`, (route) => route.fulfill({ json }));
  const late = Promise.withResolvers<void>();
  await shown.route('**/api/marketplace-resources/?*', async (route) => late.promise.then(() => route.continue()));
  await enter(tab, cloud.staff.token);
  const row = (name: RegExp) => shown.getByRole('table', { name: 'Clouds' }).getByRole('row', { name });
  await row(/^lab ok [\d.]+ .iB of /).waitFor();
  await row(/1 GiB free now, 2 GiB too little for all that is promised.* it is full in 12 days\./).waitFor();
  await shown.getByText('In the rows and not on the host: the network of a project').waitFor();
  await shown.getByText(/^It has looked .* ago\.$/).waitFor();
  await shown.getByRole('button', { name: 'Mend' }).click();
  await shown.getByRole('dialog').getByText('a disk of nobody goes to the trash').waitFor();
  await shown.getByRole('dialog').getByRole('button', { name: 'Leave it' }).click();
  await row(/away No answer from the OpenStack at .* See that it runs/).waitFor();
  assert.equal(await shown.evaluate('document.documentElement.scrollWidth'), sizes.narrow.width);
  await looked(shown, 'Cloud, one of two away, 390 px');
  await lookedInTheDark(shown, 'Cloud, one of two away, dark');
  await shown.setViewportSize(sizes.wide);
  await row(/^lab ok openstack, .* 2 projects, \d+ VMs$/).waitFor();
  await shown.getByRole('button', { name: /^More for Guild$/ }).click();
  // a menu stays, also when what is answered late pushes its button out of view
  late.resolve();
  await shown.getByRole('table', { name: 'All VMs' }).waitFor();
  await shown.getByRole('menuitem', { name: 'New project' }).click();
  await shown.getByRole('combobox', { name: 'Cloud' }).click();
  await shown.getByRole('option', { name: 'lab', exact: true }).waitFor();
  await shown.getByRole('option', { name: `${here.name}, which does not answer now` }).click();
  await shown.getByRole('button', { name: 'Leave it' }).click();
  await shown.evaluate(`location.hash = '#/p/${tenant.project}/project'`);
  await shown.getByText('It does not answer now; what runs there goes on.').waitFor();
  await shown.getByRole('button', { name: 'Delete', exact: true }).hover();
  await shown
    .getByRole('tooltip')
    .getByText(/^It has \d+ VMs, .* of volumes.*: delete them first\.$/)
    .waitFor();
  const { dialog, press, confirm, choose, pick, row: rowOf } = handsOn(() => shown);
  await press('Invite somebody new');
  await dialog().getByLabel('User').fill('grace');
  await dialog().getByLabel('Until').fill('2001-01-01');
  await dialog().getByRole('button', { name: 'Invite' }).click();
  await dialog().getByText('Lies in the past').waitFor();
  await looked(shown, 'dialog: invite somebody new, with a fault');
  await dialog().getByLabel('Until').fill('');
  await pick('Role', 'PROJECT.MEMBER');
  await dialog().getByRole('button', { name: 'Invite' }).click();
  const invitation = await dialog().locator('code').filter({ hasText: '#link=' }).innerText();
  await press('Close');
  await rowOf('grace, PROJECT.MEMBER').waitFor();
  const guest = await openTab(browser, invitation);
  await heading(guest.page, 'VMs').waitFor();
  await guest.close();
  const reader = shown
    .getByRole('row')
    .filter({ hasText: 'PROJECT.READER' })
    .first()
    .getByRole('button', { name: /^More for / });
  const name = ((await reader.getAttribute('aria-label')) ?? '').replace('More for ', '');
  await choose(name, /^Change the end/);
  await dialog().getByLabel('Until').fill('2999-01-01');
  await confirm('Save');
  await shown
    .getByRole('row')
    .filter({ hasText: 'PROJECT.READER' })
    .getByText(/^in 35\d+ d$/)
    .waitFor();
  await shown.evaluate(`location.hash = '#/p/${tenant.project}/images'`);
  await shown.getByRole('button', { name: 'More for Tiny Linux' }).click();
  await shown
    .getByRole('menuitem', { name: /^Delete/ })
    .getByText('stands on it: delete that VM first.')
    .waitFor();
  await tab.assertClean();
  await tab.close();
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Command } from 'commander';
import { addCommands, CLOUD_NOUNS } from '../../src/cli/commands.ts';
import { run } from '../../src/common/command.ts';
import { sizes } from '../support/browser.ts';
import { eventually } from '../support/wait.ts';
import { enter, heading, leaveOf, makeVm, tenant, tenantAt } from './cloud.ts';
import { handsOn } from './hands.ts';
import { looked, lookedInTheDark } from './looked.ts';

test('VMs are looked for among all of them, and a row leads to its VM', async () => {
  const vm = await makeVm('sought', { networks: [{ subnet: tenant.subnet, floating_ip: 'auto' }] });
  await makeVm('other');
  const tab = await tenantAt('vms');
  const { page: shown } = tab;
  const { press, row } = handsOn(() => shown);
  await row('other')
    .getByText(/^for \d+ s$/)
    .waitFor();
  await shown.getByLabel('Filter VMs').fill(vm.external_ips[0] ?? '');
  await row('other').waitFor({ state: 'detached' });
  await row('sought').waitFor();
  // a login that has ended says so, and behind the next one everything is where it was
  await shown.route('**/api/users/me/', (route) => route.fulfill({ status: 401, json: { detail: 'Invalid token.' } }));
  await shown.reload();
  await shown.getByText('Your login has ended').waitFor();
  await shown.unroute('**/api/users/me/');
  await enter(tab, tenant.client.token);
  await shown.getByText('1 VM', { exact: true }).waitFor();
  await shown.getByText('Stopped', { exact: true }).click();
  await shown.getByText('No VM is like that.').waitFor();
  await looked(shown, 'VMs, none is like that');
  await press('Show all');
  await row('other').waitFor();
  assert.doesNotMatch(shown.url(), /only=|q=/);
  // beside its words there is an icon that copies the address
  await shown.getByRole('cell', { name: new RegExp(vm.internal_ips[0] ?? '') }).click({ position: { x: 5, y: 5 } });
  await heading(shown, 'sought').waitFor();
});

test('what cannot be done with a VM is said at its row until it is dismissed, and of several one by one', async () => {
  const [one, other] = [await makeVm('row-one'), await makeVm('row-two')];
  await tenant.client.patch(`marketplace-resources/${other.uuid}/`, { termination_protection: true });
  const tab = await tenantAt('vms?q=row-');
  const { page: shown } = tab;
  const { dialog, press, confirm, choose, row } = handsOn(() => shown);
  await shown.getByText('2 VMs', { exact: true }).waitFor();
  // the page does not know yet that it has been stopped
  const { body: json } = await tenant.client.get(`marketplace-resources/?project_uuid=${tenant.project}&query=row-`);
  await shown.route('**/api/marketplace-resources/?*', (route) => route.fulfill({ json }));
  await tenant.client.post(`marketplace-resources/${one.uuid}/actions/stop/`, {});
  await choose('row-one', /^Stop/);
  const below = row('row-one').locator('xpath=following-sibling::tr[1]').getByRole('alert');
  await below.getByText('Stop: row-one').waitFor();
  await looked(shown, 'VMs, with what has failed');
  await shown.unroute('**/api/marketplace-resources/?*');
  await row('row-one').getByText('stopped', { exact: true }).waitFor();
  await below.getByRole('button', { name: 'Dismiss' }).click();
  await shown.getByRole('alert').waitFor({ state: 'detached' });

  await shown.getByRole('checkbox', { name: 'row-one' }).check();
  const stop = shown.getByRole('button', { name: 'Stop', exact: true });
  assert.equal(await stop.getAttribute('aria-disabled'), 'true');
  await shown.getByRole('checkbox', { name: 'row-two' }).check();
  await press('Delete');
  await dialog().getByText('row-one, with the system disk row-one-').waitFor();
  // what is protected is not sent
  await press('The same by curl');
  await dialog()
    .getByText(/^\.\/slipway vm delete/)
    .waitFor();
  await dialog().getByText(`POST /api/marketplace-resources/${one.uuid}/terminate/`).waitFor();
  await dialog().getByLabel('Type "2" to go on').fill('2');
  await looked(shown, 'dialog: delete several VMs');
  await confirm('Delete');
  await row('row-one').waitFor({ state: 'detached' });
  const outcome = shown.getByRole('alert');
  await outcome.getByText('row-one: done').waitFor();
  await outcome.getByText('row-two: not done.').waitFor();
  await tab.assertClean();
});

test('what is wrong with an order is shown where it is, also when that is folded away', async () => {
  const tab = await tenantAt('vms/new');
  const { page: shown } = tab;
  const { press } = handsOn(() => shown);
  await shown.getByLabel('Summary').getByText('per month').waitFor();
  const more = shown.getByRole('button', { name: /^More: / });
  await more.click();
  await shown.getByRole('textbox', { name: 'How many' }).fill('2');
  await shown
    .getByLabel('Summary')
    .getByText(/ per month, for all 2$/)
    .waitFor();
  await press('Write a file');
  for (const name of ['Run a script', 'Store this key and use it'])
    assert.equal(await shown.getByRole('button', { name, exact: true }).getAttribute('aria-disabled'), 'true', name);
  const end = shown.getByRole('textbox', { name: 'Ends at' });
  await end.fill('2999-01-01T12:00');
  await more.click();
  await end.waitFor({ state: 'hidden' });
  await more.click();
  await end.fill('2001-01-01T12:00');
  await shown.getByText('Lies in the past').waitFor();
  await more.click();
  await end.waitFor();
  await shown.getByLabel('Name').press('Enter');
  assert.equal(await shown.evaluate('document.activeElement.type'), 'datetime-local');
  await looked(shown, 'new VM, with a fault');
  await lookedInTheDark(shown, 'new VM, with a fault, dark');
  await tab.assertClean();
});

test('of several that are ordered at once is said which were, when one is refused', async () => {
  const tab = await tenantAt('vms/new');
  const { page: shown } = tab;
  const { press } = handsOn(() => shown);
  await shown.getByLabel('Name').fill('pair');
  await shown.getByRole('button', { name: /^More: / }).click();
  await shown.getByRole('textbox', { name: 'How many' }).fill('2');
  await shown
    .getByLabel('Summary')
    .getByText(/ per month, for all 2$/)
    .waitFor();
  const giveBack = await leaveOf('instances', 1);
  await press('Order');
  const failed = shown.getByRole('alert').filter({ hasText: 'Ordered: pair-1. All behind them: not ordered' });
  await failed.waitFor();
  await giveBack();
  // the first one is not ordered again
  await shown.getByRole('button', { name: 'Order', exact: true, disabled: false }).click();
  await heading(shown, 'VMs').waitFor();
  for (const name of ['pair-1', 'pair-2']) {
    const { body } = await tenant.client.get(`marketplace-resources/?name_exact=${name}`);
    assert.equal(body.results.length, 1, name);
  }
});

test('the settings of a VM say what each does, and what was done there is done by curl and command line, too', async () => {
  const { uuid } = await makeVm('set');
  const path = `marketplace-resources/${uuid}/`;
  const { body: usage } = await tenant.client.get(`${path}usage/`);
  const tab = await tenantAt(`vms/${uuid}?tab=settings`);
  const { page: shown } = tab;
  const { dialog, press } = handsOn(() => shown);
  const settings = shown.getByRole('list', { name: 'Settings' });
  await settings.getByText('all that is on it is lost').waitFor();
  await settings.getByRole('button', { name: 'Resize' }).hover();
  await shown.getByRole('tooltip').getByText('Please stop the instance').waitFor();
  await press('Protect');
  await settings.getByRole('button', { name: 'Unprotect' }).waitFor();
  await looked(shown, 'VM: settings');
  await lookedInTheDark(shown, 'VM: settings, dark');
  await shown.setViewportSize(sizes.narrow);
  const width = (): Promise<number> => shown.evaluate('document.documentElement.scrollWidth');
  await eventually('a page as wide as the telephone', width, (px) => px === sizes.narrow.width);
  await looked(shown, 'VM: settings, 390 px');
  await shown.getByRole('button', { name: 'You' }).click();
  await shown.getByRole('menuitem', { name: 'The same by curl' }).click();
  await dialog().getByText(`./slipway vm protect ${uuid}`).waitFor();
  await shown.getByRole('menu').waitFor({ state: 'detached' });
  await looked(shown, 'dialog: the same by curl and command line');
  const curl = await dialog().locator('code').filter({ hasText: 'curl' }).first().innerText();
  await tenant.client.patch(path, { termination_protection: false });
  await run('bash', ['-c', `${curl} --silent --show-error --fail`], {
    env: { ...process.env, TOKEN: tenant.client.token ?? '' },
  });
  assert.equal((await tenant.client.get(path)).body.termination_protection, true);
  await shown.keyboard.press('Escape');
  await dialog().waitFor({ state: 'detached' });
  // a VM whose slots are all taken says so before anything is asked
  await shown.route('**/usage/', (route) => route.fulfill({ json: { ...usage, slots: { total: 5, used: 5 } } }));
  await shown.setViewportSize(sizes.wide);
  await shown.getByRole('tab', { name: 'Network' }).click();
  const connect = shown.getByRole('button', { name: 'Connect to a subnet' });
  await connect.hover();
  await shown.getByRole('tooltip').getByText('All slots for volumes and ports are taken.').waitFor();
  await tab.assertClean();
});

test('what the console calls the command for a request is one, with these options', async () => {
  // the module asks where the page comes from only when it writes curl
  const { commandOf, requests } = await import('../../web/src/parts/commands.ts');
  const body = {
    delete_for_good: true,
    name: 'n',
    size: 1,
    disk_size: 2,
    flavor: 'f',
    image: 'i',
    plan: 'p',
    project: 'q',
    instance: 'v',
  };
  const changes = { name: 'new', description: 'what for', end_date: null, termination_protection: true };
  for (const request of requests) {
    const [method = '', schemaPath = ''] = request.split(' ');
    const lines = commandOf({
      method,
      schemaPath,
      path: schemaPath,
      uuid: 'u',
      body: method === 'PATCH' ? changes : body,
    })?.split('\n');
    assert.ok(lines !== undefined, request);
    for (const line of lines) {
      const [, noun = '', verb = '', ...rest] = line.split(' ');
      const program = new Command();
      await addCommands(program, CLOUD_NOUNS, [noun]);
      const found = program.commands
        .find((each) => each.name() === noun)
        ?.commands.find((each) => each.name() === verb);
      assert.ok(found !== undefined, line);
      const known = found.options.map(({ long }) => long);
      for (const option of rest.filter((word) => word.startsWith('--'))) assert.ok(known.includes(option), line);
    }
  }
});

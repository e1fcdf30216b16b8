import assert from 'node:assert/strict';
import { chmod, copyFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { after, afterEach, before, describe, test } from 'node:test';
import type { Page } from 'playwright-core';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { Client } from '../support/client.ts';
import { sizes, type Tab } from '../support/browser.ts';
import type { Ended } from '../support/ended.ts';
import { addSubnet, orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { catalogue, cloud, heading, leaveOf, loggedIn, tenant } from './cloud.ts';
import { handsOn } from './hands.ts';
import { leave, looked, lookedInTheDark } from './looked.ts';

describe('whoever works with VMs', () => {
  let tab: Tab;
  let shown: Page;
  let vm: string;
  before(async () => {
    const { body } = await tenant.client.post(
      'marketplace-orders/',
      orderFor(tenant, catalogue, { name: 'work', security_groups: [] }),
    );
    await tenant.client.settled(body.uuid);
    vm = body.marketplace_resource_uuid;
    tab = await loggedIn(tenant.client.token, '#/account');
    shown = tab.page;
  });
  afterEach((context) => leave(shown, context as Ended));
  after(() => tab?.close());

  const place = (path: string) => shown.evaluate(`location.hash = '#/p/${tenant.project}/${path}'`);
  const { dialog, press, confirm, choose, pick } = handsOn(() => shown);
  const ticks = () => shown.getByRole('group', { name: 'SSH keys' }).getByRole('checkbox');

  test('has a key made in the browser, whose private half is a file that OpenSSH takes', async () => {
    await press('Make a key here');
    const saved = shown.waitForEvent('download');
    await press('Save the private key');
    const file = join(cloud.home, 'made-in-the-browser');
    await copyFile(await (await saved).path(), file);
    await chmod(file, 0o600);
    const { stdout } = await run('ssh-keygen', ['-y', '-f', file]);
    await rm(file);
    const { body: keys } = await tenant.client.get('keys/');
    const stored = keys.results.map(({ public_key: key }: { public_key: string }) => key);
    assert.ok(stored.includes(stdout.trim()), `${stdout}\n${stored.join('\n')}`);
  });

  test('says what one is called', async () => {
    await press('Change the name');
    await dialog().getByLabel('Name').fill('Ada Lovelace');
    await confirm('Save');
    await heading(shown, 'Ada Lovelace').waitFor();
  });

  test('makes a token that may read one project, and nothing else', async () => {
    await press('New token');
    await dialog().getByLabel('Name').fill('reader');
    await dialog().getByLabel('It only reads').check();
    await pick('Projects that it is for', /^tenant-/);
    await dialog().getByLabel('Name').click();
    await looked(shown, 'dialog: new token');
    await lookedInTheDark(shown, 'dialog: new token, dark');
    await dialog().getByRole('button', { name: 'Make it' }).click();
    const token = await dialog().locator('code').innerText();
    await shown.getByRole('button', { name: 'Close' }).click();
    await shown.getByRole('cell', { name: 'read, in 1 project' }).waitFor();
    await shown.getByRole('cell', { name: /, this one$/ }).waitFor();
    const reader = new Client(cloud.url, token);
    assert.equal((await reader.get(`marketplace-resources/${vm}/`)).status, 200);
    assert.equal((await reader.post(`marketplace-resources/${vm}/actions/stop/`, {})).status, 403);
  });

  test('finds out why a VM cannot be reached, and mends it by the buttons that stand there', async () => {
    await place(`vms/${vm}?tab=connect`);
    await press('Not reachable? Find out why');
    await shown.getByText('work cannot be reached').waitFor();
    await looked(shown, 'VM: connect');
    await press('Give it a security group');
    await pick('Security groups', 'default');
    await dialog().getByText('The security groups of work').click();
    await looked(shown, 'dialog: groups of a port');
    await confirm('Change');
    await press('Attach a floating IP');
    await confirm('Attach');
    await shown.getByText('work can be reached.').waitFor();
    const [address] = (await tenant.client.get(`marketplace-resources/${vm}/`)).body.external_ips;
    await place('floating-ips');
    await choose(address, /^Does it answer/);
    await dialog().getByText(`${address} leads to it. A ping from the host is answered.`).waitFor();
    await looked(shown, 'dialog: does a floating IP answer');
    await shown.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await place(`vms/${vm}`);
  });

  test('makes a volume, attaches it, and detaches it', async () => {
    await shown.getByRole('tab', { name: 'Disks' }).click();
    await shown.getByText('Slots for volumes and ports: 1 used of 5.').waitFor();
    await press('New volume');
    await dialog().getByLabel('Name').fill('more');
    await dialog().getByLabel('Size').fill('1024');
    await confirm('Make it');
    await press('Attach a volume');
    await pick('Volume', 'more, 1 GiB');
    await looked(shown, 'dialog: attach a volume');
    await confirm('Attach');
    const disk = shown.getByRole('table', { name: 'Disks' }).getByRole('cell', { name: 'more', exact: true });
    await disk.waitFor();
    await looked(shown, 'VM: disks');
    await choose('more', /^How to mount it/);
    await dialog().getByText('mkdir -p /mnt/more').waitFor();
    await shown.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    await lookedInTheDark(shown, 'VM: disks, dark');
    await choose('more', /^Detach/);
    await disk.waitFor({ state: 'detached' });
  });

  test('sees its network, usage, activity and log', async () => {
    for (const [name, words] of Object.entries({
      Network: 'MAC',
      Usage: 'Read from disks',
      Activity: 'Result',
      Log: 'Lines with',
    })) {
      await shown.getByRole('tab', { name }).click();
      await shown.getByText(words).first().waitFor();
      if (name === 'Usage')
        await shown
          .getByRole('img', { name: /^Memory: used / })
          .locator('canvas')
          .waitFor();
      await looked(shown, `VM: ${name.toLowerCase()}`);
    }
  });

  test('connects it to one more subnet, and disconnects it from that', async () => {
    await addSubnet(cloud.db, tenant);
    await shown.getByRole('tab', { name: 'Network' }).click();
    await press('Connect to a subnet');
    await pick('Subnet', /^second/);
    await confirm('Connect');
    const second = shown.getByRole('heading', { name: /^second, / });
    await second.waitFor();
    await press('Disconnect');
    await confirm('Disconnect');
    await second.waitFor({ state: 'detached' });
  });

  test('resizes it, and rescues it', async () => {
    await shown.getByRole('tab', { name: 'Overview' }).click();
    await shown
      .getByRole('row', { name: /^Price so far/ })
      .getByText(/^0\.0\d+ in /)
      .waitFor();
    await shown
      .getByRole('row', { name: /^Owner/ })
      .getByText('Ada Lovelace')
      .waitFor();
    await press('More for work');
    await shown.getByRole('menuitem', { name: 'Resize' }).getByText('Please stop the instance').waitFor();
    await shown.keyboard.press('Escape');
    await press('Stop');
    await shown.getByText('stopped', { exact: true }).waitFor();
    // the page is told of it
    const giveBack = await leaveOf('ram', 0);
    await choose('work', /^Resize/);
    await dialog().getByRole('combobox', { name: 'Flavor' }).click();
    const over = /^small: .* \(more than the quota of the project by .* of memory\)$/;
    await shown.getByRole('option', { name: over }).waitFor();
    await giveBack();
    // what there is to choose from lies over the buttons
    await dialog().getByText('and never shrinks').click();
    await dialog().getByRole('button', { name: 'Leave it' }).click();
    await choose('work', /^Resize/);
    await pick('Flavor', /^small: [^(]*$/);
    await looked(shown, 'dialog: resize');
    await confirm('Resize');
    await shown.getByText(/^small: /).waitFor();
    await press('Start');
    await shown.getByText('active', { exact: true }).waitFor();
    await choose('work', /^Rescue/);
    await looked(shown, 'dialog: rescue');
    await confirm('Rescue');
    await shown.getByText('rescue', { exact: true }).waitFor();
    await choose('work', /^End rescue/);
    await shown.getByText('active', { exact: true }).waitFor();
  });

  test('sees at which step an order has failed, why and what to do, and tries it again', async () => {
    cloud.driver.fault = (method, when) => {
      if (method === 'startGuest' && when === 'before')
        throw new Problem('host-full', 'The machine has no memory left.', 'Stop a VM first.');
    };
    await place('vms/new');
    await heading(shown, 'New VM').waitFor();
    await shown.getByLabel('Name').fill('again');
    await shown
      .getByRole('cell', { name: /^\d+ more fit$/ })
      .first()
      .waitFor();
    for (const key of await ticks().all()) await key.check();
    await shown.getByText('The same by curl').click();
    await shown.getByText(/"user_data": "#cloud-config\\nssh_authorized_keys:\\n  - /).waitFor();
    await shown.getByText('The same by Terraform').click();
    await shown.getByText('resource "waldur_openstack_instance" "vm"').waitFor();
    await shown.getByText('The same by command line').click();
    await shown.getByText('./slipway vm create again').waitFor();
    await looked(shown, 'new VM, with its copies');
    await press('Order');
    const failed = shown.getByRole('alert').filter({ hasText: 'The order has failed' });
    await failed.getByText('The machine has no memory left.').waitFor();
    await failed.getByText('Stop a VM first.').waitFor();
    const step = shown.getByRole('listitem').filter({ hasText: 'Start the guest' });
    await step.getByText('The machine has no memory left. Stop a VM first.').waitFor();
    const approve = shown.getByRole('button', { name: 'Approve', exact: true });
    await approve.getByText('Valid states for operation: Creating (awaits approval).').waitFor({ state: 'attached' });
    await looked(shown, 'VM: a failed order');
    await lookedInTheDark(shown, 'VM: a failed order, dark');
    cloud.driver.fault = () => {};
    await press('Retry');
    await heading(shown, 'again').waitFor();
    await shown.getByText('active', { exact: true }).waitFor();
  });

  test('orders two of the same at once', async () => {
    await place('vms/new');
    await heading(shown, 'New VM').waitFor();
    await shown.getByLabel('Name').fill('twin');
    await shown.getByRole('button', { name: /^More: / }).click();
    await press('Run a script');
    for (const key of await ticks().all()) await key.check();
    await shown.getByText('Choose one: the user data are no cloud-config').first().waitFor();
    await ticks().last().uncheck();
    await shown.getByRole('textbox', { name: 'How many' }).fill('2');
    await looked(shown, 'new VM: more');
    await lookedInTheDark(shown, 'new VM: more, dark');
    await press('Order');
    await heading(shown, 'VMs').waitFor();
    await shown.getByRole('link', { name: 'twin-1', exact: true }).waitFor();
    await shown.getByRole('link', { name: 'twin-2', exact: true }).waitFor();
    await place('vms/new');
    await shown.setViewportSize(sizes.narrow);
    await shown
      .getByText(/^SHA256:/)
      .first()
      .waitFor();
    const width = (): Promise<number> => shown.evaluate('document.documentElement.scrollWidth');
    await eventually('a page as wide as the telephone', width, (px) => px === sizes.narrow.width);
    await shown.setViewportSize(sizes.wide);
  });

  test('reads markup as it is written, and is told where marks may not be', async () => {
    await place('volumes');
    await press('New volume');
    const hostile = '<b onclick=alert(1)>"\'&amp;</b>';
    await dialog().getByLabel('Name').fill(`${hostile}\u202e`);
    await dialog().getByLabel('Size').fill('1024');
    await dialog().getByRole('button', { name: 'Make it' }).click();
    await dialog().getByText('May not have control characters').waitFor();
    await dialog().getByLabel('Name').fill(hostile);
    await confirm('Make it');
    await shown.getByRole('cell', { name: hostile, exact: true }).last().waitFor();
    await choose(hostile, /^Attach/);
    // what people copy into a shell has nothing of a name but what is harmless there
    assert.match(await dialog().locator('code').innerText(), /\nmkdir -p \/mnt\/[\w-]+\nmount \S+ \/mnt\/[\w-]+$/);
    await dialog().getByRole('button', { name: 'Leave it' }).click();
    await choose(hostile, /^Delete/);
    await dialog().getByText(`Delete the volume ${hostile}?`).waitFor();
    await looked(shown, 'dialog: delete a volume');
    await dialog().getByRole('textbox').fill(hostile);
    await confirm('Delete');
    await tab.assertClean();
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { sizes } from '../support/browser.ts';
import { hold } from '../support/hold.ts';
import { makeUser } from '../support/tenant.ts';
import { cloud, heading, loggedIn, makeVm, runNow, tenant, tenantAt } from './cloud.ts';
import { handsOn } from './hands.ts';
import { looked, lookedInTheDark } from './looked.ts';

test('a VM is kept as it is by a backup, and another one is made of that', async () => {
  const { uuid } = await makeVm('kept');
  const place = `vms/${uuid}?tab=backups`;
  const tab = await tenantAt(place);
  const { page: shown } = tab;
  const { dialog, press, confirm, choose, pick, row } = handsOn(() => shown);
  await shown.getByText('A backup keeps a VM as it is now').waitFor();
  await press('Take a backup');
  await dialog().getByText('It keeps kept-').waitFor();
  await dialog().getByLabel('Name').fill('before');
  await dialog().getByLabel('Kept until').fill('2001-01-01');
  await dialog().getByRole('button', { name: 'Take it' }).click();
  await dialog().getByText('Lies in the past.').waitFor();
  await looked(shown, 'dialog: take a backup, with a fault');
  await lookedInTheDark(shown, 'dialog: take a backup, with a fault, dark');
  await dialog().getByLabel('Kept until').fill('2999-01-01');
  const { reached, release } = hold(cloud.driver, 'takeSnapshots');
  await confirm('Take it');
  await reached;
  await row('before').getByText('CREATING').waitFor();
  await press('More for before');
  await shown.getByRole('menuitem', { name: 'Restore' }).getByText('Valid states for operation: OK.').waitFor();
  await shown.keyboard.press('Escape');
  cloud.driver.fault = () => {};
  release();
  await row('before').getByText('OK', { exact: true }).waitFor();
  await row('before').getByText('all volumes at one moment').waitFor();
  await row('before').getByText('in 35').waitFor();
  await press('More for kept');
  await shown
    .getByRole('menuitem', { name: /^Delete/ })
    .getByText('Delete them first')
    .waitFor();
  await shown.keyboard.press('Escape');

  const { body: floating } = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
  await choose('before', /^Restore/);
  await dialog().getByLabel('Name of the new VM').fill('no spaces here');
  await pick('Floating IP', `${floating.address}, free`);
  await tenant.client.delete(`openstack-floating-ips/${floating.uuid}/`);
  await dialog().getByRole('button', { name: 'Restore' }).click();
  await shown.locator('[role=dialog] [aria-invalid=true]').first().waitFor();
  await dialog().getByLabel('Name of the new VM').fill('as-before');
  await dialog().getByRole('button', { name: 'Restore' }).click();
  // what is wrong with a part of a field stands at the field
  await dialog().getByText('no floating IP of this UUID').waitFor();
  assert.equal(await dialog().getByRole('alert').count(), 0);
  await looked(shown, 'dialog: restore a backup, with a fault');
  await lookedInTheDark(shown, 'dialog: restore a backup, with a fault, dark');
  await pick('Floating IP', 'One that is free, else a new one');
  const copying = hold(cloud.driver, 'restoreSnapshot');
  await confirm('Restore');
  await heading(shown, 'as-before').waitFor();
  await copying.reached;
  await shown.getByText(/^It is being made of a backup, which began \d+ s ago/).waitFor();
  cloud.driver.fault = () => {};
  copying.release();
  await shown.getByText('active', { exact: true }).waitFor();
  const [, made = ''] = /\/vms\/([^/?]+)/.exec(shown.url()) ?? [];
  assert.equal((await tenant.client.get(`marketplace-resources/${made}/`)).body.external_ips.length, 1);

  await tenantAt(place);
  await row('before').getByRole('link', { name: 'as-before' }).waitFor();
  await choose('before', /^Change/);
  await dialog().getByLabel('Name').fill('held');
  await dialog().getByLabel('Kept until').fill('');
  await confirm('Save');
  await row('held').getByText('never').waitFor();
  await looked(shown, 'VM: backups');
  await lookedInTheDark(shown, 'VM: backups, dark');
  await choose('held', /^Copy to a target/);
  await dialog().getByLabel('Name of the copy').fill('off-site');
  await looked(shown, 'dialog: copy a backup');
  const sending = hold(cloud.driver, 'readSnapshot');
  await confirm('Copy');
  await sending.reached;
  await row('off-site').getByText('CREATING').waitFor();
  await press('More for held');
  await shown
    .getByRole('menuitem', { name: /^Delete/ })
    .getByText('Wait for its end, or delete the copy.')
    .waitFor();
  await shown.keyboard.press('Escape');
  cloud.driver.fault = () => {};
  sending.release();
  await row('off-site').getByText('OK', { exact: true }).waitFor();
  await row('off-site').getByText('never').waitFor();
  await choose('off-site', /^Verify/);
  await row('off-site').getByText('never').waitFor({ state: 'detached' });
  await choose('off-site', /^Restore/);
  await press('The same by curl');
  await dialog()
    .getByText(/^POST .*backup-copies.*restore/)
    .waitFor();
  await dialog().getByRole('button', { name: 'Leave it' }).click();
  await looked(shown, 'VM: a copy of a backup');
  await choose('off-site', /^Delete/);
  await dialog().getByLabel('Type "off-site" to go on').fill('off-site');
  await confirm('Delete');
  await row('off-site').waitFor({ state: 'detached' });
  await press('More for held');
  await shown.getByRole('menuitem', { name: 'Roll back' }).getByText('Stop it first').waitFor();
  await shown.keyboard.press('Escape');
  assert.equal((await tenant.client.post(`openstack-instances/${uuid}/stop/`, {})).status, 202);
  await shown.getByText('stopped', { exact: true }).waitFor();
  await choose('held', /^Roll back/);
  await dialog().getByText('comes back when it does not').waitFor();
  await dialog().getByLabel('Type "held" to go on').fill('held');
  await looked(shown, 'dialog: roll a VM back');
  await lookedInTheDark(shown, 'dialog: roll a VM back, dark');
  await confirm('Roll back');
  await shown.getByText('active', { exact: true }).waitFor();
  await choose('kept', /^Clone/);
  await dialog().getByText('a machine id of its own').waitFor();
  await looked(shown, 'dialog: clone a VM');
  await lookedInTheDark(shown, 'dialog: clone a VM, dark');
  await confirm('Clone');
  await heading(shown, 'kept-clone').waitFor();
  await shown.getByText('active', { exact: true }).waitFor();
  await tenantAt(place);
  await row('held').waitFor();
  await shown.setViewportSize(sizes.narrow);
  assert.equal(await shown.evaluate('document.documentElement.scrollWidth'), sizes.narrow.width);
  await looked(shown, 'VM: backups, 390 px');
  await press('More for held');
  await looked(shown, 'VM: what can be done with a backup');
  await lookedInTheDark(shown, 'VM: what can be done with a backup, dark');
  await shown.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog().getByText('kept stays as it is').waitFor();
  await dialog().getByLabel('Type "held" to go on').fill('held');
  await confirm('Delete');
  await row('held').waitFor({ state: 'detached' });
  await tab.assertClean();
});

test('backups of a VM are taken by the clock, and a run that has failed says why', async () => {
  const { uuid } = await makeVm('nightly-kept');
  const tab = await tenantAt(`vms/${uuid}?tab=backups`);
  const { page: shown } = tab;
  const { dialog, press, confirm, choose, row } = handsOn(() => shown);
  await shown.getByText('A schedule takes backups of the VM by the clock').waitFor();
  await press('New schedule');
  await dialog().getByLabel('Name').fill('every-night');
  await dialog().getByLabel('Days for which they are kept').fill('30');
  await confirm('Make it');
  for (const words of ['active', 'daily at 03:00', 'the last 7, 30 days'])
    await row('every-night').getByText(words).waitFor();
  cloud.driver.fault = (method) => {
    if (method === 'takeSnapshots') throw new Problem('command-failed', 'The disk is broken.', 'Mend it.');
  };
  await runNow('every-night', `openstack-instances/${uuid}`);
  await row('every-night').getByText('The last run has failed: The disk is broken.').waitFor();
  cloud.driver.fault = () => {};
  await runNow('every-night', `openstack-instances/${uuid}`);
  await row('every-night').getByText('The last run has failed').waitFor({ state: 'detached' });
  await shown.getByRole('table', { name: 'Backups' }).getByText('OK', { exact: true }).waitFor();
  await looked(shown, 'VM: backups by the clock');
  await lookedInTheDark(shown, 'VM: backups by the clock, dark');
  await choose('every-night', /^Delete/);
  await confirm('Delete');
  await row('every-night').waitFor({ state: 'detached' });
  await tab.assertClean();
});

test('a member takes backups, and is told who may restore and delete them', async () => {
  const { uuid } = await makeVm('lent');
  await tenant.client.post(`openstack-instances/${uuid}/backup/`, { name: 'theirs' });
  const { client } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.MEMBER');
  const tab = await loggedIn(client.token, `#/p/${tenant.project}/vms/${uuid}?tab=backups`);
  const { page: shown } = tab;
  const { press, row } = handsOn(() => shown);
  await row('theirs').getByText('OK', { exact: true }).waitFor();
  await press('More for theirs');
  for (const name of ['Restore', 'Delete'])
    await shown
      .getByRole('menuitem', { name })
      .getByText(/^Your role is PROJECT.MEMBER here: .* may\.$/)
      .waitFor();
  assert.equal(await shown.getByRole('menuitem', { name: 'Change' }).getAttribute('aria-disabled'), null);
  await looked(shown, 'VM: what members may with a backup');
  await tab.close();
});

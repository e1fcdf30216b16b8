import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { sizes } from '../support/browser.ts';
import { makeUser } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';
import { cloud, loggedIn, makeVm, runNow, tenant, tenantAt } from './cloud.ts';
import { handsOn } from './hands.ts';
import { looked, lookedInTheDark } from './looked.ts';

test('snapshots of a volume are taken by the clock, and a run that has failed says why', async () => {
  const { body: volume } = await tenant.client.post('openstack-volumes/', {
    project: tenant.project,
    name: 'clocked',
    size: 1024,
  });
  await volumeSettled(tenant.client, volume.uuid);
  const tab = await tenantAt('volumes');
  const { page: shown } = tab;
  const { dialog, press, confirm, choose, row } = handsOn(() => shown);
  await shown.getByText('A schedule takes snapshots of a volume by the clock').waitFor();
  await choose('clocked', /^Schedule snapshots/);
  await dialog().getByLabel('When').fill('now and then');
  await dialog().getByLabel('Time zone').fill('Middle-earth');
  await dialog().getByLabel('So many are kept').fill('3');
  await dialog().getByRole('button', { name: 'Make it' }).click();
  await dialog().getByText('Must be five fields of cron').waitFor();
  await dialog().getByText('Must be a time zone by its name').waitFor();
  await looked(shown, 'dialog: new schedule, with faults');
  await lookedInTheDark(shown, 'dialog: new schedule, with faults, dark');
  await dialog().getByLabel('When').fill('weekdays at 22:30');
  await dialog().getByLabel('Time zone').fill('Europe/Oslo');
  await confirm('Make it');
  const nightly = row('nightly');
  for (const words of ['clocked', 'active', 'weekdays at 22:30', 'Europe/Oslo', /^in \d+ /, 'the last 3'])
    await nightly.getByText(words).waitFor();
  await choose('nightly', /^Pause/);
  await nightly.getByText('paused').waitFor();
  await choose('nightly', /^Change/);
  assert.equal(await dialog().getByLabel('When').inputValue(), 'weekdays at 22:30');
  await dialog().getByLabel('When').fill('15 4 * * 1,3');
  await dialog().getByLabel('Days for which they are kept').fill('30');
  await confirm('Save');
  await nightly.getByText('15 4 * * 1,3').waitFor();
  await nightly.getByText('the last 3, 30 days').waitFor();
  await choose('nightly', /^Resume/);
  await nightly.getByText('active').waitFor();

  cloud.driver.fault = (method) => {
    if (method === 'takeSnapshots') throw new Problem('command-failed', 'The disk is broken.', 'Mend it.');
  };
  await runNow('nightly', `openstack-volumes/${volume.uuid}`);
  await nightly.getByText('The last run has failed: The disk is broken.').waitFor();
  cloud.driver.fault = () => {};
  await looked(shown, 'Volumes, with a schedule');
  await lookedInTheDark(shown, 'Volumes, with a schedule, dark');
  await shown.setViewportSize(sizes.narrow);
  await eventually(
    'a page as wide as the telephone',
    () => shown.evaluate<number>('document.documentElement.scrollWidth'),
    (px) => px === sizes.narrow.width,
  );
  await looked(shown, 'Volumes, with a schedule, 390 px');
  await press('More for nightly');
  await shown.getByRole('menuitem', { name: 'Delete' }).click();
  await dialog().getByText('What it has made stays.').waitFor();
  await confirm('Delete');
  await nightly.waitFor({ state: 'detached' });
  await tab.assertClean();
});

test('schedules are read in the words that the API takes for them', async () => {
  const { uuid } = await makeVm('worded');
  const words = [
    'hourly',
    'every 6 hours',
    'daily at 03:05',
    'weekdays at 22:30',
    'weekly on sunday at 04:00',
    'monthly on 31 at 05:00',
    '0 3 1 1 *',
  ];
  for (const [index, schedule] of words.entries()) {
    const plan = { name: `plan-${index}`, schedule, action: 'stop', timezone: 'UTC' };
    const made = await tenant.client.post(`openstack-instances/${uuid}/create_power_schedule/`, plan);
    assert.equal(made.status, 201, made.text);
  }
  const tab = await tenantAt(`vms/${uuid}?tab=schedules`);
  const { row } = handsOn(() => tab.page);
  for (const [index, schedule] of words.entries())
    await row(`plan-${index}`).getByText(schedule, { exact: true }).waitFor();
});

test('a VM is stopped by the clock, and readers are told who may say when', async () => {
  const { uuid } = await makeVm('early');
  const place = `vms/${uuid}?tab=schedules`;
  const tab = await tenantAt(place);
  const { page: shown } = tab;
  const { dialog, press, confirm, choose, pick, row } = handsOn(() => shown);
  await shown.getByText('A power schedule starts or stops the VM by the clock.').waitFor();
  await press('New schedule');
  await dialog().getByLabel('Name').fill('evening');
  await pick('What is done', 'Start the VM');
  await dialog().getByLabel('It runs from now on').uncheck();
  await looked(shown, 'dialog: new power schedule');
  await lookedInTheDark(shown, 'dialog: new power schedule, dark');
  await confirm('Make it');
  await row('evening').getByText('paused').waitFor();
  await row('evening').getByText('start', { exact: true }).waitFor();
  await choose('evening', /^Change/);
  await pick('What is done', 'Stop the VM');
  await confirm('Save');
  await row('evening').getByText('stop', { exact: true }).waitFor();
  await choose('evening', /^Resume/);
  await row('evening').getByText('active').waitFor();
  await runNow('evening', `openstack-instances/${uuid}`);
  await shown.getByText('stopped', { exact: true }).waitFor();
  await looked(shown, 'VM: schedules');
  await lookedInTheDark(shown, 'VM: schedules, dark');
  await tab.assertClean();
  const { client } = await makeUser(cloud.db, cloud.url, [tenant.project], 'PROJECT.READER');
  const readers = await loggedIn(client.token, `#/p/${tenant.project}/${place}`);
  await readers.page.getByRole('button', { name: 'New schedule' }).hover();
  await readers.page.getByRole('tooltip').getByText('Your role is PROJECT.READER').waitFor();
  await readers.close();
});

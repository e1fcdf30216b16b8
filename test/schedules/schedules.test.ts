import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { Problem } from '../../src/common/problem.ts';
import { runDueSchedules } from '../../src/actions/index.ts';
import type { Engine } from '../../src/engine/index.ts';
import type { Services } from '../../src/workflows/index.ts';
import { mended } from '../support/remedy.ts';
import { hourMs, later, plan, Schedules } from '../support/schedules.ts';
import { setUp } from '../support/setup.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant } = await setUp({ quota_snapshots: 100, quota_snapshots_mib: 1e6 });
const { client, project } = tenant;

const volume = await makeVolume();
const schedules = new Schedules(cloud, client, 'snapshot', volume);
const { path, show, look, made } = schedules;
after(() => (cloud.driver.fault = () => {}));

async function makeVolume(): Promise<string> {
  const { status, body, text } = await client.post('openstack-volumes/', { project, name: 'data', size: 1024 });
  assert.equal(status, 201, text);
  await volumeSettled(client, body.uuid);
  return body.uuid;
}

describe('a schedule of snapshots', () => {
  test('is made paused, activated, changed and paused again, in both dialects', async () => {
    const uuid = await schedules.make({ description: 'every night' });
    const again = () => client.post(`${path}/${uuid}/deactivate/`, {});
    assert.equal((await again()).status, 409, 'it is paused');
    await client.post(`${path}/${uuid}/activate/`, {});
    const twice = await client.post(`${path}/${uuid}/activate/`, {});
    assert.deepEqual([twice.status, twice.body.detail], [409, 'The schedule is active already.']);
    const shown = await show(uuid);
    assert.deepEqual(
      [shown.schedule, shown.timezone, shown.source_volume_name, shown.state, shown.resource_type, shown.error_message],
      ['0 3 * * *', 'UTC', 'data', 'OK', 'OpenStack.SnapshotSchedule', ''],
    );
    assert.match(shown.next_trigger_at, /T03:00:00/);
    const changed = await client.patch(`${path}/${uuid}/`, { schedule: '30 4 * * 1', timezone: 'Asia/Kolkata' });
    assert.equal(changed.status, 200, changed.text);
    assert.match(changed.body.next_trigger_at, /T23:00:00/);
    const waldur = client.in('/waldur/api');
    const { body: list } = await waldur.get(`${path}/?source_volume_uuid=${volume}&is_active=true`);
    assert.deepEqual([list.length, list[0].uuid, list[0].description], [1, uuid.replaceAll('-', ''), 'every night']);
    const put = await waldur.send('PUT', `${path}/${uuid}/`, { name: 'weekly', maximal_number_of_resources: 3 });
    assert.deepEqual([put.status, put.body.name, put.body.retention_time], [200, 'weekly', 0]);
    assert.equal((await again()).status, 200);
    assert.equal((await show(uuid)).next_trigger_at, null);
    const wrong = await client.patch(`${path}/${uuid}/`, {
      schedule: 'often',
      timezone: 'Mars/Phobos',
      retention_time: -1,
    });
    assert.deepEqual(Object.keys(wrong.errors).toSorted(), ['retention_time', 'schedule', 'timezone']);
    assert.match((await client.patch(`${path}/${uuid}/`, {})).text, /Nothing to change/);
    assert.equal((await client.post(`${path}/`, plan)).status, 405);
    await schedules.remove(uuid);
    const { body: events } = await client.get(`events/?object_uuid=${uuid}&o=created`);
    assert.deepEqual(
      events.results.map(({ action }: { action: string }) => action.replace('schedule.', '')),
      ['create', 'activate', 'update', 'update', 'deactivate', 'delete'],
    );
  });

  test('makes up once for what was missed, and goes on', async () => {
    const uuid = await schedules.active({ retention_time: 7 });
    const missed = new Date(Date.now() - 10 * 24 * hourMs);
    const snapshot = await schedules.run(uuid, missed);
    assert.deepEqual([snapshot.state, snapshot.name], ['OK', 'Snapshot#1 of data']);
    const days = ((snapshot.kept_until?.getTime() ?? 0) - Date.now()) / (24 * hourMs);
    assert.ok(days > 6.9 && days < 7.1, `${days} days`);
    await look();
    const { next_trigger_at: next } = await show(uuid);
    assert.ok(new Date(next).getTime() > Date.now() && /T03:00:00/.test(next), next);
    assert.equal((await made(uuid)).length, 1);
    await client.patch(`${path}/${uuid}/`, { retention_time: 0 });
    assert.equal((await made(uuid))[0]?.kept_until, null, 'what it has made is kept as it says now');
    const { body: events } = await client.get(`events/?object_uuid=${snapshot.uuid}&o=created`);
    assert.equal(
      events.results[0].username,
      (await client.get('users/me/')).body.username,
      'in the name of who made it',
    );
    await schedules.remove(uuid);
    assert.equal((await client.get(`openstack-snapshots/${snapshot.uuid}/`)).body.state, 'OK', 'it stays');
  });

  test('keeps the newest, and nothing that somebody else has taken or kept', async () => {
    assert.deepEqual(await schedules.newest(), ['Snapshot#5 of data', 'Snapshot#4 of data']);
  });

  test('that fails says so, stays active, and loses nothing; the next run that succeeds is the end of it', async () => {
    const uuid = await schedules.active({ maximal_number_of_resources: 1 });
    const good = await schedules.run(uuid, new Date(Date.now() - 9 * hourMs));
    await cloud.db
      .updateTable('snapshot')
      .set({ kept_until: new Date(0) })
      .where('uuid', '=', good.uuid)
      .execute();
    cloud.driver.fault = (method) => {
      if (method === 'takeSnapshots') throw new Problem('command-failed', 'The disk of the host is broken', 'No.');
    };
    for (const hours of [8, 7])
      assert.equal((await schedules.run(uuid, new Date(Date.now() - hours * hourMs))).state, 'ERRED');
    await look();
    const left = await eventually(
      'one good and one failed',
      () => made(uuid),
      (all) => all.length === 2,
    );
    assert.deepEqual(
      left.map(({ state, name }) => `${state} ${name}`),
      ['ERRED Snapshot#3 of data', 'OK Snapshot#1 of data'],
    );
    const { is_active, error_message } = await show(uuid);
    assert.ok(is_active);
    assert.match(error_message, /broken/);
    assert.match((await cloud.staff.in('').get('metrics')).text, /^slipway_schedules\{state="failing"\} 1$/m);
    const { body: events } = await client.get(`events/?object_uuid=${uuid}&result=failed`);
    assert.equal(events.results.length, 2);
    assert.match(events.results[0].message, /^Failed: a run of schedule "nightly"\. The disk of the host is broken/);
    const doctor = async (name: string) =>
      (await cloud.staff.get('doctor/')).body.checks.find((each: { name: string }) => each.name === name);
    assert.match(
      (await doctor('schedules')).detail,
      /^1 failed or were paused at their last time: nightly \(The disk of the host is broken/,
    );
    await mended('schedules', /^Mend what each says: they run again by themselves/, doctor, async () => {
      cloud.driver.fault = () => {};
      await schedules.run(uuid, new Date(Date.now() - 6 * hourMs));
    });
    assert.equal((await show(uuid)).error_message, '');
    await schedules.remove(uuid);
  });

  test('that cannot begin stays due, says why once, and begins when it can', async () => {
    const uuid = await schedules.active();
    const limit = (quota_snapshots: number) =>
      cloud.db.updateTable('project').set({ quota_snapshots }).where('uuid', '=', project).execute();
    await limit(0);
    const at = new Date(Date.now() - hourMs);
    await schedules.due(uuid, at);
    await look();
    const failed = await schedules.failed(uuid);
    assert.match(failed.error_message, /snapshots/);
    assert.equal(new Date(failed.next_trigger_at).getTime(), at.getTime());
    await later(cloud, uuid);
    await look();
    await eventually(
      'one more try',
      () => cloud.db.selectFrom('schedule').select('modified').where('uuid', '=', uuid).executeTakeFirstOrThrow(),
      ({ modified }) => modified.getTime() > 0,
    );
    const { body: events } = await client.get(`events/?object_uuid=${uuid}&result=failed`);
    assert.equal(events.results.length, 1);
    await limit(100);
    await later(cloud, uuid);
    assert.equal((await schedules.run(uuid, at)).state, 'OK');
    await schedules.remove(uuid);
  });

  test('runs once for a time, however many nodes would have it run, and never for one that it has run for', async () => {
    const uuid = await schedules.active();
    // what is begun is all that matters: nothing works on it
    const idle = { begin: () => Promise.resolve() } as unknown as Engine<Services>;
    const at = new Date(Date.now() - hourMs);
    const begin = async () => {
      await schedules.due(uuid, at);
      await Promise.all([1, 2, 3, 4].map(() => runDueSchedules(cloud.db, idle, onlyCloud).catch(() => {})));
    };
    await begin();
    assert.deepEqual(
      (await made(uuid)).map(({ due: of }) => of),
      [at],
    );
    assert.equal((await show(uuid)).error_message, '');
    await begin();
    assert.equal((await made(uuid)).length, 1, 'the rows refuse a second one');
    assert.match((await show(uuid)).error_message, /unexpected/);
    const gone = { state: 'TERMINATED' as const, reserved: false };
    await cloud.db
      .updateTable('snapshot')
      .set(gone)
      .where('schedule', '=', uuid)
      .where('state', '=', 'CREATING')
      .execute();
    await schedules.remove(uuid);
  });

  test('goes with its volume', async () => {
    const own = await makeVolume();
    const { body } = await client.post(`openstack-volumes/${own}/create_snapshot_schedule/`, plan);
    assert.equal((await client.delete(`openstack-volumes/${own}/`)).status, 204);
    assert.equal(await volumeSettled(client, own), null);
    assert.equal((await client.get(`${path}/${body.uuid}/`)).status, 404);
  });
});

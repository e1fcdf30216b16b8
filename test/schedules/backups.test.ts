import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { Problem } from '../../src/common/problem.ts';
import { runDueSchedules } from '../../src/actions/index.ts';
import type { Engine } from '../../src/engine/index.ts';
import type { Services } from '../../src/workflows/index.ts';
import { followProject } from '../support/project-stream.ts';
import { hourMs, later, plan, Schedules } from '../support/schedules.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp(
  { quota_snapshots: 100, quota_snapshots_mib: 1e6 },
  { withTarget: true },
);
const { client, project } = tenant;
after(() => (cloud.driver.fault = () => {}));

const vm = await makeVm();
const schedules = new Schedules(cloud, client, 'backup', vm);
const { path, show, look, made } = schedules;

async function makeVm(): Promise<string> {
  const { body, text } = await client.post('marketplace-orders/', orderFor(tenant, catalogue));
  assert.equal((await client.settled(body.uuid)).state, 'Success', text);
  return body.resource_uuid;
}

const ago = (hours: number) => new Date(Date.now() - hours * hourMs);

/** What is told of the VM, by all that has to do with it. */
async function toldOf(of: string): Promise<string[]> {
  const { body } = await client.get(`events/?scope=${of}&o=created&page_size=100`);
  return body.results.map(({ action, result }: Record<string, string>) => `${action} ${result}`);
}

describe('a schedule of backups', () => {
  test('is made paused, activated, changed and deleted, in both dialects, and is no power schedule', async () => {
    const uuid = await schedules.make({ description: 'every night' });
    const power = { name: 'evening', schedule: 'daily at 20:00', timezone: 'UTC', action: 'stop' };
    const { body: other } = await client.post(`openstack-instances/${vm}/create_power_schedule/`, power);
    assert.equal((await client.get(`openstack-power-schedules/${uuid}/`)).status, 404);
    assert.equal((await client.get(`${path}/${other.uuid}/`)).status, 404);
    const waldur = client.in('/waldur/api');
    for (const [list, only] of [
      [path, uuid],
      ['openstack-power-schedules', other.uuid],
    ] as const) {
      const { body, headers } = await waldur.get(`${list}/?instance_uuid=${vm}&page_size=1`);
      assert.deepEqual(
        [body.length, body[0].uuid],
        [1, only.replaceAll('-', '')],
        'those of other kinds are not counted',
      );
      assert.equal(headers.get('x-result-count'), '1');
    }
    await client.delete(`openstack-power-schedules/${other.uuid}/`);
    assert.equal((await client.post(`${path}/${uuid}/activate/`, {})).status, 200);
    const shown = await show(uuid);
    assert.deepEqual(
      [shown.schedule, shown.instance_name, shown.resource_type, shown.is_active],
      ['0 3 * * *', 'my-vm', 'OpenStack.BackupSchedule', true],
    );
    const changes = { schedule: 'weekly on sunday at 04:00', retention_time: 30, maximal_number_of_resources: 7 };
    const put = await waldur.send('PUT', `${path}/${uuid}/`, changes);
    assert.deepEqual([put.status, put.body.schedule, put.body.maximal_number_of_resources], [200, '0 4 * * SUN', 7]);
    assert.equal((await client.post(`${path}/`, plan)).status, 405);
    await schedules.remove(uuid);
  });

  test('backs the VM up once for all that was missed, tells so, and goes on', async () => {
    const stream = await followProject(client, project);
    const uuid = await schedules.active({ retention_time: 7 });
    const told = await stream.hears('that it is made', (change) => change.uuid === uuid);
    const { kind, url, name, instance } = told;
    assert.deepEqual([kind, name, instance], ['backup_schedule', 'nightly', vm]);
    assert.equal((await client.get(url.slice(`${client.url}/api/`.length))).status, 200, url);
    const backup = await schedules.run(uuid, ago(240));
    assert.deepEqual([backup.state, backup.name], ['OK', 'Backup#1 of my-vm']);
    const { body: parts } = await client.get(`openstack-snapshots/?backup_uuid=${backup.uuid}`);
    assert.equal(parts.results.length, 1);
    const days = ((backup.kept_until?.getTime() ?? 0) - Date.now()) / (24 * hourMs);
    assert.ok(days > 6.9 && days < 7.1, `${days} days`);
    await look();
    const { next_trigger_at: next } = await show(uuid);
    assert.ok(new Date(next).getTime() > Date.now(), next);
    assert.equal((await made(uuid)).length, 1);
    await client.patch(`${path}/${uuid}/`, { retention_time: 0 });
    assert.equal((await made(uuid))[0]?.kept_until, null, 'what it has made is kept as it says now');
    const all = await toldOf(vm);
    for (const each of ['create', 'activate', 'run', 'update'])
      assert.ok(all.includes(`schedule.${each} accepted`), each);
    await schedules.remove(uuid);
    await stream.hears('that it is gone', (change) => change.uuid === uuid && change.deleted);
    stream.leave();
    assert.equal((await client.get(`openstack-backups/${backup.uuid}/`)).body.state, 'OK', 'it stays');
  });

  test('keeps the newest, and nothing that somebody else has made or kept', async () => {
    assert.deepEqual(await schedules.newest(), ['Backup#5 of my-vm', 'Backup#4 of my-vm']);
  });

  test('that fails says so, stays active, and loses nothing; the next run that succeeds is the end of it', async () => {
    const uuid = await schedules.active({ maximal_number_of_resources: 1 });
    const good = await schedules.run(uuid, ago(9));
    const past = { kept_until: new Date(0) };
    await cloud.db.updateTable('backup').set(past).where('uuid', '=', good.uuid).execute();
    cloud.driver.fault = (method) => {
      if (method === 'takeSnapshots') throw new Problem('command-failed', 'The disk of the host is broken', 'No.');
    };
    for (const hours of [8, 7]) assert.equal((await schedules.run(uuid, ago(hours))).state, 'ERRED');
    await look();
    const left = await eventually(
      'one good and one failed',
      () => made(uuid),
      (all) => all.length === 2,
    );
    assert.deepEqual(
      left.map(({ state, name }) => `${state} ${name}`),
      ['ERRED Backup#3 of my-vm', 'OK Backup#1 of my-vm'],
    );
    const { is_active, error_message } = await show(uuid);
    assert.ok(is_active);
    assert.match(error_message, /broken/);
    assert.ok((await toldOf(vm)).includes('schedule.run failed'));
    cloud.driver.fault = () => {};
    await schedules.run(uuid, ago(6));
    assert.equal((await show(uuid)).error_message, '');
    await schedules.remove(uuid);
  });

  test('waits for the end of what is done with the VM, and is not made of one that is at work', async () => {
    const uuid = await schedules.active();
    const held = Promise.withResolvers<void>();
    cloud.driver.fault = (method, when) => (method === 'stopGuest' && when === 'before' ? held.promise : undefined);
    assert.equal((await client.post(`openstack-instances/${vm}/stop/`, {})).status, 202);
    const refused = await client.post(`openstack-instances/${vm}/create_backup_schedule/`, plan);
    assert.deepEqual([refused.status, refused.body.code], [409, 'wrong-state']);
    const at = ago(1);
    await schedules.due(uuid, at);
    await look();
    const { error_message, next_trigger_at } = await schedules.failed(uuid);
    assert.match(error_message, /^Valid states for operation: OK\. The instance is UPDATING/);
    assert.equal(new Date(next_trigger_at).getTime(), at.getTime());
    held.resolve();
    cloud.driver.fault = () => {};
    await eventually(
      'that it has stopped',
      async () => (await client.get(`openstack-instances/${vm}/`)).body,
      ({ state, runtime_state: runtime }) => state === 'OK' && runtime === 'SHUTOFF',
    );
    await later(cloud, uuid);
    assert.equal((await schedules.run(uuid, at)).state, 'OK');
    await schedules.remove(uuid);
  });

  test('runs once for a time, however many nodes would have it run', async () => {
    const uuid = await schedules.active();
    // what is begun is all that matters: nothing works on it
    const idle = { begin: () => Promise.resolve() } as unknown as Engine<Services>;
    await schedules.due(uuid, ago(1));
    await Promise.all([1, 2, 3, 4].map(() => runDueSchedules(cloud.db, idle, onlyCloud).catch(() => {})));
    const backups = await made(uuid);
    assert.equal(backups.length, 1);
    const gone = { state: 'TERMINATED' as const };
    await cloud.db.updateTable('backup').set(gone).where('schedule', '=', uuid).execute();
    const parts = cloud.db.updateTable('snapshot').set({ ...gone, reserved: false });
    await parts.where('backup', '=', backups[0]?.uuid ?? '').execute();
    await schedules.remove(uuid);
  });

  test('copies each of its backups to a target, and keeps there what it is told, but always the last good one', async () => {
    const there = { target: 'nas', target_maximal_number_of_resources: 2 };
    const uuid = await schedules.active(there);
    const elsewhere = await client.patch(`${path}/${uuid}/`, { target: 'elsewhere' });
    assert.match(elsewhere.text, /"target".*Must be one of the targets of the cloud: nas/);
    const copies = async () => {
      await look();
      const rows = cloud.db
        .selectFrom('backup_copy')
        .select(['uuid', 'state', 'due', 'backup'])
        .where('schedule', '=', uuid);
      return rows.where('state', '<>', 'TERMINATED').orderBy('due', 'desc').execute();
    };
    const states = async () => (await copies()).map(({ state }) => state).join();
    const backups = [];
    for (const hours of [9, 8, 7]) backups.push((await schedules.run(uuid, ago(hours))).uuid);
    const whole = async () => (await copies()).map(({ state, backup }) => `${state} ${backup}`).join();
    const last = backups.slice(1).toReversed();
    await eventually('copies of the last two', whole, (all) => all === last.map((backup) => `OK ${backup}`).join());
    cloud.driver.fault = (method) => {
      if (method === 'readSnapshot') throw new Problem('command-failed', 'The disk of the host is broken', 'No.');
    };
    await schedules.run(uuid, ago(6));
    await eventually('a failed one', states, (all) => all === 'ERRED,OK,OK');
    const { error_message, is_active } = await show(uuid);
    assert.deepEqual([/broken/.test(error_message), is_active], [true, true]);
    cloud.driver.fault = () => {};
    const old = { backed_up: new Date(0) };
    await cloud.db.updateTable('backup_copy').set(old).where('schedule', '=', uuid).execute();
    await client.patch(`${path}/${uuid}/`, { target_retention_time: 1, target: null });
    await eventually('the last good one', states, (all) => all === 'ERRED,OK');
    assert.equal((await copies())[1]?.backup, backups[2]);
    await schedules.remove(uuid);
    assert.equal((await client.get('backup-copies/?state=OK')).body.count, 1, 'it stays');
  });

  test('goes with its VM', async () => {
    const uuid = await schedules.make();
    const { body } = await client.get(`openstack-backups/?instance_uuid=${vm}&page_size=100`);
    for (const backup of body.results) {
      assert.equal((await client.delete(`openstack-backups/${backup.uuid}/`)).status, 204);
      assert.equal(await volumeSettled(client, backup.uuid, 'openstack-backups'), null);
    }
    await client.remove(vm);
    assert.equal((await client.get(`${path}/${uuid}/`)).status, 404);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { measureHost } from '../../src/server/disk-watch.ts';
import { mended } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();

describe('a VM whose guest stands still', () => {
  let vm: string;

  const read = async () => (await cloud.staff.get(`marketplace-resources/${vm}/`)).body;
  const becomes = (runtime: string) =>
    eventually(`${runtime} to be shown`, read, ({ runtime_state: now, state }) => now === runtime && state === 'OK');
  /** The reconciler looks now, at all of them. */
  const look = async (settled = vm): Promise<void> => {
    assert.equal((await cloud.staff.post(`openstack-instances/${settled}/pull/`, {})).status, 202);
  };
  const diagnosed = async (name: string) => {
    const { checks } = (await cloud.staff.get(`openstack-instances/${vm}/diagnose_connectivity/`)).body;
    return checks.find((check: { name: string }) => check.name === name);
  };
  const act = async (action: string) =>
    assert.equal((await cloud.staff.post(`marketplace-resources/${vm}/actions/${action}/`, {})).status, 202);
  const events = async () => {
    const query = cloud.db.selectFrom('audit_event').select(['action', 'result', 'detail', 'project']);
    const guest = ['instance.paused', 'instance.resumed', 'instance.fault'];
    const rows = await query.where('object', '=', vm).where('action', 'in', guest).orderBy('id').execute();
    return rows.map(({ action, result, detail, project }) => {
      assert.equal(project, tenant.project);
      return { action, result, detail };
    });
  };
  const counted = async (trouble: string): Promise<string | undefined> =>
    (await cloud.staff.in('').get('metrics')).text.split('\n').find((line) => line.includes(`{trouble="${trouble}"}`));

  /** Of the disk of the host, MiB. */
  async function leaveFree(mib: number): Promise<void> {
    cloud.driver.disk.free = mib;
    await measureHost(cloud.db, onlyCloud, cloud.driver);
  }

  async function newVm(name: string): Promise<void> {
    const { body: order } = await cloud.staff.post('marketplace-orders/', orderFor(tenant, catalogue, { name }));
    vm = order.resource_uuid;
    assert.equal((await cloud.staff.settled(order.uuid)).state, 'Success');
    await becomes('active');
  }

  const noRoom = { cause: 'no-room', reason: 'disk full on the host' } as const;
  const paused = { action: 'instance.paused', result: 'failed', detail: noRoom };
  const resumed = { action: 'instance.resumed', result: 'accepted', detail: {} };

  test('is shown as paused with the reason, and goes on as soon as there is room', async () => {
    await newVm('full');
    await leaveFree(0);
    await cloud.driver.standsStill(vm, noRoom);
    assert.equal((await becomes('paused')).error_message, 'paused: disk full on the host');
    await look();
    assert.deepEqual(await events(), [paused], 'told once');
    assert.match((await diagnosed('running')).measured, /stands still. paused: disk full on the host/);
    assert.equal(await counted('no-room'), 'slipway_guest_troubles_total{trouble="no-room"} 1');
    const pauses = async (named: string) => {
      const { checks } = (await cloud.staff.get('doctor/')).body;
      return checks.find(({ name }: { name: string }) => name === named);
    };
    assert.equal((await pauses('paused VMs')).detail, `1 stand still: ${vm} (disk full on the host)`);
    await mended('running', /is full it goes on by itself once there is room/, diagnosed, () =>
      mended('paused VMs', /go on by themselves once there is some; restart any other/, pauses, async () => {
        await leaveFree(cloud.driver.disk.total);
        await look();
      }),
    );
    assert.equal((await becomes('active')).error_message, '');
    assert.deepEqual(await events(), [paused, resumed]);
  });

  test('that goes on before that is written down has never stood still', async () => {
    await newVm('brief');
    const [locked, written] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const row = cloud.db.transaction().execute(async (tx) => {
      await tx.selectFrom('instance').select('uuid').where('uuid', '=', vm).forUpdate().execute();
      locked.resolve();
      await written.promise;
    });
    await locked.promise;
    await cloud.driver.standsStill(vm, noRoom);
    await eventually('the report to wait for the row', async () => {
      const waiting = sql`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      return (await waiting.execute(cloud.db)).rows.length > 0;
    });
    await cloud.driver.resumeGuest(vm);
    written.resolve();
    await row;
    await look();
    await becomes('active');
    assert.deepEqual(await events(), []);
  });

  test('that nobody knows how to set going stays so, and can be restarted or stopped', async () => {
    await newVm('operator');
    for (const action of ['restart', 'stop'] as const) {
      await cloud.driver.standsStill(vm, { cause: 'other', reason: 'it was paused on the host' });
      const now = await becomes('paused');
      assert.equal(now.error_message, 'paused: it was paused on the host');
      assert.ok(now.available_actions.includes(action), now.available_actions.join());
      await look();
      await becomes('paused');
      if (action === 'restart') await mended('running', /; else restart it\.$/, diagnosed, () => act(action));
      else await act(action);
      await becomes(action === 'stop' ? 'stopped' : 'active');
    }
  });

  test('is found out although the report was lost', async () => {
    await newVm('lost');
    await leaveFree(0);
    await cloud.driver.standsStill(vm, noRoom);
    const lost = { runtime_state: 'ACTIVE', error_message: '' } as const;
    await becomes('paused');
    await cloud.db.updateTable('instance').set(lost).where('uuid', '=', vm).execute();
    await look();
    assert.equal((await becomes('paused')).error_message, 'paused: disk full on the host');
    await leaveFree(cloud.driver.disk.total);
    await look();
    await becomes('active');
  });

  test('while it is ordered is waited for, not given up', async () => {
    const other = vm;
    cloud.driver.silent = true;
    const { body: order } = await cloud.staff.post(
      'marketplace-orders/',
      orderFor(tenant, catalogue, { name: 'early' }),
    );
    vm = order.resource_uuid;
    await eventually('the guest', async () => (await cloud.driver.guestState(vm)) === 'running');
    await leaveFree(0);
    await cloud.driver.standsStill(vm, noRoom);
    const message = () => cloud.staff.get(`marketplace-orders/${order.uuid}/`);
    await eventually('the order to say so', async () => /paused on the host/.test((await message()).text));
    cloud.driver.silent = false;
    await leaveFree(cloud.driver.disk.total);
    await look(other);
    await eventually('the guest to go on', async () => (await cloud.driver.guestState(vm)) === 'running');
    cloud.driver.says(vm, { stage: 'ssh', hostKeys: [] });
    cloud.driver.says(vm, { stage: 'cloud-init', result: 'done', detail: '' });
    assert.equal((await cloud.staff.settled(order.uuid)).state, 'Success');
    await becomes('active');
  });

  test('faults are told and counted; of many of one kind a few are written down', async () => {
    await newVm('faulty');
    for (const fault of ['disk-error', 'watchdog', 'memory-failure', 'panic'] as const) {
      for (let time = 1; time <= 3; time++) cloud.driver.befalls(vm, fault, `time ${time}`);
      const told = { action: 'instance.fault', result: 'failed', detail: { fault, detail: 'time 1' } };
      await eventually(`the event of ${fault}`, async () =>
        (await events()).some((event) => event.detail['fault'] === fault),
      );
      assert.deepEqual((await events()).at(-1), told);
      assert.equal(await counted(fault), `slipway_guest_troubles_total{trouble="${fault}"} 3`);
    }
    assert.equal((await events()).length, 4);
    await becomes('active');
  });
});

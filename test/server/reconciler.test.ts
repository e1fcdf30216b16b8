import assert from 'node:assert/strict';
import { describe, mock as mocks, test } from 'node:test';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

// The reconciler never looks by itself here (it would every 10 s): what it does it was told of.
const { setInterval: every } = globalThis;
mocks.method(globalThis, 'setInterval', (work: () => void, ms: number) => every(ms === 10_000 ? () => {} : work, ms));
const { cloud, tenant, catalogue } = await setUp();

describe('instances follow their rows', () => {
  let vm: string;

  interface Vm {
    state: string;
    runtime_state: string;
    error_message: string;
    start_time: string;
  }

  async function read(): Promise<Vm> {
    return (await cloud.staff.get(`marketplace-resources/${vm}/`)).body;
  }

  const becomes = (what: string, wanted: (now: Vm) => boolean): Promise<Vm> => eventually(what, read, wanted);

  const active = (now: Vm): boolean => now.state === 'OK' && now.runtime_state === 'active';
  const stopped = (now: Vm): boolean => now.state === 'OK' && now.runtime_state === 'stopped';

  async function endsAndIsStartedAgain(): Promise<void> {
    const { start_time: former } = await read();
    await cloud.driver.endGuest(vm, false);
    await becomes('started again', (now) => active(now) && now.start_time !== former);
  }

  async function newVm(name: string): Promise<void> {
    const { body: order } = await cloud.staff.post('marketplace-orders/', orderFor(tenant, catalogue, { name }));
    vm = order.resource_uuid;
    assert.equal((await cloud.staff.settled(order.uuid)).state, 'Success');
    await becomes('runs', active);
  }

  test('a guest that is killed from outside is noticed and started again', async () => {
    await newVm('killed');
    await endsAndIsStartedAgain();
    assert.equal(await cloud.driver.guestState(vm), 'running');
  });

  test('an end that nobody asked for is in the audit trail, with its reason and what was done', async () => {
    const events = () =>
      cloud.db
        .selectFrom('audit_event')
        .select(['username', 'action', 'result', 'project', 'detail'])
        .where('object', '=', vm)
        .where('action', '=', 'instance.ended')
        .orderBy('id')
        .execute();
    const of = { username: 'slipway', action: 'instance.ended', project: tenant.project };
    const restarted = { ...of, result: 'restarted', detail: { reason: 'ended', crashes: 1 } };
    assert.deepEqual(await events(), [restarted]);
    assert.equal((await cloud.staff.patch(`marketplace-resources/${vm}/`, { auto_restart: false })).status, 200);
    await cloud.driver.endGuest(vm, false);
    await becomes('says why', (now) => stopped(now) && /\(ended\), and auto_restart is off/.test(now.error_message));
    assert.deepEqual(await events(), [restarted, { ...of, result: 'off', detail: { reason: 'ended', crashes: 2 } }]);
  });

  test('a guest that powers itself off stays off', async () => {
    await newVm('off');
    await cloud.driver.endGuest(vm, true);
    await becomes('stays off', stopped);
    assert.equal(await cloud.driver.guestState(vm), 'stopped');
  });

  test('it stays off too when the reconciler looks before its row says that it has ended', async (context) => {
    const talks = vm;
    await newVm('off-soon');
    const { promise: told, resolve: tell } = Promise.withResolvers<void>();
    const { promise: held, resolve: hold } = Promise.withResolvers<void>();
    // what guests report is written one after the other
    const holding = cloud.db.transaction().execute(async (tx) => {
      await tx.selectFrom('instance').select('uuid').where('uuid', '=', talks).forUpdate().execute();
      hold();
      await told;
    });
    await held;
    cloud.driver.says(talks, { stage: 'network' });
    await cloud.driver.endGuest(vm, true);
    const { mock } = context.mock.method(cloud.driver, 'guestStates');
    // the second look begins when the first one has ended
    for (let look = 1; look <= 2; look++) {
      mock.resetCalls();
      assert.equal((await cloud.staff.post(`openstack-instances/${vm}/pull/`, {})).status, 202);
      await becomes('looked at', () => mock.callCount() > 0);
    }
    tell();
    await holding;
    await becomes('stays off', stopped);
    assert.equal(await cloud.driver.guestState(vm), 'stopped');
  });

  test('what was seen of a VM is not written once its row has become another', async (context) => {
    await newVm('late');
    const power = async (what: 'start' | 'stop', done: (now: Vm) => boolean): Promise<void> => {
      assert.equal((await cloud.staff.post(`marketplace-resources/${vm}/actions/${what}/`, {})).status, 202);
      await becomes(what, done);
    };
    await power('stop', stopped);
    const look = cloud.driver.guestStates.bind(cloud.driver);
    let late = false;
    const { promise: other, resolve: becomesOther } = Promise.withResolvers<void>();
    const { mock } = context.mock.method(cloud.driver, 'guestStates', async () => {
      if (late) return look();
      late = true;
      await power('start', active);
      const seen = await look();
      await power('stop', stopped);
      mock.resetCalls();
      becomesOther();
      return seen;
    });
    assert.equal((await cloud.staff.post(`openstack-instances/${vm}/pull/`, {})).status, 202);
    await other;
    const again = () => mock.callCount() > 0;
    assert.ok(stopped(await eventually('the next look', read, (now) => again() || active(now))));
  });

  test('without auto_restart a killed guest stays off, and says why', async () => {
    await newVm('manual');
    assert.equal((await cloud.staff.patch(`marketplace-resources/${vm}/`, { auto_restart: false })).status, 200);
    await cloud.driver.endGuest(vm, false);
    await becomes('says why', (now) => stopped(now) && /auto_restart is off/.test(now.error_message));
  });

  test('a guest that keeps ending is not started for ever', async () => {
    await newVm('crashing');
    for (let end = 1; end <= 3; end++) await endsAndIsStartedAgain();
    await cloud.driver.endGuest(vm, false);
    await becomes('gives up', (now) => stopped(now) && /ended 4 times/.test(now.error_message));
    assert.equal((await cloud.staff.post(`marketplace-resources/${vm}/actions/start/`, {})).status, 202);
    await becomes('is started by hand', (now) => active(now) && now.error_message === '');
  });

  test('doctor finds what has no row, and removes it when told to', async () => {
    const stray = '11111111-2222-4333-8444-555555555555';
    await cloud.driver.createVolume({ id: stray, sizeMiB: 1, image: null });
    const found = (await cloud.staff.get('doctor/')).body;
    assert.equal(found.ok, false);
    assert.deepEqual(
      found.orphans.map(({ id }: { id: string }) => id),
      [stray],
    );
    const fixed = (await cloud.staff.post('doctor/fix/', {})).body;
    assert.deepEqual(
      fixed.trashed.map(({ id }: { id: string }) => id),
      [stray],
    );
    assert.equal((await cloud.staff.get('doctor/')).body.ok, true);
  });
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import fc from 'fast-check';
import { Problem } from '../../src/common/problem.ts';
import { cancelOrder } from '../../src/orders/index.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { Rig } from './rig.ts';
import { failure } from './twist.ts';
import { orderTermination, requestPower } from '../../src/actions/index.ts';

const rig = await Rig.open();
after(() => rig.close());

/** How many orders of events are tried; more of them in a long night. */
const numRuns = Number(process.env['SLIPWAY_TEST_INTERLEAVINGS'] ?? 20);

/** What somebody does, or what befalls the process; `vm` counts those that were ordered, round and round. */
type Deed =
  | { kind: 'order' }
  | { kind: 'cancel' | 'terminate' | 'start' | 'stop' | 'restart' | 'kill'; vm: number }
  | { kind: 'crash' }
  | { kind: 'fail'; method: string }
  | { kind: 'wait'; ms: number };

const anyVm = fc.nat(3);
const anyDeed: fc.Arbitrary<Deed> = fc.oneof(
  { weight: 3, arbitrary: fc.constant<Deed>({ kind: 'order' }) },
  {
    weight: 5,
    arbitrary: fc.record({
      kind: fc.constantFrom('cancel', 'terminate', 'start', 'stop', 'restart', 'kill'),
      vm: anyVm,
    }) as fc.Arbitrary<Deed>,
  },
  { weight: 1, arbitrary: fc.constant<Deed>({ kind: 'crash' }) },
  {
    weight: 1,
    arbitrary: fc
      .constantFrom('applyRouter', 'createVolume', 'startGuest', 'removeGuest', 'deleteVolume')
      .map((method): Deed => ({ kind: 'fail', method })),
  },
  { weight: 3, arbitrary: fc.integer({ min: 0, max: 120 }).map((ms): Deed => ({ kind: 'wait', ms })) },
);

/** All that must be true in the end, whatever the order of events: what was answered with yes has happened. */
interface Model {
  instance: string;
  order: string;
  gone: boolean;
  power: 'on' | 'off';
  kills: number;
  /** Its guest was killed before it was ready: then its order may have failed. */
  mayFail: boolean;
}

async function act(model: Model[], deed: Deed, faults: string[]): Promise<void> {
  const { db, engine, actor, driver } = rig;
  if (deed.kind === 'wait') return sleep(deed.ms);
  if (deed.kind === 'crash') return rig.crash();
  if (deed.kind === 'fail') return void faults.push(deed.method);
  if (deed.kind === 'order') {
    const { run: order, instance } = await rig.order();
    model.push({ instance, order, gone: false, power: 'on', kills: 0, mayFail: false });
    return;
  }
  const of = model[deed.vm % Math.max(model.length, 1)];
  if (of === undefined) return;
  const { instance, order } = of;
  const { kind } = deed;
  if (kind === 'kill') {
    // its owner wants it to run, or not, all the same; a guest that ends too often is left alone
    if (++of.kills > 3) return;
    of.mayFail ||= await isOpen(order);
    return driver.endGuest(instance, false);
  }
  const asked = db.transaction().execute(async (tx): Promise<unknown> => {
    if (kind === 'cancel') return cancelOrder(tx, engine, actor, order);
    if (kind === 'terminate') return orderTermination(tx, engine, actor, instance, { volumes: 'delete', keptDays: 0 });
    return requestPower(tx, engine, actor, instance, kind);
  });
  const accepted = await asked.then(
    () => true,
    (error: unknown) => {
      // of what is gone there is nothing to end
      if (error instanceof Problem && ['wrong-state', 'not-found'].includes(error.code)) return false;
      throw error;
    },
  );
  if (!accepted) return;
  if (kind === 'cancel' || kind === 'terminate') of.gone = true;
  else of.power = kind === 'stop' ? 'off' : 'on';
}

test('however requests, kills, failures and ends of the process interleave, what was promised comes true', async () => {
  const live = async (deeds: Deed[]): Promise<void> => {
    const model: Model[] = [];
    const faults: string[] = [];
    rig.driver.fault = (method, when) => {
      const at = faults.indexOf(method);
      if (when !== 'after' || at === -1) return;
      faults.splice(at, 1);
      throw failure(true);
    };
    for (const each of [{ kind: 'order' } as Deed, ...deeds]) await act(model, each, faults);
    await settled();
    rig.driver.fault = () => {};
    await rig.reconcile();
    await settled();
    await assertComplete(rig.db, rig.driver);
    for (const { instance, gone, power, mayFail } of model) {
      const query = rig.db.selectFrom('instance').select(['state', 'error_message']).where('uuid', '=', instance);
      const row = await query.executeTakeFirstOrThrow();
      const failed = mayFail && row.state === 'ERRED';
      const state = gone ? 'TERMINATED' : failed ? 'ERRED' : 'OK';
      const wanted = gone || failed ? 'absent' : power === 'on' ? 'running' : 'stopped';
      const is = { state: row.state, guest: await rig.driver.guestState(instance) };
      assert.deepEqual(is, { state, guest: wanted }, `${instance}: ${row.error_message}`);
    }
    for (const { instance } of model) await rig.remove(instance);
    await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
  };
  const property = fc.asyncProperty(fc.array(anyDeed, { minLength: 4, maxLength: 16 }), live);
  // what a failure leaves behind would spoil the runs that make its counterexample smaller
  await fc.assert(property, { numRuns, endOnFailure: true });
});

async function isOpen(run: string): Promise<boolean> {
  const query = rig.db.selectFrom('workflow').select('finished').where('uuid', '=', run);
  return (await query.executeTakeFirst())?.finished === null;
}

/** Every run has ended. */
async function settled(): Promise<void> {
  for (;;) {
    const open = await rig.db.selectFrom('workflow').select('uuid').where('finished', 'is', null).execute();
    if (open.length === 0) return;
    for (const { uuid } of open) await rig.ended(uuid);
  }
}

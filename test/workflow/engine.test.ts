import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { cancelOrder } from '../../src/orders/index.ts';
import { instanceStop } from '../../src/workflows/index.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { setUpRig } from './setup.ts';

const { rig, hold, removeVm } = await setUpRig();

describe('two processes on one database', () => {
  test('T28 every step of every order is done by one of them', async () => {
    const other = rig.newProcess();
    await other.work();
    try {
      const calls = new Map<string, number>();
      rig.driver.fault = (method, when, id) => {
        if (when === 'before') calls.set(`${method} ${id}`, (calls.get(`${method} ${id}`) ?? 0) + 1);
      };
      const orders = await Promise.all(Array.from({ length: 15 }, () => rig.order()));
      for (const { run } of orders) assert.equal(await rig.ended(run), 'succeeded');
      await assertComplete(rig.db, rig.driver);
      for (const { instance } of orders) assert.equal(calls.get(`startGuest ${instance}`), 1);
      await Promise.all(orders.map(async ({ instance }) => rig.ended(await rig.terminate(instance))));
      for (const { instance } of orders) assert.equal(calls.get(`removeGuest ${instance}`), 1);
      await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
    } finally {
      await other.stop();
    }
  });

  test('when one of them dies the other goes on with its runs', async () => {
    const other = rig.newProcess();
    const { run, instance } = await hold('startGuest', () => rig.order());
    rig.driver.fault = () => {};
    await other.work();
    await rig.crash();
    assert.equal(await rig.ended(run), 'succeeded');
    await other.stop();
    await removeVm(instance);
  });

  test('what an older one does not know is done by the other', async () => {
    const older = rig.newProcess((kind) => kind !== 'instance.create');
    await older.work();
    try {
      const orders = await Promise.all(Array.from({ length: 5 }, () => rig.order()));
      for (const { run } of orders) assert.equal(await rig.ended(run), 'succeeded');
      await Promise.all(orders.map(async ({ instance }) => rig.ended(await rig.terminate(instance))));
      await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
    } finally {
      await older.stop();
    }
  });

  test('a cancellation reaches a step whoever does it, and untold with the next sweep', async () => {
    const other = rig.newProcess();
    await other.work();
    let quiet = false;
    const cancel = async (run: string): Promise<void> => {
      if (quiet) await sql`UPDATE workflow SET cancel_requested = true WHERE uuid = ${run}`.execute(rig.db);
      else await rig.db.transaction().execute((tx) => other.engine.cancel(tx, run));
    };
    try {
      for (quiet of [false, true]) {
        const reached = Promise.withResolvers<void>();
        rig.twist = {
          kind: 'instance.create',
          step: 'image',
          do: (_original, { signal }) =>
            new Promise((_resolve, reject) => {
              signal.addEventListener('abort', () => reject(new Error('stopped')), { once: true });
              reached.resolve();
            }),
        };
        const { run } = await rig.order();
        await reached.promise;
        await cancel(run);
        assert.equal(await rig.ended(run), 'cancelled');
      }
    } finally {
      await other.stop();
    }
    await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
  });
});

describe('stopping', () => {
  test('ends a step that takes long, which the next process does anew', async () => {
    let aborted = false;
    let first = true;
    const began = Promise.withResolvers<void>();
    rig.twist = {
      kind: 'instance.create',
      step: 'image',
      do: (original, context) => {
        if (!first) return original(context);
        first = false;
        began.resolve();
        const { promise, reject } = Promise.withResolvers<never>();
        context.signal.addEventListener('abort', () => {
          aborted = true;
          reject(context.signal.reason as Error);
        });
        return promise;
      },
    };
    const { run, instance } = await rig.order();
    await began.promise;
    await rig.engine.stop();
    assert.ok(aborted);
    await rig.crash();
    assert.equal(await rig.ended(run), 'succeeded');
    await removeVm(instance);
  });
});

test('an order that is cancelled before its first step began gives back what it reserved', async () => {
  const { run } = await rig.order((tx, order) => cancelOrder(tx, rig.engine, rig.actor, order));
  assert.equal(await rig.ended(run), 'cancelled');
  await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
});

test('a subject has one unfinished run at most', async () => {
  const { run, instance, release } = await hold('createVolume', () => rig.order());
  const twin = rig.db.transaction().execute((tx) =>
    rig.engine.begin(tx, instanceStop, {
      uuid: crypto.randomUUID(),
      subject: instance,
      input: {},
      estimateKey: '',
    }),
  );
  await assert.rejects(twin, /workflow_one_per_subject/);
  release();
  assert.equal(await rig.ended(run), 'succeeded');
  await removeVm(instance);
});

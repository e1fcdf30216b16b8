import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { cancelOrder } from '../../src/orders/index.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { eventually } from '../support/wait.ts';
import { failure, Rig } from './rig.ts';
import { instanceStop } from '../../src/workflows/index.ts';

const rig = await Rig.open();
after(() => rig.close());
let held = Promise.withResolvers<void>();
afterEach(() => {
  held.promise.catch(() => {});
  held.reject(new Error('the process is gone'));
  rig.twist = null;
  rig.driver.fault = () => {};
});

/** As if the clock had jumped, or the process had been away: the step began an hour earlier. */
async function age(run: string): Promise<void> {
  await sql`
    UPDATE workflow_step SET started = started - interval '1 hour' WHERE workflow = ${run} AND started IS NOT NULL
  `.execute(rig.db);
}

/** Resolves when the driver is about to do `method`, which then stands still until `held` is resolved; the end of the test is that of its process. */
async function hold(method: string, what: () => Promise<{ run: string; instance: string }>) {
  const reached = Promise.withResolvers<void>();
  held = Promise.withResolvers<void>();
  const { promise } = held;
  promise.catch(() => {});
  rig.driver.fault = async (called, when) => {
    if (called !== method || when !== 'before') return;
    reached.resolve();
    await promise;
  };
  const begun = await what();
  await reached.promise;
  return begun;
}

async function removeVm(instance: string): Promise<void> {
  assert.equal(await rig.ended(await rig.terminate(instance)), 'succeeded');
  await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
}

/** Resolves when the step of the run has this state. */
async function stepIs(run: string, name: string, state: string): Promise<void> {
  const query = rig.db.selectFrom('workflow_step').select('state').where('workflow', '=', run).where('name', '=', name);
  const found = async (): Promise<string> => (await query.executeTakeFirstOrThrow()).state;
  await eventually(`the step "${name}" ${state}`, found, (is) => is === state);
}

describe('time', () => {
  test('a guest that never answers is kept: past the deadline the order succeeds, not ready', async () => {
    await rig.driver.stop();
    const { run, instance } = await rig.order();
    await stepIs(run, 'ready', 'waiting');
    await age(run);
    await rig.wake(instance);
    assert.equal(await rig.ended(run), 'succeeded');
    assert.equal(await rig.driver.guestState(instance), 'running');
    await rig.crash();
    await removeVm(instance);
  });

  test('T28 a step that was interrupted for longer than its deadline still gets a fair try', async () => {
    const { run, instance } = await hold('startGuest', () => rig.order());
    await age(run);
    rig.driver.fault = () => {};
    let aborted = true;
    rig.twist = {
      kind: 'instance.create',
      step: 'guest',
      do: async (original, context) => {
        const outcome = await original(context);
        aborted = context.signal.aborted;
        return outcome;
      },
    };
    await rig.crash();
    assert.equal(await rig.ended(run), 'succeeded');
    assert.ok(!aborted);
    await assertComplete(rig.db, rig.driver);
    await removeVm(instance);
  });

  test('T28 what a process says of a step that another one has begun anew meanwhile is not heard', async () => {
    const { run, instance } = await hold('startGuest', () => rig.order());
    const { rows } = await sql<{ attempt: number }>`
      UPDATE workflow_step SET attempt = attempt + 1 WHERE workflow = ${run} AND name = 'guest' RETURNING attempt
    `.execute(rig.db);
    held.resolve();
    assert.equal(await rig.ended(run), 'succeeded');
    const query = rig.db.selectFrom('workflow_step').select('attempt').where('workflow', '=', run);
    const { attempt } = await query.where('name', '=', 'guest').executeTakeFirstOrThrow();
    assert.equal(attempt, Number(rows[0]?.attempt) + 1, 'it is done again, under a number of its own');
    await removeVm(instance);
  });

  for (const hours of [1, -1]) {
    test(`T28 the clock of the control plane jumps by ${hours} h in the middle of an order: it goes on`, async (context) => {
      const now = Date.now;
      rig.twist = {
        kind: 'instance.create',
        step: 'network',
        do: async (original, step) => {
          context.mock.method(Date, 'now', () => now() + hours * 3_600_000);
          await original(step);
        },
      };
      const { run, instance } = await rig.order();
      assert.equal(await rig.ended(run), 'succeeded');
      const { readiness } = await rig.db
        .selectFrom('instance')
        .select('readiness')
        .where('uuid', '=', instance)
        .executeTakeFirstOrThrow();
      assert.ok(readiness.ssh, 'the order has waited for its guest');
      context.mock.restoreAll();
      await assertComplete(rig.db, rig.driver);
      await removeVm(instance);
    });

    test(`T28 the clock of the database jumps by ${hours} h while a step fails: the run ends, complete or clean`, async () => {
      rig.twist = {
        kind: 'instance.create',
        step: 'volumes',
        do: async (original, step) => {
          await original(step);
          await sql`
            UPDATE workflow_step SET started = started - ${hours} * interval '1 hour'
            WHERE workflow = ${step.workflow} AND started IS NOT NULL
          `.execute(rig.db);
          throw failure(true);
        },
      };
      const { run, instance } = await rig.order();
      await stepIs(run, 'volumes', 'running');
      rig.twist = null;
      await rig.ended(run);
      await rig.reconcile();
      await assertComplete(rig.db, rig.driver);
      await removeVm(instance);
    });
  }

  test('a step that hangs is given up at its deadline: the order says so and is undone', async () => {
    let aborted = false;
    rig.twist = {
      kind: 'instance.create',
      step: 'network',
      deadlineMs: 300,
      do: (_original, { signal }) =>
        new Promise(() => signal.addEventListener('abort', () => void (aborted = true), { once: true })),
    };
    const { run } = await rig.order();
    assert.equal(await rig.ended(run), 'failed');
    assert.ok(aborted, 'the step was told');
    const { rows } = await sql<{ code: string; remedy: string }>`
      SELECT data->'error'->>'code' AS code, data->'error'->>'remedy' AS remedy FROM workflow_event
      WHERE workflow = ${run} AND data->>'step' = 'network' AND data->>'state' = 'failed'
    `.execute(rig.db);
    assert.equal(rows.length, 1);
    assert.equal(rows[0]?.code, 'step-deadline');
    assert.match(rows[0].remedy, /^Retry/);
    await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
  });

  test('wake-ups do not use retries up', async () => {
    await rig.driver.stop();
    const failures: number[] = [];
    rig.twist = {
      kind: 'instance.create',
      step: 'ready',
      do: async (original, context) => {
        const looks = await rig.db
          .selectFrom('workflow_step')
          .select('attempt')
          .where('workflow', '=', context.workflow)
          .where('name', '=', 'ready')
          .executeTakeFirstOrThrow();
        if (looks.attempt > 12 && failures.length < 2) {
          failures.push(looks.attempt);
          throw failure(true);
        }
        return original(context);
      },
    };
    const { run, instance } = await rig.order();
    await eventually('two failures', async () => {
      await rig.wake(instance);
      return failures.length === 2;
    });
    const query = rig.db.selectFrom('workflow').select('state').where('uuid', '=', run);
    const { state } = await query.executeTakeFirstOrThrow();
    assert.equal(state, 'running', 'a running VM is not destroyed because looks at it failed twice');
    rig.twist = null;
    await rig.crash();
    assert.equal(await rig.ended(run), 'succeeded');
    await removeVm(instance);
  });

  test('retries end', async () => {
    let tries = 0;
    rig.twist = {
      kind: 'instance.create',
      step: 'image',
      do: () => {
        tries++;
        return Promise.reject(failure(true));
      },
    };
    const { run } = await rig.order();
    assert.equal(await rig.ended(run), 'failed');
    assert.equal(tries, 3, 'once, and again twice');
    await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
  });
});

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
  const { run, instance } = await hold('createVolume', () => rig.order());
  const twin = rig.db.transaction().execute((tx) =>
    rig.engine.begin(tx, instanceStop, {
      uuid: crypto.randomUUID(),
      subject: instance,
      input: {},
      estimateKey: '',
    }),
  );
  await assert.rejects(twin, /workflow_one_per_subject/);
  held.resolve();
  assert.equal(await rig.ended(run), 'succeeded');
  await removeVm(instance);
});

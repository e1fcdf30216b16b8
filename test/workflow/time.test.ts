import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { requestRebuild } from '../../src/actions/index.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { eventually } from '../support/wait.ts';
import { failure } from './twist.ts';
import { setUpRig } from './setup.ts';

const { rig, hold, removeVm } = await setUpRig();

/** As if the clock had jumped, or the process had been away: the step began an hour earlier. */
async function age(run: string): Promise<void> {
  await sql`
    UPDATE workflow_step SET started = started - interval '1 hour' WHERE workflow = ${run} AND started IS NOT NULL
  `.execute(rig.db);
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

  test('what a guest has said before it was started is not of this boot, however late it is heard', async () => {
    const instance = await rig.instance();
    const { driver, catalogue } = rig;
    const rebuild = (): Promise<string> =>
      rig.request(instance, (...request) => requestRebuild(...request, { image: catalogue.tiny.image }));
    driver.silent = true;
    const first = await rebuild();
    await stepIs(first, 'ready', 'waiting');
    const then = Date.now();
    await rig.db.transaction().execute((tx) => rig.engine.cancel(tx, first));
    assert.equal(await rig.ended(first), 'cancelled');
    const second = await rebuild();
    await stepIs(second, 'ready', 'waiting');
    const query = rig.db.selectFrom('instance').select('readiness').where('uuid', '=', instance);
    const seen = async () => (await query.executeTakeFirstOrThrow()).readiness;
    const done = { stage: 'cloud-init', result: 'done', detail: '' } as const;
    driver.says(instance, { stage: 'ssh', hostKeys: [] }, then);
    driver.says(instance, done, then);
    // what is said is written in its order
    driver.says(instance, { stage: 'network' });
    await eventually('the network', seen, ({ network }) => network !== undefined);
    // how long the last boot took that came so far is known all the same
    assert.deepEqual(Object.keys(await seen()).sort(), ['bootMs', 'network', 'since']);
    await stepIs(second, 'ready', 'waiting');
    driver.says(instance, { stage: 'ssh', hostKeys: [] });
    driver.says(instance, done);
    assert.equal(await rig.ended(second), 'succeeded');
    driver.silent = false;
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
    const { run, instance, release } = await hold('startGuest', () => rig.order());
    const { rows } = await sql<{ attempt: number }>`
      UPDATE workflow_step SET attempt = attempt + 1 WHERE workflow = ${run} AND name = 'guest' RETURNING attempt
    `.execute(rig.db);
    release();
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

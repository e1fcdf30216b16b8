import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { type Services, workflows } from '../../src/orders/index.ts';
import type { WorkflowDefinition } from '../../src/workflow/index.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { failure, Rig, type Twist } from './rig.ts';

type Step = WorkflowDefinition<Services>['steps'][number];

const rig = await Rig.open();
after(() => rig.close());

/** What a law does to a step, how the run must then end, and whether it needs a step with an undo. */
interface Law {
  name: string;
  ends: 'succeeded' | 'failed' | 'cancelled';
  undo?: true;
  twist: () => Omit<Twist, 'kind' | 'step'> & { crash?: Promise<void>; over?: () => void };
}

/** The process ends at a point of its first pass: the work there never comes back. */
function crashPoint(): { here: () => Promise<void>; crash: Promise<void>; over: () => void } {
  const reached = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => {});
  let passed = false;
  const here = async (): Promise<void> => {
    if (passed) return;
    passed = true;
    reached.resolve();
    await gone.promise;
  };
  return { here, crash: reached.promise, over: () => gone.reject(new Error('the process is gone')) };
}

const laws: Law[] = [
  {
    name: 'fails for good before its effect',
    ends: 'failed',
    twist: () => ({ do: () => Promise.reject(failure(false)) }),
  },
  {
    name: 'fails for good after its effect',
    ends: 'failed',
    twist: () => ({
      do: async (original, context) => {
        await original(context);
        throw failure(false);
      },
    }),
  },
  {
    name: 'fails for a while after its effect',
    ends: 'succeeded',
    twist: () => {
      let attempt = 0;
      return {
        do: async (original, context) => {
          const outcome = await original(context);
          if (++attempt === 1) throw failure(true);
          return outcome;
        },
      };
    },
  },
  {
    name: 'is killed before its effect',
    ends: 'succeeded',
    twist: () => {
      const { here, ...point } = crashPoint();
      return { ...point, do: (original, context) => here().then(() => original(context)) };
    },
  },
  {
    name: 'is killed after its effect',
    ends: 'succeeded',
    twist: () => {
      const { here, ...point } = crashPoint();
      return {
        ...point,
        do: async (original, context) => {
          const outcome = await original(context);
          await here();
          return outcome;
        },
      };
    },
  },
  {
    name: 'runs twice',
    ends: 'succeeded',
    twist: () => ({ do: (original, context) => original(context).then(() => original(context)) }),
  },
  {
    name: 'is cancelled while it runs',
    ends: 'cancelled',
    twist: () => ({
      do: async (original, context) => {
        const outcome = await original(context);
        await rig.db.transaction().execute((tx) => rig.engine.cancel(tx, context.workflow));
        return outcome;
      },
    }),
  },
  {
    name: 'is undone twice',
    ends: 'failed',
    undo: true,
    twist: () => ({
      do: (original, context) => original(context).then(() => Promise.reject(failure(false))),
      undo: (original, context) => original(context).then(() => original(context)),
    }),
  },
  {
    name: 'fails once while it is undone',
    ends: 'failed',
    undo: true,
    twist: () => {
      let attempt = 0;
      return {
        do: (original, context) => original(context).then(() => Promise.reject(failure(false))),
        undo: async (original, context) => {
          await original(context);
          if (++attempt === 1) throw failure(false);
        },
      };
    },
  },
  {
    name: 'is killed before its undo has an effect',
    ends: 'failed',
    undo: true,
    twist: () => {
      const { here, ...point } = crashPoint();
      return {
        ...point,
        do: (original, context) => original(context).then(() => Promise.reject(failure(false))),
        undo: (original, context) => here().then(() => original(context)),
      };
    },
  },
  {
    name: 'is killed after its undo had its effect',
    ends: 'failed',
    undo: true,
    twist: () => {
      const { here, ...point } = crashPoint();
      return {
        ...point,
        do: (original, context) => original(context).then(() => Promise.reject(failure(false))),
        undo: (original, context) => original(context).then(here),
      };
    },
  },
];

/** Begins a run of a kind on what it needs: nothing for a create, else an instance that runs, or for a start does not. */
async function begin(kind: string): Promise<{ run: string; instance: string }> {
  if (kind === 'instance.create') return rig.order();
  const { twist } = rig;
  rig.twist = null;
  const { run: created, instance } = await rig.order();
  assert.equal(await rig.ended(created), 'succeeded');
  if (kind === 'instance.start') assert.equal(await rig.ended(await power('instance.stop', instance)), 'succeeded');
  rig.twist = twist;
  const run = kind === 'instance.delete' ? await rig.terminate(instance) : await power(kind, instance);
  return { run, instance };
}

async function power(kind: string, instance: string): Promise<string> {
  const run = crypto.randomUUID();
  await rig.db.transaction().execute(async (tx) => {
    await tx.updateTable('instance').set({ state: 'UPDATING' }).where('uuid', '=', instance).execute();
    await rig.engine.begin(tx, kind, { uuid: run, subject: instance, input: {}, estimateKey: '' });
  });
  return run;
}

async function obey(law: Law, kind: string, step: Step): Promise<void> {
  const { crash, over, ...twist } = law.twist();
  rig.twist = { kind, step: step.name, ...twist };
  try {
    const { run, instance } = await begin(kind);
    if (crash !== undefined) {
      await Promise.race([crash, rig.ended(run).then((state) => assert.fail(`ended as ${state} before the kill`))]);
      await rig.crash();
    }
    assert.equal(await rig.ended(run), law.ends);
    rig.twist = null;
    await leaveNothing(instance);
  } finally {
    rig.twist = null;
    over?.();
  }
}

/** Whatever has become of the instance: it is complete or gone, and its deletion leaves nothing. */
async function leaveNothing(instance: string): Promise<void> {
  await rig.reconcile();
  const columns = ['state', 'reserved'] as const;
  const row = await rig.db
    .selectFrom('instance')
    .select(columns)
    .where('uuid', '=', instance)
    .executeTakeFirstOrThrow();
  await assertComplete(rig.db, rig.driver);
  if (!row.reserved) await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
  if (row.state === 'TERMINATED') return;
  assert.equal(await rig.ended(await rig.terminate(instance)), 'succeeded');
  await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
  assert.deepEqual(
    (await rig.driver.inventory()).filter(({ kind }) => kind !== 'image'),
    [],
  );
}

for (const { kind, steps } of workflows) {
  describe(kind, () => {
    test('runs to its end when nothing goes wrong', async () => {
      const { run, instance } = await begin(kind);
      assert.equal(await rig.ended(run), 'succeeded');
      await leaveNothing(instance);
    });
    for (const step of steps) {
      for (const law of laws) {
        if (law.undo === true && typeof step.undo !== 'function') continue;
        test(`"${step.name}" ${law.name}`, () => obey(law, kind, step));
      }
    }
  });
}

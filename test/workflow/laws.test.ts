import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import type { WorkflowDefinition } from '../../src/engine/index.ts';
import { worldOf } from '../support/cloud.ts';
import { assertCleanSlate, assertComplete, assertSettled, holdings } from '../support/slate.ts';
import { failure, Rig, type Twist } from './rig.ts';
import { starterOf, starters } from './starters.ts';
import { type Services, workflows } from '../../src/workflows/index.ts';

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

/** Runs a law on one step of a workflow; without both, the run meets no trouble. */
async function obey(kind: string, step?: Step, law?: Law): Promise<void> {
  const { instance, prepare, forward } = starterOf(kind);
  const standing = instance === undefined ? '' : await rig.standing(instance);
  const before = await holdings(rig.db, rig.tenant.project);
  const { begin, clear } = await prepare(rig, standing);
  const prepared = await holdings(rig.db, rig.tenant.project);
  const { crash, over, ...twist } = law?.twist() ?? {};
  if (step !== undefined) rig.twist = { kind, step: step.name, ...twist };
  try {
    const run = await begin();
    if (crash !== undefined) {
      await Promise.race([crash, rig.ended(run).then((state) => assert.fail(`ended as ${state} before the kill`))]);
      await rig.crash();
    }
    const ends = law?.ends ?? 'succeeded';
    assert.equal(await rig.ended(run), ends);
    rig.twist = null;
    await rig.reconcile();
    await assertSettled(rig.db, rig.tenant.project);
    await assertComplete(rig.db, rig.driver);
    if (ends !== 'succeeded' && forward !== true)
      assert.deepEqual(await holdings(rig.db, rig.tenant.project), prepared, 'not all was given back');
    await clear?.();
    await assertComplete(rig.db, rig.driver);
    assert.deepEqual(await holdings(rig.db, rig.tenant.project), before, 'something is left');
  } finally {
    rig.twist = null;
    over?.();
  }
}

for (const { kind, steps } of workflows) {
  describe(kind, () => {
    after(async () => {
      await rig.fall();
      await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
      assert.deepEqual(await worldOf(rig.driver), []);
    });
    test('runs to its end when nothing goes wrong', () => obey(kind));
    for (const step of steps) {
      for (const law of laws) {
        if (law.undo === true && typeof step.undo !== 'function') continue;
        test(`"${step.name}" ${law.name}`, () => obey(kind, step, law));
      }
    }
  });
}

test('every starter is one of a workflow', () => {
  assert.deepEqual(Object.keys(starters).sort(), workflows.map(({ kind }) => kind).sort());
});

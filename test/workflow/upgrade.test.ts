import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { assertComplete, assertSettled, holdings } from '../support/slate.ts';
import { upgrade } from './older.ts';
import { Rig } from './rig.ts';
import { failure } from './twist.ts';
import { starterOf } from './starters.ts';
import { casesInTurn } from '../../src/cli/testing/turn.ts';
import { workflows } from '../../src/workflows/index.ts';

const rig = await Rig.open();
after(() => rig.close());

/** Where the process ends, and how the run then goes on. */
type Case = 'before its effect' | 'behind its effect' | 'before its effect, and fails then';

/**
 * Ends the process at a step, has the rows be what the version before had written, and starts the newer one, in which the
 * run goes on to its end.
 */
async function replay(kind: string, step: string, end: Case): Promise<void> {
  const { instance, prepare, forward } = starterOf(kind);
  const { begin, clear } = await prepare(rig, instance === undefined ? '' : await rig.standing(instance));
  const prepared = await holdings(rig.db, rig.tenant.project);
  const reached = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => {});
  const fails = end === 'before its effect, and fails then';
  let upgraded = false;
  rig.twist = {
    kind,
    step,
    do: async (original, context) => {
      if (!upgraded) {
        if (end === 'behind its effect') await original(context);
        reached.resolve();
        return gone.promise;
      }
      const outcome = await original(context);
      if (fails) throw failure(false);
      return outcome;
    },
  };
  try {
    const run = await begin();
    await reached.promise;
    await rig.crash(async () => {
      await upgrade(rig.db);
      upgraded = true;
    });
    assert.equal(await rig.ended(run), fails ? 'failed' : 'succeeded');
    rig.twist = null;
    await rig.reconcile();
    await assertSettled(rig.db, rig.tenant.project);
    await assertComplete(rig.db, rig.driver);
    if (fails && forward !== true) assert.deepEqual(await holdings(rig.db, rig.tenant.project), prepared);
    await clear?.();
  } finally {
    rig.twist = null;
    gone.reject(new Error('the process is gone'));
  }
}

/** That version could not have begun these: what they replace was not in its rows. */
const later = ['instance.rollback'];
const changing = ['instance.resize', 'instance.rebuild', 'instance.rescue', 'instance.unrescue'];

describe('a run that the version before has begun goes on in the newer one, when the process ended', () => {
  after(() => rig.fall());
  for (const { kind, steps } of casesInTurn(workflows.filter((workflow) => !later.includes(workflow.kind)))) {
    const last = steps.at(-1)?.name ?? '';
    test(`at "${last}" of ${kind}, before its effect`, () => replay(kind, last, 'before its effect'));
    if (!changing.includes(kind)) continue;
    // here, it may be behind the point of no return
    test(`at "${last}" of ${kind}, behind its effect`, () => replay(kind, last, 'behind its effect'));
    // what is to be brought back is another thing at each step
    for (const { name } of steps) {
      test(`at "${name}" of ${kind}, which then fails`, () => replay(kind, name, 'before its effect, and fails then'));
    }
  }
});

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { inTurn } from '../../../src/cli/testing/turn.ts';
import type { WorkflowDefinition } from '../../../src/engine/index.ts';
import { type Services, workflows } from '../../../src/workflows/index.ts';
import { worldOf } from '../../support/cloud.ts';
import { assertCleanSlate, assertComplete, assertSettled, holdings } from '../../support/slate.ts';
import { Rig } from '../rig.ts';
import { starterOf } from '../starters.ts';
import { type Law, laws } from './laws.ts';
import { shares } from './shares.ts';

type Step = WorkflowDefinition<Services>['steps'][number];

/** Has every law befall every step of the workflows of a share: the tests of a file. */
export async function obeyLaws(share: keyof typeof shares): Promise<void> {
  const rig = await Rig.open();
  after(() => rig.close());
  const kinds: readonly string[] = shares[share];
  for (const { kind, steps } of workflows.filter((workflow) => kinds.includes(workflow.kind))) {
    describe(kind, () => {
      after(async () => {
        await rig.fall();
        await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
        assert.deepEqual(await worldOf(rig.driver), []);
      });
      test('runs to its end when nothing goes wrong', () => obey(rig, kind));
      for (const [row, step] of steps.entries()) {
        for (const [column, law] of laws.entries()) {
          if (!inTurn(row + column)) continue;
          if (law.undo === true && 'none' in step.undo) continue;
          if (law.deletes === true && undeletable.has(kind)) continue;
          test(`"${step.name}" ${law.name}`, () => obey(rig, kind, step, law));
        }
      }
    });
  }
}

/** An order that makes something is canceled; a deletion has been asked for already; a VM goes after its backups. */
const undeletable = new Set([
  'instance.create',
  'instance.delete',
  'instance.soft_delete',
  'instance.purge',
  'volume.delete',
  'volume.soft_delete',
  'volume.purge',
  'snapshot.delete',
  'backup.delete',
  'backup_copy.delete',
  'instance.rollback',
]);

/** Runs a law on one step of a workflow; without both, the run meets no trouble. */
async function obey(rig: Rig, kind: string, step?: Step, law?: Law): Promise<void> {
  const { instance, prepare, forward } = starterOf(kind);
  const standing = instance === undefined ? '' : await rig.standing(instance);
  const before = await holdings(rig.db, rig.tenant.project);
  const { begin, clear } = await prepare(rig, standing);
  const prepared = await holdings(rig.db, rig.tenant.project);
  const { crash, over, ...twist } = law?.twist(rig) ?? {};
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
    if (law?.deletes === true) await assertDeleted(rig, run);
    await rig.reconcile();
    await assertSettled(rig.db, rig.tenant.project);
    await assertComplete(rig.db, rig.driver);
    if (ends !== 'succeeded' && forward !== true && law?.deletes !== true)
      assert.deepEqual(await holdings(rig.db, rig.tenant.project), prepared, 'not all was given back');
    await clear?.();
    await assertComplete(rig.db, rig.driver);
    if (law?.deletes === true) await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
    else assert.deepEqual(await holdings(rig.db, rig.tenant.project), before, 'something is left');
  } finally {
    rig.twist = null;
    over?.();
  }
}

/** What a run has worked on is gone, by the deletion that has taken its place. */
async function assertDeleted(rig: Rig, run: string): Promise<void> {
  const query = rig.db.selectFrom('workflow').select('subject').where('uuid', '=', run);
  const { subject } = await query.executeTakeFirstOrThrow();
  assert.equal(await rig.ended(await rig.lastRunOf(subject)), 'succeeded');
}

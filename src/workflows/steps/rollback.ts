import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import { giveUpRollback, rollbackOf } from '../../instances/index.ts';
import type { Context } from '../context.ts';
import { reversible } from './disk.ts';
import { dropKept, keptInput } from './kept.ts';
import { specsOf } from './snapshot.ts';

/** Beside what is kept until it has booted: the backup that a VM goes back to. */
export const rollbackInput = keptInput.extend({ backup: z.uuid() });
type RollbackInput = z.output<typeof rollbackInput>;

/**
 * All disks become what they were at that moment; one that was extended since keeps its size. Throws `wrong-state` when the records are
 * older than the disks may be.
 */
export async function rollBackDisks(context: Context<RollbackInput>): Promise<void> {
  const { services, subject, input, restored, signal } = context;
  const { db, driver } = services;
  if (restored)
    throw new Problem(
      'wrong-state',
      'The records are older than what the disks may hold by now. Roll the VM back again.',
    );
  await driver.revertVolumes(await specsOf(context, 'backup', input.backup), signal);
  const volumes = await db.selectFrom('volume').select(['uuid', 'size_mib']).where('instance', '=', subject).execute();
  for (const { uuid, size_mib: sizeMiB } of volumes) await driver.growVolume(uuid, sizeMiB, subject, signal);
}

/** Where not all disks were kept none was changed, or all are back already. */
export async function putDisksBack(context: Context<RollbackInput>): Promise<void> {
  const { services, subject, input, restored, signal } = context;
  const { driver } = services;
  if ((await reversible(context)) === null) return;
  // it has booted since the records were kept: so it stays
  if (restored && (await driver.guestState(subject)) !== 'stopped') return;
  const reverted = driver.revertVolumes(await specsOf(context, 'backup', input.kept), signal);
  await reverted.catch((error: unknown) => {
    if (!(error instanceof Problem && error.code === 'snapshot-missing')) throw error;
  });
}

/** The point of no return: what was replaced is given up, and goes. */
export async function discardKept(context: Context<RollbackInput>): Promise<void> {
  await giveUpRollback(context.services.db, context.subject);
  await finishDiscardingKept(context);
}

/** Once what was replaced has been given up it goes, also when that was begun in vain; before, it stays. */
export async function finishDiscardingKept(context: Context<RollbackInput>): Promise<void> {
  const rollback = await rollbackOf(context.services.db, context.subject);
  if (rollback === null || rollback.reversible) return;
  await dropKept(context);
}

import { rollbackOf } from '../instances/index.ts';
import { defineWorkflow, type StepContext, step } from '../engine/index.ts';
import { discardReplaced, outcome, plug, ready, startGuest, stopGuest, whileReplaced } from './steps/replace.ts';
import { cacheImage, systemVolume } from './steps/instance.ts';
import type { Services } from './services.ts';

async function oldDisk({ services, subject }: StepContext<Services>): Promise<string> {
  const rollback = await rollbackOf(services.db, subject);
  if (rollback?.old_disk == null) throw new Error(`instance ${subject} is not being rebuilt`);
  return rollback.old_disk;
}

/** The old disk is kept under another id until the new one has booted. */
const renewDisk = step<Services>('disk', {
  do: async (context) => {
    const { driver } = context.services;
    const { uuid: id, size_mib: sizeMiB, image } = await systemVolume(context);
    await driver.moveVolume(id, await oldDisk(context));
    await driver.createVolume({ id, sizeMiB, image });
  },
  undo: whileReplaced(async (context) => {
    const { driver } = context.services;
    const { uuid } = await systemVolume(context);
    const kept = await oldDisk(context);
    if (!(await driver.hasVolume(kept))) return;
    await driver.deleteVolume(uuid);
    await driver.moveVolume(kept, uuid);
  }),
  deadlineMs: 5 * 60_000,
});

/** A new system volume from an image for an instance that keeps its addresses and its data volumes. */
export const rebuildInstance = defineWorkflow(
  'instance.rebuild',
  [cacheImage, stopGuest, renewDisk, plug, startGuest, ready, discardReplaced],
  outcome,
);

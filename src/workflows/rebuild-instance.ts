import { defineWorkflow, step } from '../engine/index.ts';
import { discardReplaced, outcome, plug, ready, startGuest, stopGuest, whileReplaced } from './steps/replace.ts';
import { cacheImage, systemVolume } from './steps/instance.ts';
import type { Services } from './services.ts';

/** The old disk is kept under another id until the new one has booted. */
const renewDisk = step<Services>('disk', {
  do: async (context) => {
    const { driver } = context.services;
    const { uuid: id, size_mib: sizeMiB, image } = await systemVolume(context);
    await driver.moveVolume(id, String(context.input['disk']));
    await driver.createVolume({ id, sizeMiB, image });
  },
  undo: whileReplaced(async (context) => {
    const { driver } = context.services;
    const { uuid } = await systemVolume(context);
    const kept = String(context.input['disk']);
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

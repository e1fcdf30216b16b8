import { rollbackOf } from '../instances/index.ts';
import { defineWorkflow, type StepContext, step } from '../engine/index.ts';
import { outcome, whileReplaced } from './steps/replace.ts';
import { systemVolume } from './steps/instance.ts';
import type { Services } from './services.ts';

const growDisk = step<Services>('disk', {
  do: async (context) => {
    const { uuid, size_mib: sizeMiB } = await systemVolume(context);
    await context.services.driver.growVolume(uuid, sizeMiB, context.subject);
  },
  // no guest has seen the growth: it has not been started since
  undo: whileReplaced(async (context: StepContext<Services>) => {
    const { uuid, size_mib: sizeMiB } = await systemVolume(context);
    const was = await rollbackOf(context.services.db, context.subject);
    await context.services.driver.shrinkVolume(uuid, was?.disk_mib ?? sizeMiB);
  }),
  deadlineMs: 5 * 60_000,
});

/** Another flavor for a stopped instance: the next start takes processors and memory from the rows. */
export const resizeInstance = defineWorkflow('instance.resize', [growDisk], outcome);

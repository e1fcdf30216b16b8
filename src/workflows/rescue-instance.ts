import { sql } from 'kysely';
import { runningImage } from '../instances/index.ts';
import { defineWorkflow, type StepContext, step } from '../engine/index.ts';
import { discardReplaced, outcome, plug, ready, startGuest, stopGuest } from './steps/replace.ts';
import { cacheImage } from './steps/instance.ts';
import type { Services } from './services.ts';

/** The rescue system's disk. */
async function rescueDisk({ services, subject }: StepContext<Services>) {
  const row = await services.db
    .selectFrom('instance')
    .innerJoin('image', (join) => join.on('image.uuid', '=', runningImage))
    .select(['instance.rescue_volume as id', 'image.uuid as image'])
    // room for tools and for what is saved; it takes of the host only what is written
    .select(sql<number>`greatest(image.min_disk_mib, 1024)`.as('sizeMiB'))
    .where('instance.uuid', '=', subject)
    .executeTakeFirstOrThrow();
  if (row.id === null) throw new Error(`instance ${subject} is not in rescue mode`);
  return { ...row, id: row.id };
}

const makeDisk = step<Services>('disk', {
  do: async (context) => context.services.driver.createVolume(await rescueDisk(context)),
  undo: async (context) => context.services.driver.deleteVolume((await rescueDisk(context)).id),
});

/** A rescue system in place of the instance's own, which it sees as a further disk. */
export const rescueInstance = defineWorkflow(
  'instance.rescue',
  [cacheImage, stopGuest, makeDisk, plug, startGuest, ready],
  outcome,
);

/** The instance's own system again. When it does not come up, the rescue system comes back. */
export const unrescueInstance = defineWorkflow(
  'instance.unrescue',
  [stopGuest, plug, startGuest, ready, discardReplaced],
  outcome,
);

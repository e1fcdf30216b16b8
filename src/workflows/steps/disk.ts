import type { NotNull } from 'kysely';
import { unread } from '../../db/index.ts';
import type { Written } from '../../engine/index.ts';
import { giveUpRollback, noteDiskBefore, rollbackOf, runningImage } from '../../instances/index.ts';
import { deletedVolumes } from '../../storage/index.ts';
import type { Context } from '../context.ts';
import { discardVolume } from './discard.ts';
import { keepVolume } from './volume.ts';

/** All volumes of a new instance. */
export async function createVolumes({ services, subject, signal }: Context): Promise<Written> {
  const { db, driver } = services;
  const columns = ['uuid', 'size_mib', 'image'] as const;
  const volumes = await db.selectFrom('volume').select(columns).where('instance', '=', subject).execute();
  for (const { uuid: id, size_mib: sizeMiB, image } of volumes)
    await driver.createVolume({ id, sizeMiB, image }, signal);
  return volumesMade({ subject });
}

/** Of a new instance: they are there. */
export function volumesMade({ subject }: Pick<Context, 'subject'>): Written {
  return {
    writes: (tx) => unread(tx.updateTable('volume').set({ state: 'OK' }).where('instance', '=', subject).execute()),
  };
}

/** All but those that are kept: they are given back to their project. */
export async function deleteVolumes(context: Context): Promise<void> {
  const volumes = await volumesOf(context);
  await discardHidden(context);
  for (const { uuid, state } of volumes) {
    if (state === 'UPDATING') await keepVolume(context, uuid);
    else await discardVolume(context, uuid);
  }
  // it was coming back, and that was being given up
  await purgeVolumes(context);
}

/** Its volumes are at rest, as they were before what was being done with it, and what is no volume is gone. */
export async function setVolumesAside(context: Context): Promise<void> {
  const { db } = context.services;
  if ((await rollbackOf(db, context.subject))?.old_disk != null) await restoreDisk(context);
  await discardHidden(context);
  for (const { uuid, position } of await volumesOf(context)) {
    const size = await keepVolume(context, uuid);
    // a disk that has grown stays so when its row is brought back
    if (position === 0 && size !== null) await noteDiskBefore(db, context.subject, size);
  }
}

function volumesOf({ services, subject }: Context) {
  return services.db
    .selectFrom('volume')
    .select(['uuid', 'state', 'position'])
    .where('instance', '=', subject)
    .execute();
}

async function discardHidden(context: Context): Promise<void> {
  const hidden = await context.services.db
    .selectFrom('hidden_disk')
    .select('uuid')
    .where('instance', '=', context.subject)
    // of a view PostgreSQL does not know that it has no nulls
    .$narrowType<{ uuid: NotNull }>()
    .execute();
  for (const { uuid } of hidden) await discardVolume(context, uuid);
}

/** Those of what was deleted and does not come back. */
export async function purgeVolumes(context: Context): Promise<void> {
  for (const volume of await deletedVolumes(context.services.db, context.subject)) await discardVolume(context, volume);
}

/** The volume that the instance boots. */
function systemVolume({ services, subject }: Context) {
  return services.db
    .selectFrom('volume')
    .select(['uuid', 'size_mib', 'image'])
    .where('instance', '=', subject)
    .where('position', '=', 0)
    .executeTakeFirstOrThrow();
}

export async function growDisk(context: Context): Promise<void> {
  const { uuid, size_mib: sizeMiB } = await systemVolume(context);
  await context.services.driver.growVolume(uuid, sizeMiB, context.subject, context.signal);
}

/** No guest has seen the growth, for it has not been started since; unless the records are older than that. */
export async function shrinkDisk(context: Context): Promise<void> {
  const was = await reversible(context);
  if (was === null || context.restored) return;
  const { uuid } = await systemVolume(context);
  const { driver, db } = context.services;
  await driver.shrinkVolume(uuid, was.disk_mib, context.signal);
  // where volumes only grow, the row that comes back says what the disk has become
  await noteDiskBefore(db, context.subject, await driver.volumeSize(uuid));
}

/** The old disk is kept under another id until the new one has booted. */
export async function renewDisk(context: Context): Promise<void> {
  const { signal, services } = context;
  const { uuid: id, size_mib: sizeMiB, image } = await systemVolume(context);
  await services.driver.moveVolume(id, await oldDisk(context), signal);
  await services.driver.createVolume({ id, sizeMiB, image }, signal);
}

export async function restoreDisk(context: Context): Promise<void> {
  if ((await reversible(context)) === null) return;
  const { driver } = context.services;
  const { uuid } = await systemVolume(context);
  const kept = await oldDisk(context);
  if (!(await driver.hasVolume(kept))) return;
  await discardVolume(context, uuid);
  await driver.moveVolume(kept, uuid, context.signal);
}

export async function createRescueDisk(context: Context): Promise<void> {
  await context.services.driver.createVolume(await rescueDisk(context), context.signal);
}

export async function deleteRescueDisk(context: Context): Promise<void> {
  await discardVolume(context, (await rescueDisk(context)).id);
}

async function rescueDisk({ services, subject }: Context) {
  const row = await services.db
    .selectFrom('instance')
    .innerJoin('image', (join) => join.on((eb) => eb('image.uuid', '=', runningImage(eb))))
    .select(['instance.rescue_volume as id', 'image.uuid as image', 'image.min_disk_mib'])
    .where('instance.uuid', '=', subject)
    .executeTakeFirstOrThrow();
  if (row.id === null) throw new Error(`instance ${subject} is not in rescue mode`);
  // room for tools and for what is saved; it takes of the host only what is written
  return { id: row.id, image: row.image, sizeMiB: Math.max(row.min_disk_mib, 1024), rescues: subject };
}

/** The point of no return: what was replaced is given up, and its disk goes. */
export async function discardOldDisk(context: Context): Promise<void> {
  await giveUpRollback(context.services.db, context.subject);
  await finishDiscarding(context);
}

/** Once what was replaced has been given up its disk goes, also when that was begun in vain; before, it stays. */
export async function finishDiscarding(context: Context): Promise<void> {
  const rollback = await rollbackOf(context.services.db, context.subject);
  if (rollback === null || rollback.reversible || rollback.old_disk === null) return;
  await discardVolume(context, rollback.old_disk);
}

async function oldDisk({ services, subject }: Context): Promise<string> {
  const rollback = await rollbackOf(services.db, subject);
  if (rollback?.old_disk == null) throw new Error(`instance ${subject} is not being rebuilt`);
  return rollback.old_disk;
}

/** What the instance was; null when it cannot be brought back any more, and there is nothing to undo. */
export async function reversible({ services, subject }: Pick<Context, 'services' | 'subject'>) {
  const rollback = await rollbackOf(services.db, subject);
  return rollback?.reversible === true ? rollback : null;
}

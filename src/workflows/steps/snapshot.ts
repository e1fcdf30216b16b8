import { releaseSnapshot as releaseSnapshotRow } from '../../storage/index.ts';
import type { SnapshotSpec } from '../../drivers/driver.ts';
import type { Context } from '../context.ts';

/** A snapshot as the driver knows it: where its volume is now. */
function specOf({ services }: Context, snapshot: string): Promise<SnapshotSpec> {
  return services.db
    .selectFrom('snapshot as s')
    .innerJoin('volume as v', 'v.uuid', 's.volume')
    .select(['s.uuid as id', 's.volume', 'v.instance as guest'])
    .where('s.uuid', '=', snapshot)
    .executeTakeFirstOrThrow();
}

export async function takeSnapshot(context: Context): Promise<void> {
  const { driver } = context.services;
  await driver.takeSnapshot(await specOf(context, context.subject), context.signal);
}

export async function deleteSnapshot(context: Context): Promise<void> {
  const { driver } = context.services;
  await driver.deleteSnapshot(await specOf(context, context.subject), context.signal);
}

export async function releaseSnapshot({ services, subject }: Context): Promise<void> {
  await services.db.transaction().execute((tx) => releaseSnapshotRow(tx, subject));
}

/** Makes the volume of the snapshot that its row names. */
export async function restoreSnapshot(context: Context): Promise<void> {
  const { services, subject, signal } = context;
  const query = services.db
    .selectFrom('volume')
    .select(['uuid as id', 'size_mib as sizeMiB', 'image', 'source_snapshot']);
  const { source_snapshot: snapshot, ...volume } = await query.where('uuid', '=', subject).executeTakeFirstOrThrow();
  if (snapshot === null) throw new Error(`volume ${subject} was made of no snapshot`);
  await services.driver.restoreSnapshot(volume, await specOf(context, snapshot), signal);
}

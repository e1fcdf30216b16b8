import { Problem } from '../../common/problem.ts';
import type { SnapshotSpec } from '../../drivers/driver.ts';
import type { Written } from '../../engine/index.ts';
import { releaseSnapshots, type SnapshotKey } from '../../storage/index.ts';
import type { Context } from '../context.ts';
import { piecesOf } from './copy.ts';
import { volumesMade } from './disk.ts';

/** Snapshots as the driver knows them: where their volumes are now. What is nobody's any more is left out. */
export function specsOf(
  { services }: Pick<Context, 'services'>,
  by: SnapshotKey,
  uuid: string,
): Promise<SnapshotSpec[]> {
  return services.db
    .selectFrom('snapshot as s')
    .innerJoin('volume as v', 'v.uuid', 's.volume')
    .select(['s.uuid as id', 's.volume', 'v.instance as guest'])
    .where(`s.${by}`, '=', uuid)
    .where('s.reserved', '=', true)
    .orderBy('v.position')
    .execute();
}

/** Which snapshot or backup a step is about: the subject of its run, where nothing else is said. */
type Which<Input> = (context: Context<Input>) => string;
const itsSubject: Which<unknown> = ({ subject }) => subject;

/** Throws `wrong-state` when a volume has left the VM since: those that are left were no whole. */
export const takeSnapshots =
  <Input>(by: SnapshotKey, which: Which<Input> = itsSubject) =>
  async (context: Context<Input>) => {
    const snapshots = await specsOf(context, by, which(context));
    if (snapshots.some(({ guest }) => guest !== snapshots[0]?.guest))
      throw new Problem('wrong-state', 'A volume was detached from the VM before it was backed up. Back it up again.');
    await context.services.driver.takeSnapshots(snapshots, context.signal);
  };

export const deleteSnapshots =
  <Input>(by: SnapshotKey, which: Which<Input> = itsSubject) =>
  async (context: Context<Input>) => {
    const { driver } = context.services;
    for (const snapshot of await specsOf(context, by, which(context)))
      await driver.deleteSnapshot(snapshot, context.signal);
  };

export const releaseOf =
  <Input>(by: SnapshotKey, which: Which<Input> = itsSubject) =>
  async (context: Context<Input>) => {
    await context.services.db.transaction().execute((tx) => releaseSnapshots(tx, by, which(context)));
  };

interface RestoredVolume {
  id: string;
  sizeMiB: number;
  image: string | null;
  position: number;
  source_snapshot: string | null;
  source_copy: string | null;
}

/** Volumes as the driver makes them, with what each is made of. */
function restoredVolumes({ services, subject }: Context, by: 'uuid' | 'instance'): Promise<RestoredVolume[]> {
  const query = services.db.selectFrom('volume');
  return query
    .select(['uuid as id', 'size_mib as sizeMiB', 'image', 'position', 'source_snapshot', 'source_copy'])
    .where(by, '=', subject)
    .execute();
}

async function restore(context: Context, made: RestoredVolume): Promise<void> {
  const { source_snapshot: from, source_copy: copy, position, ...volume } = made;
  const { driver, db } = context.services;
  if (copy !== null) {
    const { target } = await db
      .selectFrom('backup_copy')
      .select('target')
      .where('uuid', '=', copy)
      .executeTakeFirstOrThrow();
    const pieces = await piecesOf(context.services, { uuid: copy, target }, position);
    return driver.writeVolume(volume, pieces, context.signal);
  }
  if (from === null) throw new Error(`volume ${volume.id} was made of no snapshot`);
  const [snapshot] = await specsOf(context, 'uuid', from);
  if (snapshot === undefined) throw new Problem('snapshot-missing', `There is no snapshot ${from} any more.`);
  await driver.restoreSnapshot(volume, snapshot, context.signal);
}

/** Makes the volume of the snapshot that its row names. */
export async function restoreSnapshot(context: Context): Promise<void> {
  for (const volume of await restoredVolumes(context, 'uuid')) await restore(context, volume);
}

/** All volumes of an instance that is made of a backup. */
export async function restoreVolumes(context: Context): Promise<Written> {
  for (const volume of await restoredVolumes(context, 'instance')) await restore(context, volume);
  return volumesMade(context);
}

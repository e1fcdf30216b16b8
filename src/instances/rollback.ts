import type { Selectable } from 'kysely';
import { definedFields } from '../common/defined-fields.ts';
import type { Database, Schema, Tx } from '../db/index.ts';

type Rollback = Selectable<Schema['instance_rollback']>;

/** What a run may replace: columns of an instance and, by `disk_mib` and `disk_image`, of its system volume. */
type Replaceable = Omit<Rollback, 'instance' | 'reversible' | 'old_disk'>;

const columns = [
  'flavor',
  'vcpus',
  'memory_mib',
  'image',
  'ssh_keys',
  'key_name',
  'user_data',
  'generation',
  'power',
  'rescue_image',
  'rescue_volume',
] as const satisfies (keyof Replaceable)[];

/**
 * Replaces columns of an instance and of its system volume, and keeps what they were until the run that makes it so can
 * no longer fail. `oldDisk` is a disk of the backend that goes then. The instance's row must be locked, with no run under
 * way.
 */
export async function replace(
  tx: Tx,
  uuid: string,
  change: Partial<Replaceable>,
  oldDisk: string | null = null,
): Promise<void> {
  const was = await tx
    .selectFrom('instance')
    .innerJoin('volume', 'volume.instance', 'instance.uuid')
    .select(columns.map((column) => `instance.${column}` as const))
    .select(['volume.size_mib as disk_mib', 'volume.image as disk_image'])
    .where('instance.uuid', '=', uuid)
    .where('volume.position', '=', 0)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('instance_rollback')
    .values({ ...was, instance: uuid, old_disk: oldDisk })
    .execute();
  await write(tx, uuid, change);
}

/** What a run has replaced; null when it replaces nothing. */
export async function rollbackOf(db: Database, uuid: string): Promise<Rollback | null> {
  const query = db.selectFrom('instance_rollback').selectAll().where('instance', '=', uuid);
  return (await query.executeTakeFirst()) ?? null;
}

/** The size that the system volume comes back with, MiB. */
export async function noteDiskBefore(db: Database, uuid: string, disk_mib: number): Promise<void> {
  await db.updateTable('instance_rollback').set({ disk_mib }).where('instance', '=', uuid).execute();
}

/** The point of no return: from here on the run only goes forward. */
export async function giveUpRollback(db: Database, uuid: string): Promise<void> {
  await db.updateTable('instance_rollback').set({ reversible: false }).where('instance', '=', uuid).execute();
}

/** Ends a run that has failed: brings back what it has replaced, unless that was given up. */
export async function rollBack(tx: Tx, uuid: string): Promise<void> {
  const rollback = await rollbackOf(tx, uuid);
  if (rollback === null) return;
  const { instance: _, reversible, old_disk: __, ...was } = rollback;
  if (reversible) await write(tx, uuid, was);
  await forgetRollback(tx, uuid);
}

/** Ends a run that has succeeded: what was is nobody's any more. */
export async function forgetRollback(tx: Tx, uuid: string): Promise<void> {
  await tx.deleteFrom('instance_rollback').where('instance', '=', uuid).execute();
}

async function write(tx: Tx, uuid: string, { disk_mib, disk_image, ...values }: Partial<Replaceable>): Promise<void> {
  if (Object.keys(values).length > 0) {
    await tx.updateTable('instance').set(values).where('uuid', '=', uuid).execute();
  }
  const disk = definedFields({ size_mib: disk_mib, image: disk_image });
  if (Object.keys(disk).length === 0) return;
  await tx.updateTable('volume').set(disk).where('instance', '=', uuid).where('position', '=', 0).execute();
}

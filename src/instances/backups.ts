import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type BackedUpVm, enums, json, onlyRowOf, type Tx, together } from '../db/index.ts';
import { restoring } from '../storage/index.ts';
import type { BackupStanding } from './backup-rules.ts';
import { copyingBackup } from './copies.ts';

/** Whether a volume is being made of a snapshot of a backup, by its alias. */
const restoringBackup = (backup: string): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT FROM snapshot k WHERE k.backup = ${sql.ref(`${backup}.uuid`)} AND ${restoring('k')})`;

/** Whether its VM is going back to a backup, by its alias, or keeps by it what it was before. */
const rollingBack = (backup: string): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT FROM workflow w WHERE w.subject = ${sql.ref(`${backup}.instance`)} AND w.kind = 'instance.rollback'
    AND w.state IN ('running', 'undoing') AND ${sql.ref(`${backup}.uuid`)}::text IN (w.input ->> 'backup', w.input ->> 'kept'))`;

/** Whether a snapshot is being taken of a volume of the VM of a backup, by its alias. */
const vmBeingKept = (backup: string): RawBuilder<boolean> => sql<boolean>`EXISTS (
  SELECT FROM volume w JOIN snapshot o ON o.volume = w.uuid
  WHERE w.instance = ${sql.ref(`${backup}.instance`)} AND o.state = 'CREATING')`;

/** What decides of a backup, by its alias, beside its state; `vm` is the alias of its VM. */
export const backupStanding = (backup: string, vm: string) => sql`
  ${restoringBackup(backup)} AS restoring, ${rollingBack(backup)} AS rolling_back, ${vmBeingKept(backup)} AS vm_being_kept,
  ${copyingBackup(backup)} AS copying,
  ${sql.ref(`${vm}.state`)} AS vm_state, ${sql.ref(`${vm}.runtime_state`)} AS vm_runtime_state,
  ${sql.ref(`${vm}.rescue_image`)} IS NOT NULL AS vm_in_rescue`;

/** Its columns. */
export const standingColumns = {
  restoring: z.boolean(),
  rolling_back: z.boolean(),
  vm_being_kept: z.boolean(),
  vm_state: z.enum(enums['instance.state']),
  vm_runtime_state: z.enum(enums['instance.runtime_state']),
  vm_in_rescue: z.boolean(),
  copying: z.boolean(),
};

/** What a VM is now, to be kept with a backup. */
export function toBackUp(tx: Tx, instance: string): Promise<BackedUpVm> {
  const query = sql`
    SELECT i.name, i.description, i.image, m.name AS image_name, i.flavor, f.name AS flavor_name, m.min_memory_mib, m.min_disk_mib,
      i.key_name, i.ssh_keys, i.user_data, i.metadata AS labels,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
          'addresses', (SELECT coalesce(jsonb_agg(jsonb_build_object('subnet', a.subnet, 'address', host(a.address)) ORDER BY a.address), '[]')
            FROM address a WHERE a.port = t.uuid),
          'floating_ip', (SELECT host(a.address) FROM floating_ip x JOIN address a ON a.floating_ip = x.uuid WHERE x.port = t.uuid),
          'security_groups', (SELECT coalesce(jsonb_agg(g.security_group ORDER BY g.position), '[]')
            FROM port_security_group g WHERE g.port = t.uuid)) ORDER BY t.position), '[]')
        FROM port t WHERE t.instance = i.uuid) AS ports
    FROM instance i JOIN image m ON m.uuid = i.image JOIN flavor f ON f.uuid = i.flavor WHERE i.uuid = ${instance}`;
  return onlyRowOf(tx, json['backup.vm'], query);
}

const standingRow = z.strictObject(standingColumns);

export interface LockedBackup extends BackupStanding {
  uuid: string;
  project: string;
  instance: string;
  name: string;
}

/** Locks a backup that exists until the transaction ends. */
export async function lockBackup(tx: Tx, uuid: string): Promise<LockedBackup> {
  const query = tx.selectFrom('backup').where('uuid', '=', uuid);
  const stands = sql`SELECT ${backupStanding('b', 'i')} FROM backup b JOIN instance i ON i.uuid = b.instance WHERE b.uuid = ${uuid}`;
  // behind the lock: a restoration that has just begun is seen
  const [row, standing] = await together(
    query.select(['uuid', 'project', 'instance', 'name', 'state']).forUpdate().executeTakeFirstOrThrow(),
    onlyRowOf(tx, standingRow, stands),
  );
  return { ...row, ...standing };
}

/** Of an instance that is not known any more, whose snapshots are not either. */
export async function forgetBackups(tx: Tx, instance: string): Promise<void> {
  const change = { state: 'TERMINATED' as const, modified: new Date() };
  await tx.updateTable('backup').set(change).where('instance', '=', instance).execute();
}

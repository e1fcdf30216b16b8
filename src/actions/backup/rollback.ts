import { sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors, InvalidRequest, invalid } from '../../common/field-errors.ts';
import { rowsOf, type Tx } from '../../db/index.ts';
import type { Engine } from '../../engine/index.ts';
import { type Actor, audit } from '../../identity/index.ts';
import { backupRules, lockBackup, lockInstance, replace } from '../../instances/index.ts';
import { readCapabilities } from '../../quotas/index.ts';
import { instanceRollback, type Services } from '../../workflows/index.ts';
import { beginAction } from '../vm/begin.ts';
import { makeBackup } from './make.ts';

/**
 * Begins to take a stopped VM back to a backup of it: all of its disks, which keep the size that they have by now, and it boots. Addresses,
 * ports and groups stay. What its disks hold is kept until it has booted, and comes back when it does not. Throws `wrong-state`,
 * `InvalidRequest` on `volumes` where these are others by now, `quota-exceeded`, `host-disk-full`.
 */
export async function requestRollback(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  { uuid, instance: vm }: { uuid: string; instance: string },
): Promise<void> {
  const instance = await lockInstance(tx, vm);
  const backup = await lockBackup(tx, uuid);
  backupRules.require('rollback', backup);
  const { project } = instance;
  const { unrevertible } = await readCapabilities(tx, project);
  if (unrevertible !== null) throw invalid('non_field_errors', `${unrevertible} Restore the backup to a new VM.`);
  await requireSameVolumes(tx, uuid, vm);
  const name = `Before the rollback to ${backup.name}`;
  const { backup: kept, size } = await makeBackup(tx, actor, instance, { name });
  await replace(tx, vm, { power: 'on' });
  await beginAction(tx, engine, vm, {
    workflow: instanceRollback,
    input: { backup: uuid, kept },
    words: 'Roll back',
    details: { message: `Rolling back to ${backup.name}` },
    labels: { backup: uuid },
  });
  await audit(tx, actor, 'instance.rollback', { object: vm, project, detail: { backup: uuid, size } });
}

const volumeRow = z.strictObject({ uuid: z.string(), name: z.string(), attached: z.boolean(), kept: z.boolean() });

/** What a volume holds that the backup does not have would be of another moment, and one that has left the VM may be somebody's by now. */
async function requireSameVolumes(tx: Tx, backup: string, instance: string): Promise<void> {
  const kept = sql`EXISTS (SELECT FROM snapshot k WHERE k.volume = v.uuid AND k.backup = ${backup} AND k.reserved)`;
  const volumes = await rowsOf(
    tx,
    volumeRow,
    sql`SELECT * FROM (SELECT v.uuid, v.name, v.instance IS NOT DISTINCT FROM ${instance} AS attached, ${kept} AS kept FROM volume v
      WHERE v.instance = ${instance} OR v.uuid IN (SELECT volume FROM snapshot WHERE backup = ${backup})) found
      WHERE attached <> kept ORDER BY name, uuid`,
  );
  const errors = new FieldErrors();
  for (const { uuid, name, attached } of volumes) {
    const [what, remedy] = attached
      ? ['was attached after the backup, which does not have it', 'Detach it first: it stays as it is.']
      : ['was detached after the backup', 'Attach it again, or restore the backup to a new VM.'];
    errors.add(['volumes'], `The volume ${name} (${uuid}) ${what}. ${remedy}`);
  }
  if (!errors.empty) throw new InvalidRequest(errors);
}

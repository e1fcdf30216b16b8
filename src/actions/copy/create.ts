import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import { json, onlyRowOf, type Tx } from '../../db/index.ts';
import type { Engine } from '../../engine/index.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { backupRules, disksOf, lockBackup } from '../../instances/index.ts';
import { readCapabilities } from '../../quotas/index.ts';
import { copyCreate, type Services } from '../../workflows/index.ts';

export interface NewCopy {
  backup: string;
  /** A name of the settings; left out: the only one that there is. */
  target: string | undefined;
  /** Left out: that of the backup. */
  name: string | undefined;
  /** By which, and for which of its times; left out: by somebody. */
  schedule?: string;
  due?: Date;
}

const sourceRow = z.strictObject({
  instance_name: z.string(),
  vm: json['backup_copy.vm'],
  backed_up: z.date(),
  offering: z.string(),
  plan: z.string(),
});

/**
 * Begins to copy a backup to a target, of those that the settings name; the backup stays until that has ended. Throws `wrong-state`,
 * `InvalidRequest` on `target`, and where the cloud lets nobody read what backups hold. Returns the UUID of the copy.
 */
export async function copyBackup(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  { backup: uuid, ...wanted }: NewCopy,
  targets: readonly string[],
): Promise<string> {
  const backup = await lockBackup(tx, uuid);
  backupRules.require('copy', backup);
  const { project, instance } = backup;
  await requireCopies(tx, project, 'backup');
  const target = targetOf(wanted.target, targets);
  const said = await onlyRowOf(
    tx,
    sourceRow,
    sql`SELECT i.name AS instance_name, b.vm, b.created AS backed_up, i.offering, i.plan
      FROM backup b JOIN instance i ON i.uuid = b.instance WHERE b.uuid = ${uuid}`,
  );
  const row = {
    ...said,
    vm: JSON.stringify(said.vm),
    volumes: JSON.stringify(await disksOf(tx, uuid)),
    project,
    backup: uuid,
    instance,
    target,
    name: wanted.name ?? backup.name,
    state: 'CREATING' as const,
    created_by: actor.user,
    schedule: wanted.schedule ?? null,
    due: wanted.due ?? null,
  };
  const inserted = tx.insertInto('backup_copy').values(row).returning('uuid');
  const { uuid: copy } = await inserted.executeTakeFirstOrThrow();
  const labels = { copy, backup: uuid };
  await engine.begin(tx, copyCreate, { uuid: randomUUID(), subject: copy, input: {}, estimateKey: '', labels });
  await audit(tx, actor, 'backup_copy.create', { object: copy, project, detail: { backup: uuid, target } });
  return copy;
}

async function requireCopies(tx: Tx, project: string, field: string): Promise<void> {
  const { uncopied } = await readCapabilities(tx, project);
  if (uncopied !== null) throw invalid(field, `Backups of this cloud are not copied elsewhere: ${uncopied}`);
}

/** Throws `InvalidRequest` on `target` where backups of a project cannot be copied there. */
export async function requireTarget(
  tx: Tx,
  project: string,
  target: string,
  targets: readonly string[],
): Promise<void> {
  await requireCopies(tx, project, 'target');
  targetOf(target, targets);
}

/** Which targets there are is the operator's to say. */
function targetOf(wanted: string | undefined, targets: readonly string[]): string {
  const [only, ...others] = targets;
  if (only === undefined)
    throw invalid(
      'target',
      'The cloud has no target for copies of backups: its operator names them, as [targets.NAME] in slipway.toml.',
    );
  if (wanted === undefined && others.length === 0) return only;
  if (wanted !== undefined && targets.includes(wanted)) return wanted;
  throw invalid('target', `Must be one of the targets of the cloud: ${targets.join(', ')}.`);
}

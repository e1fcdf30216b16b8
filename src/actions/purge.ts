import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { type Database, rowsOf, type Tx } from '../db/index.ts';
import type { Engine } from '../engine/index.ts';
import { type Actor, audit, auditSelf } from '../identity/index.ts';
import { isAtRest, type LockedDeleted, lockDeleted } from '../storage/index.ts';
import { instancePurge, type Services, volumePurge } from '../workflows/index.ts';

/** Begins to delete for good what was deleted; what that is begun for already goes on. Throws `not-found`. */
export async function purge(tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string): Promise<void> {
  const deleted = await lockDeleted(tx, uuid);
  await audit(tx, actor, `${deleted.kind}.purge`, { object: uuid, project: deleted.project });
  await begin(tx, engine, deleted);
}

async function begin(tx: Tx, engine: Engine<Services>, { uuid, kind, state }: LockedDeleted): Promise<void> {
  if (state === 'DELETING') return;
  const workflow = kind === 'instance' ? instancePurge : volumePurge;
  await engine.begin(tx, workflow, {
    uuid: randomUUID(),
    subject: uuid,
    input: {},
    estimateKey: '',
    labels: { [kind]: uuid },
  });
}

const dueRow = z.strictObject({ uuid: z.string(), project: z.string() });

/** What was deleted in a cloud and has been kept long enough, or its project is gone. What could not go is due again after an hour. */
export const deletedTooLong = (cloud: string): RawBuilder<unknown> => sql`
  SELECT d.uuid, d.project FROM deleted_resource d JOIN project p ON p.uuid = d.project
  WHERE p.cloud = ${cloud} AND (d.kept_until <= now() OR p.removed IS NOT NULL) AND ${isAtRest('d')}
    AND (d.state = 'OK' OR d.state = 'ERRED' AND d.modified < now() - interval '1 hour')`;

/** Deletes these for good. Throws at the end what went wrong. */
export async function purgeDue(db: Database, engine: Engine<Services>, cloud: string): Promise<void> {
  const failures: unknown[] = [];
  for (const { uuid } of await rowsOf(db, dueRow, deletedTooLong(cloud))) {
    const begun = db.transaction().execute(async (tx) => {
      const deleted = await lockDeleted(tx, uuid);
      const what = { object: uuid, project: deleted.project, result: 'accepted' as const, detail: {} };
      await auditSelf(tx, `${deleted.kind}.purge`, what);
      await begin(tx, engine, deleted);
    });
    await begun.catch((error: unknown) => {
      // it has come back since it was found
      if (!(error instanceof Problem && error.code === 'not-found')) failures.push(error);
    });
  }
  if (failures.length > 0)
    throw new AggregateError(failures, `${failures.length} of them could not be deleted for good`);
}

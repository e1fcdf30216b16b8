import type { Database, Tx } from '../db/index.ts';
import type { Actor } from './tokens.ts';
import { note } from './trail.ts';

/** Writes who did what to what; within a transaction it exists exactly when the deed does. */
export async function audit(
  db: Database | Tx,
  actor: Actor,
  action: string,
  what: { object?: string; project?: string; result?: string; detail?: Record<string, unknown> },
): Promise<void> {
  note(actor, 'audited');
  await db
    .insertInto('audit_event')
    .values({
      user_uuid: actor.user,
      username: actor.username,
      address: actor.address,
      action,
      object: what.object ?? null,
      project: what.project ?? null,
      result: what.result ?? 'accepted',
      detail: JSON.stringify(what.detail ?? {}),
    })
    .execute();
}

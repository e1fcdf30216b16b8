import type { Database, Tx } from '../db/index.ts';
import { note } from './trail.ts';

/** In whose name something is done: an actor, or who is not one yet. */
export interface Doer {
  user: string | null;
  username: string;
  address: string;
}

/** Writes who did what to what; within a transaction it exists exactly when the deed does. */
export async function audit(
  db: Database | Tx,
  doer: Doer,
  action: string,
  what: {
    object?: string;
    project?: string | null;
    customer?: string | null;
    result?: string;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  note(doer, 'audited');
  await db
    .insertInto('audit_event')
    .values({
      user_uuid: doer.user,
      username: doer.username,
      address: doer.address,
      action,
      object: what.object ?? null,
      project: what.project ?? null,
      customer: what.customer ?? null,
      result: what.result ?? 'accepted',
      detail: JSON.stringify(what.detail ?? {}),
    })
    .execute();
}

/** The same for what the cloud does by itself. */
export async function auditSelf(
  db: Database | Tx,
  action: string,
  what: { object: string; project: string; result: string; detail: Record<string, unknown> },
): Promise<void> {
  const { detail, ...rest } = what;
  const self = { user_uuid: null, username: 'slipway', address: '', action };
  await db
    .insertInto('audit_event')
    .values({ ...self, ...rest, detail: JSON.stringify(detail) })
    .execute();
}

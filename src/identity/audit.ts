import { addLogFields, requestId } from '../common/log-context.ts';
import type { Database, EventResult, Tx } from '../db/index.ts';
import { record } from './trail.ts';

/** In whose name something is done: an actor, or who is not one yet. */
export interface Principal {
  user: string | null;
  username: string;
  address: string;
}

/** Writes who did what to what; within a transaction it exists exactly when the deed does. */
export async function audit(
  db: Database | Tx,
  principal: Principal,
  action: string,
  what: {
    object?: string;
    project?: string | null;
    customer?: string | null;
    result?: EventResult;
    detail?: Record<string, unknown>;
  },
): Promise<void> {
  record(principal, 'audited');
  if (what.object !== undefined) addLogFields({ object: what.object });
  await db
    .insertInto('audit_event')
    .values({
      user_uuid: principal.user,
      username: principal.username,
      address: principal.address,
      action,
      object: what.object ?? null,
      project: what.project ?? null,
      customer: what.customer ?? null,
      result: what.result ?? 'accepted',
      detail: JSON.stringify(what.detail ?? {}),
      request_id: requestId(),
    })
    .execute();
}

/** The same for what the cloud does by itself; without a project it is for staff. */
export async function auditSelf(
  db: Database | Tx,
  action: string,
  what: { object?: string; project: string | null; result: EventResult; detail: Record<string, unknown> },
): Promise<void> {
  const { detail, ...rest } = what;
  const self = { user_uuid: null, username: 'slipway', address: '', action, request_id: requestId() };
  await db
    .insertInto('audit_event')
    .values({ ...self, ...rest, detail: JSON.stringify(detail) })
    .execute();
}

import { type RawBuilder, sql } from 'kysely';
import { addLogFields, requestId } from '../common/log-context.ts';
import { type Database, type EventResult, type Tx, unreadIn } from '../db/index.ts';
import { type Action, toldOf } from './event-types.ts';
import { nameOf } from './object-names.ts';
import type { Permission } from './permissions.ts';
import { record } from './trail.ts';

/** In whose name something is done: an actor, or who is not one yet. */
export interface Principal {
  user: string | null;
  username: string;
  address: string;
  /** What the request came with. */
  token?: { uuid: string; kind: 'api' | 'login' };
}

interface What {
  object?: string;
  project?: string | RawBuilder<string | null> | null;
  customer?: string | null;
  result?: EventResult;
  detail?: Record<string, unknown>;
}

/**
 * Writes who did what to what; within a transaction it exists exactly when the deed does. The object is named as the rows have
 * it now: what is deleted is written down before.
 */
export async function audit(
  db: Database | Tx,
  principal: Principal,
  action: Action | Permission,
  what: What,
): Promise<void> {
  record(principal, 'audited');
  if (what.object !== undefined) addLogFields({ object: what.object });
  await write(db, principal, action, what);
}

/** The same for what the cloud does by itself, and for what came of it; without a project it is for staff. */
export async function auditSelf(
  db: Database | Tx,
  action: Action,
  what: What & Required<Pick<What, 'project' | 'result' | 'detail'>>,
): Promise<void> {
  await write(db, { user: null, username: 'slipway', address: '' }, action, what);
}

async function write(db: Database | Tx, principal: Principal, action: Action | Permission, what: What): Promise<void> {
  const { object = null, project = null, customer = null, result = 'accepted', detail = {} } = what;
  const name = nameOf(action, object);
  const values: Record<string, unknown> = { ...detail, who: principal.username, action, name: '{name}' };
  const says = toldOf(action, result).says.replaceAll(/\{(\w+)\}/g, (_, word: string) => words(values[word]));
  const message: RawBuilder<string> = sql`replace(${says.trim()}::text, '{name}', ${name})`;
  const event = db
    .insertInto('audit_event')
    .values({
      user_uuid: principal.user,
      username: principal.username,
      address: principal.address,
      ...credentials(principal),
      action,
      object,
      object_name: name,
      project,
      customer,
      result,
      detail: JSON.stringify(detail),
      message,
      request_id: requestId(),
    })
    .execute();
  await unreadIn(db, event);
}

function words(value: unknown): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** Who has an address and no token has just shown a password. */
function credentials({ token, address }: Principal): { auth_method: 'password' | 'pat' | null; token: string | null } {
  if (token?.kind === 'api') return { auth_method: 'pat', token: token.uuid };
  return { auth_method: token === undefined && address === '' ? null : 'password', token: null };
}

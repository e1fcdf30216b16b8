import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { type Database, isOutage, type Tx } from '../db/index.ts';

/** Who is asking, and what they may see. Loaded afresh for every request, so that a removed role is gone at once. */
export interface Actor {
  user: string;
  username: string;
  isStaff: boolean;
  /** Projects the actor has a role in; null: every project (staff). */
  projects: ReadonlySet<string> | null;
  /** Where the request came from. */
  address: string;
  /** When the token ends that the request came with; it may not make one that lives longer. */
  until: Date | null;
}

export type Refusal = 'Invalid token.' | 'Token has expired.' | 'User inactive or deleted.';

function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/** Finds the token's user and projects in one query; last use is written once a minute at most. */
export async function authenticate(db: Database, token: string, address: string): Promise<Actor | Refusal> {
  const { rows } = await sql<{
    uuid: string;
    user_uuid: string;
    expires: Date | null;
    username: string;
    is_staff: boolean;
    is_active: boolean;
    expired: boolean;
    stale: boolean;
    projects: string[] | null;
  }>`
    SELECT t.uuid, t.user_uuid, t.expires, u.username, u.is_staff, u.is_active,
      coalesce(t.expires <= now(), false) AS expired,
      coalesce(t.last_used < now() - interval '1 minute', true) AS stale,
      (SELECT array_agg(DISTINCT p.uuid) FROM role_grant g
        JOIN project p ON p.uuid = g.project OR p.customer = g.customer
        WHERE g.user_uuid = u.uuid AND p.removed IS NULL) AS projects
    FROM token t JOIN app_user u ON u.uuid = t.user_uuid WHERE t.hash = ${digest(token)}
  `.execute(db);
  const row = rows[0];
  if (row === undefined) return 'Invalid token.';
  if (!row.is_active) return 'User inactive or deleted.';
  if (row.expired) return 'Token has expired.';
  if (row.stale) {
    const use = sql`UPDATE token SET last_used = now() WHERE uuid = ${row.uuid}`.execute(db);
    // a database that takes no changes can still be read
    await use.catch((error) => {
      if (!isOutage(error)) throw error;
    });
  }
  const projects = row.is_staff ? null : new Set(row.projects ?? []);
  const { user_uuid: user, username, is_staff: isStaff, expires: until } = row;
  return { user, username, isStaff, projects, address, until };
}

export interface TokenRow {
  uuid: string;
  name: string;
  prefix: string;
  created: Date;
  expires: Date | null;
  last_used: Date | null;
}

/** Makes a token of 40 hex digits, as Waldur's are; the answer is the only time that it can be read. */
export async function createToken(
  db: Database | Tx,
  user: string,
  name: string,
  expires: Date | null,
): Promise<TokenRow & { token: string }> {
  const token = randomBytes(20).toString('hex');
  const row = await db
    .insertInto('token')
    .values({ user_uuid: user, name, expires, hash: digest(token), prefix: token.slice(0, 6) })
    .returning(['uuid', 'name', 'prefix', 'created', 'expires', 'last_used'])
    .executeTakeFirstOrThrow();
  return { ...row, token };
}

/** Revokes one of the user's own tokens; false when there is none of that UUID. */
export async function revokeToken(db: Database | Tx, user: string, uuid: string): Promise<boolean> {
  const result = await db.deleteFrom('token').where('uuid', '=', uuid).where('user_uuid', '=', user).executeTakeFirst();
  return result.numDeletedRows > 0n;
}

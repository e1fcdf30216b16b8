import { createHash, randomBytes } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { type Database, enums, isOutage, type RoleName, rowOf, type Tx } from '../db/index.ts';
import { isPermission, type Permission } from './permissions.ts';

/**
 * Who is asking, what they may see, and what they may do. Loaded afresh for every request, so that a removed role is gone
 * at once; narrowed to what the token allows.
 */
export interface Actor {
  user: string;
  username: string;
  isStaff: boolean;
  /** Projects that the actor sees; null: every one (staff). */
  projects: ReadonlySet<string> | null;
  /** Customers that the actor sees: those of the roles and of the projects; null: every one (staff). */
  customers: ReadonlySet<string> | null;
  /** Roles per project and per customer, by UUID; an owner has that role in each project of the customer. */
  roles: ReadonlyMap<string, ReadonlySet<RoleName>>;
  /** The permissions that the token is limited to; null: all that its user has. */
  permissions: ReadonlySet<Permission> | null;
  token: {
    uuid: string;
    kind: TokenKind;
    /** The projects that the token is limited to. */
    projects: ReadonlySet<string> | null;
    expires: Date | null;
  };
  /** Where the request came from. */
  address: string;
}

/** A login's token slides: each use moves its end. An API token ends when it was told to. */
export type TokenKind = 'api' | 'login';

/** How long a login lasts without being used, and how long at most, hours. */
export const loginHours = { unused: 12, most: 30 * 24 };

const grant = z.strictObject({
  role: z.enum(enums['role_grant.role']),
  /** The customer, for an owner. */
  customer: z.string().nullable(),
  project: z.string().nullable(),
  /** The customer of the project. */
  project_customer: z.string().nullable(),
});

const credentialRow = z.strictObject({
  uuid: z.string(),
  kind: z.enum(enums['token.kind']),
  permissions: z.array(z.string()).nullable(),
  projects: z.array(z.string()).nullable(),
  expires: z.date().nullable(),
  user_uuid: z.string(),
  username: z.string(),
  is_staff: z.boolean(),
  is_active: z.boolean(),
  expired: z.boolean(),
  stale: z.boolean(),
  grants: z.array(grant),
});

type Row = z.output<typeof credentialRow>;

/** All that is stored of a secret. */
export function digest(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * Finds the token's user and roles in one query; last use is written once a minute at most. Throws `invalid-token`, in
 * Waldur's own words.
 */
export function authenticate(db: Database, token: string, address: string): Promise<Actor> {
  return authenticateByHash(db, digest(token), address);
}

/** The same for who has shown the token before. */
export async function authenticateByHash(db: Database, hash: Buffer, address: string): Promise<Actor> {
  const query = sql`
    SELECT t.uuid, t.kind, t.permissions, t.projects, t.expires, t.user_uuid, u.username, u.is_staff, u.is_active,
      coalesce(t.expires <= now(), false) AS expired,
      coalesce(t.last_used < now() - interval '1 minute', true) AS stale,
      (SELECT coalesce(jsonb_agg(jsonb_build_object(
          'role', g.role, 'customer', g.customer, 'project', p.uuid, 'project_customer', p.customer)), '[]')
        FROM role_grant g
        LEFT JOIN project p ON (p.uuid = g.project OR p.customer = g.customer) AND p.removed IS NULL
        WHERE g.user_uuid = u.uuid AND (g.expires IS NULL OR g.expires > now())) AS grants
    FROM token t JOIN app_user u ON u.uuid = t.user_uuid WHERE t.hash = ${hash}`;
  const row = await rowOf(db, credentialRow, query);
  if (row === undefined) throw new Problem('invalid-token', 'Invalid token.');
  if (!row.is_active) throw new Problem('invalid-token', 'User inactive or deleted.');
  if (row.expired) throw new Problem('invalid-token', 'Token has expired.');
  if (row.stale) await recordUse(db, row, address);
  return actorOf(row, address);
}

/** Whether there is such a token, of whomever and however long ago it has expired. */
export async function isTokenKnown(db: Database, token: string): Promise<boolean> {
  const query = db.selectFrom('token').select('uuid').where('hash', '=', digest(token));
  return (await query.executeTakeFirst()) !== undefined;
}

async function recordUse(db: Database, { uuid, kind }: Row, address: string): Promise<void> {
  const expires = kind === 'login' ? sql`, expires = ${loginEnd(sql`created`)}` : sql``;
  const use =
    sql`UPDATE token SET last_used = now(), last_used_ip = ${address} ${expires} WHERE uuid = ${uuid}`.execute(db);
  // a database that takes no changes can still be read
  await use.catch((error) => {
    if (!isOutage(error)) throw error;
  });
}

function loginEnd(created: ReturnType<typeof sql>) {
  const { unused, most } = loginHours;
  return sql<Date>`least(now() + make_interval(hours => ${unused}), ${created} + make_interval(hours => ${most}))`;
}

/** The roles of the user, narrowed to the projects that the token is for. */
function actorOf(row: Row, address: string): Actor {
  const { user_uuid: user, username, is_staff: isStaff, uuid, kind, expires } = row;
  const only = row.projects === null ? null : new Set(row.projects);
  const projects = new Set<string>(isStaff ? row.projects : []);
  const customers = new Set<string>();
  const roles = new Map<string, Set<RoleName>>();
  const give = (where: string, role: RoleName): void =>
    void roles.set(where, (roles.get(where) ?? new Set()).add(role));
  for (const { role, customer, project, project_customer } of row.grants) {
    if (customer !== null && only === null) {
      give(customer, role);
      customers.add(customer);
    }
    if (project === null || project_customer === null || only?.has(project) === false) continue;
    give(project, role);
    projects.add(project);
    customers.add(project_customer);
  }
  const sees = (uuids: Set<string>) => (isStaff && only === null ? null : uuids);
  return {
    user,
    username,
    isStaff,
    projects: sees(projects),
    customers: sees(customers),
    roles,
    // one that there is no more allows nothing
    permissions: row.permissions && new Set(row.permissions.filter(isPermission)),
    token: { uuid, kind, projects: only, expires },
    address,
  };
}

export const tokenRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  prefix: z.string(),
  created: z.date(),
  expires: z.date().nullable(),
  last_used: z.date().nullable(),
  last_used_ip: z.string().nullable(),
  created_ip: z.string().nullable(),
  kind: z.enum(enums['token.kind']),
  permissions: z.array(z.string()).nullable(),
  projects: z.array(z.string()).nullable(),
});

export type TokenRow = z.output<typeof tokenRow>;

/** What a token is limited to; without it, it may all that its user may. */
export interface TokenLimits {
  permissions?: Permission[] | null;
  projects?: string[] | null;
  /** The token that made it, and takes it along when it is revoked. */
  parent?: string | null;
}

/** Makes a token of 40 hex digits, as Waldur's are; the answer is the only time that it can be read. */
export async function createToken(
  db: Database | Tx,
  user: string,
  name: string,
  expires: Date | null,
  limits: TokenLimits = {},
): Promise<TokenRow & { token: string }> {
  return insertToken(db, { user_uuid: user, name, expires, ...limits });
}

/** Makes the token of a login: it ends when it has not been used for 12 hours, and after 30 days. */
export async function createLoginToken(db: Database | Tx, user: string, address: string): Promise<string> {
  const created = await insertToken(db, {
    user_uuid: user,
    name: 'login',
    kind: 'login',
    expires: loginEnd(sql`now()`),
    created_ip: address,
  });
  return created.token;
}

async function insertToken(
  db: Database | Tx,
  values: TokenLimits & {
    user_uuid: string;
    name: string;
    kind?: TokenKind;
    expires: Date | null | ReturnType<typeof loginEnd>;
    created_ip?: string;
  },
): Promise<TokenRow & { token: string }> {
  const { secret: token, ...kept } = newSecret();
  const row = await db
    .insertInto('token')
    .values({ ...values, ...kept })
    .returning(['uuid', 'name', 'kind', 'prefix', 'created', 'expires', 'permissions', 'projects'])
    .returning(['last_used', 'last_used_ip', 'created_ip'])
    .executeTakeFirstOrThrow();
  return { ...row, token };
}

/** A secret of 160 random bits, and what is stored of it. */
export function newSecret(): { secret: string; hash: Buffer; prefix: string } {
  const secret = randomBytes(20).toString('hex');
  return { secret, hash: digest(secret), prefix: secret.slice(0, 6) };
}

/**
 * Gives a token of the actor's another secret; all else of it stays, and the old one ends at once. A token does so for
 * itself and for those that it has made: never for one that may more. Throws `not-possible` when it may not.
 */
export async function rotateToken(db: Database | Tx, actor: Actor, uuid: string): Promise<string> {
  const { secret: token, ...kept } = newSecret();
  const own = actor.token.uuid;
  const mine = actor.token.kind === 'login' ? sql<boolean>`true` : sql<boolean>`${own} IN (uuid, parent)`;
  const result = await db
    .updateTable('token')
    .set({ ...kept, last_used: null, last_used_ip: null })
    .where('uuid', '=', uuid)
    .where('user_uuid', '=', actor.user)
    .where(mine)
    .executeTakeFirst();
  if (result.numUpdatedRows > 0n) return token;
  const why = 'A token rotates only itself and those that it has made. Log in to rotate others.';
  throw new Problem('not-possible', why);
}

/** Revokes one of the user's own tokens, and all that it has made; false when there is none of that UUID. */
export async function revokeToken(db: Database | Tx, user: string, uuid: string): Promise<boolean> {
  const result = await db.deleteFrom('token').where('uuid', '=', uuid).where('user_uuid', '=', user).executeTakeFirst();
  return result.numDeletedRows > 0n;
}

import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../common/field-errors.ts';
import { onlyRowOf, type RoleName, type Tx } from '../db/index.ts';
import { isWhole, requirePermission } from './access.ts';
import { audit } from './audit.ts';
import { permissionsOf, roleHas } from './permissions.ts';
import { roleNames } from './roles.ts';
import type { Actor } from './tokens.ts';

/** Where roles are given: each kind has roles of its own. */
export type Scope = { customer: string; project: null } | { customer: null; project: string };

export interface Membership {
  user: string;
  role: RoleName;
  /** When it ends by itself; null: never. */
  expires: Date | null;
}

/**
 * Gives a role, or moves the end of one that is there: none that may more than the actor, nor for longer. What a limited
 * token has given is gone with it. The user is one that the actor sees. Returns when it ends. Throws `AccessDenied`, and
 * `InvalidRequest` on `expiration_time`.
 */
export async function addMember(tx: Tx, actor: Actor, scope: Scope, membership: Membership): Promise<Date | null> {
  const { user, role } = membership;
  for (const permission of permissionsOf(role)) requirePermission(actor, permission, scope.project ?? scope.customer);
  const { expires: until, token } = await giverOf(tx, actor, scope, role);
  const expires = membership.expires ?? until;
  if (until !== null && expires !== null && expires > until) {
    const limit = until.toISOString();
    const why = 'Nobody gives a role for longer than the own token and role last.';
    throw invalid('expiration_time', `${why} Give a time up to ${limit}, or leave it out.`);
  }
  // what is not made longer stays whose it was
  const bound: RawBuilder<string | null> = sql`CASE WHEN excluded.token IS NOT NULL
    AND (role_grant.expires IS NULL OR role_grant.expires >= excluded.expires) THEN role_grant.token ELSE excluded.token END`;
  await tx
    .insertInto('role_grant')
    .values({ ...scope, user_uuid: user, role, expires, token, created_by: actor.user })
    .onConflict((conflict) =>
      conflict.columns(['user_uuid', 'role', 'customer', 'project']).doUpdateSet({ expires, token: bound }),
    )
    .execute();
  await audit(tx, actor, 'member.add', { ...scope, object: user, detail: { role_name: role, expires } });
  return expires;
}

const giverRow = z.strictObject({ expires: z.date().nullable(), token: z.string().nullable() });
type Giver = z.output<typeof giverRow>;

/** How long the actor may give a role, and the limited token that goes with it. */
async function giverOf(tx: Tx, actor: Actor, scope: Scope, role: RoleName): Promise<Giver> {
  const own = actor.isStaff ? { expires: null, token: null } : await roleBehind(tx, actor, scope, role);
  if (isWhole(actor)) return own;
  const { uuid, expires } = actor.token;
  return { expires: earlier(own.expires, expires), token: own.token ?? uuid };
}

/** The role by which a user gives `role`: of several the one that lasts longest. */
function roleBehind(tx: Tx, { user }: Actor, { project, customer }: Scope, role: RoleName): Promise<Giver> {
  const needed = [project === null ? 'CUSTOMER.MEMBERS' : 'PROJECT.MEMBERS', ...permissionsOf(role)] as const;
  const enough = roleNames.filter((name) => needed.every((permission) => roleHas(name, permission)));
  const owner = sql`coalesce(${customer}, (SELECT customer FROM project WHERE uuid = ${project}))`;
  const query = sql`
    SELECT expires, token FROM role_grant WHERE user_uuid = ${user} AND role = ANY(${enough})
      AND (project = ${project} OR customer = ${owner}) AND (expires IS NULL OR expires > now())
    ORDER BY expires DESC NULLS FIRST, token NULLS FIRST LIMIT 1`;
  return onlyRowOf(tx, giverRow, query);
}

function earlier(one: Date | null, other: Date | null): Date | null {
  if (one === null || other === null) return one ?? other;
  return one < other ? one : other;
}

/** Takes a role away; at the user's next request it is gone. Throws `InvalidRequest` on `role` when the user does not have it. */
export async function removeMember(
  tx: Tx,
  actor: Actor,
  scope: Scope,
  { user, role }: Pick<Membership, 'user' | 'role'>,
): Promise<void> {
  const removed = await tx
    .deleteFrom('role_grant')
    .where('user_uuid', '=', user)
    .where('role', '=', role)
    .where(
      sql<boolean>`customer IS NOT DISTINCT FROM ${scope.customer} AND project IS NOT DISTINCT FROM ${scope.project}`,
    )
    .executeTakeFirst();
  if (removed.numDeletedRows === 0n) {
    throw invalid('role', 'This user does not have the role here. GET list_users/ shows who has which.');
  }
  await audit(tx, actor, 'member.remove', { ...scope, object: user, detail: { role_name: role } });
}

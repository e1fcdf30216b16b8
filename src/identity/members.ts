import { sql } from 'kysely';
import { invalid } from '../common/field-errors.ts';
import type { RoleName, Tx } from '../db/index.ts';
import { audit } from './audit.ts';
import type { Actor } from './tokens.ts';

/** Where roles are given: each kind has roles of its own. */
export type Scope = { customer: string; project: null } | { customer: null; project: string };

export interface Membership {
  user: string;
  role: RoleName;
  /** When it ends by itself; null: never. */
  expires: Date | null;
}

/** Gives a role, or moves the end of one that is there. The user is one that the actor sees. */
export async function addMember(tx: Tx, actor: Actor, scope: Scope, membership: Membership): Promise<void> {
  const { user, role, expires } = membership;
  await tx
    .insertInto('role_grant')
    .values({ ...scope, user_uuid: user, role, expires, created_by: actor.user })
    .onConflict((conflict) => conflict.columns(['user_uuid', 'role', 'customer', 'project']).doUpdateSet({ expires }))
    .execute();
  await audit(tx, actor, 'member.add', { ...scope, object: user, detail: { role, expires } });
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
  await audit(tx, actor, 'member.remove', { ...scope, object: user, detail: { role } });
}

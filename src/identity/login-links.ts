import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { type Database, rowOf, type Tx } from '../db/index.ts';
import { AccessDenied, isWhole, requireAccount, requireWhole } from './access.ts';
import { audit } from './audit.ts';
import { endOldLogins } from './limits.ts';
import { type Actor, createLoginToken, digest, newSecret } from './tokens.ts';

/** How long a link waits to be used, minutes. */
export const linkMinutes = 10;

/**
 * Who may make a link that logs `user` in: staff for everybody, with all of its rights; for oneself a login, for nothing else may
 * become one. Throws `AccessDenied`.
 */
export function requireLinkTo(actor: Actor, user: string): void {
  if (actor.user !== user || (actor.isStaff && isWhole(actor))) return requireWhole(actor, 'CLOUD.OPERATE', null);
  requireAccount(actor);
  if (actor.token.kind === 'login') return;
  const remedy = 'A token would become a login, which may more: log in with your password, or ask staff for a link.';
  throw new AccessDenied('ACCOUNT.UPDATE', null, remedy);
}

/** Makes a link that logs an active user in, in place of the last one; returns its secret, of which a hash is kept. Throws `not-possible`. */
export async function makeLoginLink(tx: Tx, actor: Actor, user: string): Promise<string> {
  const { secret, hash } = newSecret();
  const { rows } = await sql`
    INSERT INTO login_link (user_uuid, hash, made_by, expires)
    SELECT uuid, ${hash}, ${actor.token.uuid}, now() + make_interval(mins => ${linkMinutes})
    FROM app_user WHERE uuid = ${user} AND is_active
    ON CONFLICT (user_uuid) DO UPDATE SET hash = excluded.hash, made_by = excluded.made_by, expires = excluded.expires
    RETURNING user_uuid`.execute(tx);
  if (rows.length === 0) throw new Problem('not-possible', 'The user is not active, and cannot log in.');
  await audit(tx, actor, 'user.login_link', { object: user });
  return secret;
}

const ownerRow = z.strictObject({ uuid: z.string(), username: z.string() });

/** A login for who has a link, which is used up by it. Throws `invalid-login-link`. */
export async function logInByLink(db: Database, link: string, address: string): Promise<{ token: string }> {
  return db.transaction().execute(async (tx) => {
    const used = sql`
      DELETE FROM login_link l USING app_user u
      WHERE l.hash = ${digest(link)} AND l.expires > now() AND u.uuid = l.user_uuid AND u.is_active
      RETURNING u.uuid, u.username`;
    const user = await rowOf(tx, ownerRow, used);
    if (user === undefined)
      throw new Problem('invalid-login-link', 'The link is unknown, was used already, or is too old.');
    await audit(tx, { user: user.uuid, username: user.username, address }, 'user.login_by_link', {});
    const token = await createLoginToken(tx, user.uuid, address);
    await endOldLogins(tx, user.uuid);
    return { token };
  });
}

import { Problem } from '../common/problem.ts';
import type { Database } from '../db/index.ts';
import { audit } from './audit.ts';
import { endOldLogins } from './limits.ts';
import type { Proofs } from './proofs.ts';
import { createLoginToken } from './tokens.ts';

/** A token for who knows the password of an active user. Throws `invalid-login`, in Waldur's own words, and as a proof does. */
export async function logIn(
  db: Database,
  proofs: Proofs,
  login: { username: string; password: string; address: string },
): Promise<{ token: string }> {
  const user = await proofs.prove({ ...login, action: 'user.login' });
  const token = user === null ? null : await tokenFor(db, user, login);
  if (token === null) throw new Problem('invalid-login', 'Invalid username/password.');
  return { token };
}

/** null: who has changed the password meanwhile has ended all logins, and this one would be none of them. */
async function tokenFor(
  db: Database,
  { uuid, password_hash }: { uuid: string; password_hash: string },
  { username, address }: { username: string; address: string },
): Promise<string | null> {
  return db.transaction().execute(async (tx) => {
    const same = tx.selectFrom('app_user').select('uuid').where('uuid', '=', uuid).where('is_active', '=', true);
    const still = await same.where('password_hash', '=', password_hash).forShare().executeTakeFirst();
    if (still === undefined) return null;
    await audit(tx, { user: uuid, username, address }, 'user.login', {});
    const token = await createLoginToken(tx, uuid, address);
    await endOldLogins(tx, uuid);
    return token;
  });
}

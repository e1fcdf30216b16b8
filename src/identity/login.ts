import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { Problem } from '../common/problem.ts';
import { type Database, rowOf } from '../db/index.ts';
import { audit } from './audit.ts';
import { verifyPassword } from './passwords.ts';
import { createLoginToken } from './tokens.ts';
import { z } from 'zod';

/** After so many failures of one user name from one address, it is locked for so many minutes. */
export const lockout = { failures: 4, minutes: 10 };

const invalidLogin = () => new Problem('invalid-login', 'Invalid username/password.');

/**
 * A token for who knows the password of an active user. Attempts are counted before the password is looked at, in rows:
 * neither many at once nor a restart give more of them. An unknown user takes as long as a known one. Throws
 * `invalid-login` and `login-locked`, in Waldur's own words.
 */
export async function logIn(
  db: Database,
  { username, password, address }: { username: string; password: string; address: string },
): Promise<{ token: string }> {
  const user = await db
    .selectFrom('app_user')
    .select(['uuid', 'username', 'password_hash'])
    .where('username', '=', username)
    .where('is_active', '=', true)
    .executeTakeFirst();
  // a name that nobody has may be a password in the wrong field: it is written down nowhere
  const who = { user: user?.uuid ?? null, username: user?.username ?? '(unknown)', address };
  const attempt = createHash('sha256').update(`${username}\0${address}`).digest();
  const { failures, locked_for: retryAfter } = await countAttempt(db, attempt);
  if (failures > lockout.failures) {
    await audit(db, who, 'user.login', { result: 'locked' });
    const message = `Username is locked out. Try in ${lockout.minutes} minutes.`;
    throw new Problem('login-locked', message, undefined, { retryAfter });
  }
  if (!(await verifyPassword(password, user?.password_hash ?? null)) || user === undefined) {
    await audit(db, who, 'user.login', { result: 'failed' });
    throw invalidLogin();
  }
  const token = await db.transaction().execute(async (tx) => {
    // who changes the password meanwhile ends all logins, and this one would be none of them
    const same = tx.selectFrom('app_user').select('uuid').where('uuid', '=', user.uuid).where('is_active', '=', true);
    const still = await same.where('password_hash', '=', user.password_hash).forShare().executeTakeFirst();
    if (still === undefined) return null;
    await tx.deleteFrom('login_failure').where('who', '=', attempt).execute();
    await audit(tx, who, 'user.login', {});
    return createLoginToken(tx, user.uuid);
  });
  if (token === null) throw invalidLogin();
  return { token };
}

const attemptRow = z.strictObject({ failures: z.int(), locked_for: z.int() });

/** Counts this attempt as failed until it succeeds, and says the how manieth it is; a lock is not made longer by trying. */
async function countAttempt(db: Database, who: Buffer): Promise<z.output<typeof attemptRow>> {
  const { failures, minutes } = lockout;
  const query = sql`
    INSERT INTO login_failure AS f (who, failures) VALUES (${who}, 1) ON CONFLICT (who) DO UPDATE SET
      failures = CASE WHEN f.last < now() - make_interval(mins => ${minutes}) THEN 1 ELSE f.failures + 1 END,
      last = CASE WHEN f.failures >= ${failures} AND f.last >= now() - make_interval(mins => ${minutes}) THEN f.last
        ELSE now() END
    RETURNING f.failures, ceil(extract(epoch FROM f.last - now()))::int + ${minutes * 60} AS locked_for`;
  return (await rowOf(db, attemptRow, query)) ?? { failures: 0, locked_for: 0 };
}

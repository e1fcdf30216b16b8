import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { invalid } from '../common/field-errors.ts';
import { onlyRowOf, type Tx } from '../db/index.ts';

/** How much there can be of what a user or customer makes: each is far from what anybody needs. */
export const limits = {
  /** API tokens and ssh keys of a user. */
  tokens: 100,
  keys: 100,
  /** Logins of a user at a time; of more, the one that was unused for longest ends. */
  logins: 50,
  /** Projects of a customer. */
  projects: 100,
} as const;

const countRow = z.strictObject({ count: z.int() });

/** Throws `InvalidRequest` when a user has as many keys as there can be; the user is locked until the transaction ends. */
export async function roomForKey(tx: Tx, user: string): Promise<void> {
  await lockUser(tx, user);
  await requireRoom(tx, 'keys', sql`SELECT count(*)::int AS count FROM ssh_key WHERE user_uuid = ${user}`);
}

/** The same of API tokens that have not ended; of those that have, as many are kept to be told from unknown ones. */
export async function roomForToken(tx: Tx, user: string): Promise<void> {
  await lockUser(tx, user);
  const ended = sql`user_uuid = ${user} AND kind = 'api' AND expires <= now()`;
  await sql`DELETE FROM token WHERE uuid IN (
    SELECT uuid FROM token WHERE ${ended} ORDER BY expires DESC OFFSET ${limits.tokens})`.execute(tx);
  const live = sql`user_uuid = ${user} AND kind = 'api' AND (expires IS NULL OR expires > now())`;
  await requireRoom(tx, 'tokens', sql`SELECT count(*)::int AS count FROM token WHERE ${live}`);
}

/** Ends what a user has of logins beyond as many as there can be, beginning with what was unused for longest. */
export async function endOldLogins(tx: Tx, user: string): Promise<void> {
  await sql`DELETE FROM token WHERE uuid IN (
    SELECT uuid FROM token WHERE user_uuid = ${user} AND kind = 'login'
    ORDER BY coalesce(last_used, created) DESC, created DESC OFFSET ${limits.logins})`.execute(tx);
}

/** Throws `InvalidRequest` when a customer has as many projects as there can be. */
export async function roomForProject(tx: Tx, customer: string): Promise<void> {
  const living = tx.selectFrom('customer').select('uuid').where('uuid', '=', customer).where('removed', 'is', null);
  // it may have been deleted since it was found
  await living.forNoKeyUpdate().executeTakeFirstOrThrow();
  const mine = sql`customer = ${customer} AND removed IS NULL`;
  await requireRoom(tx, 'projects', sql`SELECT count(*)::int AS count FROM project WHERE ${mine}`);
}

async function lockUser(tx: Tx, user: string): Promise<void> {
  await tx.selectFrom('app_user').select('uuid').where('uuid', '=', user).forNoKeyUpdate().execute();
}

async function requireRoom(tx: Tx, what: keyof typeof limits, query: RawBuilder<unknown>): Promise<void> {
  const { count } = await onlyRowOf(tx, countRow, query);
  if (count < limits[what]) return;
  const message = `There are ${limits[what]} ${what} already, as many as there can be. Delete one that is not needed.`;
  throw invalid([], message, 'quota-exceeded');
}

import { sql } from 'kysely';
import { definedFields } from '../common/defined-fields.ts';
import { invalid } from '../common/field-errors.ts';
import { notFound, Problem } from '../common/problem.ts';
import type { Database, Tx } from '../db/index.ts';
import { isWhole, requireWhole } from './access.ts';
import { audit } from './audit.ts';
import { before, changed } from './changed.ts';
import { passwordLength } from './passwords.ts';
import type { Proofs } from './proofs.ts';
import type { Actor } from './tokens.ts';

/** Waldur's rule, with a length. */
export const usernamePattern = /^[0-9a-z_.@+-]{1,128}$/;

export interface UserDetails {
  full_name?: string | undefined;
  email?: string | undefined;
  is_staff?: boolean | undefined;
  is_active?: boolean | undefined;
}

export type NewUser = UserDetails & { username: string; password_hash: string | null };

/**
 * A user with the hash of its password, before any transaction is open, for that takes its time. Without a password nobody can log in as one.
 * Throws `InvalidRequest`, and `AccessDenied` for a limited token that wants staff or a password.
 */
export async function prepareUser(
  proofs: Proofs,
  actor: Actor,
  { password, ...user }: UserDetails & { username: string; password?: string | undefined },
): Promise<NewUser> {
  if (user.is_staff === true || password !== undefined) requireWhole(actor, 'CLOUD.OPERATE', null);
  if (password !== undefined) checkPassword(password, user.username);
  return { ...user, password_hash: password === undefined ? null : await proofs.hash(actor, password) };
}

/** Makes a user; returns its UUID. Throws `InvalidRequest` when the name is taken. */
export async function createUser(tx: Tx, actor: Actor, user: NewUser): Promise<string> {
  const row = await tx
    .insertInto('app_user')
    .values(user)
    .onConflict((conflict) => conflict.column('username').doNothing())
    .returning('uuid')
    .executeTakeFirst();
  if (row === undefined) {
    throw invalid('username', 'A user of this name exists already. Give another name.', 'already-taken');
  }
  await audit(tx, actor, 'user.create', { object: row.uuid, detail: { is_staff: user.is_staff ?? false } });
  return row.uuid;
}

/** Changes a user; who is made inactive loses all tokens at once, for good. Throws `AccessDenied`. */
export async function updateUser(tx: Tx, actor: Actor, uuid: string, change: UserDetails): Promise<void> {
  if (change.is_staff === true || change.is_active === true) requireWhole(actor, 'CLOUD.OPERATE', null);
  const set = definedFields(change);
  const { was } = await tx
    .updateTable('app_user')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('app_user', set).as('was'))
    .executeTakeFirstOrThrow();
  if (change.is_active === false)
    for (const table of ['token', 'login_link'] as const)
      await tx.deleteFrom(table).where('user_uuid', '=', uuid).execute();
  await audit(tx, actor, 'user.update', { object: uuid, detail: changed(was, set) });
}

/**
 * Deletes a user with all logins, tokens, keys and roles. The row stays for the history that names it, and its name is free again.
 * Throws `not-possible` for one's own.
 */
export async function removeUser(tx: Tx, actor: Actor, uuid: string): Promise<void> {
  if (uuid === actor.user) {
    const why = 'You cannot delete yourself: the cloud might be left without staff. Another one can.';
    throw new Problem('not-possible', why);
  }
  const { rows } = await sql`
    UPDATE app_user SET removed = now(), is_active = false, is_staff = false, password_hash = NULL,
      username = concat(username, '#', uuid)
    WHERE uuid = ${uuid} AND removed IS NULL RETURNING uuid`.execute(tx);
  // it may have been deleted since it was found
  if (rows.length === 0) throw notFound();
  for (const table of ['token', 'login_link', 'ssh_key', 'role_grant'] as const)
    await tx.deleteFrom(table).where('user_uuid', '=', uuid).execute();
  await audit(tx, actor, 'user.delete', { object: uuid });
}

/** Gives a user a new password, and ends all logins but the one that asks. Throws `InvalidRequest`, `AccessDenied`, and as a proof does. */
export async function setPassword(
  db: Database,
  proofs: Proofs,
  actor: Actor,
  uuid: string,
  { password, oldPassword }: { password: string; oldPassword: string | null },
): Promise<void> {
  const user = await db
    .selectFrom('app_user')
    .select(['username', 'password_hash'])
    .where('uuid', '=', uuid)
    .executeTakeFirstOrThrow();
  if (needsOld(actor, uuid)) await proveOld(proofs, actor, user, oldPassword);
  checkPassword(password, user.username);
  const password_hash = await proofs.hash(actor, password);
  await db.transaction().execute(async (tx) => {
    await tx.updateTable('app_user').set({ password_hash }).where('uuid', '=', uuid).execute();
    await sql`DELETE FROM token WHERE user_uuid = ${uuid} AND kind = 'login' AND uuid <> ${actor.token.uuid}`.execute(
      tx,
    );
    await tx.deleteFrom('login_link').where('user_uuid', '=', uuid).execute();
    await audit(tx, actor, 'user.password', { object: uuid });
  });
}

/**
 * Staff sets the passwords of others. One's own needs the old one, or a token that could do everything for ever anyway:
 * no other may become a password, and so outlive itself. Throws `AccessDenied`.
 */
function needsOld(actor: Actor, user: string): boolean {
  if (actor.user === user) return !(actor.isStaff && actor.token.kind === 'api' && isWhole(actor));
  requireWhole(actor, 'CLOUD.OPERATE', null);
  return false;
}

async function proveOld(
  proofs: Proofs,
  { address }: Actor,
  { username, password_hash }: { username: string; password_hash: string | null },
  password: string | null,
): Promise<void> {
  if (password_hash === null) {
    throw invalid('old_password', 'You have no password yet. Ask a member of staff to set the first one.');
  }
  if (password === null) throw invalid('old_password', 'This field is required.');
  const user = await proofs.prove({ username, password, address, action: 'user.password' });
  if (user === null) throw invalid('old_password', 'This is not your password.');
}

function checkPassword(password: string, username: string): void {
  const { min, max } = passwordLength;
  if (password.length < min || password.length > max) {
    throw invalid('password', `Must have ${min} to ${max} characters.`);
  }
  if (password.toLowerCase().includes(username.toLowerCase())) {
    throw invalid('password', 'Must not contain the user name.');
  }
}

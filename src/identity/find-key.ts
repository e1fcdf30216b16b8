import { sql } from 'kysely';
import { parseUuid } from '../common/uuid.ts';
import { looksLikeKey, parsePublicKey } from './keys.ts';
import type { Path } from '../common/fields.ts';
import type { Actor } from './tokens.ts';
import { type FieldErrors, noSuch } from '../common/field-errors.ts';
import type { Tx } from '../db/index.ts';

/** One line for `authorized_keys`, and what it is called. */
export interface FoundKey {
  line: string;
  name: string;
}

/** The ssh key that a body gives as text or by reference; what is wrong is noted at `path`. */
export async function findKey(
  tx: Tx,
  actor: Actor,
  wanted: { key?: string },
  path: Path,
  errors: FieldErrors,
): Promise<{ key?: FoundKey }> {
  const { key: text } = wanted;
  if (text === undefined) return {};
  const uuid = looksLikeKey(text) ? null : parseUuid(text);
  if (uuid === null) {
    const key = errors.at(path, () => parsePublicKey(text));
    return key === undefined ? {} : { key: { line: key.line, name: key.comment } };
  }
  const row = await tx
    .selectFrom('ssh_key')
    .select(['public_key', 'name'])
    .where('uuid', '=', uuid)
    .where('user_uuid', '=', actor.user)
    .where(sql<boolean>`(expires IS NULL OR expires > now())`)
    .executeTakeFirst();
  if (row === undefined) errors.add(path, noSuch('ssh key', 'keys'));
  return row === undefined ? {} : { key: { line: row.public_key, name: row.name } };
}

import { sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors, invalid, InvalidRequest } from '../../common/field-errors.ts';
import type { Tx, View } from '../../db/index.ts';
import { type Actor, audit, isWhole, own, parsePublicKey, requireAccount, roomForKey } from '../../identity/index.ts';
import { collection } from '../http/collection.ts';
import type { ApiContext } from '../context.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { equals, flag, nameFilters, references, timeFilters } from '../http/filters.ts';
import { routesOn } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { deleteOwnRoute } from './delete-own.ts';
import type { App } from '../http/app.ts';

const keySchema = z
  .object({
    uuid: z.string(),
    url: z.string(),
    name: z.string(),
    type: z.string(),
    public_key: z.string(),
    fingerprint_md5: z.string(),
    fingerprint_sha256: z.string(),
    fingerprint_sha512: z.string(),
    user_uuid: z.string(),
    is_shared: z.boolean(),
    created: time,
    expires: time.nullable().meta({ description: 'With the token that stored it, when that is limited' }),
  })
  .meta({ id: 'SshKey' });

const keyRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  key_type: z.string(),
  public_key: z.string(),
  fingerprint_md5: z.string(),
  fingerprint_sha256: z.string(),
  fingerprint_sha512: z.string(),
  user_uuid: z.string(),
  created: z.date(),
  expires: z.date().nullable(),
});

type KeyRow = z.output<typeof keyRow>;

const keyView: View<KeyRow> = {
  table: 'ssh_key',
  alias: 'k',
  row: keyRow,
  columns: sql`
    k.uuid, k.name, k.key_type, k.public_key, k.fingerprint_md5, k.fingerprint_sha256, k.fingerprint_sha512, k.user_uuid, k.created,
    k.expires`,
  joins: sql``,
};

function presentKey(row: KeyRow, as: Presenter): z.input<typeof keySchema> {
  return {
    uuid: as.id(row.uuid),
    url: as.url('keys', row.uuid),
    name: row.name,
    type: row.key_type,
    public_key: row.public_key,
    fingerprint_md5: row.fingerprint_md5,
    fingerprint_sha256: row.fingerprint_sha256,
    fingerprint_sha512: row.fingerprint_sha512,
    user_uuid: as.id(row.user_uuid),
    is_shared: false,
    created: as.time(row.created),
    expires: row.expires && as.time(row.expires),
  };
}

export function keyRoutes(app: App, { db }: ApiContext, dialect: Dialect): void {
  const keys = collection(app, dialect, {
    db,
    path: 'keys',
    tag: 'Account',
    one: 'an ssh key',
    many: 'your ssh keys',
    item: keySchema,
    view: keyView,
    readable: (actor) => sql<boolean>`${own(actor, 'k.user_uuid')} AND (k.expires IS NULL OR k.expires > now())`,
    filters: {
      ...nameFilters('k.name'),
      user_uuid: references('k.user_uuid'),
      ...timeFilters('created', 'k.created'),
      is_shared: flag(sql<boolean>`false`),
      fingerprint_md5: equals('k.fingerprint_md5'),
      fingerprint_sha256: equals('k.fingerprint_sha256'),
      fingerprint_sha512: equals('k.fingerprint_sha512'),
    },
    sorts: { name: 'k.name', created: 'k.created' },
    order: ['k.name'],
    present: presentKey,
  });

  routesOn(app, db, { tag: 'Account' })('POST', '/keys/', {
    summary: 'Store an ssh key',
    permission: ({ actor }) => requireAccount(actor),
    body: z.object({ name: z.string().min(1).max(150).optional(), public_key: z.string().max(8192) }),
    run: (tx, { actor, body }) => storeKey(tx, actor, body.public_key, body.name),
    answer: keys.created,
  });

  deleteOwnRoute(app, db, {
    path: 'keys',
    summary: 'Delete an ssh key',
    action: () => 'key.delete',
    find: keys.find,
    remove: (tx, _user, uuid) => tx.deleteFrom('ssh_key').where('uuid', '=', uuid).execute(),
  });
}

/** Without a name it has that of its comment, else its fingerprint; of a limited token it ends with that. Throws `InvalidRequest`. */
async function storeKey(tx: Tx, actor: Actor, text: string, name: string | undefined): Promise<string> {
  const errors = new FieldErrors();
  const key = errors.at(['public_key'], () => parsePublicKey(text));
  if (key === undefined) throw new InvalidRequest(errors);
  const { uuid: token, expires } = actor.token;
  await sql`DELETE FROM ssh_key WHERE user_uuid = ${actor.user} AND expires <= now()`.execute(tx);
  await roomForKey(tx, actor.user);
  const row = await tx
    .insertInto('ssh_key')
    .values({
      user_uuid: actor.user,
      name: name ?? (key.comment || key.fingerprintSha256),
      key_type: key.type,
      public_key: key.line,
      fingerprint_md5: key.fingerprintMd5,
      fingerprint_sha256: key.fingerprintSha256,
      ...(isWhole(actor) ? {} : { token, expires }),
    })
    .onConflict((conflict) => conflict.columns(['user_uuid', 'name']).doNothing())
    .returning('uuid')
    .executeTakeFirst();
  if (row === undefined) {
    const message = 'You have a key of this name already. Give another name, or delete that one.';
    throw invalid('name', message, 'already-taken');
  }
  await audit(tx, actor, 'key.create', { object: row.uuid });
  return row.uuid;
}

import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';
import { type Permission, permissions, permissionsOf } from '../../src/identity/index.ts';

/** What lets somebody do something, or was done by a permission. */
export interface Authority {
  kind: 'staff' | 'password' | 'link' | 'role' | 'token' | 'key' | 'public image' | 'approval' | 'quotas';
  /** What it takes to have this. */
  may: readonly Permission[];
  /** null: for ever. */
  until: Date | null;
  /** It is over: nothing that anybody has from now on. */
  deed: boolean;
}

/** Tables that say something of a user, and whether that lets somebody do something: then `authorities` reads them. */
export const tablesOfUsers: Record<string, boolean> = {
  app_user: true,
  role_grant: true,
  token: true,
  ssh_key: true,
  // with it may be done what its token may, which is asked for again
  console_ticket: false,
  login_link: true,
  order: true,
  instance: false,
  quote: false,
  volume: false,
  snapshot: false,
  backup: false,
  backup_copy: false,
  deleted_resource: false,
  project: true,
  schedule: false,
};

/** All that there is, by words that are others when it has become more. */
export async function authorities(db: Database): Promise<Map<string, Authority>> {
  const found = new Map<string, Authority>();
  const add = (kind: Authority['kind'], words: unknown[], may: readonly Permission[], until: Date | null): void =>
    void found.set([kind, ...words].join(' '), { kind, may, until, deed: kind === 'approval' || kind === 'quotas' });
  const live = sql<boolean>`(expires IS NULL OR expires > now())`;

  for (const { uuid, is_staff, password_hash } of await db
    .selectFrom('app_user')
    .select(['uuid', 'is_staff', 'password_hash'])
    .where('is_active', '=', true)
    .execute()) {
    if (is_staff) add('staff', [uuid], permissions, null);
    // whoever knows it has what the user will ever have
    if (password_hash !== null) add('password', [uuid, password_hash], permissions, null);
  }
  for (const { uuid, role, expires } of await db.selectFrom('role_grant').selectAll().where(live).execute())
    add('role', [uuid, expires?.toISOString()], permissionsOf(role), expires);
  for (const token of await db.selectFrom('token').selectAll().where(live).execute())
    add('token', [token.uuid, token.prefix], (token.permissions as Permission[] | null) ?? permissions, token.expires);
  for (const { user_uuid, hash } of await db.selectFrom('login_link').selectAll().where(live).execute())
    add('link', [user_uuid, hash.toString('hex')], permissions, null);
  for (const { uuid, expires } of await db.selectFrom('ssh_key').selectAll().where(live).execute())
    add('key', [uuid, expires?.toISOString()], ['ACCOUNT.UPDATE'], expires);
  const open = db.selectFrom('image').selectAll().where('project', 'is', null).where('removed', 'is', null);
  for (const { uuid, name, ssh_user, source, sha256, min_disk_mib } of await open.execute())
    add('public image', [uuid, name, ssh_user, JSON.stringify(source), sha256, min_disk_mib], permissions, null);
  const approved = db.selectFrom('order').select('uuid').where('reviewed_by', 'is not', null);
  for (const { uuid } of await approved.where('state', '<>', 'rejected').execute())
    add('approval', [uuid], ['ORDER.APPROVE'], null);
  const projects = db.selectFrom('project').selectAll().where('removed', 'is', null).orderBy('created');
  let usual: string | null = null;
  for (const project of await projects.execute()) {
    const { uuid, quota_instances, quota_vcpus, quota_memory_mib, quota_storage_mib, quota_floating_ips } = project;
    const quotas = [quota_instances, quota_vcpus, quota_memory_mib, quota_storage_mib, quota_floating_ips];
    // the first project has those of a new one
    usual ??= quotas.join(' ');
    if (quotas.join(' ') !== usual) add('quotas', [uuid, ...quotas], ['CLOUD.OPERATE'], null);
  }
  return found;
}

/** The tables that refer to a user or a token, or keep a secret. */
export async function namingUsers(db: Database): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT DISTINCT c.relname AS name FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
    LEFT JOIN pg_constraint f ON f.conrelid = c.oid AND f.contype = 'f' AND a.attnum = ANY(f.conkey)
    WHERE c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
      AND (f.confrelid IN ('app_user'::regclass, 'token'::regclass) OR a.attname ~ 'password|secret')
    ORDER BY name`.execute(db);
  return rows.map(({ name }) => name);
}

import { type RawBuilder, sql } from 'kysely';

/** What people call the objects of events, by the noun of their actions: as the rows have it at that moment. */
const names: Record<string, (uuid: string) => RawBuilder<unknown>> = {
  order: (uuid) => sql`SELECT coalesce(i.name, v.name) FROM "order" d LEFT JOIN instance i ON i.uuid = d.instance
    LEFT JOIN volume v ON v.uuid = d.volume WHERE d.uuid = ${uuid}`,
  resource: (uuid) => sql`SELECT name FROM instance WHERE uuid = ${uuid} UNION ALL
    SELECT name FROM volume WHERE uuid = ${uuid}`,
  port: (uuid) => sql`SELECT coalesce(nullif(name, ''), mac::text) FROM port WHERE uuid = ${uuid}`,
  'floating-ip': (uuid) => sql`SELECT host(address) FROM address WHERE floating_ip = ${uuid}`,
  user: (uuid) => sql`SELECT username FROM app_user WHERE uuid = ${uuid}`,
  member: (uuid) => sql`SELECT username FROM app_user WHERE uuid = ${uuid}`,
  instance: named('instance'),
  volume: named('volume'),
  snapshot: named('snapshot'),
  backup: named('backup'),
  backup_copy: named('backup_copy'),
  schedule: named('schedule'),
  network: named('network'),
  subnet: named('subnet'),
  'security-group': named('security_group'),
  'server-group': named('server_group'),
  customer: named('customer'),
  project: named('project'),
  token: named('token'),
  key: named('ssh_key'),
  image: named('image'),
  flavor: named('flavor'),
};

function named(table: string): (uuid: string) => RawBuilder<unknown> {
  return (uuid) => sql`SELECT name FROM ${sql.table(table)} WHERE uuid = ${uuid}`;
}

/** The name of an event's object, for a statement; its UUID when it has none. */
export function nameOf(action: string, object: string | null): RawBuilder<string> {
  const [noun = ''] = action.split('.');
  const found = object === null ? undefined : names[noun]?.(object);
  return found === undefined ? sql`${object ?? ''}::text` : sql`coalesce((${found}), ${object}::text)`;
}

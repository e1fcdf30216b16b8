import { type QueryExecutorProvider, sql } from 'kysely';
import { FieldErrors } from '../common/field-errors.ts';
import type { Tx } from '../db/index.ts';
import type { RouterSpec, SecurityGroupSpec } from '../drivers/driver.ts';
import { slugOf } from '../identity/index.ts';
import { layOut, rowProtocol } from '../network/index.ts';

/** What a thing is called whose name went with its record. */
export const adoptedName = (id: string): string => `adopted-${id.slice(0, 8)}`;

/** Has new records take no number or address that the backend's own things have, known or not. */
export async function passOver(
  db: QueryExecutorProvider,
  cloud: string,
  routers: RouterSpec[],
  guestSlots: number[],
): Promise<void> {
  await passSlots(
    db,
    sql`pg_get_serial_sequence('project', 'slot')`,
    routers.map(({ slot }) => slot),
  );
  await passSlots(db, sql`'instance_slot'`, guestSlots);
  for (const { addresses, floatingIp } of routers.flatMap(({ ports }) => ports)) {
    for (const { subnet, address } of addresses) await passAddress(db, sql`uuid = ${subnet}`, address);
    if (floatingIp !== null) await passAddress(db, sql`cloud = ${cloud}`, floatingIp);
  }
}

async function passSlots(db: QueryExecutorProvider, sequence: ReturnType<typeof sql>, slots: number[]): Promise<void> {
  if (slots.length === 0) return;
  const last = sql`coalesce(pg_sequence_last_value((${sequence})::regclass), 0)`;
  await sql`SELECT setval((${sequence})::regclass, greatest(${last}, ${Math.max(...slots)}::bigint))`.execute(db);
}

/** The next address is looked for behind the one that was given last. */
async function passAddress(db: QueryExecutorProvider, where: ReturnType<typeof sql>, address: string): Promise<void> {
  await sql`
    UPDATE subnet SET pool_cursor = ${address}::inet
    WHERE ${where} AND ${address}::inet BETWEEN greatest(pool_first, pool_cursor) AND pool_last
  `.execute(db);
}

/** Makes the project of a router, with networks, subnets and groups as it was told them; one that there is keeps its own. */
export async function adoptRouter(tx: Tx, cloud: string, { id, slot, networks, groups }: RouterSpec): Promise<void> {
  await makeProject(tx, cloud, id, slot);
  for (const network of networks) {
    await tx
      .insertInto('network')
      .values({ uuid: network.id, project: id, name: adoptedName(network.id), slot: network.slot })
      .onConflict((clash) => clash.doNothing())
      .execute();
    for (const { id: uuid, cidr, gateway, announced = true, dnsNameservers, hostRoutes = [] } of network.subnets) {
      const errors = new FieldErrors();
      const draft = { cidr, gateway_ip: gateway, dns_nameservers: dnsNameservers, host_routes: hostRoutes };
      const layout = layOut(draft, 0, errors);
      if (layout === undefined) throw new Error(`a router has the subnet ${cidr}, which cannot be`);
      await tx
        .insertInto('subnet')
        .values({
          uuid,
          network: network.id,
          project: id,
          name: adoptedName(uuid),
          ...layout,
          gateway_enabled: announced,
        })
        .onConflict((clash) => clash.doNothing())
        .execute();
    }
  }
  await makeGroups(tx, id, groups);
}

/** Of the first customer, with the quotas of the first project. */
async function makeProject(tx: Tx, cloud: string, uuid: string, slot: number): Promise<void> {
  const there = await tx.selectFrom('project').select('uuid').where('uuid', '=', uuid).executeTakeFirst();
  if (there !== undefined) return;
  const name = adoptedName(uuid);
  await sql`
    INSERT INTO project (uuid, customer, cloud, name, slug, slot, quota_instances, quota_vcpus, quota_memory_mib,
      quota_storage_mib, quota_images_mib, quota_floating_ips, quota_snapshots, quota_snapshots_mib)
    OVERRIDING SYSTEM VALUE
    SELECT ${uuid}, customer, ${cloud}, ${name}, ${slugOf(name)}, ${slot}, quota_instances, quota_vcpus, quota_memory_mib,
      quota_storage_mib, quota_images_mib, quota_floating_ips, quota_snapshots, quota_snapshots_mib
    FROM project ORDER BY created LIMIT 1
  `.execute(tx);
}

/** The first one is the project's own, which ports have that name none. */
async function makeGroups(tx: Tx, project: string, groups: SecurityGroupSpec[]): Promise<void> {
  const query = tx.selectFrom('security_group').select('uuid').where('project', '=', project);
  const known = new Set((await query.execute()).map(({ uuid }) => uuid));
  const fresh = groups.filter(({ id }) => !known.has(id));
  for (const [index, { id: uuid }] of fresh.entries()) {
    const name = known.size === 0 && index === 0 ? 'default' : adoptedName(uuid);
    await tx.insertInto('security_group').values({ uuid, project, name }).execute();
  }
  for (const { id: security_group, rules } of fresh) {
    for (const { direction, ethertype, protocol, fromPort, toPort, cidr, remoteGroup } of rules) {
      const what = { protocol: rowProtocol(protocol), from_port: fromPort, to_port: toPort };
      await tx
        .insertInto('security_group_rule')
        .values({ security_group, direction, ethertype, ...what, cidr, remote_group: remoteGroup })
        .execute();
    }
  }
}

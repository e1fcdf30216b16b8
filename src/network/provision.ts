import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, onlyRowOf, type Tx } from '../db/index.ts';
import { addressText, blockOf } from '../common/prefix.ts';
import { cloudOf, type CloudName } from '../identity/index.ts';
import { readCapabilities } from '../quotas/index.ts';

/** Makes a subnet whose gateway is its first host; `project` null makes it the floating IP pool of a cloud. */
async function createSubnet(
  tx: Tx,
  subnet: { network: string; project: string | null; cloud?: string; name: string; cidr: string },
  reserved: number,
): Promise<string> {
  const row = await tx
    .insertInto('subnet')
    .values({ ...subnet, ...rangeOf(subnet.cidr, reserved) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return row.uuid;
}

/** The columns of a subnet whose gateway is its first host, and whose last `reserved` are the backend's. */
export function rangeOf(cidr: string, reserved: number) {
  const prefix = blockOf(cidr);
  const text = (value: bigint): string => addressText(prefix.version, value);
  const gateway = text(prefix.first + 1n);
  return {
    gateway,
    pool_first: text(prefix.first + 2n),
    pool_last: text(prefix.last - 1n - BigInt(reserved)),
    pool_cursor: gateway,
  };
}

/** What every project begins with: a network, a subnet and a group that lets in ssh, ping and its own members. */
export async function provisionProject(tx: Tx, project: string): Promise<void> {
  const network = await tx
    .insertInto('network')
    .values({ project, name: 'default', slot: 0, description: 'The network that every project begins with' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const { reservedAddresses } = await readCapabilities(tx, project);
  const subnet = { network: network.uuid, project, name: 'default', cidr: '10.0.0.0/22' };
  await createSubnet(tx, subnet, reservedAddresses);
  const group = await tx
    .insertInto('security_group')
    .values({ project, name: 'default', description: 'Lets in ssh, ping and its own members' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const rule = { security_group: group.uuid, from_port: null, to_port: null, cidr: null, remote_group: null };
  const rules = (['IPv4', 'IPv6'] as const).flatMap((ethertype) => {
    const ingress = { ...rule, ethertype, direction: 'ingress' as const, protocol: null };
    return [
      { ...ingress, protocol: 'tcp' as const, from_port: 22, to_port: 22, description: 'ssh' },
      { ...ingress, protocol: 'icmp' as const, description: 'ping' },
      { ...ingress, remote_group: group.uuid, description: 'members of this group' },
      { ...ingress, direction: 'egress' as const, description: 'everything out' },
    ];
  });
  await tx.insertInto('security_group_rule').values(rules).execute();
}

/** Takes away the networks, ports and groups of a project without instances; the backend has nothing of them by then. */
export async function removeProjectNetwork(tx: Tx, project: string): Promise<void> {
  await tx.deleteFrom('port').where('project', '=', project).execute();
  await tx.deleteFrom('security_group').where('project', '=', project).execute();
  await tx.deleteFrom('subnet').where('project', '=', project).execute();
  await tx.deleteFrom('network').where('project', '=', project).execute();
}

/** Makes the pool that floating IPs of a cloud come from. */
export async function provisionFloatingPool(tx: Tx, cloud: string, cidr: string): Promise<void> {
  const pools = tx
    .selectFrom('network')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('project', 'is', null);
  const { count } = await pools.executeTakeFirstOrThrow();
  const network = await tx
    .insertInto('network')
    .values({ project: null, name: 'public', slot: Number(count), description: `Floating IPs of ${cloud}` })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await createSubnet(tx, { network: network.uuid, project: null, cloud, name: 'floating', cidr }, 0);
}

/** The subnet that floating IPs of a project come from, in a query. */
export const floatingPoolOf = (project: string): RawBuilder<string> =>
  sql`(SELECT uuid FROM subnet WHERE cloud = ${cloudOf(project)})`;

const leftRow = z.strictObject({ left: z.int() });

/** How many floating IPs the pool of a cloud could still give. */
export async function floatingIpsLeft(db: Database, cloud: CloudName): Promise<number> {
  const query = sql`
    SELECT CASE WHEN b.floating_addresses IS NULL
        THEN (pool_last - pool_first + 1 - (SELECT count(*) FROM address a WHERE a.subnet = s.uuid))::int
        ELSE (SELECT count(*)::int FROM unnest(b.floating_addresses) AS offered
          WHERE NOT EXISTS (SELECT FROM address a WHERE a.subnet = s.uuid AND a.address = offered)) END AS left
    FROM subnet s JOIN backend b USING (cloud) WHERE cloud = ${cloud}`;
  return (await onlyRowOf(db, leftRow, query)).left;
}

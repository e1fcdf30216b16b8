import ipaddr from 'ipaddr.js';
import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';

/** First and last address that instances may get, and the gateway: the first host of the subnet. */
function layout(cidr: string): { gateway: string; first: string; last: string } {
  const number = (address: ipaddr.IPv4): number => address.octets.reduce((sum, octet) => sum * 256 + octet, 0);
  const text = (value: number): string => [24, 16, 8, 0].map((shift) => (value >>> shift) & 255).join('.');
  const network = number(ipaddr.IPv4.networkAddressFromCIDR(cidr));
  const broadcast = number(ipaddr.IPv4.broadcastAddressFromCIDR(cidr));
  return { gateway: text(network + 1), first: text(network + 2), last: text(broadcast - 1) };
}

/** Makes a subnet whose gateway is its first host; `project` null makes it a floating IP pool. */
async function createSubnet(
  tx: Tx,
  subnet: { network: string; project: string | null; name: string; cidr: string },
): Promise<string> {
  const { gateway, first, last } = layout(subnet.cidr);
  const row = await tx
    .insertInto('subnet')
    .values({ ...subnet, gateway, pool_first: first, pool_last: last, pool_cursor: gateway })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return row.uuid;
}

/** What every project begins with: a network, a subnet and a group that lets in ssh, ping and its own members. */
export async function provisionProject(tx: Tx, project: string): Promise<void> {
  const network = await tx
    .insertInto('network')
    .values({ project, name: 'default', slot: 0, description: 'The network that every project begins with' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await createSubnet(tx, { network: network.uuid, project, name: 'default', cidr: '10.0.0.0/22' });
  const group = await tx
    .insertInto('security_group')
    .values({ project, name: 'default', description: 'Lets in ssh, ping and its own members' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const rule = {
    security_group: group.uuid,
    from_port: null,
    to_port: null,
    cidr: null,
    remote_group: null,
    protocol: null,
  };
  await tx
    .insertInto('security_group_rule')
    .values([
      {
        ...rule,
        direction: 'ingress',
        ethertype: 'IPv4',
        protocol: 'tcp',
        from_port: 22,
        to_port: 22,
        description: 'ssh',
      },
      { ...rule, direction: 'ingress', ethertype: 'IPv4', protocol: 'icmp', description: 'ping' },
      {
        ...rule,
        direction: 'ingress',
        ethertype: 'IPv4',
        remote_group: group.uuid,
        description: 'members of this group',
      },
      { ...rule, direction: 'egress', ethertype: 'IPv4', description: 'everything out' },
    ])
    .execute();
}

/** Makes the pool that floating IPs come from, once; a later call leaves it as it is. */
export async function provisionFloatingPool(tx: Tx, cidr: string): Promise<void> {
  const existing = await floatingPool(tx);
  if (existing !== null) return;
  const network = await tx
    .insertInto('network')
    .values({ project: null, name: 'public', slot: 0, description: 'Floating IPs' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await createSubnet(tx, { network: network.uuid, project: null, name: 'floating', cidr });
}

/** The subnet that floating IPs come from. */
export async function floatingPool(tx: Tx): Promise<string | null> {
  const { rows } = await sql<{ uuid: string }>`SELECT uuid FROM subnet WHERE project IS NULL LIMIT 1`.execute(tx);
  return rows[0]?.uuid ?? null;
}

import { z } from 'zod';
import { refusedBy } from './answers.ts';
import { newId, type Thing, type World } from './world.ts';

const fixed = z.array(z.object({ subnet_id: z.string(), ip_address: z.string().optional() }));
const pools = z.array(z.object({ start: z.string(), end: z.string() }));

/** A port before it is there: its MAC and its addresses are nobody's yet, those left open are chosen. */
export function checkPort(world: World, port: Thing): void {
  const beside = [...world.things('port').values()].filter(({ network_id: of }) => of === port['network_id']);
  port['mac_address'] ??= `fa:16:3e:${newId()
    .slice(0, 6)
    .replaceAll(/(..)(?=.)/g, '$1:')}`;
  if (beside.some(({ mac_address: mac }) => mac === port['mac_address'])) {
    throw refusedBy(
      'MacAddressInUse',
      `Unable to complete operation: The mac address ${String(port['mac_address'])} is in use.`,
    );
  }
  const subnets = [...world.things('subnet').values()].filter(({ network_id: of }) => of === port['network_id']);
  const wanted = fixed.parse(port['fixed_ips'] ?? subnets.slice(0, 1).map(({ id }) => ({ subnet_id: id })));
  const given: { subnet_id: string; ip_address: string }[] = [];
  for (const { subnet_id, ip_address = fromPool(world, subnet_id) } of wanted) {
    if (taken(world, subnet_id).has(ip_address)) {
      throw refusedBy('IpAddressAlreadyAllocated', `IP address ${ip_address} already allocated in subnet ${subnet_id}`);
    }
    given.push({ subnet_id, ip_address });
  }
  port['fixed_ips'] = given;
  // unless it is said that there is none, a port has the project's default group
  const standard = [...world.things('security_group').values()].find(({ name }) => name === 'default');
  port['security_groups'] ??= standard === undefined ? [] : [standard.id];
}

/** Neutron serves DHCP from an address that it takes as anybody does: the first of the pool, also one that is wanted. */
export function dhcpPort(world: World, subnet: Thing): void {
  const port: Thing = {
    id: newId(),
    name: '',
    network_id: subnet['network_id'],
    fixed_ips: [{ subnet_id: subnet.id, ip_address: fromPool(world, subnet.id) }],
    mac_address: `fa:16:3e:${newId()
      .slice(0, 6)
      .replaceAll(/(..)(?=.)/g, '$1:')}`,
    security_groups: [],
    allowed_address_pairs: [],
    device_id: `dhcp-${subnet.id}`,
    device_owner: 'network:dhcp',
    status: 'ACTIVE',
  };
  world.things('port').set(port.id, port);
}

/** Of the pool of an external network, for a floating IP. */
export function freeAddress(world: World, network: string): string {
  const subnet = [...world.things('subnet').values()].find(({ network_id: of }) => of === network);
  if (subnet === undefined) throw refusedBy('BadRequest', `Network ${network} is no external network`, 400);
  return fromPool(world, subnet.id);
}

function fromPool(world: World, subnetId: string): string {
  const subnet = world.things('subnet').get(subnetId);
  if (subnet === undefined) throw refusedBy('SubnetNotFound', `Subnet ${subnetId} could not be found.`, 404);
  const cidr = String(subnet['cidr']);
  const base = cidr.includes(':') ? cidr.replace(/\/\d+$/, '') : cidr.replace(/\d+\/\d+$/, '');
  const usual = [{ start: `${base}2`, end: `${base}254` }];
  const ranges = pools.parse(subnet['allocation_pools'] ?? usual);
  const used = taken(world, subnetId);
  for (const { start, end } of ranges) {
    const [head, first] = parts(start);
    for (let last = first; last <= parts(end)[1]; last++) {
      if (!used.has(`${head}${last}`)) return `${head}${last}`;
    }
  }
  throw refusedBy(
    'IpAddressGenerationFailure',
    `No more IP addresses available on network ${String(subnet['network_id'])}.`,
  );
}

/** The last number of an address, and all before it. */
function parts(address: string): [string, number] {
  const [, head = '', last = '0'] = /^(.*[.:])(\w+)$/.exec(address) ?? [];
  return [head, Number.parseInt(last, 10)];
}

function taken(world: World, subnet: string): Set<string> {
  const addresses = new Set<string>();
  for (const port of world.things('port').values()) {
    for (const { subnet_id, ip_address } of fixed.parse(port['fixed_ips'])) {
      if (subnet_id === subnet && ip_address !== undefined) addresses.add(ip_address);
    }
  }
  for (const fip of world.things('floatingip').values()) addresses.add(String(fip['floating_ip_address']));
  return addresses;
}

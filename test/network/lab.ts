import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import pino from 'pino';
import { run } from '../../src/common/command.ts';
import type { PortSpec, RouterSpec, SecurityGroupRuleSpec, SecurityGroupSpec } from '../../src/drivers/driver.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { HostNetwork, type LeaseEvent } from '../../src/drivers/qemu/network/index.ts';
import { ownNumber } from '../support/numbers.ts';
import { eventually } from '../support/wait.ts';
import { newCloudPlace } from '../support/place.ts';
import { Peer } from './peer.ts';

const silent = pino({ level: 'silent' });

export const rule = (
  direction: 'ingress' | 'egress',
  more: Partial<SecurityGroupRuleSpec> = {},
): SecurityGroupRuleSpec => ({
  direction,
  ethertype: 'IPv4',
  protocol: null,
  fromPort: null,
  toPort: null,
  cidr: null,
  remoteGroup: null,
  ...more,
});
export const tcp = (port: number, more: Partial<SecurityGroupRuleSpec> = {}): SecurityGroupRuleSpec =>
  rule('ingress', { protocol: 'tcp', fromPort: port, toPort: port, ...more });
export const group = (...rules: SecurityGroupRuleSpec[]): SecurityGroupSpec => ({ id: randomUUID(), rules });

/** A cloud of its own on this machine, with namespaces for guests. */
export class Lab {
  readonly cloud: string;
  readonly prefix = `198.18.${ownNumber()}`;
  readonly leases: LeaseEvent[] = [];
  readonly names: HostNames;
  network: HostNetwork;
  readonly #guests: Guest[] = [];

  constructor(uplink: string | null = null, pool = `${this.prefix}.0/24`) {
    const place = newCloudPlace('network');
    this.cloud = place.cloud;
    this.names = new HostNames({
      ...place,
      uidBase: 900_000,
      floatingPool: pool,
      uplink: uplink,
      accelerator: 'tcg',
    });
    this.network = new HostNetwork(this.names, silent, () => null);
  }

  start(): Promise<void> {
    return this.network.start((event) => void this.leases.push(event));
  }

  /** A control plane that comes after one that was killed: it knows nothing but what it finds. */
  async restart(): Promise<void> {
    await this.network.stop();
    this.network = new HostNetwork(this.names, silent, () => null);
    await this.start();
  }

  lease(port: string, after = 0): Promise<LeaseEvent> {
    return eventually(`a lease of port ${port}`, () => this.leases.slice(after).find((event) => event.port === port));
  }

  /** A namespace that stands for a guest: its `eth0` is joined to where the tap of its port would be. */
  async guest(router: RouterSpec, port: PortSpec): Promise<Guest> {
    const namespace = `slt-${this.cloud}-${this.#guests.length}`;
    const guest = new Guest(namespace, router, port);
    this.#guests.push(guest);
    await run('ip', ['netns', 'add', namespace]);
    // Asks routers at once and again soon.
    const impatience = ['accept_dad=0', 'router_solicitation_delay=0', 'router_solicitation_interval=1'];
    const parameters = impatience.map((each) => `net.ipv6.conf.default.${each}`);
    await run('ip', ['netns', 'exec', namespace, 'sysctl', '-q', '-w', ...parameters]);
    const peer = ['peer', 'name', this.names.tap(port.id), 'netns', this.names.routerNamespace(router.id)];
    const link = ['link', 'add', 'eth0', 'address', port.mac, 'type', 'veth', ...peer];
    await run('ip', ['-n', namespace, ...link]);
    await run('ip', ['-n', namespace, '-batch', '-'], { input: 'link set lo up\nlink set eth0 up\n' });
    return guest;
  }

  async destroy(): Promise<void> {
    for (const guest of this.#guests) await guest.destroy();
    await this.network.destroyAll();
    await rm(this.names.settings.home, { recursive: true, force: true });
  }
}

/** What all of the machine's network consists of, to compare before and after. */
export async function machineState({ cloud, home }: { cloud: string; home?: string }): Promise<string[]> {
  const outputs = await Promise.all([
    run('ip', ['netns', 'list']),
    run('ip', ['-br', 'link']),
    run('ip', ['route', 'show', 'table', 'all']),
    run('nft', ['list', 'tables']),
    run('ps', ['-eo', 'args']),
    run('ls', ['/run']),
  ]);
  const lines = outputs
    .flatMap(({ stdout }) => stdout.split('\n'))
    .filter((line) => line.includes(cloud) || (home !== undefined && line.includes(home)));
  // the kernel gives a link its fe80 address some time after the link is there
  return lines.filter((line) => !line.includes('fe80:'));
}

export class Guest extends Peer {
  readonly port: PortSpec;
  #serving: Promise<unknown> | null = null;
  readonly #router: RouterSpec;

  constructor(namespace: string, router: RouterSpec, port: PortSpec) {
    super(namespace);
    this.#router = router;
    this.port = port;
  }

  get address(): string {
    return this.port.addresses[0]?.address ?? '';
  }

  get gateway(): string {
    const subnet = this.port.addresses[0]?.subnet;
    const subnets = this.#router.networks.flatMap((network) => network.subnets);
    return subnets.find((each) => each.id === subnet)?.gateway ?? '';
  }

  /** Addresses by hand instead of DHCP; then serves TCP ports 22 and 80. */
  async settle(): Promise<void> {
    const input = `addr add ${this.address}/24 dev eth0\nroute add default via ${this.gateway}\n`;
    await run('ip', ['-n', this.namespace ?? '', '-batch', '-'], { input });
    await this.#serve();
  }

  #serve(): Promise<unknown> {
    this.#serving ??= this.background('serve', '22', '80');
    return this.#serving;
  }

  /** Takes its IPv6 address by DHCPv6 as a client of this id, hears its router, and serves; returns the address. */
  async settleIpv6(duid = `00030001${this.port.mac.replaceAll(':', '')}`): Promise<string> {
    const address = await this.dhcp6(duid);
    await run('ip', ['-n', this.namespace ?? '', 'addr', 'add', `${address}/128`, 'dev', 'eth0', 'nodad']);
    await this.#hearRouter();
    await this.#serve();
    return address;
  }

  /** Waits for the default route, which comes by the advertisement of the router: DHCPv6 may be answered before. */
  async #hearRouter(): Promise<void> {
    const route = ['-n', this.namespace ?? '', '-6', 'route', 'show', 'default'];
    await eventually('the advertisement of a router', async () => (await run('ip', route)).stdout);
  }

  async dhcp6(duid: string): Promise<string> {
    const { code, stdout, stderr } = await this.once('dhcp6', 'eth0', duid);
    assert.equal(code, 0, stderr);
    return stdout.trim();
  }

  async destroy(): Promise<void> {
    await this.end();
    await run('ip', ['netns', 'del', this.namespace ?? ''], { check: false });
  }
}

/**
 * The same with IPv6: the network has `fd00:1::/64` too, with addresses ::11, ::12, …; the last port is alone on a second
 * network that has nothing but `fd00:2::100/120`.
 */
export function withIpv6(router: RouterSpec): RouterSpec {
  const [network] = router.networks;
  assert.ok(network);
  const [first, second] = [randomUUID(), randomUUID()];
  const subnets = [...network.subnets, { id: first, cidr: 'fd00:1::/64', gateway: 'fd00:1::1', dnsNameservers: [] }];
  const other = {
    id: randomUUID(),
    slot: 7,
    subnets: [{ id: second, cidr: 'fd00:2::100/120', gateway: 'fd00:2::101', dnsNameservers: ['fd00:9::53'] }],
  };
  const ports = router.ports.map((port, index) => {
    const last = index === router.ports.length - 1;
    return last
      ? { ...port, network: other.id, addresses: [{ subnet: second, address: 'fd00:2::1a0' }] }
      : { ...port, addresses: [...port.addresses, { subnet: first, address: `fd00:1::${index + 11}` }] };
  });
  return { ...router, networks: [{ ...network, subnets }, other], ports };
}

/** A project with one network `10.0.0.0/24` and ports at .11, .12, … with these groups each. */
export function project(slot: number, groups: SecurityGroupSpec[], ports: SecurityGroupSpec[][]): RouterSpec {
  const [network, subnet] = [randomUUID(), randomUUID()];
  return {
    id: randomUUID(),
    slot,
    networks: [
      {
        id: network,
        slot: 0,
        subnets: [{ id: subnet, cidr: '10.0.0.0/24', gateway: '10.0.0.1', dnsNameservers: [] }],
      },
    ],
    ports: ports.map((each, index) => ({
      id: randomUUID(),
      network,
      mac: `52:54:00:00:${slot.toString(16).padStart(2, '0')}:${(index + 11).toString(16).padStart(2, '0')}`,
      guestSlot: slot * 10 + index,
      guest: randomUUID(),
      hostname: `vm${index}`,
      addresses: [{ subnet, address: `10.0.0.${index + 11}` }],
      groups: each.map(({ id }) => id),
      floatingIp: null,
    })),
    groups,
  };
}

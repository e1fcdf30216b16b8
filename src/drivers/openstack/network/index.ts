import { createHash } from 'node:crypto';
import { Problem } from '../../../common/problem.ts';
import type { PortFacts, PortSpec, RouterSpec } from '../../driver.ts';
import type { Network } from '../client/network.ts';
import type { Names } from '../names.ts';
import type { Patience } from '../wait.ts';
import { releaseFloatingIps, stock, stockUp, syncFloatingIps } from './floating.ts';
import { syncRules } from './rules.ts';
import { changeOf, newSubnet } from './subnets.ts';
import { Things } from './things.ts';

/** So long it is believed that nobody has changed what was applied, ms. */
const BELIEVED_MS = 5 * 60_000;

type Ids = Map<string, string>;

/** Networks of projects in neutron: each its router, with all that is behind it. */
export class Networks {
  readonly #network: Network;
  readonly #names: Names;
  readonly #patience: Patience;
  /** The name of the network that leads outside; null: the only one that there is. */
  readonly #outside: string | null;
  readonly #applied: Map<string, { hash: string; at: number }>;

  constructor(
    network: Network,
    names: Names,
    patience: Patience,
    outside: string | null,
    applied: Map<string, { hash: string; at: number }> = new Map(),
  ) {
    this.#network = network;
    this.#names = names;
    this.#patience = patience;
    this.#outside = outside;
    this.#applied = applied;
  }

  /** The same, for a call that nobody may be waiting for any more: then nothing further is asked of neutron. */
  heeding(signal: AbortSignal | undefined): Networks {
    return new Networks(this.#network.heeding(signal), this.#names, this.#patience, this.#outside, this.#applied);
  }

  /** The id of the network that leads outside. Throws `openstack-unfit` when there is none, or several. */
  async outside(): Promise<string> {
    const all = (await this.#network.list('network', { 'router:external': 'true' })).filter(
      ({ name, id }) => this.#outside === null || this.#outside === name || this.#outside === id,
    );
    const [first] = all;
    if (first !== undefined && all.length === 1) return first.id;
    const names = all.map(({ name }) => name).join(', ');
    const message = `The OpenStack has ${names === '' ? 'no external network' : `several external networks: ${names}`}.`;
    throw new Problem('openstack-unfit', message, 'Name the one to use in the setting "os_external_network".');
  }

  /** The floating IPs that we have: so many at least, or as many as the quota lets us have. */
  async floatingIps(size: number): Promise<string[]> {
    await stockUp(this.#network, this.#names, await this.outside(), size).catch((error: unknown) => {
      if (!(error instanceof Problem) || error.code !== 'backend-full') throw error;
    });
    return (await stock(this.#network, this.#names)).map((each) => each.floating_ip_address);
  }

  /** Groups and new rules first, then what leads to the ports, the ports, floating IPs; then what is not wanted goes. */
  async apply(spec: RouterSpec): Promise<void> {
    const hash = createHash('sha256').update(JSON.stringify(spec)).digest('hex');
    const known = this.#applied.get(spec.id);
    if (known?.hash === hash && Date.now() < known.at + BELIEVED_MS) return;
    this.#applied.delete(spec.id);
    const outside = await this.outside();
    const things = await Things.read(this.#network, this.#names, spec.id, this.#patience);
    const groups = await this.#groups(things, spec);
    const subnets = await this.#subnets(things, spec);
    const router = await this.#router(things, spec, subnets, outside);
    const ports = await this.#ports(things, spec, { subnets, groups });
    await syncFloatingIps(this.#network, this.#names, spec, ports);
    await this.#drop(things, spec, router);
    this.#applied.set(spec.id, { hash, at: Date.now() });
  }

  /** All of it, unless a server has a port there still: then the ports alone that none has. */
  async remove(id: string): Promise<void> {
    this.#applied.delete(id);
    const things = await Things.read(this.#network, this.#names, id, this.#patience);
    const [held, free] = [new Set<string>(), new Set<string>()];
    for (const { id: port, thing } of things.all('port')) {
      if (thing.device_owner.startsWith('compute:')) held.add(port);
      else free.add(thing.id);
    }
    await releaseFloatingIps(this.#network, free);
    if (held.size > 0) return things.keep('port', held);
    const [router] = things.all('router');
    if (router !== undefined) await this.#network.update('router', router.thing.id, { routes: [] });
    const empty = { id, slot: 0, networks: [], ports: [], groups: [] };
    await this.#drop(things, empty, router?.thing.id ?? '');
    await things.keep('router', new Set());
  }

  /** What neutron says of a port; what no tenant can measure is null. */
  async diagnose(port: string): Promise<PortFacts> {
    const [there] = await this.#network.list('port', { name: this.#names.of('port', port) });
    if (there === undefined) return { link: 'absent', leases: null, ssh: null, floatingIp: null, sshFrom: [] };
    const [floating] = await this.#network.list('floatingip', { port_id: there.id });
    const link = there.device_id === '' ? 'absent' : there.status === 'ACTIVE' ? 'up' : 'down';
    return {
      link,
      leases: null,
      ssh: null,
      floatingIp:
        floating === undefined ? null : { address: floating.floating_ip_address, routed: null, answers: null },
      sshFrom: await this.#sshFrom(there.security_groups),
    };
  }

  async #sshFrom(groups: string[]): Promise<string[]> {
    const rules = await Promise.all(
      groups.map((id) => this.#network.list('security-group-rule', { security_group_id: id, direction: 'ingress' })),
    );
    const open = rules.flat().filter(({ protocol, port_range_min: from, port_range_max: to }) => {
      return protocol === null || (['tcp', '6'].includes(protocol) && (from ?? 0) <= 22 && 22 <= (to ?? 65_535));
    });
    const named = await Promise.all(
      open.map(async ({ remote_ip_prefix: prefix, remote_group_id: group, ethertype }) => {
        if (group === null) return prefix ?? (ethertype === 'IPv4' ? '0.0.0.0/0' : '::/0');
        return this.#names.read((await this.#network.get('security-group', group))?.name ?? '')?.id ?? group;
      }),
    );
    return [...new Set(named)];
  }

  async #groups(things: Things, { groups }: RouterSpec): Promise<Ids> {
    const ids: Ids = new Map();
    for (const { id } of groups) ids.set(id, (await things.ensure('group', id, {})).id);
    for (const { id, rules } of groups) {
      const group = ids.get(id) ?? '';
      const there = await this.#network.list('security-group-rule', { security_group_id: group });
      await syncRules(this.#network, group, rules, there, ids);
    }
    return ids;
  }

  async #subnets(things: Things, { networks }: RouterSpec): Promise<Ids> {
    const ids: Ids = new Map();
    for (const { id, subnets } of networks) {
      const network = await things.ensure('network', id, {});
      ids.set(id, network.id);
      for (const subnet of subnets) {
        const there = await things.ensure('subnet', subnet.id, newSubnet(subnet, network.id));
        const change = changeOf(subnet, there);
        if (change !== null) await this.#network.update('subnet', there.id, change);
        ids.set(subnet.id, there.id);
      }
    }
    return ids;
  }

  async #router(things: Things, spec: RouterSpec, ids: Ids, outside: string): Promise<string> {
    const gateway = { external_gateway_info: { network_id: outside } };
    const router = await things.ensure('router', spec.id, gateway);
    const there = await this.#network.list('port', { device_id: router.id });
    const led = new Set(there.flatMap(({ fixed_ips }) => fixed_ips.map(({ subnet_id }) => subnet_id)));
    for (const { id: network, subnets } of spec.networks) {
      for (const subnet of subnets) {
        const subnet_id = ids.get(subnet.id) ?? '';
        if (led.has(subnet_id)) continue;
        if (subnet.announced !== false) await this.#network.addInterface(router.id, { subnet_id });
        else {
          // by the subnet neutron adds none that guests are not told of
          const fixed_ips = [{ subnet_id, ip_address: subnet.gateway }];
          const fields = { network_id: ids.get(network), fixed_ips, security_groups: [] };
          const port = await things.ensure('gateway', subnet.id, fields);
          await this.#network.addInterface(router.id, { port_id: port.id });
        }
      }
    }
    const routes = spec.networks.flatMap(({ subnets }) => subnets.flatMap(({ hostRoutes }) => hostRoutes ?? []));
    if (!sameSet(routes.map(routeText), router.routes.map(routeText))) {
      await this.#network.update('router', router.id, { routes });
    }
    return router.id;
  }

  async #ports(things: Things, spec: RouterSpec, { subnets, groups }: { subnets: Ids; groups: Ids }): Promise<Ids> {
    const ids: Ids = new Map();
    for (const port of spec.ports) {
      const wanted = portFields(port, subnets, groups);
      const fixed = { network_id: subnets.get(port.network), mac_address: port.mac };
      const there = await things.ensure('port', port.id, { ...fixed, ...wanted });
      const same =
        sameSet(there.security_groups, wanted.security_groups) &&
        sameSet(there.allowed_address_pairs.map(pairText), wanted.allowed_address_pairs.map(pairText)) &&
        sameSet(there.fixed_ips.map(pairText), wanted.fixed_ips.map(pairText));
      if (!same) await this.#network.update('port', there.id, wanted);
      ids.set(port.id, there.id);
    }
    return ids;
  }

  /** What is there and not wanted: what uses something goes before it. */
  async #drop(things: Things, spec: RouterSpec, router: string): Promise<void> {
    const subnets = new Set(spec.networks.flatMap((network) => network.subnets.map(({ id }) => id)));
    await things.keep('port', new Set(spec.ports.map(({ id }) => id)));
    await things.keep('group', new Set(spec.groups.map(({ id }) => id)));
    const going = new Set(things.all('subnet').flatMap(({ id, thing }) => (subnets.has(id) ? [] : [thing.id])));
    if (going.size > 0) {
      for (const { id, fixed_ips } of await this.#network.list('port', { device_id: router })) {
        if (fixed_ips.some(({ subnet_id }) => going.has(subnet_id))) await this.#network.removeInterface(router, id);
      }
    }
    await things.keep('subnet', subnets);
    await things.keep('network', new Set(spec.networks.map(({ id }) => id)));
  }
}

function portFields({ addresses, groups: wanted, allowed = [] }: PortSpec, subnets: Ids, groups: Ids) {
  return {
    fixed_ips: addresses.map(({ subnet, address }) => ({ subnet_id: subnets.get(subnet) ?? '', ip_address: address })),
    // said also when there are none: the project's own group would join
    security_groups: wanted.flatMap((group) => groups.get(group) ?? []),
    allowed_address_pairs: allowed.map((ip_address) => ({ ip_address })),
  };
}

const routeText = ({ destination, nexthop }: { destination: string; nexthop: string }): string =>
  `${destination} ${nexthop}`;
const pairText = ({ ip_address }: { ip_address: string }): string => ip_address;

function sameSet(a: string[], b: string[]): boolean {
  return a.length === b.length && a.every((each) => b.includes(each));
}

import { z } from 'zod';
import { type Answer, type Asked, page, refusedBy, type Routes } from './answers.ts';
import { checkPort, dhcpPort, freeAddress } from './neutron-addresses.ts';
import { checkRule, firstRules } from './neutron-groups.ts';
import { interfaceRoutes } from './neutron-routers.ts';
import { newId, type Thing, type World } from './world.ts';

type Fields = Record<string, unknown>;

/** What each kind has when nothing is said of it. */
const defaults: Record<string, Fields> = {
  network: { 'router:external': false, mtu: 1450 },
  subnet: { dns_nameservers: [], host_routes: [], enable_dhcp: true },
  router: { routes: [], external_gateway_info: null },
  port: { allowed_address_pairs: [], device_id: '', device_owner: '', status: 'DOWN' },
  security_group: {},
  security_group_rule: {
    protocol: null,
    port_range_min: null,
    port_range_max: null,
    remote_ip_prefix: null,
    remote_group_id: null,
    ethertype: 'IPv4',
  },
  floatingip: { port_id: null, description: '', status: 'DOWN' },
};

/** The network service. Unique are addresses, MACs and rules, never names. */
export function neutronRoutes(world: World): Routes {
  const routes: Routes = {
    'GET /v2.0/extensions': () => ({ status: 200, body: { extensions: extensions.map((alias) => ({ alias })) } }),
    'GET /v2.0/quotas/:/details.json': () => ({ status: 200, body: { quota: quotasOf(world) } }),
    ...interfaceRoutes(world),
  };
  for (const kind of Object.keys(defaults)) {
    const collection = `/v2.0/${kind.replaceAll('_', '-')}s`;
    routes[`GET ${collection}`] = (asked) => listed(world, kind, asked);
    routes[`POST ${collection}`] = ({ body }) => made(world, kind, body);
    routes[`GET ${collection}/:`] = ({ params: [id = ''] }) => ({
      status: 200,
      body: { [kind]: found(world, kind, id) },
    });
    routes[`PUT ${collection}/:`] = ({ params: [id = ''], body }) => updated(world, kind, id, body);
    routes[`DELETE ${collection}/:`] = ({ params: [id = ''] }) => removed(world, kind, id);
  }
  return routes;
}

const extensions = [
  'router',
  'security-group',
  'extraroute',
  'allowed-address-pairs',
  'port-security',
  'standard-attr-revisions',
];

/** The network with the world outside, which the operator has made. */
export function addExternalNetwork(world: World): void {
  const network = make(world, 'network', { name: 'public', 'router:external': true });
  const pools = [{ start: '10.99.1.100', end: '10.99.1.250' }];
  const fields = { name: 'public-v4', network_id: network.id, cidr: '10.99.1.0/24', gateway_ip: '10.99.1.1' };
  make(world, 'subnet', { ...fields, ip_version: 4, allocation_pools: pools, enable_dhcp: false });
  make(world, 'security_group', { name: 'default' });
}

export function found(world: World, kind: string, id: string): Thing {
  const thing = world.things(kind).get(id);
  const word = kind.replaceAll(/(?:^|_)(\w)/g, (_all, letter: string) => letter.toUpperCase());
  if (thing === undefined) throw refusedBy(`${word}NotFound`, `${word} ${id} could not be found.`, 404);
  return thing;
}

function listed(world: World, kind: string, asked: Asked): Answer {
  const filters = [...asked.query].filter(([key]) => key !== 'limit' && key !== 'marker');
  const all = [...world.things(kind).values()];
  const those = all.filter((thing) => filters.every(([key, value]) => String(thing[key]) === value));
  return page(`${kind}s`, those, asked, world.pageCap);
}

/** Several at once are made all or none. */
function made(world: World, kind: string, body: unknown): Answer {
  const given = z.record(z.string(), z.unknown()).parse(body);
  const several = z.array(z.record(z.string(), z.unknown())).safeParse(given[`${kind}s`]).data;
  if (several === undefined) {
    const thing = make(world, kind, z.record(z.string(), z.unknown()).parse(given[kind]));
    return { status: 201, body: { [kind]: thing } };
  }
  const before = new Map(world.things(kind));
  try {
    return { status: 201, body: { [`${kind}s`]: several.map((fields) => make(world, kind, fields)) } };
  } catch (error) {
    const things = world.things(kind);
    things.clear();
    for (const [id, thing] of before) things.set(id, thing);
    throw error;
  }
}

export function make(world: World, kind: string, fields: Fields): Thing {
  if ('tags' in fields) throw refusedBy('HTTPBadRequest', "Attribute 'tags' not allowed in POST", 400);
  const quota = (world.quotas as Record<string, number>)[kind] ?? Number.POSITIVE_INFINITY;
  const own = [...world.things(kind).values()].filter(({ name }) => !['public', 'public-v4', 'default'].includes(name));
  if (own.length >= quota) throw refusedBy('OverQuota', `Quota exceeded for resources: ['${kind}'].`);
  const thing: Thing = { name: '', ...defaults[kind], ...fields, id: newId(), revision_number: 0 };
  checks[kind]?.(world, thing);
  world.things(kind).set(thing.id, thing);
  follows[kind]?.(world, thing);
  return thing;
}

/** What is looked at before a thing of the kind is there, and filled in. */
const checks: Record<string, (world: World, thing: Thing) => void> = {
  subnet: (world, thing) => {
    const others = [...world.things('subnet').values()].filter(({ network_id: of }) => of === thing['network_id']);
    if (others.some(({ cidr }) => cidr === thing['cidr'])) {
      const text = `Requested subnet with cidr: ${String(thing['cidr'])} for network: … overlaps with another subnet.`;
      throw refusedBy('InvalidInput', text, 400);
    }
    if (!('gateway_ip' in thing)) thing['gateway_ip'] = String(thing['cidr']).replace(/\d+\/\d+$/, '1');
  },
  port: (world, thing) => checkPort(world, thing),
  security_group_rule: (world, thing) => checkRule(world, thing),
  floatingip: (world, thing) => {
    if ('floating_ip_address' in thing) {
      const text = `rule:create_floatingip:floating_ip_address is disallowed by policy`;
      throw refusedBy('PolicyNotAuthorized', text, 403);
    }
    thing['floating_ip_address'] = freeAddress(world, String(thing['floating_network_id']));
  },
};

/** What neutron makes beside a thing of the kind. */
const follows: Record<string, (world: World, thing: Thing) => void> = {
  subnet: (world, thing) => {
    if (thing['enable_dhcp'] === true) dhcpPort(world, thing);
  },
  security_group: (world, thing) => {
    for (const rule of firstRules(thing.id)) make(world, 'security_group_rule', rule);
  },
};

function updated(world: World, kind: string, id: string, body: unknown): Answer {
  const thing = found(world, kind, id);
  const fields = z.record(z.string(), z.record(z.string(), z.unknown())).parse(body)[kind] ?? {};
  if (kind === 'port' && 'mac_address' in fields) {
    throw refusedBy('PolicyNotAuthorized', 'rule:update_port:mac_address is disallowed by policy', 403);
  }
  const port = fields['port_id'];
  if (kind === 'floatingip' && typeof port === 'string') {
    const other = [...world.things(kind).values()].find((each) => each.id !== id && each['port_id'] === port);
    if (other !== undefined) {
      throw refusedBy('FloatingIPPortAlreadyAssociated', `Cannot associate floating IP with port ${port}: it has one.`);
    }
  }
  Object.assign(thing, fields, { revision_number: Number(thing['revision_number']) + 1 });
  return { status: 200, body: { [kind]: thing } };
}

/** What keeps a thing of the kind from going: its type of error, and who uses it. */
const users: Record<string, [type: string, kind: string, uses: (user: Thing, id: string) => boolean]> = {
  network: ['NetworkInUse', 'port', (port, id) => port['network_id'] === id && port['device_owner'] !== 'network:dhcp'],
  subnet: [
    'SubnetInUse',
    'port',
    (port, id) => port['device_owner'] !== 'network:dhcp' && JSON.stringify(port['fixed_ips'] ?? []).includes(id),
  ],
  router: ['RouterInUse', 'port', (port, id) => port['device_id'] === id],
  security_group: ['SecurityGroupInUse', 'port', (port, id) => JSON.stringify(port['security_groups']).includes(id)],
};

function removed(world: World, kind: string, id: string): Answer {
  const thing = found(world, kind, id);
  const [type = '', of = '', uses] = users[kind] ?? [];
  if (uses !== undefined && [...world.things(of).values()].some((user) => uses(user, id))) {
    throw refusedBy(type, `Unable to complete operation on ${kind} ${id}: it is in use.`);
  }
  if (thing['device_owner'] === 'network:router_interface') {
    throw refusedBy('ServicePortInUse', `Port ${id} cannot be deleted directly via the port API.`);
  }
  world.things(kind).delete(id);
  forget(world, kind, id);
  return { status: 204 };
}

/** What goes along. */
function forget(world: World, kind: string, id: string): void {
  const drop = (of: string, where: (thing: Thing) => boolean): void => {
    for (const thing of [...world.things(of).values()].filter(where)) world.things(of).delete(thing.id);
  };
  if (kind === 'network') drop('subnet', (subnet) => subnet['network_id'] === id);
  if (kind === 'network') drop('port', (port) => port['network_id'] === id);
  if (kind === 'subnet') drop('port', (port) => JSON.stringify(port['fixed_ips']).includes(id));
  if (kind === 'security_group') drop('security_group_rule', (rule) => rule['security_group_id'] === id);
  if (kind === 'port') {
    for (const fip of world.things('floatingip').values()) if (fip['port_id'] === id) fip['port_id'] = null;
  }
}

/** What the project has at most and has; the network that leads outside is its operator's. */
function quotasOf(world: World) {
  const kinds = ['network', 'subnet', 'router', 'port', 'security_group', 'security_group_rule', 'floatingip'] as const;
  const theirs = (kind: string): number => (kind === 'network' || kind === 'subnet' ? 1 : 0);
  const entries = kinds.map((kind) => {
    return [kind, { limit: world.quotas[kind], used: world.things(kind).size - theirs(kind), reserved: 0 }] as const;
  });
  return Object.fromEntries(entries);
}

import { z } from 'zod';
import { orNull } from './absent.ts';
import { nothing, type Session } from './session.ts';

const named = { id: z.string(), name: z.string() };
const route = z.object({ destination: z.string(), nexthop: z.string() });
const address = z.object({ subnet_id: z.string(), ip_address: z.string() });

/** What is read of each kind. */
const shapes = {
  network: z.object({ ...named, 'router:external': z.boolean().default(false) }),
  subnet: z.object({
    ...named,
    network_id: z.string(),
    cidr: z.string(),
    gateway_ip: z.string().nullable(),
    dns_nameservers: z.array(z.string()),
    host_routes: z.array(route),
  }),
  router: z.object({ ...named, routes: z.array(route).default([]) }),
  port: z.object({
    ...named,
    network_id: z.string(),
    mac_address: z.string(),
    fixed_ips: z.array(address),
    security_groups: z.array(z.string()),
    allowed_address_pairs: z.array(z.object({ ip_address: z.string() })).default([]),
    device_id: z.string(),
    device_owner: z.string(),
    status: z.string(),
  }),
  'security-group': z.object(named),
  'security-group-rule': z.object({
    id: z.string(),
    security_group_id: z.string(),
    direction: z.enum(['ingress', 'egress']),
    ethertype: z.enum(['IPv4', 'IPv6']),
    protocol: z.string().nullable(),
    port_range_min: z.int().nullable(),
    port_range_max: z.int().nullable(),
    remote_ip_prefix: z.string().nullable(),
    remote_group_id: z.string().nullable(),
  }),
  floatingip: z.object({
    id: z.string(),
    floating_ip_address: z.string(),
    floating_network_id: z.string(),
    port_id: z.string().nullable(),
    description: z.string().default(''),
  }),
};
export type Kind = keyof typeof shapes;
export type Thing<K extends Kind> = z.output<(typeof shapes)[K]>;

/** Neutron: one fashion for all of its kinds. Names are not unique in it; see `Session.call` for its creates. */
export class Network {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** All that the project sees of a kind, or those with these very fields. */
  list<K extends Kind>(kind: K, where: Record<string, string> = {}): Promise<Thing<K>[]> {
    const of = shapes[kind] as unknown as z.ZodType<Thing<K>>;
    return this.#session.list('network', collection(kind), wordOf(kind, true), of, where);
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Thing<K> | null> {
    const path = `${collection(kind)}/${id}`;
    return orNull(this.#session.call({ method: 'GET', service: 'network', path, answer: one(kind) }));
  }

  create<K extends Kind>(kind: K, fields: Record<string, unknown>, signal?: AbortSignal): Promise<Thing<K>> {
    const body = { [wordOf(kind)]: fields };
    const asked = { method: 'POST', service: 'network', path: collection(kind), body, answer: one(kind) } as const;
    return this.#session.call({ ...asked, signal });
  }

  /** All of them or, when one cannot be made, none. */
  async createAll(kind: Kind, fields: Record<string, unknown>[]): Promise<void> {
    if (fields.length === 0) return;
    const body = { [wordOf(kind, true)]: fields };
    await this.#session.call({ method: 'POST', service: 'network', path: collection(kind), body, answer: nothing });
  }

  update<K extends Kind>(kind: K, id: string, fields: Record<string, unknown>): Promise<Thing<K>> {
    const path = `${collection(kind)}/${id}`;
    const body = { [wordOf(kind)]: fields };
    return this.#session.call({ method: 'PUT', service: 'network', path, body, answer: one(kind) });
  }

  async delete(kind: Kind, id: string): Promise<void> {
    const path = `${collection(kind)}/${id}`;
    await orNull(this.#session.call({ method: 'DELETE', service: 'network', path, answer: nothing }));
  }

  /** By the gateway of a subnet, or by a port of ours. */
  async addInterface(router: string, by: { subnet_id: string } | { port_id: string }): Promise<void> {
    const path = `/v2.0/routers/${router}/add_router_interface`;
    await this.#session.call({ method: 'PUT', service: 'network', path, body: by, answer: nothing });
  }

  /** 409 while a floating IP or a route needs it. */
  async removeInterface(router: string, port: string): Promise<void> {
    const path = `/v2.0/routers/${router}/remove_router_interface`;
    const body = { port_id: port };
    await orNull(this.#session.call({ method: 'PUT', service: 'network', path, body, answer: nothing }));
  }

  async extensions(): Promise<string[]> {
    const answer = z.object({ extensions: z.array(z.object({ alias: z.string() })) });
    const asked = { method: 'GET', service: 'network', path: '/v2.0/extensions', answer } as const;
    return (await this.#session.call(asked)).extensions.map(({ alias }) => alias);
  }
}

function collection(kind: Kind): string {
  return `/v2.0/${kind}s`;
}

/** How a body calls it. */
function wordOf(kind: Kind, several = false): string {
  return `${kind.replaceAll('-', '_')}${several ? 's' : ''}`;
}

function one<K extends Kind>(kind: K): z.ZodType<Thing<K>> {
  const word = wordOf(kind);
  const shape = z.object({ [word]: shapes[kind] as unknown as z.ZodType<Thing<K>> });
  return shape.transform((body) => body[word] as Thing<K>);
}

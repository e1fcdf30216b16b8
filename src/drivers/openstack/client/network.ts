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
const quota = z.object({ limit: z.int(), used: z.int() });
const quotas = z.object({
  quota: z.object({
    router: quota,
    network: quota,
    subnet: quota,
    port: quota,
    security_group: quota,
    security_group_rule: quota,
  }),
});

export type Kind = keyof typeof shapes;
export type Thing<K extends Kind> = z.output<(typeof shapes)[K]>;

/** Neutron: one fashion for all of its kinds. Names are not unique in it; see `Session.call` for its creates. */
export class Network {
  readonly #session: Session;
  readonly #signal: AbortSignal | undefined;

  /** Once the signal has come nothing is asked any more; what makes something is not cut off, see `create`. */
  constructor(session: Session, signal?: AbortSignal) {
    this.#session = session;
    this.#signal = signal;
  }

  /** The same, for a call that nobody may be waiting for any more. */
  heeding(signal: AbortSignal | undefined): Network {
    return signal === undefined ? this : new Network(this.#session, signal);
  }

  /** All that the project sees of a kind, or those with these very fields. */
  list<K extends Kind>(kind: K, where: Record<string, string> = {}): Promise<Thing<K>[]> {
    const of = shapes[kind] as unknown as z.ZodType<Thing<K>>;
    return this.#session.list('network', collection(kind), wordOf(kind, true), of, where, this.#signal);
  }

  async get<K extends Kind>(kind: K, id: string): Promise<Thing<K> | null> {
    return orNull(this.#ask('GET', `${collection(kind)}/${id}`, one(kind)));
  }

  /** Ends with its answer: one that was cut off could have its effect after what undoes it has looked for that. */
  async create<K extends Kind>(kind: K, fields: Record<string, unknown>): Promise<Thing<K>> {
    this.#signal?.throwIfAborted();
    const body = { [wordOf(kind)]: fields };
    const asked = { method: 'POST', service: 'network', path: collection(kind), body, answer: one(kind) } as const;
    return this.#session.call(asked);
  }

  /** All of them or, when one cannot be made, none. */
  async createAll(kind: Kind, fields: Record<string, unknown>[]): Promise<void> {
    if (fields.length === 0) return;
    await this.#ask('POST', collection(kind), nothing, { [wordOf(kind, true)]: fields });
  }

  update<K extends Kind>(kind: K, id: string, fields: Record<string, unknown>): Promise<Thing<K>> {
    return this.#ask('PUT', `${collection(kind)}/${id}`, one(kind), { [wordOf(kind)]: fields });
  }

  async delete(kind: Kind, id: string): Promise<void> {
    await orNull(this.#ask('DELETE', `${collection(kind)}/${id}`, nothing));
  }

  /** By the gateway of a subnet, or by a port of ours. */
  async addInterface(router: string, by: { subnet_id: string } | { port_id: string }): Promise<void> {
    await this.#ask('PUT', `/v2.0/routers/${router}/add_router_interface`, nothing, by);
  }

  /** 409 while a floating IP or a route needs it. */
  async removeInterface(router: string, port: string): Promise<void> {
    await orNull(this.#ask('PUT', `/v2.0/routers/${router}/remove_router_interface`, nothing, { port_id: port }));
  }

  /** What a project may have at most, and has; below 0 is no limit. */
  async quotas(project: string): Promise<z.output<typeof quotas>['quota']> {
    return (await this.#ask('GET', `/v2.0/quotas/${project}/details.json`, quotas)).quota;
  }

  async extensions(): Promise<string[]> {
    const answer = z.object({ extensions: z.array(z.object({ alias: z.string() })) });
    return (await this.#ask('GET', '/v2.0/extensions', answer)).extensions.map(({ alias }) => alias);
  }

  #ask<T>(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, answer: z.ZodType<T>, body?: unknown): Promise<T> {
    return this.#session.call({ method, service: 'network', path, body, answer, signal: this.#signal });
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

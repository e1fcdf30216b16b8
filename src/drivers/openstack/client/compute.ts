import { z } from 'zod';
import { orNull } from './absent.ts';
import { nothing, type Session } from './session.ts';

const server = z.object({
  id: z.string(),
  name: z.string(),
  status: z.string(),
  'OS-EXT-STS:task_state': z.string().nullable().default(null),
  created: z.string(),
  updated: z.string(),
  tags: z.array(z.string()).default([]),
  metadata: z.record(z.string(), z.string()).default({}),
  /** When it first ran; null: never. */
  'OS-SRV-USG:launched_at': z.string().nullable().default(null),
  flavor: z.object({ vcpus: z.int(), ram: z.int() }),
  fault: z.object({ message: z.string() }).optional(),
});
/** A nova server, as far as it is looked at. */
export type Server = z.output<typeof server>;

const flavor = z.object({
  id: z.string(),
  name: z.string(),
  vcpus: z.int(),
  ram: z.int(),
  disk: z.int(),
  'OS-FLV-DISABLED:disabled': z.boolean().default(false),
});
export type Flavor = z.output<typeof flavor>;

const action = z.object({ action: z.string(), user_id: z.string().nullable(), start_time: z.string() });

const limits = z.object({
  limits: z.object({
    absolute: z.object({
      maxTotalInstances: z.int(),
      totalInstancesUsed: z.int(),
      maxTotalCores: z.int(),
      totalCoresUsed: z.int(),
      /** MiB. */
      maxTotalRAMSize: z.int(),
      totalRAMUsed: z.int(),
    }),
  }),
});

/** What a server is made of, in nova's words. It boots from a volume of ours, which stays when the server goes. */
export interface NewServer {
  name: string;
  tags: string[];
  hostname: string;
  flavor: string;
  volumes: string[];
  ports: string[];
  keypair: string | null;
  /** Base64. */
  userData: string | null;
  /** What nova keeps with it, for us. */
  metadata: Record<string, string>;
}

/** Longer than other calls: nova asks cinder and neutron before it answers. */
const CREATE_MS = 60_000;

/** Nova. Its creates are not idempotent: see `Session.call`. */
export class Compute {
  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  /** With all of these tags. */
  withTags(tags: string[]): Promise<Server[]> {
    return this.#session.list('compute', '/servers/detail', 'servers', server, { tags: tags.join(',') });
  }

  /** What has changed since, also what was deleted: of the project, whoever made it. */
  changedSince(time: string): Promise<Server[]> {
    return this.#session.list('compute', '/servers/detail', 'servers', server, { 'changes-since': time });
  }

  /** null: there is none, or none any more. */
  async server(id: string): Promise<Server | null> {
    const answer = z.object({ server });
    return orNull(this.#get(`/servers/${id}`, answer).then((found) => found.server));
  }

  /** The id of the server, which is only noted yet: what becomes of it is its status. Ends with its answer, see `Network.create`. */
  async create(made: NewServer): Promise<string> {
    const disks = made.volumes.map((uuid, boot_index) => ({
      uuid,
      source_type: 'volume',
      destination_type: 'volume',
      boot_index: boot_index === 0 ? 0 : -1,
      delete_on_termination: false,
    }));
    const body = {
      name: made.name,
      hostname: made.hostname,
      tags: made.tags,
      metadata: made.metadata,
      flavorRef: made.flavor,
      block_device_mapping_v2: disks,
      networks: made.ports.length === 0 ? 'none' : made.ports.map((port) => ({ port })),
      ...(made.keypair === null ? {} : { key_name: made.keypair }),
      ...(made.userData === null ? {} : { user_data: made.userData }),
    };
    const answer = z.object({ server: z.object({ id: z.string() }) });
    const asked = { method: 'POST', service: 'compute', path: '/servers', body: { server: body }, answer } as const;
    return (await this.#session.call({ ...asked, deadlineMs: CREATE_MS })).server.id;
  }

  delete(id: string): Promise<void> {
    return this.#delete(`/servers/${id}`);
  }

  /** `{ 'os-start': null }` and its like: noted by nova, and done later. */
  act(id: string, act: Record<string, unknown>): Promise<void> {
    return this.#post(`/servers/${id}/action`, act, nothing);
  }

  /** The last lines of the console of this boot. */
  async console(id: string, length: number): Promise<string> {
    const act = { 'os-getConsoleOutput': { length } };
    return (await this.#post(`/servers/${id}/action`, act, z.object({ output: z.string().nullable() }))).output ?? '';
  }

  /** Latest first; `user_id` is null for what nova did by itself. */
  async actions(id: string): Promise<z.output<typeof action>[]> {
    const answer = z.object({ instanceActions: z.array(action) });
    return (await this.#get(`/servers/${id}/os-instance-actions`, answer)).instanceActions;
  }

  /** Ids of the ports that are plugged. */
  async plugged(id: string): Promise<string[]> {
    const answer = z.object({ interfaceAttachments: z.array(z.object({ port_id: z.string() })) });
    return (await this.#get(`/servers/${id}/os-interface`, answer)).interfaceAttachments.map((each) => each.port_id);
  }

  plug(id: string, port: string): Promise<void> {
    return this.#post(`/servers/${id}/os-interface`, { interfaceAttachment: { port_id: port } }, nothing);
  }

  unplug(id: string, port: string): Promise<void> {
    return this.#delete(`/servers/${id}/os-interface/${port}`);
  }

  /** Ids of the volumes that it has, the one that it boots from among them. */
  async attached(id: string): Promise<string[]> {
    const answer = z.object({ volumeAttachments: z.array(z.object({ volumeId: z.string() })) });
    return (await this.#get(`/servers/${id}/os-volume_attachments`, answer)).volumeAttachments.map(
      (each) => each.volumeId,
    );
  }

  attach(id: string, volume: string): Promise<void> {
    return this.#post(`/servers/${id}/os-volume_attachments`, { volumeAttachment: { volumeId: volume } }, nothing);
  }

  detach(id: string, volume: string): Promise<void> {
    return this.#delete(`/servers/${id}/os-volume_attachments/${volume}`);
  }

  /** Those that the project may use. */
  flavors(): Promise<Flavor[]> {
    return this.#session.list('compute', '/flavors/detail', 'flavors', flavor);
  }

  async limits(): Promise<z.output<typeof limits>['limits']['absolute']> {
    return (await this.#get('/limits', limits)).limits.absolute;
  }

  /** The newest microversion of this nova. */
  async newest(): Promise<string> {
    return (await this.#get('/', z.object({ version: z.object({ version: z.string() }) }))).version.version;
  }

  /** Of the user, not of the project. */
  addKeypair(name: string, key: string): Promise<void> {
    return this.#post('/os-keypairs', { keypair: { name, public_key: key } }, nothing);
  }

  async keypairs(): Promise<string[]> {
    const answer = z.object({ keypairs: z.array(z.object({ keypair: z.object({ name: z.string() }) })) });
    return (await this.#get('/os-keypairs', answer)).keypairs.map(({ keypair }) => keypair.name);
  }

  deleteKeypair(name: string): Promise<void> {
    return this.#delete(`/os-keypairs/${encodeURIComponent(name)}`);
  }

  #get<T>(path: string, answer: z.ZodType<T>): Promise<T> {
    return this.#session.call({ method: 'GET', service: 'compute', path, answer });
  }

  #post<T>(path: string, body: unknown, answer: z.ZodType<T>): Promise<T> {
    return this.#session.call({ method: 'POST', service: 'compute', path, body, answer });
  }

  async #delete(path: string): Promise<void> {
    await orNull(this.#session.call({ method: 'DELETE', service: 'compute', path, answer: nothing }));
  }
}

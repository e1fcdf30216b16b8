import { createHash, randomUUID } from 'node:crypto';

export const PROJECT = '0f2c9d3a6c1b4b6f9f3f0d8a5a6b7c8d';
export const USER = '6a1d2f7be0c84f4b8a9a3d5e7c2b1f00';

export interface SimServer {
  id: string;
  name: string;
  hostname: string;
  status: string;
  task: string | null;
  created: string;
  updated: string;
  tags: string[];
  metadata: Record<string, string>;
  launched: string | null;
  flavor: string;
  fault: string | null;
  volumes: string[];
  ports: string[];
  userData: string | null;
  key: string | null;
  console: string;
  actions: { action: string; user_id: string | null; start_time: string }[];
  /** The flavor to go back to while a resize waits to be confirmed. */
  oldFlavor: string | null;
}

export interface SimVolume {
  id: string;
  name: string;
  metadata: Record<string, string>;
  status: string;
  size: number;
  created_at: string;
  image: string | null;
  server: string | null;
  /** It came of something that boots. */
  bootable: boolean;
}

export interface SimImage {
  id: string;
  name: string;
  status: string;
  tags: string[];
  properties: Record<string, unknown>;
  content: { size: number; sha256: string } | null;
}

export interface Snapshot {
  id: string;
  name: string;
  status: string;
  volume: string;
  size: number;
}

/** A neutron object: its fields, as they are answered. */
export type Thing = Record<string, unknown> & { id: string; name: string };

/** How long a state lasts before the next one, ms; `Infinity`: for good. */
const delays = { build: 30, power: 20, remove: 20, volume: 20, attach: 20, resize: 20, snapshot: 20 };

/** Of the project, as an OpenStack has them before anybody changes them. */
const quotas = {
  instances: 10,
  cores: 20,
  ram: 51_200,
  volumes: 10,
  gigabytes: 1000,
  snapshots: 10,
  network: 100,
  subnet: 100,
  router: 10,
  port: 500,
  security_group: 10,
  security_group_rule: 100,
  floatingip: 50,
};

/** All that an OpenStack has: one project of it, and an external network. What takes its time is done when somebody looks. */
export class World {
  readonly delays = { ...delays };
  readonly quotas = { ...quotas };
  /** So many objects of a collection are answered at once. */
  pageCap = 1000;
  /** What becomes of the next servers in place of ACTIVE, first come first. */
  readonly fates: string[] = [];
  /** Whether guests let go of no disk: nova gives up then, and says nothing. */
  holdsOn = false;
  readonly flavors = [
    { id: '1', name: 'm1.nano', vcpus: 1, ram: 128, disk: 1 },
    { id: '2', name: 'm1.tiny', vcpus: 1, ram: 256, disk: 1 },
    { id: '3', name: 'm1.small', vcpus: 1, ram: 1024, disk: 2 },
  ];
  readonly servers = new Map<string, SimServer>();
  readonly keypairs = new Map<string, string>();
  readonly volumes = new Map<string, SimVolume>();
  readonly snapshots = new Map<string, Snapshot>();
  readonly images = new Map<string, SimImage>();
  /** Ids that glance never gives again. */
  readonly burnt = new Set<string>();
  readonly network = new Map<string, Map<string, Thing>>();
  readonly #due: { at: number; act: () => void }[] = [];

  /** Does it after so many ms, as far as anybody can see. */
  later(ms: number, act: () => void): void {
    this.#due.push({ at: Date.now() + ms, act });
    this.#due.sort((a, b) => a.at - b.at);
  }

  /** Does what is due by now. */
  advance(): void {
    while ((this.#due[0]?.at ?? Number.POSITIVE_INFINITY) <= Date.now()) this.#due.shift()?.act();
  }

  things(kind: string): Map<string, Thing> {
    const known = this.network.get(kind) ?? new Map<string, Thing>();
    this.network.set(kind, known);
    return known;
  }

  /** A server is another than it was; those who ask for changes hear of it. */
  change(server: SimServer, change: Partial<SimServer>): void {
    Object.assign(server, change, { updated: now() });
  }

  /** As its owner does inside, or a hand in Horizon: `by` is null for the guest itself. */
  powerOff(id: string, by: string | null): void {
    const server = this.servers.get(id);
    if (server === undefined) throw new Error(`no server ${id}`);
    server.actions.unshift({ action: 'stop', user_id: by, start_time: now() });
    this.change(server, { status: 'SHUTOFF', task: null });
  }

  /** Nova has deleted it: its ports and volumes are free. */
  remove(server: SimServer): void {
    this.change(server, { status: 'DELETED', task: null });
    for (const port of server.ports) this.unplug(port);
    for (const volume of server.volumes) this.release(volume);
  }

  unplug(port: string): void {
    const found = this.things('port').get(port);
    if (found !== undefined) Object.assign(found, { device_id: '', device_owner: '', status: 'DOWN' });
  }

  release(volume: string): void {
    const found = this.volumes.get(volume);
    if (found !== undefined) Object.assign(found, { status: 'available', server: null });
  }

  /** Live ones. */
  alive(): SimServer[] {
    return [...this.servers.values()].filter(({ status }) => status !== 'DELETED');
  }
}

/** As OpenStack writes it: to the second. */
export function now(): string {
  return new Date().toISOString().replace(/\.\d+Z$/, 'Z');
}

export const newId = (): string => randomUUID();

/** What a guest prints at its first boot; its host key follows from who it is. */
export function bootOf(server: string): string {
  const type = 'ssh-ed25519';
  const length = (bytes: number): Buffer => Buffer.from([0, 0, 0, bytes]);
  const key = createHash('sha256').update(server).digest();
  const blob = Buffer.concat([length(type.length), Buffer.from(type), length(key.length), key]);
  return [
    'Linux version 6.1.0-cloud-amd64',
    '-----BEGIN SSH HOST KEY KEYS-----',
    `${type} ${blob.toString('base64')} root@guest`,
    '-----END SSH HOST KEY KEYS-----',
    'Cloud-init v. 22.4.2 finished at Mon, 01 Jan 2024 00:00:00 +0000. Up 9.10 seconds',
    '',
  ].join('\n');
}

import { Problem } from '../../common/problem.ts';
import type { BackendObject, Trashed } from '../driver.ts';
import type { Kind } from './client/network.ts';
import type { OpenStack } from './client/index.ts';
import { stateOf } from './life.ts';
import { stock } from './network/floating.ts';
import type { NamedKind, Names } from './names.ts';
import type { CinderSnapshots } from './snapshots.ts';

/** How neutron calls what `inventory` lists. */
const NETWORK: [
  kind: Exclude<Kind, 'floatingip' | 'security-group-rule'>,
  ours: NamedKind,
  word: BackendObject['kind'],
][] = [
  ['router', 'router', 'router'],
  ['network', 'network', 'network'],
  ['subnet', 'subnet', 'subnet'],
  ['port', 'port', 'port'],
  ['security-group', 'group', 'security-group'],
];
const TRASHED_AT = 'slipway_trashed';

/** What an OpenStack has of ours, whatever rows say; what is not ours is not seen. */
export class Holdings {
  readonly #stack: OpenStack;
  readonly #names: Names;
  readonly #snapshots: CinderSnapshots['all'];

  constructor(stack: OpenStack, names: Names, snapshots: CinderSnapshots['all']) {
    this.#stack = stack;
    this.#names = names;
    this.#snapshots = snapshots;
  }

  /** Guests, volumes and images. */
  async ofUsers(): Promise<BackendObject[]> {
    const { compute, images } = this.#stack;
    const [servers, volumes, kept] = await Promise.all([
      compute.withTags([this.#names.cloud]),
      this.volumes('volume'),
      images.withTag(this.#names.cloud),
    ]);
    const guests = servers.map(({ id, tags }) => ({
      kind: 'guest' as const,
      id: this.#names.guestOf(tags),
      detail: `server ${id}`,
    }));
    return [
      ...guests,
      ...volumes.map(({ id, volume }) => ({ kind: 'volume' as const, id, detail: `volume ${volume.id}` })),
      ...kept.map(({ id }) => ({ kind: 'image' as const, id, detail: `image ${id}` })),
    ];
  }

  async all(): Promise<BackendObject[]> {
    const { compute, network } = this.#stack;
    const [held, snapshots, keys, ...things] = await Promise.all([
      this.ofUsers(),
      this.#snapshots(),
      compute.keypairs(),
      ...NETWORK.map(async ([kind, ours, word]) => {
        return (await network.list(kind)).flatMap(({ id, name }) => this.#object(word, ours, name, `${kind} ${id}`));
      }),
    ]);
    const kept = snapshots.map(({ id, snapshot }) => ({
      kind: 'snapshot' as const,
      id,
      detail: `volume snapshot ${snapshot.id}`,
    }));
    return [...held, ...kept, ...keys.flatMap((name) => this.#object('keypair', 'key', name, name)), ...things.flat()];
  }

  /** Volumes by our ids, those in use or those in the trash. */
  async volumes(ours: 'volume' | 'trash') {
    return (await this.#stack.volumes.list()).flatMap((volume) => {
      const read = this.#names.read(volume.name);
      return read?.kind === ours ? [{ id: read.id, volume }] : [];
    });
  }

  /** What each volume takes with its snapshots, MiB, by id. */
  async diskSizes(): Promise<Map<string, number>> {
    const [volumes, snapshots] = await Promise.all([this.volumes('volume'), this.#snapshots()]);
    return new Map(
      volumes.map(({ id, volume }) => {
        const own = snapshots.filter(({ snapshot }) => snapshot.volume_id === volume.id);
        const gib = own.reduce((sum, { snapshot }) => sum + snapshot.size, volume.size);
        return [id, gib * 1024];
      }),
    );
  }

  /** Why each of these must stay: a server that is on runs with it; null: nothing does. */
  async inUse(objects: BackendObject[]): Promise<(string | null)[]> {
    const servers = (await this.#stack.compute.withTags([this.#names.cloud])).filter((server) => {
      return stateOf(server) === 'running';
    });
    const volumes = await this.volumes('volume');
    const ports = objects.some(({ kind }) => kind === 'port') ? await this.#stack.network.list('port') : [];
    const on = new Map(servers.map(({ id, tags }) => [id, this.#names.guestOf(tags)]));
    return objects.map(({ kind, id }) => {
      const used = (server: string | undefined): string | null => {
        return server !== undefined && on.has(server) ? `the guest ${on.get(server)} runs with it` : null;
      };
      if (kind === 'guest') return [...on.values()].includes(id) ? `the guest ${id} runs` : null;
      if (kind === 'volume') return used(volumes.find((each) => each.id === id)?.volume.attachments[0]?.server_id);
      // it holds what a user has kept, and cinder puts nothing aside
      if (kind === 'snapshot') return 'delete it in OpenStack, if nobody wants it';
      if (kind === 'port') return used(ports.find(({ name }) => this.#names.read(name)?.id === id)?.device_id);
      return null;
    });
  }

  /** A volume that nobody knows keeps what it holds, by another name. */
  async trashVolume(id: string): Promise<void> {
    const found = (await this.volumes('volume')).find((each) => each.id === id);
    if (found === undefined) return;
    const metadata = { ...this.#names.metadata(id), [TRASHED_AT]: String(Date.now()) };
    await this.#stack.volumes.identify(found.volume.id, this.#names.of('trash', id), metadata);
  }

  /** Oldest first. */
  async trash(): Promise<(Trashed & { object: string })[]> {
    const found = (await this.volumes('trash')).map(({ id, volume }) => ({
      id: volume.id,
      kind: 'volume',
      object: id,
      detail: `volume ${volume.id}`,
      at: Number(volume.metadata[TRASHED_AT] ?? 0),
      bytes: volume.size * 2 ** 30,
      places: [],
    }));
    return found.toSorted((a, b) => a.at - b.at);
  }

  async restore(trashed: string): Promise<void> {
    const entry = (await this.trash()).find(({ id }) => id === trashed);
    if (entry === undefined) throw new Problem('not-found', 'Not found.');
    const name = this.#names.of('volume', entry.object);
    if ((await this.#stack.volumes.list(name)).length > 0) {
      throw new Problem('trash-place-taken', `There is another volume ${entry.object}.`);
    }
    await this.#stack.volumes.identify(trashed, name, this.#names.metadata(entry.object));
  }

  async emptyTrash(epochMs: number): Promise<Trashed[]> {
    const going = (await this.trash()).filter(({ at }) => at < epochMs);
    for (const { id } of going) await this.#stack.volumes.delete(id);
    return going;
  }

  /** Takes away what of neutron's or nova's small things `inventory` has listed. */
  async removeThing({ kind, id, detail }: BackendObject): Promise<void> {
    if (kind === 'keypair') return this.#stack.compute.deleteKeypair(detail);
    const [word, ours] = NETWORK.find(([, , named]) => named === kind) ?? [];
    if (word === undefined || ours === undefined || id === null) return;
    for (const thing of await this.#stack.network.list(word, { name: this.#names.of(ours, id) })) {
      await this.#stack.network.delete(word, thing.id);
    }
  }

  /** Floating IPs that we have, whether a port has them or not. */
  async releaseFloatingIps(): Promise<void> {
    for (const { id } of await stock(this.#stack.network, this.#names)) {
      await this.#stack.network.delete('floatingip', id);
    }
  }

  #object(word: BackendObject['kind'], ours: NamedKind, name: string, detail: string): BackendObject[] {
    const read = this.#names.read(name);
    return read?.kind === ours ? [{ kind: word, id: read.id, detail }] : [];
  }
}

import { Problem } from '../../common/problem.ts';
import type { OpenStack } from './client/index.ts';
import type { Volume } from './client/volume.ts';
import type { Names } from './names.ts';
import { obtain, older } from './obtain.ts';
import type { CinderVolumes } from './volumes.ts';
import { awaited, type Patience } from './wait.ts';

/**
 * Makes the disk of a server that is off readable: cinder makes no image of a volume that a server has, but a snapshot, of
 * that a volume, and of that an image. All three carry the name of what is to become of them, and go when that is there.
 */
export class Captures {
  readonly #stack: OpenStack;
  readonly #names: Names;
  readonly #volumes: CinderVolumes;
  readonly #patience: Patience;

  constructor(stack: OpenStack, names: Names, volumes: CinderVolumes, patience: Patience) {
    this.#stack = stack;
    this.#names = names;
    this.#volumes = volumes;
    this.#patience = patience;
  }

  /** Writes the disk of a volume to a file, as glance has it of cinder: a qcow2. Goes on where a crash has left it. */
  async read(image: string, volume: string, file: string, signal?: AbortSignal): Promise<void> {
    const { volumes, images } = this.#stack;
    const name = this.#names.of('capture', image);
    const source = await this.#volumes.require(volume);
    const snapshot = await obtain(
      {
        find: () => volumes.snapshots(name),
        make: () => volumes.snap(source.id, name),
        remove: ({ id }) => volumes.deleteSnapshot(id),
        order: (a, b) => (a.id < b.id ? -1 : 1),
      },
      this.#patience,
      signal,
    );
    await this.#settled('made a snapshot', signal, async () => {
      return (await volumes.snapshots(name)).find(({ id }) => id === snapshot.id);
    });
    const copy = await this.#copy(name, source, snapshot.id, signal);
    const given = await this.#image(name, copy, signal);
    await this.#settled('made an image of a volume', signal, async () => (await images.image(given)) ?? undefined);
    await images.download(given, file, signal);
    await this.clear(image);
  }

  /** Takes away what is there of a capture, whatever has become of it. */
  async clear(image: string): Promise<void> {
    const { volumes, images } = this.#stack;
    const name = this.#names.of('capture', image);
    for (const { id } of await images.named(name)) await images.delete(id);
    for (const { id } of await volumes.list(name)) {
      await this.#volumes.settled(id);
      await volumes.delete(id);
      await awaited('deleted a volume', this.#patience.lookMs, undefined, async () => {
        return (await volumes.volume(id)) === null || null;
      });
    }
    for (const { id } of await volumes.snapshots(name)) {
      await volumes.deleteSnapshot(id);
      await awaited('deleted a snapshot', this.#patience.lookMs, undefined, async () => {
        return !(await volumes.snapshots(name)).some((each) => each.id === id) || null;
      });
    }
  }

  /** The images that captures are under way of. */
  async all(): Promise<string[]> {
    const { volumes } = this.#stack;
    const named = [...(await volumes.list()), ...(await volumes.snapshots())];
    const ids = named
      .map(({ name }) => this.#names.read(name))
      .flatMap((read) => (read?.kind === 'capture' ? [read.id] : []));
    return [...new Set(ids)];
  }

  async #copy(name: string, source: Volume, snapshot: string, signal?: AbortSignal): Promise<string> {
    const { volumes } = this.#stack;
    const { id } = await obtain(
      {
        find: () => volumes.list(name),
        make: () => volumes.create({ name, size: source.size, image: null, snapshot, metadata: {}, type: null }),
        remove: (other) => volumes.delete(other.id),
        order: (a, b) => older({ id: a.id, at: a.created_at }, { id: b.id, at: b.created_at }),
      },
      this.#patience,
      signal,
    );
    await this.#volumes.settled(id, signal);
    return id;
  }

  /** The id that glance has given it. */
  async #image(name: string, volume: string, signal?: AbortSignal): Promise<string> {
    const { volumes, images } = this.#stack;
    const [there, ...others] = await images.named(name);
    for (const { id } of others) await images.delete(id);
    if (there !== undefined) return there.id;
    signal?.throwIfAborted();
    return volumes.toImage(volume, name);
  }

  async #settled(
    what: string,
    signal: AbortSignal | undefined,
    look: () => Promise<{ status: string } | undefined>,
  ): Promise<void> {
    const status = await awaited(what, this.#patience.lookMs, signal, async () => {
      const is = (await look())?.status ?? 'error';
      return ['creating', 'queued', 'saving', 'importing'].includes(is) ? null : is;
    });
    if (status === 'active' || status === 'available') return;
    const message = `OpenStack has not ${what}: it is "${status}".`;
    throw new Problem('openstack-failed', message, undefined, { transient: true });
  }
}

import { Problem } from '../../common/problem.ts';
import type { VolumeSpec } from '../driver.ts';
import type { OpenStack } from './client/index.ts';
import type { Volume } from './client/volume.ts';
import type { Names } from './names.ts';
import { obtain, older, only } from './obtain.ts';
import { awaited, type Patience } from './wait.ts';

const MIB = 1024;

/** Cinder volumes: every disk is one, that of a system too. Their sizes are whole GiB. */
export class CinderVolumes {
  readonly #stack: OpenStack;
  readonly #names: Names;
  readonly #patience: Patience;
  /** null: the one that the OpenStack takes by itself. */
  readonly #type: string | null;

  constructor(stack: OpenStack, names: Names, patience: Patience, type: string | null) {
    this.#stack = stack;
    this.#names = names;
    this.#patience = patience;
    this.#type = type;
  }

  /** null: there is none. */
  find(id: string): Promise<Volume | null> {
    return only(this.#identified(id, null));
  }

  /** Throws `volume-missing`. */
  async require(id: string): Promise<Volume> {
    const volume = await this.find(id);
    if (volume === null) throw new Problem('volume-missing', `The OpenStack has no volume ${id}.`);
    return volume;
  }

  /** Ends when it can be used; it begins as cinder's `snapshot`. One that cinder could not make is taken away again, and that is said. */
  async create(spec: VolumeSpec, signal?: AbortSignal, snapshot: string | null = null): Promise<void> {
    const { id } = await obtain(this.#identified(spec.id, spec, snapshot), this.#patience, signal);
    const status = await this.settled(id, signal);
    if (status !== 'error') return;
    const said = (await this.#stack.volumes.messages(id)).at(-1) ?? 'it does not say why';
    await this.#stack.volumes.delete(id);
    throw new Problem('openstack-failed', `OpenStack could not make the volume: ${said}`, undefined, {
      transient: true,
    });
  }

  /** Ends when it is gone. */
  async delete(id: string, signal?: AbortSignal): Promise<void> {
    for (const volume of await this.#stack.volumes.list(this.#names.of('volume', id))) {
      await this.settled(volume.id, signal);
      await this.#stack.volumes.delete(volume.id);
      await awaited('deleted a volume', this.#patience.lookMs, signal, async () => {
        return (await this.#stack.volumes.volume(volume.id)) === null || null;
      });
    }
  }

  /** Only of what no server has: how a backend takes the growth of what is in use nobody but its admin knows. */
  async grow(id: string, sizeMiB: number, signal?: AbortSignal): Promise<void> {
    const volume = await this.require(id);
    const size = Math.ceil(sizeMiB / MIB);
    if (volume.size >= size) return;
    if (volume.attachments.length > 0) {
      const message = 'The volume is attached, and this cloud extends what is detached only.';
      throw new Problem('openstack-unfit', message, 'Detach the volume, extend it, and attach it again.');
    }
    await this.#stack.volumes.extend(volume.id, size);
    await this.settled(volume.id, signal);
  }

  /** MiB. */
  async size(id: string): Promise<number> {
    return (await this.require(id)).size * MIB;
  }

  /** Its name is its whole identity, so that it moves in one act. */
  async move(id: string, to: string): Promise<void> {
    if ((await this.find(to)) !== null) return;
    const { id: volume } = await this.require(id);
    await this.#stack.volumes.identify(volume, this.#names.of('volume', to), this.#names.metadata(to));
  }

  /** Ends when cinder is not at work with it, with what it is then. */
  settled(id: string, signal?: AbortSignal): Promise<string> {
    return awaited('settled a volume', this.#patience.lookMs, signal, async () => {
      const status = (await this.#stack.volumes.volume(id))?.status ?? 'error';
      return status.endsWith('ing') && status !== 'error_extending' ? null : status;
    });
  }

  #identified(id: string, spec: VolumeSpec | null, snapshot: string | null = null) {
    const { volumes } = this.#stack;
    const name = this.#names.of('volume', id);
    return {
      find: () => volumes.list(name),
      make: () => {
        const size = Math.max(1, Math.ceil((spec?.sizeMiB ?? 0) / MIB));
        const from = { image: spec?.image ?? null, snapshot };
        return volumes.create({ name, size, ...from, metadata: this.#names.metadata(id), type: this.#type });
      },
      remove: ({ id: other }: Volume) => volumes.delete(other),
      order: (a: Volume, b: Volume) => {
        // one that cinder could not make is the last to go on with
        const [faultA, faultB] = [Number(a.status === 'error'), Number(b.status === 'error')];
        return faultA - faultB || older({ id: a.id, at: a.created_at }, { id: b.id, at: b.created_at });
      },
    };
  }
}

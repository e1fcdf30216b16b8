import { Problem } from '../../common/problem.ts';
import type { SnapshotSpec, VolumeSpec } from '../driver.ts';
import type { OpenStack } from './client/index.ts';
import type { Snapshot } from './client/volume.ts';
import { capabilities } from './limits.ts';
import type { Names } from './names.ts';
import { obtain, only } from './obtain.ts';
import type { CinderVolumes } from './volumes.ts';
import { awaited, type Patience } from './wait.ts';

/** Cinder's snapshots, of volumes that servers run with, too: crash-consistent, as its storage takes them. */
export class CinderSnapshots {
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

  /** Ends when all are there. */
  async take(snapshots: readonly SnapshotSpec[], signal?: AbortSignal): Promise<void> {
    for (const snapshot of snapshots) await this.#takeOne(snapshot, signal);
  }

  /** One that cinder could not take is taken away again, and that is said. */
  async #takeOne({ id, volume }: SnapshotSpec, signal?: AbortSignal): Promise<void> {
    const source = await this.#volumes.require(volume);
    const taken = await obtain(this.#identified(id, source.id), this.#patience, signal);
    const status = await awaited('taken a snapshot', this.#patience.lookMs, signal, async () => {
      const is = (await this.#all(id)).find((each) => each.id === taken.id)?.status ?? 'error';
      return is === 'creating' ? null : is;
    });
    if (status === 'available') return;
    await this.delete({ id }, signal);
    const message = `OpenStack could not take the snapshot: it is "${status}".`;
    throw new Problem('openstack-failed', message, undefined, { transient: true });
  }

  /** Ends when it is gone. */
  async delete({ id }: Pick<SnapshotSpec, 'id'>, signal?: AbortSignal): Promise<void> {
    for (const snapshot of await this.#all(id)) await this.#stack.volumes.deleteSnapshot(snapshot.id);
    await awaited('deleted a snapshot', this.#patience.lookMs, signal, async () => {
      return (await this.#all(id)).length === 0 || null;
    });
  }

  async restore(volume: VolumeSpec, { id, volume: source }: SnapshotSpec, signal?: AbortSignal): Promise<void> {
    const snapshot = await only(this.#identified(id, source));
    if (snapshot === null) throw new Problem('snapshot-missing', `The OpenStack has no snapshot ${id}.`);
    await this.#volumes.create(volume, signal, snapshot.id);
  }

  /** It is refused before a run begins: here for what was asked for when the cloud was another. */
  revert(): Promise<void> {
    return Promise.reject(new Problem('openstack-unfit', String(capabilities.unrevertible)));
  }

  /** As above. */
  copy(): Promise<void> {
    return Promise.reject(new Problem('openstack-unfit', String(capabilities.uncopied)));
  }

  /** Those of ours, by our ids. */
  async all(): Promise<{ id: string; snapshot: Snapshot }[]> {
    return (await this.#stack.volumes.snapshots()).flatMap((snapshot) => {
      const read = this.#names.read(snapshot.name);
      return read?.kind === 'snapshot' ? [{ id: read.id, snapshot }] : [];
    });
  }

  #all(id: string): Promise<Snapshot[]> {
    return this.#stack.volumes.snapshots(this.#names.of('snapshot', id));
  }

  #identified(id: string, volume: string) {
    const { volumes } = this.#stack;
    return {
      find: () => this.#all(id),
      make: () => volumes.snap(volume, this.#names.of('snapshot', id)),
      remove: (other: Snapshot) => volumes.deleteSnapshot(other.id),
      order: (a: Snapshot, b: Snapshot) => (a.id < b.id ? -1 : 1),
    };
  }
}

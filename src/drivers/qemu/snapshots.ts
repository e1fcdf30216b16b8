import { chown, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { Problem } from '../../common/problem.ts';
import type { SnapshotSpec, VolumeSpec } from '../driver.ts';
import { runConfined } from './confine.ts';
import { GuestDisks, type Guests } from './guest/index.ts';
import type { HostNames } from './host.ts';
import { lend, lentDirectory } from './images/lend.ts';
import { asOpened } from './images/source-disk.ts';
import { withScratch } from './images/workspace.ts';
import { busy, type OpenVolume, type Volumes } from './volumes.ts';

const COPY_S = 3600;
const COPY_MIB = 2048;
/** More than the tables take of a copy of any size. */
const TABLES_BYTES = 64 * 2 ** 20;

const told = z.object({ snapshots: z.array(z.object({ name: z.string() })).default([]) });

/**
 * Snapshots of volumes, inside of their qcow2 files: no chain of files grows that would have to be merged, and none can be torn. They are
 * called by their ids. A guest that runs has its QEMU take and delete them, for that alone knows what it has not written yet.
 */
export class Snapshots {
  readonly #names: HostNames;
  readonly #volumes: Volumes;
  readonly #guests: Pick<Guests, 'inTurn'>;

  constructor(names: HostNames, volumes: Volumes, guests: Pick<Guests, 'inTurn'>) {
    this.#names = names;
    this.#volumes = volumes;
    this.#guests = guests;
  }

  /**
   * Of one moment: what a guest runs with its QEMU takes in one transaction, and nobody writes what none runs with. Throws a transient
   * `volume-busy`, and `volume-damaged` as all that looks at a volume.
   */
  async take(snapshots: readonly SnapshotSpec[]): Promise<void> {
    await this.#with(snapshots[0]?.guest ?? null, async (disks) => {
      const kept: SnapshotSpec[] = [];
      for (const snapshot of snapshots) if (await this.#has(disks, snapshot)) kept.push(snapshot);
      if (kept.length === snapshots.length) return;
      // a call that did not come to its end has taken them, at another moment
      for (const snapshot of kept) await this.#drop(disks, snapshot);
      const attached = snapshots.filter(({ volume }) => disks?.snapshotsOf(volume) !== undefined);
      if (attached.length > 0) await disks?.take(attached);
      for (const each of snapshots) if (!attached.includes(each)) await this.#ask(each.volume, '-c', each.id);
    });
  }

  async delete(snapshot: SnapshotSpec): Promise<void> {
    if (!(await this.#volumes.exists(snapshot.volume))) return;
    await this.#with(snapshot.guest, async (disks) => {
      if (await this.#has(disks, snapshot)) await this.#drop(disks, snapshot);
    });
  }

  /** Copies what a snapshot holds into a volume of its own. What a snapshot stands on nobody writes: the guest may run on. */
  async restore(volume: VolumeSpec, { id, volume: source }: SnapshotSpec, signal?: AbortSignal): Promise<void> {
    if (await this.#volumes.exists(volume.id)) return;
    await this.#volumes.size(source);
    await withScratch(this.#names.cacheDir, volume.id, (scratch) =>
      this.#volumes.read(source, async (disk, uid) => {
        const backing = disk.backing && {
          ...disk.backing,
          file: await lend(disk.backing.file, join(scratch, lentDirectory), uid),
        };
        await this.#volumes.publish(volume, async (partial) => {
          await writeFile(partial, '', { mode: 0o600 });
          await chown(partial, uid, uid);
          await copy({ ...disk, backing }, id, { partial, uid, sizeMiB: volume.sizeMiB, signal });
        });
      }),
    );
  }

  /** Throws a transient `volume-busy` while a guest runs with one of them. */
  async revert(snapshots: readonly SnapshotSpec[]): Promise<void> {
    await this.#with(snapshots[0]?.guest ?? null, async (disks) => {
      for (const { id, volume } of snapshots) {
        if (disks?.snapshotsOf(volume) !== undefined) throw busy(volume);
        if (!(await this.#inFile(volume)).includes(id)) throw missing(id);
      }
      for (const { id, volume } of snapshots) await this.#ask(volume, '-a', id);
    });
  }

  /** Does something while a guest is neither started nor stopped; null: it does not run, or there is none. */
  #with<T>(guest: string | null, work: (disks: GuestDisks | null) => Promise<T>): Promise<T> {
    if (guest === null) return work(null);
    return this.#guests.inTurn(guest, async (running) =>
      work(running === undefined ? null : await GuestDisks.of(running)),
    );
  }

  async #has(disks: GuestDisks | null, { id, volume }: SnapshotSpec): Promise<boolean> {
    return (disks?.snapshotsOf(volume) ?? (await this.#inFile(volume))).includes(id);
  }

  async #drop(disks: GuestDisks | null, snapshot: SnapshotSpec): Promise<void> {
    const attached = disks?.snapshotsOf(snapshot.volume) !== undefined;
    await (attached ? disks.delete(snapshot) : this.#ask(snapshot.volume, '-d', snapshot.id));
  }

  async #inFile(volume: string): Promise<string[]> {
    await this.#volumes.size(volume);
    const said = await this.#volumes.change(volume, (disk) => ['qemu-img', 'info', '--output=json', disk]);
    return told.parse(JSON.parse(said)).snapshots.map(({ name }) => name);
  }

  async #ask(volume: string, act: '-a' | '-c' | '-d', id: string): Promise<void> {
    await this.#volumes.change(volume, (disk) => ['qemu-img', 'snapshot', '-q', act, id, disk]);
  }
}

interface Copy {
  partial: string;
  uid: number;
  sizeMiB: number;
  signal: AbortSignal | undefined;
}

async function copy(source: OpenVolume, id: string, { partial, uid, sizeMiB, signal }: Copy): Promise<void> {
  const fileBytes = sizeMiB * 2 ** 20 + TABLES_BYTES;
  const limits = { uid, cpuSeconds: COPY_S, memoryMiB: COPY_MIB, fileBytes };
  const options = { signal, timeoutMs: COPY_S * 1000 };
  const from = asOpened({ ...source, format: 'qcow2' });
  const convert = ['qemu-img', 'convert', '-U', '-O', 'qcow2', '-l', `snapshot.name=${id}`, from, partial];
  await runConfined(convert, limits, options).catch((cause: Error) => {
    if (!/load snapshot|find snapshot/.test(cause.message)) throw cause;
    // its QEMU may just be writing the list
    const message = `The volume ${source.file} has no snapshot ${id}`;
    throw new Problem('snapshot-missing', message, undefined, { transient: true, cause });
  });
  // qemu-img gives it the size that the volume has by now
  const to = asOpened({ file: partial, format: 'qcow2', backing: null });
  await runConfined(['qemu-img', 'resize', '-q', '--shrink', to, `${sizeMiB}M`], limits, options);
}

const missing = (id: string): Problem => new Problem('snapshot-missing', `There is no snapshot ${id} in its volume`);

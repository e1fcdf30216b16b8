import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../common/problem.ts';
import type { SnapshotPiece, SnapshotReading, SnapshotSpec, VolumeSpec, WrittenPiece } from '../driver.ts';
import { FakeHost } from './host.ts';

/** The disks of the fake driver: files that say what a volume is. */
export class FakeVolumes extends FakeHost {
  /** What volumes and snapshots hold, by id: texts at the beginnings of pieces; tests write them. */
  readonly contents = new Map<string, Map<number, string>>();
  /** For tests: how many pieces were read. */
  piecesRead = 0;

  createVolume(volume: VolumeSpec): Promise<void> {
    return this.effect('createVolume', volume.id, () => this.put('volume', volume.id, volume));
  }

  deleteVolume(volume: string): Promise<void> {
    return this.effect('deleteVolume', volume, () => this.remove('volume', volume));
  }

  growVolume(volume: string, sizeMiB: number): Promise<void> {
    return this.effect('growVolume', volume, async () => {
      const spec = await this.volume(volume);
      if (spec.sizeMiB < sizeMiB) await this.put('volume', volume, { ...spec, sizeMiB });
    });
  }

  async volumeSize(volume: string): Promise<number> {
    return (await this.volume(volume)).sizeMiB;
  }

  closeVolume(volume: string): Promise<void> {
    return this.effect('closeVolume', volume, () => Promise.resolve());
  }

  shrinkVolume(volume: string, sizeMiB: number): Promise<void> {
    return this.effect('shrinkVolume', volume, async () => {
      if (this.shrinks) await this.put('volume', volume, { ...(await this.volume(volume)), sizeMiB });
    });
  }

  async hasVolume(volume: string): Promise<boolean> {
    return (await this.list('volume')).includes(volume);
  }

  moveVolume(volume: string, to: string): Promise<void> {
    return this.effect('moveVolume', volume, async () => {
      const path = (id: string): string => join(this.dir, 'volume', id);
      if (!(await this.hasVolume(to))) await rename(path(volume), path(to));
    });
  }

  takeSnapshots(snapshots: readonly SnapshotSpec[]): Promise<void> {
    return this.effect('takeSnapshots', snapshots[0]?.id ?? '', async () => {
      for (const { id, volume } of snapshots)
        if (!existsSync(join(this.dir, 'snapshot', id))) {
          await this.put('snapshot', id, await this.volume(volume));
          this.contents.set(id, new Map(this.contents.get(volume)));
        }
    });
  }

  deleteSnapshot({ id }: SnapshotSpec): Promise<void> {
    return this.effect('deleteSnapshot', id, () => this.remove('snapshot', id));
  }

  restoreSnapshot(volume: VolumeSpec, { id }: SnapshotSpec): Promise<void> {
    return this.effect('restoreSnapshot', volume.id, async () => {
      if (!existsSync(join(this.dir, 'snapshot', id)))
        throw new Problem('snapshot-missing', `There is no snapshot ${id}`, undefined, { transient: true });
      await this.put('volume', volume.id, volume);
    });
  }

  revertVolumes(snapshots: readonly SnapshotSpec[]): Promise<void> {
    return this.effect('revertVolumes', snapshots[0]?.id ?? '', async () => {
      const kept = snapshots.map(({ id }) => join(this.dir, 'snapshot', id));
      if (!kept.every(existsSync)) throw new Problem('snapshot-missing', 'There is no such snapshot');
      for (const file of kept) {
        const was = JSON.parse(await readFile(file, 'utf8')) as VolumeSpec;
        await this.put('volume', was.id, was);
      }
    });
  }

  readSnapshot(
    { id }: SnapshotSpec,
    { pieceMiB, since }: SnapshotReading,
    take: (piece: SnapshotPiece) => Promise<void>,
  ): Promise<void> {
    return this.effect('readSnapshot', id, async () => {
      const [holds, held] = [this.contents.get(id), since === null ? undefined : this.contents.get(since)];
      for (const [index, text] of [...(holds ?? [])].toSorted(([one], [other]) => one - other)) {
        const read = async (): Promise<Buffer> => {
          this.piecesRead++;
          const data = Buffer.alloc(pieceMiB * 2 ** 20);
          data.write(text);
          return data;
        };
        await take({ index, unchanged: held?.get(index) === text, read });
      }
    });
  }

  writeVolume(volume: VolumeSpec, { each }: { each: AsyncIterable<WrittenPiece> }): Promise<void> {
    return this.effect('writeVolume', volume.id, async () => {
      const holds = new Map<number, string>();
      for await (const { index, data } of each) holds.set(index, data.toString('utf8', 0, data.indexOf(0)));
      this.contents.set(volume.id, holds);
      await this.put('volume', volume.id, volume);
    });
  }

  /** For tests: a volume as it is. */
  async volume(id: string): Promise<VolumeSpec> {
    return JSON.parse(await readFile(join(this.dir, 'volume', id), 'utf8')) as VolumeSpec;
  }
}

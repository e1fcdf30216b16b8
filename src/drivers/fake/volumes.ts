import { existsSync } from 'node:fs';
import { readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { Problem } from '../../common/problem.ts';
import type { SnapshotSpec, VolumeSpec } from '../driver.ts';
import { FakeHost } from './host.ts';

/** The disks of the fake driver: files that say what a volume is. */
export class FakeVolumes extends FakeHost {
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
        if (!existsSync(join(this.dir, 'snapshot', id))) await this.put('snapshot', id, await this.volume(volume));
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

  /** For tests: a volume as it is. */
  async volume(id: string): Promise<VolumeSpec> {
    return JSON.parse(await readFile(join(this.dir, 'volume', id), 'utf8')) as VolumeSpec;
  }
}

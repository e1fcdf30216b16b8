import { type DiskLevel, diskLevel } from '../../common/disk-room.ts';
import type { Capacity } from '../driver.ts';

/** What a pretended host has of a disk, MiB; tests say what is so. */
export class FakeDisk {
  total = 2 ** 30;
  free = this.total;
  /** What its images and volumes take, by id. */
  taken = new Map<string, number>();
  /** What an image takes that is brought from now on. */
  imageMiB = 1;

  get level(): DiskLevel {
    return diskLevel(this.free, this.total);
  }

  /** Beside processors and memory. */
  capacity(): Capacity {
    const memoryMiB = 256 * 1024;
    return { vcpus: 64, memoryMiB, diskMiB: this.free, total: { memoryMiB, diskMiB: this.total } };
  }
}

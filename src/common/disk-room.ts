/** What of a disk is never given away, MiB: a tenth, and on large disks so much. */
const mostHeadroomMiB = 10 * 1024;

/** `ok`; `low`: nothing more is given away; `critical`: guests that grow are paused. */
export type DiskLevel = 'ok' | 'low' | 'critical';

/** What only the database, logs and running guests may use of a disk, MiB: below it the disk is `low`, below half of it `critical`. */
export function headroomMiB(diskMiB: number): number {
  return Math.min(Math.floor(diskMiB / 10), mostHeadroomMiB);
}

/** How a disk of `diskMiB` stands with `freeMiB` left. */
export function diskLevel(freeMiB: number, diskMiB: number): DiskLevel {
  const headroom = headroomMiB(diskMiB);
  if (freeMiB >= headroom) return 'ok';
  return freeMiB >= headroom / 2 ? 'low' : 'critical';
}

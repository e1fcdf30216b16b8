import type { Context } from '../context.ts';

/**
 * Deletes a disk. A run that came back with a backup does again what it once did, with disks that somebody has worked on
 * since: what it would delete goes to the trash.
 */
export async function discardVolume({ services: { driver }, restored, signal }: Context, id: string): Promise<void> {
  if (!restored) return driver.deleteVolume(id, signal);
  const detail = 'Taken away by a run that came back with a backup of the records';
  await driver.discard({ kind: 'volume', id, detail });
}

import { z } from 'zod';
import { nodeOf } from './disks.ts';
import type { RunningGuest } from './running.ts';

/** For tables of many TiB; 10 ms for 1 GiB in use. The guest's writes wait meanwhile. */
const SNAPSHOT_MS = 30_000;

const nodes = z.array(
  z.object({
    'node-name': z.string(),
    image: z.object({ snapshots: z.array(z.object({ name: z.string() })).default([]) }),
  }),
);

/** Takes a snapshot of a disk of a running guest, or finds it taken. False: it has no such disk. */
export async function takeOfDisk(guest: RunningGuest, volume: string, snapshot: string): Promise<boolean> {
  const kept = await snapshotsOf(guest, volume);
  if (kept?.includes(snapshot) === false) await ask(guest, 'blockdev-snapshot-internal-sync', volume, snapshot);
  return kept !== null;
}

/** Deletes a snapshot of a disk of a running guest; one that is gone is fine. False: it has no such disk. */
export async function deleteOfDisk(guest: RunningGuest, volume: string, snapshot: string): Promise<boolean> {
  const kept = await snapshotsOf(guest, volume);
  if (kept?.includes(snapshot) === true) await ask(guest, 'blockdev-snapshot-delete-internal-sync', volume, snapshot);
  return kept !== null;
}

async function ask(guest: RunningGuest, command: string, volume: string, name: string): Promise<void> {
  await guest.execute(command, { device: nodeOf(volume), name }, SNAPSHOT_MS);
}

async function snapshotsOf(guest: RunningGuest, volume: string): Promise<string[] | null> {
  const all = nodes.parse(await guest.execute('query-named-block-nodes', { flat: true }));
  const disk = all.find((node) => node['node-name'] === nodeOf(volume));
  return disk === undefined ? null : disk.image.snapshots.map(({ name }) => name);
}

import { z } from 'zod';
import type { SnapshotSpec } from '../../driver.ts';
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

type Named = Pick<SnapshotSpec, 'id' | 'volume'>;

const named = ({ id, volume }: Named) => ({ device: nodeOf(volume), name: id });

/** The disks of a running guest, as they were looked at. */
export class GuestDisks {
  readonly #guest: RunningGuest;
  /** Snapshots, by the name of the disk's node. */
  readonly #snapshots: Map<string, string[]>;

  private constructor(guest: RunningGuest, snapshots: Map<string, string[]>) {
    this.#guest = guest;
    this.#snapshots = snapshots;
  }

  static async of(guest: RunningGuest): Promise<GuestDisks> {
    const all = nodes.parse(await guest.execute('query-named-block-nodes', { flat: true }));
    const kept = all.map(({ 'node-name': node, image }) => [node, image.snapshots.map(({ name }) => name)] as const);
    return new GuestDisks(guest, new Map(kept));
  }

  /** undefined: the volume is none of its disks. */
  snapshotsOf(volume: string): string[] | undefined {
    return this.#snapshots.get(nodeOf(volume));
  }

  /** Takes snapshots of disks that it has: all at one moment, or none. */
  async take(snapshots: Named[]): Promise<void> {
    const actions = snapshots.map((snapshot) => ({ type: 'blockdev-snapshot-internal-sync', data: named(snapshot) }));
    await this.#guest.execute('transaction', { actions }, SNAPSHOT_MS);
  }

  /** Deletes one that there is. */
  async delete(snapshot: Named): Promise<void> {
    await this.#guest.execute('blockdev-snapshot-delete-internal-sync', named(snapshot), SNAPSHOT_MS);
  }
}

import { sql } from 'kysely';
import { z } from 'zod';
import { type DiskLevel, diskLevel, headroomMiB } from '../common/disk-room.ts';
import { Problem } from '../common/problem.ts';
import { type Database, onlyRowOf, type Tx, unread } from '../db/index.ts';
import type { CloudName } from '../identity/index.ts';
import { keepFree } from './forecast.ts';
import type { BackendQuota, Capabilities, GuestSize } from '../drivers/driver.ts';

/** The ledger of the disk of a cloud, MiB. */
interface DiskRoom {
  total: number;
  free: number;
  /** What may still be written of what was promised to volumes, images and consoles. */
  promised: number;
  /** For the database, logs and running guests alone. */
  headroom: number;
  /** What can be promised yet; negative: so much is too little. */
  left: number;
  level: DiskLevel;
}

const roomRow = z.strictObject({ total: z.int(), free: z.int(), promised: z.int() });

/** The ledger as rows and the last measure have it: the control plane measures before it does anything else. */
export async function readDiskRoom(db: Database | Tx, cloud: CloudName): Promise<DiskRoom> {
  const row = await onlyRowOf(
    db,
    roomRow,
    sql`SELECT disk_mib AS total, disk_free_mib AS free,
      ((SELECT coalesce(sum(mib), 0) FROM disk_claim c WHERE c.cloud = b.cloud) - disk_written_mib)::int AS promised
      FROM backend b WHERE b.cloud = ${cloud}`,
  );
  const { total, free, promised } = row;
  const headroom = headroomMiB(total);
  return { ...row, headroom, left: free - promised - headroom, level: diskLevel(free, total) };
}

/**
 * Throws `host-disk-full` unless all that is promised has room on the disk of the cloud, with what this transaction has
 * written into the rows of `disk_claim`. Takers of whatever kind pass one after the other until their transaction ends,
 * and are never together over what there is. It comes behind all other locks, for everybody waits for this one.
 */
export async function requireRoom(tx: Tx, cloud: CloudName): Promise<void> {
  // first the lock; then, in a new snapshot, the sums
  unread(sql`SELECT pg_advisory_xact_lock(hashtext('slipway disk ledger ' || ${cloud}))`.execute(tx));
  const { total, free, promised, headroom, left } = await readDiskRoom(tx, cloud);
  if (left >= 0) return;
  const deleted = await deletedOn(tx, cloud);
  const kept = deleted === 0 ? '' : ` ${deleted} are of what was deleted and can be brought back: purge that.`;
  const constraint = `Of ${total} MiB ${free} are free. With this ${promised} of them would be promised, and ${headroom} are kept for the database and running VMs.${kept}`;
  throw new Problem('host-disk-full', `The disk of the host has ${-left} MiB too little for this.`, undefined, {
    constraint,
  });
}

const deletedRow = z.strictObject({ mib: z.int() });

/** What the disks of deleted VMs and volumes may take that can be brought back, MiB. */
async function deletedOn(db: Database | Tx, cloud: CloudName): Promise<number> {
  const query = sql`
    SELECT coalesce(sum(v.size_mib), 0)::int AS mib FROM volume v JOIN project p ON p.uuid = v.project
    WHERE v.reserved AND v.state = 'TERMINATED' AND p.cloud = ${cloud}`;
  return (await onlyRowOf(db, deletedRow, query)).mib;
}

/** A cloud as it was measured, MiB. */
interface MeasuredHost {
  cloud: string;
  vcpus: number;
  memoryMiB: number;
  diskMiB: number;
  freeMiB: number;
  capabilities: Capabilities;
  /** Null: all of the cloud's block. */
  floatingAddresses: string[] | null;
  quotas: BackendQuota[];
  /** Null: any. */
  sizes: GuestSize[] | null;
  /** What volumes and images take of the disk, by UUID. */
  taken: ReadonlyMap<string, number>;
}

const beforeRow = z.strictObject({ before: z.enum(['ok', 'low', 'critical']) });

/** Writes down what was measured, and keeps once an hour what is free. Returns the level that the disk had before. */
export async function recordHost(db: Database, host: MeasuredHost): Promise<DiskLevel> {
  const { cloud, vcpus, memoryMiB, diskMiB, freeMiB, taken, capabilities, floatingAddresses, quotas, sizes } = host;
  const level = diskLevel(freeMiB, diskMiB);
  const query = sql`
    WITH before AS (SELECT disk_level FROM backend WHERE cloud = ${cloud}),
    written AS (
      SELECT coalesce(sum(least(c.mib, t.mib)), 0)::int AS mib FROM disk_claim c
        JOIN unnest(${[...taken.keys()]}::uuid[], ${[...taken.values()]}::int[]) AS t (uuid, mib) USING (uuid)
        WHERE c.kind <> 'log' AND c.cloud = ${cloud}),
    kept AS (${keepFree(cloud, freeMiB)})
    UPDATE backend SET vcpus = ${vcpus}, memory_mib = ${memoryMiB}, disk_mib = ${diskMiB}, disk_free_mib = ${freeMiB},
      disk_written_mib = written.mib, disk_level = ${level}, capabilities = ${JSON.stringify(capabilities)}::jsonb,
      floating_addresses = ${floatingAddresses}::inet[], quotas = ${JSON.stringify(quotas)}::jsonb,
      sizes = ${sizes === null ? null : JSON.stringify(sizes)}::jsonb, measured = now()
    FROM written WHERE cloud = ${cloud}
    RETURNING (SELECT disk_level FROM before) AS before`;
  return (await onlyRowOf(db, beforeRow, query)).before;
}

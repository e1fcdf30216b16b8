import { sql } from 'kysely';
import { z } from 'zod';
import { type DiskLevel, diskLevel, headroomMiB } from '../common/disk-room.ts';
import { Problem } from '../common/problem.ts';
import { type Database, onlyRowOf, type Tx, unread } from '../db/index.ts';
import type { BackendQuota, Capabilities } from '../drivers/driver.ts';

/** The ledger of the host's disk, MiB. */
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
export async function readDiskRoom(db: Database | Tx): Promise<DiskRoom> {
  const row = await onlyRowOf(
    db,
    roomRow,
    sql`SELECT disk_mib AS total, disk_free_mib AS free,
      ((SELECT coalesce(sum(mib), 0) FROM disk_claim) - disk_written_mib)::int AS promised FROM host`,
  );
  const { total, free, promised } = row;
  const headroom = headroomMiB(total);
  return { ...row, headroom, left: free - promised - headroom, level: diskLevel(free, total) };
}

/**
 * Throws `host-disk-full` unless all that is promised has room on the disk of the host, with what this transaction has
 * written into the rows of `disk_claim`. Takers of whatever kind pass one after the other until their transaction ends,
 * and are never together over what there is. It comes behind all other locks, for everybody waits for this one.
 */
export async function requireRoom(tx: Tx): Promise<void> {
  // first the lock; then, in a new snapshot, the sums
  unread(sql`SELECT pg_advisory_xact_lock(hashtext('slipway disk ledger'))`.execute(tx));
  const { total, free, promised, headroom, left } = await readDiskRoom(tx);
  if (left >= 0) return;
  const constraint = `Of ${total} MiB ${free} are free. With this ${promised} of them would be promised, and ${headroom} are kept for the database and running VMs.`;
  throw new Problem('host-disk-full', `The disk of the host has ${-left} MiB too little for this.`, undefined, {
    constraint,
  });
}

/** The host as it was measured, MiB. */
interface MeasuredHost {
  vcpus: number;
  memoryMiB: number;
  diskMiB: number;
  freeMiB: number;
  capabilities: Capabilities;
  /** Null: all of the cloud's block. */
  floatingAddresses: string[] | null;
  quotas: BackendQuota[];
  /** What volumes and images take of the disk, by UUID. */
  taken: ReadonlyMap<string, number>;
}

const beforeRow = z.strictObject({ before: z.enum(['ok', 'low', 'critical']) });

/** Writes down what was measured. Returns the level that the disk had before. */
export async function recordHost(db: Database, host: MeasuredHost): Promise<DiskLevel> {
  const { vcpus, memoryMiB, diskMiB, freeMiB, taken, capabilities, floatingAddresses, quotas } = host;
  const level = diskLevel(freeMiB, diskMiB);
  const query = sql`
    WITH before AS (SELECT disk_level FROM host),
    written AS (
      SELECT coalesce(sum(least(c.mib, t.mib)), 0)::int AS mib FROM disk_claim c
        JOIN unnest(${[...taken.keys()]}::uuid[], ${[...taken.values()]}::int[]) AS t (uuid, mib) USING (uuid)
        WHERE c.kind <> 'log')
    INSERT INTO host AS h (vcpus, memory_mib, disk_mib, disk_free_mib, disk_written_mib, disk_level, capabilities,
        floating_addresses, backend_quotas)
      SELECT ${vcpus}::int, ${memoryMiB}::int, ${diskMiB}::int, ${freeMiB}::int, written.mib, ${level},
        ${JSON.stringify(capabilities)}::jsonb, ${floatingAddresses}::inet[], ${JSON.stringify(quotas)}::jsonb FROM written
    ON CONFLICT (one) DO UPDATE SET vcpus = excluded.vcpus, memory_mib = excluded.memory_mib, disk_mib = excluded.disk_mib,
      disk_free_mib = excluded.disk_free_mib, disk_written_mib = excluded.disk_written_mib,
      disk_level = excluded.disk_level, capabilities = excluded.capabilities,
      floating_addresses = excluded.floating_addresses, backend_quotas = excluded.backend_quotas, measured = now()
    RETURNING coalesce((SELECT disk_level FROM before), 'ok') AS before`;
  return (await onlyRowOf(db, beforeRow, query)).before;
}

import { sql } from 'kysely';
import { Problem } from '../common/problem.ts';
import { rowOf, type Tx } from '../db/index.ts';
import { releasePorts } from '../network/index.ts';
import { forgetRollback } from './rollback.ts';
import { z } from 'zod';

const slotRow = z.strictObject({ slot: z.int() });

/** Reserves an instance: its size counts, and it has a number for its host user that no other living instance has. */
export async function reserveInstance(
  tx: Tx,
  instance: string,
  { vcpus, memory_mib }: { vcpus: number; memory_mib: number },
): Promise<void> {
  // goes round 65000 numbers, past those of long-lived instances, and draws none in vain: two orders never draw the same
  const query = sql`
    WITH RECURSIVE draw AS (
      SELECT nextval('instance_slot')::int AS slot, 1 AS n
      UNION ALL
      SELECT nextval('instance_slot')::int, n + 1 FROM draw d
      WHERE n < 65000 AND EXISTS (SELECT FROM instance i WHERE i.slot = d.slot AND i.reserved)
    )
    UPDATE instance SET reserved = true, vcpus = ${vcpus}, memory_mib = ${memory_mib}, slot = free.slot
    FROM (SELECT slot FROM draw d WHERE NOT EXISTS (SELECT FROM instance i WHERE i.slot = d.slot AND i.reserved)
      ORDER BY n DESC LIMIT 1) free
    WHERE uuid = ${instance} RETURNING instance.slot`;
  if ((await rowOf(tx, slotRow, query)) === undefined) {
    throw new Problem('host-full', 'No slot is left on this host.', 'Delete instances that are not needed.');
  }
}

/**
 * Gives back all that an instance has reserved: addresses, floating IPs, volumes' quota, its slot, its place in a group; with `disks` as
 * `stay` its volumes hold theirs. Idempotent.
 */
export async function releaseReservation(tx: Tx, instance: string, disks: 'go' | 'stay' = 'go'): Promise<void> {
  await releasePorts(tx, instance);
  await sql`
    UPDATE volume SET instance = NULL, position = 0, modified = now(), reserved = ${disks === 'stay'} OR state = 'UPDATING',
      -- kept by whoever ended the instance
      state = CASE WHEN state = 'UPDATING' THEN 'OK' ELSE 'TERMINATED' END WHERE instance = ${instance}
  `.execute(tx);
  const change = {
    reserved: false,
    slot: null,
    readiness: '{}',
    power: 'off' as const,
    rescue_image: null,
    rescue_volume: null,
    server_group: null,
  };
  await tx.updateTable('instance').set(change).where('uuid', '=', instance).execute();
  await forgetRollback(tx, instance);
}

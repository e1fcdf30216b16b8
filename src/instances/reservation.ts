import { sql } from 'kysely';
import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import { releasePorts } from '../network/index.ts';

export interface QuotaNeed {
  instances: number;
  vcpus: number;
  memoryMiB: number;
  storageMiB: number;
}

const words: Record<keyof QuotaNeed, string> = {
  instances: 'instances',
  vcpus: 'vCPUs',
  memoryMiB: 'MiB of memory',
  storageMiB: 'MiB of storage',
};

/**
 * Locks the project until the transaction ends and says what of its quota would be exceeded, in words; null when all
 * fits. An instance that is being resized counts with the larger of both sizes, for it may have to go back. Orders of one project therefore pass one after the other, and never together over a limit.
 */
export async function quotaExceeded(tx: Tx, project: string, need: Partial<QuotaNeed>): Promise<string | null> {
  await sql`SELECT FROM project WHERE uuid = ${project} FOR NO KEY UPDATE`.execute(tx);
  const { rows } = await sql<Record<keyof QuotaNeed, [number, number]>>`
    SELECT jsonb_build_array(quota_instances, count(i.uuid)) AS instances,
      jsonb_build_array(quota_vcpus, coalesce(sum(greatest(i.vcpus, (i.replaced #>> '{instance,vcpus}')::int)), 0)) AS vcpus,
      jsonb_build_array(quota_memory_mib, coalesce(sum(greatest(i.memory_mib, (i.replaced #>> '{instance,memory_mib}')::int)), 0)) AS "memoryMiB",
      jsonb_build_array(quota_storage_mib,
        (SELECT coalesce(sum(size_mib), 0) FROM volume v WHERE v.project = p.uuid AND v.reserved)) AS "storageMiB"
    FROM project p LEFT JOIN instance i ON i.project = p.uuid AND i.reserved
    WHERE p.uuid = ${project} GROUP BY p.uuid
  `.execute(tx);
  const quota = rows[0];
  if (quota === undefined) return null;
  const over = (Object.keys(words) as (keyof QuotaNeed)[])
    .filter((key) => need[key] !== undefined && quota[key][1] + need[key] > quota[key][0])
    .map((key) => `${words[key]}: limit ${quota[key][0]}, used ${quota[key][1]}, needed ${need[key]}`);
  if (over.length === 0) return null;
  return `One or more quotas were exceeded: ${over.join('; ')}. Delete what is not needed, or ask for a higher quota.`;
}

/** A number for the instance's host user that no other living instance has. */
export async function takeSlot(tx: Tx): Promise<number> {
  // goes round 65000 numbers, past those of long-lived instances, and draws none in vain: two orders never draw the same
  const { rows } = await sql<{ slot: number }>`
    WITH RECURSIVE draw AS (
      SELECT nextval('instance_slot')::int AS slot, 1 AS n
      UNION ALL
      SELECT nextval('instance_slot')::int, n + 1 FROM draw d
      WHERE n < 65000 AND EXISTS (SELECT FROM instance i WHERE i.slot = d.slot AND i.reserved)
    )
    SELECT slot FROM draw d WHERE NOT EXISTS (SELECT FROM instance i WHERE i.slot = d.slot AND i.reserved)
    ORDER BY n DESC LIMIT 1
  `.execute(tx);
  const slot = rows[0]?.slot;
  if (slot === undefined) {
    throw new Problem('host-full', 'No slot is left on this host.', 'Delete instances that are not needed.');
  }
  return slot;
}

/** Gives back all that an instance has reserved: addresses, floating IPs, volumes' quota, its slot. Idempotent. */
export async function releaseReservation(tx: Tx, instance: string): Promise<void> {
  await releasePorts(tx, instance);
  await sql`
    UPDATE volume SET instance = NULL, position = 0, modified = now(), reserved = state = 'UPDATING',
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
  };
  await tx.updateTable('instance').set(change).where('uuid', '=', instance).execute();
}

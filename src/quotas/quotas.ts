import { FieldErrors, InvalidRequest } from '../common/field-errors.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';

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

export function overQuota(field: string, message: string): InvalidRequest {
  const errors = new FieldErrors();
  errors.add([field], message);
  return new InvalidRequest(errors, 'quota-exceeded');
}

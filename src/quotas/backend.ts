import { sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { type Database, json, onlyRowOf, rowOf, type Tx } from '../db/index.ts';
import { cloudOf } from '../identity/index.ts';
import type { QuotaOf } from '../drivers/driver.ts';

const lackRow = z.strictObject({ of: z.string(), limit: z.number(), used: z.number(), need: z.number() });

/**
 * Throws `backend-full` when others let the backend have less than this takes beside what it had when it was measured last.
 * `needs` counts, memory in MiB; with `network` that of a project that has nothing there is counted, too. What was promised
 * since is not counted: the backend itself has the last word.
 */
export async function requireBackend(
  tx: Tx,
  project: string,
  needs: Partial<Record<QuotaOf, number>>,
  { network } = { network: false },
): Promise<void> {
  const query = sql`
    WITH new AS (SELECT ${network} AND NOT EXISTS (SELECT FROM port WHERE project = ${project} AND plugged) AS network),
    need AS (
      SELECT key AS of, value::int AS need FROM jsonb_each_text(${JSON.stringify(needs)}::jsonb)
      UNION ALL SELECT 'routers', 1 FROM new WHERE network
      UNION ALL SELECT 'networks', count(*)::int FROM network, new WHERE project = ${project} AND new.network
      UNION ALL SELECT 'subnets', count(*)::int FROM subnet, new WHERE project = ${project} AND new.network
      UNION ALL SELECT 'security groups', count(*)::int FROM security_group, new WHERE project = ${project} AND new.network)
    SELECT q.of, q."limit"::float8 AS limit, q.used::float8 AS used, need.need::float8 AS need
    FROM backend b, jsonb_to_recordset(b.quotas) AS q (of text, "limit" bigint, used bigint) JOIN need USING (of)
    WHERE b.cloud = ${cloudOf(project)} AND need.need > 0 AND q.used + need.need > q."limit" ORDER BY q.of LIMIT 1`;
  const lack = await rowOf(tx, lackRow, query);
  if (lack === undefined) return;
  const { of, limit, used, need } = lack;
  const constraint = `Of ${of} it may have ${limit} and has ${used}; this takes ${need} more.`;
  throw new Problem('backend-full', `The backend of the cloud may not have so many ${of}.`, undefined, { constraint });
}

const quotasRow = z.strictObject({
  quotas: json['backend.quotas'],
  servers: z.number(),
  vcpus: z.number(),
  memory: z.number(),
  disk: z.number(),
});

/** What others let the backend of a cloud have, beside what its projects together may order of it; memory and disk in MiB. */
export function readBackendQuotas(db: Database, cloud: string): Promise<z.output<typeof quotasRow>> {
  const query = sql`
    SELECT (SELECT quotas FROM backend WHERE cloud = ${cloud}) AS quotas, coalesce(sum(quota_instances), 0)::float8 AS servers,
      coalesce(sum(quota_vcpus), 0)::float8 AS vcpus, coalesce(sum(quota_memory_mib), 0)::float8 AS memory,
      coalesce(sum(quota_storage_mib), 0)::float8 AS disk
    FROM project WHERE removed IS NULL AND cloud = ${cloud}`;
  return onlyRowOf(db, quotasRow, query);
}

import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { parseUuid } from '../../common/uuid.ts';
import { type Database, rowOf } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';
import { projectQuotas, quotasShape } from '../../quotas/index.ts';
import { type TenantQuota, tenantQuotas } from '../openstack/tenant-quotas.ts';
import { z } from 'zod';

const counts = z.record(z.string(), z.int());
const scopeRow = z.strictObject({
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  customer_name: z.string(),
  /** Orders by offering, resources by plan. */
  orders: counts,
  resources: counts,
  quotas: quotasShape,
  /** Of what has no limit of its own. */
  counts,
});

/** The project that an offering is shown for, with what is used of its limits, by Waldur's names. */
export interface Scope extends Omit<z.output<typeof scopeRow>, 'quotas' | 'counts'> {
  quotas: TenantQuota[];
}

const known = new WeakMap<FastifyRequest, Promise<Scope | null>>();

/**
 * Offerings are everybody's, but Waldur's clients take the tenant from an offering's scope. So it is shown for one
 * project: `project`, or that of the parameters `project_uuid` or `scope_uuid`, else the first that the actor sees. Null: the actor sees none.
 */
export function scopeOf(db: Database, request: FastifyRequest, project?: string): Promise<Scope | null> {
  const found = known.get(request) ?? findScope(db, request, project);
  known.set(request, found);
  return found;
}

async function findScope(db: Database, request: FastifyRequest, project: string | undefined): Promise<Scope | null> {
  const { project_uuid, scope_uuid } = request.query as Record<string, string | string[] | undefined>;
  const wanted = [project ?? project_uuid ?? scope_uuid ?? []].flat().map((value) => parseUuid(value));
  const named = wanted.length === 0 ? sql`true` : sql`p.uuid = ANY(${wanted}::uuid[])`;
  const query = sql`
    SELECT p.uuid AS project, p.name AS project_name, p.customer, c.name AS customer_name,
      (SELECT coalesce(jsonb_object_agg(offering, n), '{}') FROM (
        SELECT offering, count(*) AS n FROM "order" WHERE project = p.uuid GROUP BY offering) d) AS orders,
      (SELECT coalesce(jsonb_object_agg(plan, n), '{}') FROM (
        SELECT plan, count(*) AS n FROM (
          SELECT plan FROM instance WHERE project = p.uuid AND reserved
          UNION ALL SELECT plan FROM volume WHERE project = p.uuid AND reserved AND plan IS NOT NULL AND state <> 'TERMINATED') r
        GROUP BY plan) d) AS resources,
      ${projectQuotas} AS quotas, jsonb_build_object(
        'volumes', (SELECT count(*) FROM volume WHERE project = p.uuid AND reserved AND state <> 'TERMINATED'),
        'network_count', (SELECT count(*) FROM network WHERE project = p.uuid),
        'subnet_count', (SELECT count(*) FROM subnet WHERE project = p.uuid),
        'port_count', (SELECT count(*) FROM port WHERE project = p.uuid),
        'security_group_count', (SELECT count(*) FROM security_group WHERE project = p.uuid),
        'security_group_rule_count', (SELECT count(*) FROM security_group_rule r
          JOIN security_group g ON g.uuid = r.security_group WHERE g.project = p.uuid)) AS counts
    FROM project p JOIN customer c ON c.uuid = p.customer
    WHERE p.removed IS NULL AND ${visible(request.actor, 'p.uuid')} AND ${named}
    ORDER BY p.created, p.uuid LIMIT 1`;
  const row = await rowOf(db, scopeRow, query);
  if (row === undefined) return null;
  const { quotas, counts: held, ...scope } = row;
  const unlimited = { ...held, volumes_size: quotas.storage.usage };
  const others = Object.entries(unlimited).map(([name, usage]) => ({ name, usage, limit: -1 }));
  return { ...scope, quotas: [...tenantQuotas(quotas), ...others] };
}

import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { parseUuid } from '../../common/uuid.ts';
import type { Database } from '../../db/index.ts';
import { visible } from '../../identity/index.ts';

/** The project that an offering is shown for, with what is used of its limits, by Waldur's names. */
export interface Scope {
  project: string;
  project_name: string;
  customer: string;
  customer_name: string;
  quotas: { name: string; usage: number; limit: number }[];
  /** Orders by offering, resources by plan. */
  orders: Record<string, number>;
  resources: Record<string, number>;
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
  const { rows } = await sql<Scope>`
    SELECT p.uuid AS project, p.name AS project_name, p.customer, c.name AS customer_name,
      (SELECT coalesce(jsonb_object_agg(offering, n), '{}') FROM (
        SELECT offering, count(*) AS n FROM "order" WHERE project = p.uuid GROUP BY offering) d) AS orders,
      (SELECT coalesce(jsonb_object_agg(plan, n), '{}') FROM (
        SELECT plan, count(*) AS n FROM (
          SELECT plan FROM instance WHERE project = p.uuid AND reserved
          UNION ALL SELECT plan FROM volume WHERE project = p.uuid AND reserved AND plan IS NOT NULL) r
        GROUP BY plan) d) AS resources,
      (SELECT jsonb_agg(jsonb_build_object('name', q.name, 'usage', q.used, 'limit', q.most)) FROM (
        SELECT count(*) AS instances, coalesce(sum(vcpus), 0) AS vcpus, coalesce(sum(memory_mib), 0) AS memory
          FROM instance WHERE project = p.uuid AND reserved) i, LATERAL (
        SELECT count(*) AS volumes, coalesce(sum(size_mib), 0) AS size
          FROM volume WHERE project = p.uuid AND reserved) v, LATERAL (VALUES
          ('instances', i.instances, p.quota_instances), ('vcpu', i.vcpus, p.quota_vcpus),
          ('ram', i.memory, p.quota_memory_mib), ('storage', v.size, p.quota_storage_mib),
          ('volumes', v.volumes, -1), ('volumes_size', v.size, -1), ('snapshots', 0, -1),
          ('floating_ip_count', (SELECT count(*) FROM floating_ip WHERE project = p.uuid), p.quota_floating_ips),
          ('network_count', (SELECT count(*) FROM network WHERE project = p.uuid), -1),
          ('subnet_count', (SELECT count(*) FROM subnet WHERE project = p.uuid), -1),
          ('port_count', (SELECT count(*) FROM port WHERE project = p.uuid), -1),
          ('security_group_count', (SELECT count(*) FROM security_group WHERE project = p.uuid), -1),
          ('security_group_rule_count', (SELECT count(*) FROM security_group_rule r
            JOIN security_group g ON g.uuid = r.security_group WHERE g.project = p.uuid), -1)
        ) q (name, used, most)) AS quotas
    FROM project p JOIN customer c ON c.uuid = p.customer
    WHERE p.removed IS NULL AND ${visible(request.actor, 'p.uuid')} AND ${named}
    ORDER BY p.created, p.uuid LIMIT 1
  `.execute(db);
  return rows[0] ?? null;
}

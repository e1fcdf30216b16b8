import { sql } from 'kysely';
import { z } from 'zod';
import { onlyRowOf, type Tx, unread } from '../db/index.ts';

const quota = z.strictObject({ limit: z.number(), usage: z.number() });

/** Of a project's resources, by the names of the API. `ram` and what is called storage or size are MiB. */
export const quotasShape = z.strictObject({
  instances: quota,
  vcpu: quota,
  ram: quota,
  /** `deleted`: so much of it is of what can be brought back. */
  storage: quota.extend({ deleted: z.number() }),
  images_size: quota,
  floating_ips: quota,
  snapshots: quota,
  snapshots_size: quota,
});
export type Quotas = z.output<typeof quotasShape>;
export type QuotaName = keyof Quotas;

const quotasRow = z.strictObject({ quotas: quotasShape });

/**
 * Limit and usage of every quota of a project, whose row the query calls `p`: the one definition, whoever shows them or
 * judges by them. While an instance is resized the larger of both sizes counts, for it may have to go back. Costs a look
 * at what the project holds now, however much others hold or it has held.
 */
export const projectQuotas = sql`(
  SELECT jsonb_build_object(
    'instances', jsonb_build_object('limit', p.quota_instances, 'usage', i.instances),
    'vcpu', jsonb_build_object('limit', p.quota_vcpus, 'usage', i.vcpus),
    'ram', jsonb_build_object('limit', p.quota_memory_mib, 'usage', i.memory_mib),
    'storage', jsonb_build_object('limit', p.quota_storage_mib, 'usage', v.size_mib, 'deleted', v.deleted_mib),
    'images_size', jsonb_build_object('limit', p.quota_images_mib, 'usage', m.claim_mib),
    'floating_ips', jsonb_build_object('limit', p.quota_floating_ips, 'usage', f.floating_ips),
    'snapshots', jsonb_build_object('limit', p.quota_snapshots, 'usage', s.snapshots),
    'snapshots_size', jsonb_build_object('limit', p.quota_snapshots_mib, 'usage', s.size_mib))
  FROM (
    SELECT count(*) AS instances, coalesce(sum(greatest(held.vcpus, was.vcpus)), 0) AS vcpus,
      coalesce(sum(greatest(held.memory_mib, was.memory_mib)), 0) AS memory_mib
    FROM instance held LEFT JOIN instance_rollback was ON was.instance = held.uuid
    WHERE held.project = p.uuid AND held.reserved) i,
  (SELECT coalesce(sum(size_mib), 0) AS size_mib, coalesce(sum(size_mib) FILTER (WHERE state = 'TERMINATED'), 0) AS deleted_mib
    FROM volume WHERE project = p.uuid AND reserved) v,
  (SELECT coalesce(sum(y.claim_mib), 0) AS claim_mib FROM image JOIN image_copy y ON y.image = uuid WHERE project = p.uuid) m,
  (SELECT count(*) AS floating_ips FROM floating_ip WHERE project = p.uuid) f,
  (SELECT count(*) AS snapshots, coalesce(sum(size_mib), 0) AS size_mib FROM snapshot WHERE project = p.uuid AND reserved) s)`;

/**
 * The quotas of a project, which is locked until the transaction ends: requests that take something pass one after the
 * other, and are never together over a limit.
 */
export async function lockQuotas(tx: Tx, project: string): Promise<Quotas> {
  // first the lock; then, in a new snapshot, the sums
  unread(sql`SELECT FROM project WHERE uuid = ${project} FOR NO KEY UPDATE`.execute(tx));
  return readQuotas(tx, project);
}

/** The quotas of a project that there is. */
export async function readQuotas(tx: Tx, project: string): Promise<Quotas> {
  const query = sql`SELECT ${projectQuotas} AS quotas FROM project p WHERE p.uuid = ${project}`;
  return (await onlyRowOf(tx, quotasRow, query)).quotas;
}

import { type RawBuilder, sql } from 'kysely';
import { definedFields } from '../common/defined-fields.ts';
import { headroomMiB } from '../common/disk-room.ts';
import type { Tx } from '../db/index.ts';
import { audit } from './audit.ts';
import { before, changed } from './changed.ts';
import { roomForProject } from './limits.ts';
import type { Actor } from './tokens.ts';

/** The most that a new project may have; an operator changes it per project. */
const mostQuotas = {
  quota_instances: 20,
  quota_vcpus: 40,
  quota_memory_mib: 64 * 1024,
  quota_storage_mib: 1024 * 1024,
  quota_images_mib: 256 * 1024,
  quota_floating_ips: 20,
  quota_snapshots: 50,
  quota_snapshots_mib: 1024 * 1024,
};

export type Quotas = typeof mostQuotas;

/** Guests share processors, and wait for them; memory and disk are had or not. */
const vcpusPerProcessor = 16;
/** Of the disk, what images may take. */
const imageShare = 1 / 4;

/** The quotas of a new project: never more than its cloud could give. */
async function defaultQuotas(tx: Tx, cloud: string): Promise<Quotas> {
  const query = tx.selectFrom('backend').select(['vcpus', 'memory_mib', 'disk_mib']).where('cloud', '=', cloud);
  const host = await query.where('measured', 'is not', null).executeTakeFirst();
  if (host === undefined) return mostQuotas;
  const disk = host.disk_mib - headroomMiB(host.disk_mib);
  const { quota_vcpus, quota_memory_mib, quota_storage_mib, quota_images_mib, quota_snapshots_mib } = mostQuotas;
  return {
    ...mostQuotas,
    quota_vcpus: Math.min(quota_vcpus, host.vcpus * vcpusPerProcessor),
    quota_memory_mib: Math.min(quota_memory_mib, host.memory_mib),
    quota_storage_mib: Math.min(quota_storage_mib, disk),
    quota_images_mib: Math.min(quota_images_mib, Math.floor(disk * imageShare)),
    quota_snapshots_mib: Math.min(quota_snapshots_mib, disk),
  };
}

/**
 * Makes a project with its quotas; its network comes from the network room. Returns its UUID. Throws `InvalidRequest` when
 * its customer has too many.
 */
export async function createProject(
  tx: Tx,
  project: ProjectChanges & { customer: string; name: string; cloud: string },
): Promise<string> {
  const { customer, name, cloud, description = '', quotas, ends, ...dates } = project;
  await roomForProject(tx, customer);
  const row = await tx
    .insertInto('project')
    .values({
      customer,
      name,
      cloud,
      description,
      slug: slugOf(name),
      ...(await defaultQuotas(tx, cloud)),
      ...quotas,
      ...definedFields(dates),
      ...ends,
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return row.uuid;
}

export interface ProjectChanges {
  name?: string | undefined;
  description?: string | undefined;
  ends_at?: Date | null | undefined;
  end_action?: 'delete' | 'stop' | undefined;
  grace_days?: number | null | undefined;
  quotas?: Partial<Quotas>;
  /** What else goes with its end. */
  ends?: { end_date_requested_by?: string | null; end_warned?: number | null };
}

/** Changes a project. Quotas may be set below what is used: nothing is taken away, and nothing new fits. */
export async function updateProject(
  tx: Tx,
  actor: Actor,
  uuid: string,
  { quotas = {}, ends = {}, ...change }: ProjectChanges,
): Promise<void> {
  const columns = { ...definedFields(change), ...quotas };
  const { was } = await tx
    .updateTable('project')
    .set({ ...columns, ...ends, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('project', columns).as('was'))
    .executeTakeFirstOrThrow();
  await audit(tx, actor, 'project.update', { object: uuid, project: uuid, detail: changed(was, columns) });
}

/** When all that is in a project, by its alias, is ended with it; null: never. */
export const projectEnd = (project: string): RawBuilder<Date | null> =>
  sql`(${sql.ref(`${project}.ends_at`)} + coalesce(${sql.ref(`${project}.grace_days`)}, 0) * interval '24 hours')`;

/** Removes a project from which everything is gone that it held; the row stays for its history. */
export async function removeProject(tx: Tx, actor: Actor, uuid: string): Promise<void> {
  const none = Object.fromEntries(Object.keys(mostQuotas).map((quota) => [quota, 0]));
  await tx
    .updateTable('project')
    .set({ ...none, removed: sql<Date>`now()` })
    .where('uuid', '=', uuid)
    .execute();
  await tx.deleteFrom('role_grant').where('project', '=', uuid).execute();
  await audit(tx, actor, 'project.delete', { object: uuid, project: uuid });
}

/** A short name for URLs: the name's letters and digits and a few random ones that make it unique. */
export function slugOf(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 40);
  return `${plain || 'x'}-${Math.random().toString(36).slice(2, 8)}`;
}

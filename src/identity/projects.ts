import { sql } from 'kysely';
import { definedFields } from '../common/defined-fields.ts';
import type { Tx } from '../db/index.ts';
import { audit } from './audit.ts';
import { roomForProject } from './limits.ts';
import type { Actor } from './tokens.ts';

/** Quotas of a new project; an operator changes them per project. */
const defaultQuotas = {
  quota_instances: 20,
  quota_vcpus: 40,
  quota_memory_mib: 64 * 1024,
  quota_storage_mib: 1024 * 1024,
  quota_floating_ips: 20,
};

export type Quotas = typeof defaultQuotas;

/**
 * Makes a project with its quotas; its network comes from the network room. Returns its UUID. Throws `InvalidRequest` when
 * its customer has too many.
 */
export async function createProject(
  tx: Tx,
  project: { customer: string; name: string; description?: string; quotas?: Partial<Quotas> },
): Promise<string> {
  const { customer, name, description = '', quotas } = project;
  await roomForProject(tx, customer);
  const row = await tx
    .insertInto('project')
    .values({ customer, name, description, slug: slugOf(name), ...defaultQuotas, ...quotas })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return row.uuid;
}

/** Changes a project. Quotas may be set below what is used: nothing is taken away, and nothing new fits. */
export async function updateProject(
  tx: Tx,
  actor: Actor,
  uuid: string,
  { quotas = {}, ...change }: { name?: string | undefined; description?: string | undefined; quotas?: Partial<Quotas> },
): Promise<void> {
  const columns = { ...definedFields(change), ...quotas };
  if (Object.keys(columns).length > 0) await tx.updateTable('project').set(columns).where('uuid', '=', uuid).execute();
  await audit(tx, actor, 'project.update', { object: uuid, project: uuid, detail: columns });
}

/** Removes a project from which everything is gone that it held; the row stays for its history. */
export async function removeProject(tx: Tx, actor: Actor, uuid: string): Promise<void> {
  const none = Object.fromEntries(Object.keys(defaultQuotas).map((quota) => [quota, 0]));
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

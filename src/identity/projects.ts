import type { Tx } from '../db/index.ts';

/** Quotas of a new project; an operator changes them per project. */
const defaultQuotas = {
  quota_instances: 20,
  quota_vcpus: 40,
  quota_memory_mib: 64 * 1024,
  quota_storage_mib: 1024 * 1024,
  quota_floating_ips: 20,
};

export type Quotas = typeof defaultQuotas;

/** Makes a project with its quotas; its network comes from the network room. Returns its UUID. */
export async function createProject(
  tx: Tx,
  project: { customer: string; name: string; description?: string; quotas?: Partial<Quotas> },
): Promise<string> {
  const { customer, name, description = '', quotas } = project;
  const row = await tx
    .insertInto('project')
    .values({ customer, name, description, slug: slugOf(name), ...defaultQuotas, ...quotas })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return row.uuid;
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

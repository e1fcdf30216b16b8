import { invalid } from '../common/field-errors.ts';
import type { Tx } from '../db/index.ts';
import { lockQuotas, type QuotaName } from './quotas.ts';

const words: Record<QuotaName, string> = {
  instances: 'instances',
  vcpu: 'vCPUs',
  ram: 'MiB of memory',
  storage: 'MiB of storage',
  images_size: 'MiB of images',
  floating_ips: 'floating IPs',
  snapshots: 'snapshots',
  snapshots_size: 'MiB of snapshots',
};

/**
 * Locks the project until the transaction ends. Throws `InvalidRequest` with the code `quota-exceeded` on `field` when
 * `need` does not fit into its quotas. What is not needed may be over its limit.
 */
export async function requireQuota(
  tx: Tx,
  project: string,
  need: Partial<Record<QuotaName, number>>,
  field: string,
): Promise<void> {
  const quotas = await lockQuotas(tx, project);
  const over = (Object.keys(words) as QuotaName[])
    .filter((name) => need[name] !== undefined && quotas[name].usage + need[name] > quotas[name].limit)
    .map((name) => `${words[name]}: limit ${quotas[name].limit}, used ${quotas[name].usage}, needed ${need[name]}`);
  if (over.length === 0) return;
  const { deleted } = quotas.storage;
  const isStorage = need.storage !== undefined && deleted > 0 && over.some((each) => each.startsWith(words.storage));
  const kept = isStorage
    ? ` ${deleted} MiB are of what was deleted and is kept for a while: delete that for good,`
    : '';
  const remedy = `${kept === '' ? 'Delete' : `${kept} delete`} what is not needed, or ask for a higher quota.`.trim();
  throw invalid(field, `One or more quotas were exceeded: ${over.join('; ')}. ${remedy}`, 'quota-exceeded');
}

/** Those that things stand behind which can be deleted: processors and memory are those of instances. */
const deletable = ['instances', 'storage', 'floating_ips', 'snapshots'] as const;

/**
 * What a project holds that counts against its quotas, in words such as "2 instances", but what was deleted; the project is locked until
 * the transaction ends.
 */
export async function holdings(tx: Tx, project: string): Promise<string[]> {
  const quotas = await lockQuotas(tx, project);
  return deletable.flatMap((name) => {
    const usage = quotas[name].usage - (name === 'storage' ? quotas.storage.deleted : 0);
    return usage === 0 ? [] : [`${usage} ${words[name]}`];
  });
}

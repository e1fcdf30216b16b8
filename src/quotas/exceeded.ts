import { FieldErrors, InvalidRequest } from '../common/field-errors.ts';
import type { Tx } from '../db/index.ts';
import { lockQuotas, type QuotaName } from './quotas.ts';

const words: Record<QuotaName, string> = {
  instances: 'instances',
  vcpu: 'vCPUs',
  ram: 'MiB of memory',
  storage: 'MiB of storage',
  floating_ips: 'floating IPs',
};

/**
 * Locks the project until the transaction ends and says what of its quotas would be exceeded by `need`, in words; null
 * when all fits. What is not needed may be over its limit.
 */
export async function quotaExceeded(
  tx: Tx,
  project: string,
  need: Partial<Record<QuotaName, number>>,
): Promise<string | null> {
  const quotas = await lockQuotas(tx, project);
  if (quotas === null) return null;
  const over = (Object.keys(words) as QuotaName[])
    .filter((name) => need[name] !== undefined && quotas[name].usage + need[name] > quotas[name].limit)
    .map((name) => `${words[name]}: limit ${quotas[name].limit}, used ${quotas[name].usage}, needed ${need[name]}`);
  if (over.length === 0) return null;
  return `One or more quotas were exceeded: ${over.join('; ')}. Delete what is not needed, or ask for a higher quota.`;
}

export function overQuota(field: string, message: string): InvalidRequest {
  const errors = new FieldErrors();
  errors.add([field], message);
  return new InvalidRequest(errors, 'quota-exceeded');
}

import type { Quotas } from '../../quotas/index.ts';

export interface TenantQuota {
  name: string;
  usage: number;
  /** -1: none. */
  limit: number;
}

/** The quotas of a project as Waldur lists those of its tenant. */
export function tenantQuotas({ floating_ips, ...others }: Quotas): TenantQuota[] {
  return Object.entries({ ...others, floating_ip_count: floating_ips }).map(([name, { limit, usage }]) => ({
    name,
    usage,
    limit,
  }));
}

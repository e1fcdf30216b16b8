export { overQuota, quotaExceeded } from './exceeded.ts';
export { lockQuotas, projectQuotas, type Quotas, readQuotas } from './quotas.ts';

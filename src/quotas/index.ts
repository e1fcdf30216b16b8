export { requireQuota } from './require.ts';
export { lockQuotas, projectQuotas, type Quotas, readQuotas } from './quotas.ts';

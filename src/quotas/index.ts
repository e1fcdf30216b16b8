export { holdings, requireQuota } from './require.ts';
export { lockQuotas, projectQuotas, quotasShape, type Quotas, readQuotas } from './quotas.ts';

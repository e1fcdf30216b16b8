export { overQuota, quotaExceeded } from './quotas.ts';

export { readBackendQuotas, requireBackend } from './backend.ts';
export { checkUserData, checkVolumeSize, readCapabilities } from './capabilities.ts';
export { daysUntilFull, pruneDiskFigures } from './forecast.ts';
export { holdings, requireQuota } from './require.ts';
export { lockQuotas, projectQuotas, quotasShape, type Quotas, readQuotas } from './quotas.ts';
export { readDiskRoom, recordHost, requireRoom } from './room.ts';

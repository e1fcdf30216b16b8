import { onlyCloud } from '../../../src/common/cloud-settings.ts';
import { type Call, read, uuid } from './call.ts';

export const operationCalls: Record<string, Call> = {
  'GET /api/version/': { scope: 'public', success: 200 },
  'GET /api/configuration/': { scope: 'public', success: 200 },
  'GET /api/status/': { scope: 'staff', success: 200 },
  'GET /metrics': { scope: 'staff', success: 200 },
  'GET /api/doctor/': { scope: 'staff', success: 200 },
  'GET /api/clouds/': { scope: 'user', success: 200 },
  'GET /api/clouds/{name}/': { scope: 'staff', success: 200, path: () => ({ name: onlyCloud }) },
  'GET /api/clouds/{name}/doctor/': { scope: 'staff', success: 200, path: () => ({ name: onlyCloud }) },
  'POST /api/doctor/fix/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 200,
    fields: { 'details[]': 'none' },
  },
  'GET /api/doctor/trash/': { scope: 'staff', success: 200 },
  'POST /api/doctor/trash/{uuid}/restore/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 200,
    path: uuid((world) => world.makeTrash()),
  },
  'GET /api/backups/': { scope: 'staff', success: 200 },
  'POST /api/backups/': { permission: 'CLOUD.OPERATE', scope: 'staff', success: 200 },
  'GET /api/log/': { scope: 'staff', success: 200 },
  'GET /api/doctor/receipts/{uuid}/': { ...read('resource'), scope: 'staff' },
};

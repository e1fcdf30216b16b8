import { type Call, list, read, uuid } from './call.ts';

const anew = { scope: 'project', path: uuid((world) => world.makeDeleted(world.owner)) } as const;

export const deletedCalls: Record<string, Call> = {
  'GET /api/deleted-resources/': list,
  'GET /api/deleted-resources/{uuid}/': read('deleted'),
  'POST /api/deleted-resources/{uuid}/undelete/': { ...anew, permission: 'ORDER.APPROVE', success: 200 },
  'DELETE /api/deleted-resources/{uuid}/': { ...anew, permission: 'RESOURCE.TERMINATE', success: 204 },
};

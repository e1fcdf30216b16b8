import { randomUUID } from 'node:crypto';
import { goodPassword } from '../world.ts';
import { type Call, list, read, uuid } from './call.ts';

const soon = (): string => new Date(Date.now() + 3_600_000).toISOString();
const endingToken = uuid((world) => world.makeToken(world.owner.client, soon()));

export const accountCalls: Record<string, Call> = {
  'GET /api/users/': list,
  'GET /api/users/{uuid}/': read('user'),
  'POST /api/users/': {
    scope: 'staff',
    permission: 'CLOUD.OPERATE',
    success: 201,
    bodies: [() => ({ username: `user-${randomUUID()}`, full_name: 'Another', email: '', password: goodPassword })],
  },
  'PATCH /api/users/{uuid}/': {
    ...read('user'),
    scope: 'self',
    permission: 'ACCOUNT.UPDATE',
    bodies: [() => ({ full_name: 'New Name' })],
  },
  'DELETE /api/users/{uuid}/': {
    scope: 'staff',
    permission: 'CLOUD.OPERATE',
    success: 204,
    path: uuid((world) => world.makeUser()),
  },
  'POST /api/users/{uuid}/password/': {
    ...read('user'),
    scope: 'self',
    permission: 'ACCOUNT.UPDATE',
    bodies: [() => ({ password: goodPassword, old_password: goodPassword })],
  },
  'POST /api-auth/password/': {
    scope: 'public',
    success: 200,
    bodies: [({ username }) => ({ username, password: goodPassword })],
  },
  'POST /api/users/{uuid}/login_link/': {
    ...read('user'),
    scope: 'self',
    permission: 'ACCOUNT.UPDATE',
    whole: true,
    success: 201,
  },
  'POST /api-auth/link/': {
    scope: 'public',
    success: 200,
    // used up by every success
    path: async (world) => {
      await world.makeLoginLink();
      return {};
    },
    bodies: [({ loginLink: link }) => ({ link })],
  },
  'POST /api-auth/logout/': { scope: 'user', success: 204, ends: true },
  'GET /api/users/me/': list,
  'GET /api/keys/': list,
  'POST /api/keys/': { permission: 'ACCOUNT.UPDATE', scope: 'user', success: 201, bodies: [(world) => world.key()] },
  'GET /api/keys/{uuid}/': { ...read('key'), scope: 'own' },
  'DELETE /api/keys/{uuid}/': {
    permission: 'ACCOUNT.UPDATE',
    scope: 'own',
    success: 204,
    path: uuid((world) => world.makeKey(world.owner.client)),
  },
  'GET /api/tokens/': list,
  'POST /api/tokens/': {
    permission: 'ACCOUNT.UPDATE',
    scope: 'user',
    success: 201,
    bodies: [
      () => ({ name: 'another' }),
      ({ owned }) => ({ name: 'another', permissions: [], projects: [owned.project] }),
    ],
  },
  'GET /api/tokens/{uuid}/': { ...read('token'), scope: 'own' },
  'DELETE /api/tokens/{uuid}/': {
    permission: 'ACCOUNT.UPDATE',
    scope: 'own',
    success: 204,
    path: uuid((world) => world.makeToken(world.owner.client)),
  },
  'POST /api/tokens/{uuid}/rotate/': {
    permission: 'ACCOUNT.UPDATE',
    scope: 'own',
    success: 201,
    path: uuid((world) => world.makeToken(world.owner.client)),
  },
  'GET /api/personal-access-tokens/available_scopes/': list,
  'GET /api/personal-access-tokens/': list,
  'POST /api/personal-access-tokens/': {
    permission: 'ACCOUNT.UPDATE',
    scope: 'user',
    success: 201,
    bodies: [
      () => ({ name: 'another', scopes: [], expires_at: soon() }),
      ({ owned }) => ({
        name: 'another',
        scopes: [],
        expires_at: soon(),
        allowed_scopes: [{ type: 'project', uuid: owned.project }],
      }),
    ],
    fields: { 'allowed_scopes[].uuid': 'project' },
  },
  'GET /api/personal-access-tokens/{uuid}/': { scope: 'own', success: 200, path: endingToken },
  'DELETE /api/personal-access-tokens/{uuid}/': {
    permission: 'ACCOUNT.UPDATE',
    scope: 'own',
    success: 204,
    path: endingToken,
  },
  'POST /api/personal-access-tokens/{uuid}/rotate/': {
    permission: 'ACCOUNT.UPDATE',
    scope: 'own',
    success: 201,
    path: endingToken,
  },
};

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import {
  AccessDenied,
  type Actor,
  may,
  permissions,
  permissionsOf,
  requirePermission,
} from '../../src/identity/index.ts';
import { actorFor } from '../support/tenant.ts';

const project = '11111111-1111-4111-8111-111111111111';
const foreign = '22222222-2222-4222-8222-222222222222';

function withRole(role: Parameters<typeof permissionsOf>[0], more: Partial<Actor> = {}): Actor {
  return { ...actorFor('u', project), roles: new Map([[project, new Set([role])]]), ...more };
}

const staff: Actor = { ...actorFor('s', project), isStaff: true, projects: null, customers: null, roles: new Map() };

describe('permissions', () => {
  test('each role is a part of the one above it, and a reader has nothing', () => {
    const chain = ['PROJECT.READER', 'PROJECT.MEMBER', 'PROJECT.ADMIN', 'PROJECT.MANAGER', 'CUSTOMER.OWNER'] as const;
    assert.deepEqual(permissionsOf('PROJECT.READER'), []);
    for (const [index, role] of chain.slice(1).entries()) {
      const [less, more] = [permissionsOf(chain[index] ?? role), permissionsOf(role)];
      assert.deepEqual(
        less.filter((permission) => !more.includes(permission)),
        [],
      );
      assert.ok(more.length > less.length, `${role} has more than ${chain[index]}`);
    }
  });

  test('a role counts in its project only', () => {
    const member = withRole('PROJECT.MEMBER');
    assert.ok(may(member, 'ORDER.CREATE', project));
    assert.ok(!may(member, 'ORDER.APPROVE', project));
    assert.ok(!may(member, 'ORDER.CREATE', foreign));
    assert.ok(!may(withRole('CUSTOMER.OWNER'), 'CLOUD.OPERATE', null));
  });

  test('T11 a token narrows every permission of every role, and of staff', () => {
    for (const permission of permissions) {
      assert.ok(may(staff, permission, project));
      for (const actor of [withRole('CUSTOMER.OWNER'), staff]) {
        assert.ok(!may({ ...actor, permissions: new Set() }, permission, project), permission);
        const others = new Set(permissions.filter((other) => other !== permission));
        assert.ok(!may({ ...actor, permissions: others }, permission, project), permission);
      }
    }
    const inOne = { ...staff, projects: new Set([project]) };
    assert.ok(may(inOne, 'RESOURCE.UPDATE', project));
    assert.ok(!may(inOne, 'RESOURCE.UPDATE', foreign));
    assert.ok(!may(inOne, 'CLOUD.OPERATE', null));
  });

  test('what is seen without permission is denied, what is not seen is hidden', () => {
    const ask = (actor: Actor, where: string) => () => requirePermission(actor, 'RESOURCE.UPDATE', where);
    assert.doesNotThrow(ask(withRole('PROJECT.ADMIN'), project));
    assert.throws(ask(withRole('PROJECT.READER'), project), AccessDenied);
    assert.throws(ask(withRole('PROJECT.ADMIN'), foreign), { code: 'not-found', message: 'Not found.' });
  });
});

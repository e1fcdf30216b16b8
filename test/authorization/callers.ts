import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { createToken } from '../../src/identity/index.ts';
import { Client } from '../support/client.ts';
import { makeUser } from '../support/tenant.ts';
import type { World } from './world.ts';

export type Caller =
  | 'nobody'
  | 'forger'
  | 'expired'
  | 'removed'
  | 'withdrawn'
  | 'outsider'
  | 'elsewhere'
  | 'reader'
  | 'readOnly'
  | 'plain'
  | 'member'
  | 'ruler'
  | 'staffReadOnly'
  | 'staff';
export type Callers = Record<Caller, Client>;

/** The callers of the matrix. Those who lost their rights are shown to have had them. */
export async function makeCallers(world: World): Promise<Callers> {
  const { cloud, owner, other } = world;
  const { db, url } = cloud;
  const expired = await createToken(db, owner.user, 'expired', new Date(Date.now() - 1000));
  const removed = await makeUser(db, url, [owner.project]);
  const withdrawn = await makeUser(db, url, [owner.project]);
  for (const { client } of [removed, withdrawn]) {
    assert.equal((await client.get(`projects/${owner.project}/`)).status, 200);
  }
  await db.updateTable('app_user').set({ is_active: false }).where('uuid', '=', removed.user).execute();
  await db.deleteFrom('role_grant').where('user_uuid', '=', withdrawn.user).execute();
  const both = await makeUser(db, url, [owner.project, other.project]);
  const reader = await makeUser(db, url, [owner.project], 'PROJECT.READER');
  const plain = await makeUser(db, url, [owner.project], 'PROJECT.MEMBER');
  const ruler = await makeUser(db, url, []);
  await world.grant(ruler.user, 'CUSTOMER.OWNER', 'customer');
  const admin = (await cloud.staff.get('users/me/')).body;
  const limited = ({ token }: { token: string }) => new Client(url, token);
  return {
    nobody: new Client(url, null),
    forger: new Client(url, randomBytes(20).toString('hex')),
    expired: new Client(url, expired.token),
    removed: removed.client,
    withdrawn: withdrawn.client,
    outsider: other.client,
    elsewhere: limited(await createToken(db, both.user, 'elsewhere', null, { projects: [other.project] })),
    reader: reader.client,
    readOnly: limited(await createToken(db, owner.user, 'reading', null, { permissions: [] })),
    plain: plain.client,
    member: owner.client,
    ruler: ruler.client,
    staffReadOnly: limited(await createToken(db, admin.uuid, 'reading', null, { permissions: [] })),
    staff: cloud.staff,
  };
}

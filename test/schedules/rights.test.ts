import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { followProject } from '../support/project-stream.ts';
import { mended } from '../support/remedy.ts';
import { due, hourMs, plan } from '../support/schedules.ts';
import { setUp } from '../support/setup.ts';
import { makeUser, orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp({ quota_snapshots: 100, quota_snapshots_mib: 1e6 });
const { client, project } = tenant;

const { body: order } = await client.post('marketplace-orders/', orderFor(tenant, catalogue));
assert.equal((await client.settled(order.uuid)).state, 'Success');
const vm: string = order.resource_uuid;
const volume: string = (await client.get(`openstack-volumes/?instance_uuid=${vm}`)).body.results[0].uuid;
const { username: owner } = (await client.get('users/me/')).body;

type User = Awaited<ReturnType<typeof makeUser>>;

/** One of each kind, with who may have it at least, what it does when it runs, and of what. */
const kinds = {
  snapshot: { role: 'PROJECT.ADMIN', url: `openstack-volumes/${volume}/create_snapshot_schedule/`, own: plan },
  backup: { role: 'PROJECT.ADMIN', url: `openstack-instances/${vm}/create_backup_schedule/`, own: plan },
  power: {
    role: 'PROJECT.MEMBER',
    url: `openstack-instances/${vm}/create_power_schedule/`,
    own: { name: 'nightly', schedule: 'daily at 03:00', timezone: 'UTC', action: 'start' },
  },
} as const;
type Kind = keyof typeof kinds;

const pathOf = (kind: Kind) => `openstack-${kind}-schedules`;
const show = async (kind: Kind, uuid: string) => (await client.get(`${pathOf(kind)}/${uuid}/`)).body;
const look = () => client.post(`openstack-instances/${vm}/pull/`, {});
const doctor = async (check: string) =>
  (await cloud.staff.get('doctor/')).body.checks.find(({ name }: { name: string }) => name === check);

async function activate({ client: by }: Pick<User, 'client'>, kind: Kind, uuid: string): Promise<void> {
  assert.equal((await by.post(`${pathOf(kind)}/${uuid}/activate/`, {})).status, 200);
}

async function active(by: Pick<User, 'client'>, kind: Kind): Promise<string> {
  const { status, body, text } = await by.client.post(kinds[kind].url, kinds[kind].own);
  assert.equal(status, 201, text);
  await activate(by, kind, body.uuid);
  return body.uuid;
}

/** Lets its time come, and waits until it has run, or has paused itself. */
async function run(kind: Kind, uuid: string) {
  const at = new Date(Date.now() - hourMs);
  await due(cloud, uuid, at);
  await look();
  return eventually(
    'what comes of its time',
    () => show(kind, uuid),
    ({ next_trigger_at: next }) => next === null || new Date(next) > at,
  );
}

/** Who asked for what its runs have begun. */
async function askedBy(kind: Kind): Promise<string[]> {
  const action = { snapshot: 'snapshot.create', backup: 'backup.create', power: 'instance.start' }[kind];
  const { body } = await client.get(
    `events/?project_uuid=${project}&event_type=${action}&result=accepted&o=created&page_size=100`,
  );
  return body.results.map(({ username }: { username: string }) => username);
}

/** What is told of pauses of schedules, the latest first. */
async function pauses(kind: Kind): Promise<string[]> {
  const { body } = await client.get(`events/?scope=${kind === 'snapshot' ? volume : vm}&o=-created&page_size=100`);
  const told = body.results.filter(({ event_type: type }: { event_type: string }) => type === 'schedule_paused');
  return told.map(({ message }: { message: string }) => message);
}

const takeRole = ({ user }: User) => cloud.db.deleteFrom('role_grant').where('user_uuid', '=', user).execute();
const expire = ({ user }: User) =>
  cloud.db
    .updateTable('role_grant')
    .set({ expires: new Date(0) })
    .where('user_uuid', '=', user)
    .execute();
const deactivate = async ({ user }: User) => {
  const { status, text } = await cloud.staff.patch(`users/${user}/`, { is_active: false });
  assert.equal(status, 200, text);
};

describe('a schedule runs in the name of who activated it', () => {
  for (const [kind, how] of [
    ['snapshot', takeRole],
    ['backup', deactivate],
    ['power', expire],
  ] as const) {
    test(`of ${kind}: it pauses itself once that person may not any more, and whoever may resumes it`, async () => {
      const colleague = await makeUser(cloud.db, cloud.url, [project], kinds[kind].role);
      const { username } = (await colleague.client.get('users/me/')).body;
      const stream = await followProject(client, project);
      const uuid = await active(colleague, kind);
      if (kind === 'power') {
        assert.equal((await client.post(`openstack-instances/${vm}/stop/`, {})).status, 202);
        const shown = async () => (await client.get(`openstack-instances/${vm}/`)).body;
        await eventually('that it is off', shown, ({ runtime_state: runtime }) => runtime === 'SHUTOFF');
      }
      const [before, known] = [await askedBy(kind), await pauses(kind)];
      await how(colleague);
      const paused = await run(kind, uuid);
      assert.deepEqual([paused.is_active, paused.next_trigger_at], [false, null]);
      assert.match(
        paused.error_message,
        new RegExp(`^It ran in the name of ${username}, who has no [A-Z.]+ here any more`),
      );
      assert.deepEqual(await askedBy(kind), before, 'nothing was done');
      const [last = '', ...earlier] = await pauses(kind);
      assert.match(last, /^Schedule "nightly" is paused\. It ran in the name of/);
      assert.deepEqual(earlier, known);
      await stream.hears('that it is paused', (change) => change.uuid === uuid && change.error_message !== '');
      stream.leave();
      assert.match(
        (await doctor('schedules')).detail,
        /^1 failed or were paused at their last time: nightly \(It ran in the name of/,
      );
      assert.match((await cloud.staff.in('').get('metrics')).text, /^slipway_schedules\{state="failing"\} 1$/m);

      const resume = () => activate({ client }, kind, uuid);
      await mended('schedules', /those that are paused once somebody resumes them/, doctor, resume);
      const ran = await run(kind, uuid);
      assert.deepEqual([ran.is_active, ran.error_message], [true, '']);
      assert.deepEqual((await askedBy(kind)).slice(before.length), [owner]);
      assert.equal((await client.delete(`${pathOf(kind)}/${uuid}/`)).status, 204);
      // a VM that is just started takes no schedule
      const shown = async () => (await client.get(`openstack-instances/${vm}/`)).body.state;
      await eventually('what it has begun to end', shown, (state) => state === 'OK');
    });
  }

  test('and goes on as long as that person may, whatever becomes of who made it', async () => {
    const colleague = await makeUser(cloud.db, cloud.url, [project]);
    const { status, text, body: made } = await colleague.client.post(kinds.backup.url, plan);
    assert.equal(status, 201, text);
    const before = (await askedBy('backup')).length;
    await activate({ client }, 'backup', made.uuid);
    await takeRole(colleague);
    assert.ok((await run('backup', made.uuid)).is_active);
    assert.deepEqual((await askedBy('backup')).slice(before), [owner]);
    await client.delete(`openstack-backup-schedules/${made.uuid}/`);
  });

  test('of staff and of the owner of the customer as well', async () => {
    const { customer } = await cloud.db
      .selectFrom('project')
      .select('customer')
      .where('uuid', '=', project)
      .executeTakeFirstOrThrow();
    const boss = await makeUser(cloud.db, cloud.url, []);
    const grant = { user_uuid: boss.user, role: 'CUSTOMER.OWNER' as const, project: null, customer };
    await cloud.db.insertInto('role_grant').values(grant).execute();
    for (const by of [boss, { client: cloud.staff }]) {
      const uuid = await active(by, 'snapshot');
      assert.ok((await run('snapshot', uuid)).is_active);
      assert.equal((await client.delete(`openstack-snapshot-schedules/${uuid}/`)).status, 204);
    }
  });
});

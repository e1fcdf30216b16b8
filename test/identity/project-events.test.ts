import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { afterEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { pruneChanges } from '../../src/api/index.ts';
import { type Follower, followProject } from '../support/project-stream.ts';
import { setUp } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';
import { makeTenant, makeUser, orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client, project } = tenant;

const followers: Follower[] = [];
afterEach(() => {
  for (const { leave } of followers.splice(0)) leave();
});

async function follow(lastId?: string, by = client, of = project): Promise<Follower> {
  const follower = await followProject(by, of, lastId);
  followers.push(follower);
  return follower;
}

const make = async (name: string): Promise<string> =>
  (await client.post('openstack-networks/', { project, name })).body.uuid;
describe('the stream of a project', () => {
  test('tells of a VM, its order, its volume, port and addresses, as they come and as they go', async () => {
    const stream = await follow();
    const waldur = await follow(undefined, client.in('/waldur/api'));
    const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
    const { body: placed } = await client.post('marketplace-orders/', orderFor(tenant, catalogue, { networks }));
    const vm: string = placed.resource_uuid;
    await stream.hears('the order', ({ uuid, state }) => uuid === placed.uuid && state === 'Success');
    const of =
      (kind: string) =>
      ({ kind: k, instance }: { kind: string; instance: string | null }) =>
        k === kind && instance === vm;
    for (const kind of ['order', 'instance', 'volume', 'port', 'floating_ip'])
      assert.partialDeepStrictEqual(await stream.hears(kind, of(kind)), { deleted: false });
    for (const { kind, url, state, deleted } of stream.told) {
      const { body, status } = await client.get(url.slice(`${client.url}/api/`.length));
      assert.equal(status, 200, `${kind} ${url}`);
      if (!deleted) assert.ok(state !== null && 'state' in body, url);
    }
    const words = await waldur.hears('its end', ({ kind, state }) => kind === 'order' && state === 'done');
    assert.equal(words.uuid, placed.uuid.replaceAll('-', ''));
    const from = stream.told.length;
    await client.remove(vm);
    for (const kind of ['instance', 'volume', 'port', 'floating_ip'])
      await stream.hears(`the end of its ${kind}`, (change) => change.kind === kind && change.deleted, from);
  });

  test('tells what follows when the backend has followed, and of nobody else', async () => {
    const other = await makeTenant(cloud.db, cloud.url);
    const [stream, foreign] = [await follow(), await follow(undefined, other.client, other.project)];
    const { body: group } = await client.post('openstack-security-groups/', { project, name: 'followed', rules: [] });
    await stream.hears('that it is made', ({ uuid }) => uuid === group.uuid);
    await stream.hears('that it is in force', ({ uuid, state }) => uuid === group.uuid && state === 'OK');
    const theirs = await other.client.post('openstack-networks/', { project: other.project, name: 'theirs' });
    await foreign.hears('their network', ({ uuid }) => uuid === theirs.body.uuid);
    assert.ok(foreign.told.every(({ uuid }) => uuid !== group.uuid));
    assert.ok(stream.told.every(({ uuid }) => uuid !== theirs.body.uuid));
  });

  test('tells what is decided about the project itself, and goes on', async () => {
    const [stream, from] = [await follow(), await follow()];
    from.leave();
    const path = `projects/${project}/`;
    assert.equal((await cloud.staff.patch(path, { quotas: { ram: 7 * 1024 } })).status, 200);
    const told = await stream.hears('the quota', ({ kind }) => kind === 'project_settings');
    assert.partialDeepStrictEqual(told, { uuid: project, deleted: false, state: null });
    assert.equal((await client.get(told.url.slice(`${client.url}/api/`.length))).body.quotas.ram.limit, 7 * 1024);
    assert.equal((await cloud.staff.patch(path, { name: 'called anew' })).status, 200);
    await stream.hears('its name', ({ name }) => name === 'called anew');
    const again = await follow(from.lastId());
    assert.equal((await again.hears('both at once', ({ uuid }) => uuid === project)).name, 'called anew');
  });

  test('goes on behind the last id, and tells nothing twice while it lasts', async () => {
    const stream = await follow();
    const [one, two] = [await make('one'), await make('two')];
    await stream.hears('the second', ({ uuid }) => uuid === two);
    for (const uuid of [one, two]) assert.equal(stream.told.filter((change) => change.uuid === uuid).length, 1);
    stream.leave();
    await client.patch(`openstack-networks/${one}/`, { name: 'renamed' });
    await client.delete(`openstack-networks/${two}/`);
    const next = await follow(stream.lastId());
    assert.equal((await next.hears('the first', ({ uuid }) => uuid === one)).name, 'renamed');
    assert.equal((await next.hears('the second', ({ uuid }) => uuid === two)).deleted, true);
    assert.equal(next.resets(), 0);
  });

  test('misses nothing of transactions that commit in another order than they began in', async () => {
    const [early, late] = [await make('early'), await make('late')];
    const stream = await follow();
    const change = (db: typeof cloud.db, uuid: string, name: string) =>
      db.updateTable('network').set({ name }).where('uuid', '=', uuid).execute();
    const first = await cloud.db.startTransaction().execute();
    await change(first, early, 'changed first');
    await change(cloud.db, late, 'changed second');
    await stream.hears('what commits first', ({ name }) => name === 'changed second');
    const between = stream.lastId();
    await first.commit().execute();
    await stream.hears('what commits last', ({ name }) => name === 'changed first');
    const resumed = await follow(between);
    await resumed.hears('what was committed meanwhile', ({ name }) => name === 'changed first');
  });

  test('leaves out what only a newer version knows, whose node works beside this one', async () => {
    const stream = await follow();
    await sql`SELECT note_changes('a kind to come', ${project}, ARRAY[gen_random_uuid()])`.execute(cloud.db);
    const made = await make('beside it');
    await stream.hears('what comes then', ({ uuid }) => uuid === made);
  });

  test('says so when it cannot tell all: of another database, of what is forgotten, of too much', async () => {
    const [epoch = '', transaction, time] = (await follow()).lastId().split('-');
    const other = epoch.replace(/./g, (digit) => (digit === '0' ? '1' : '0'));
    const tooOld = `${epoch}-${transaction}-${Number(time) - 90_000}`;
    for (const id of [`${other}-${transaction}-${time}`, `${epoch}-999999999999-${time}`, tooOld, 'nonsense']) {
      const stream = await follow(id);
      await eventually(`a reset behind ${id}`, stream.resets);
    }
    const stream = await follow();
    await sql`SELECT note_changes('port', ${project}, (SELECT array_agg(gen_random_uuid()) FROM generate_series(1, 1001)))`.execute(
      cloud.db,
    );
    await eventually('a reset for too much', stream.resets);
    assert.deepEqual(stream.told, []);
    const resets = stream.resets();
    const made = await make('after it');
    // beside a transaction that is older than all of them, of whatever database, they are too much once more
    const isTold = (): boolean => stream.told.some(({ uuid }) => uuid === made) || stream.resets() > resets;
    await eventually('what comes then', isTold);
  });

  test('forgets what no position needs any more', async () => {
    const kept = await make('kept');
    await sql`UPDATE object_change SET changed = now() - interval '3 days' WHERE object <> ${kept}`.execute(cloud.db);
    for (const prune of pruneChanges()) await cloud.db.transaction().execute((tx) => prune(tx, 10_000));
    const left = await cloud.db.selectFrom('object_change').select('object').where('project', '=', project).execute();
    assert.deepEqual(left, [{ object: kept }]);
  });

  test('is not there for strangers, ends at once for HEAD, with the right to it and with the project', async () => {
    const other = await makeTenant(cloud.db, cloud.url);
    const path = `projects/${project}/events/`;
    const [foreign, unknown] = [await other.client.get(path), await client.get(`projects/${randomUUID()}/events/`)];
    assert.deepEqual([foreign.status, foreign.text], [404, unknown.text]);
    const head = await client.send('HEAD', path);
    assert.deepEqual([head.status, head.headers.get('content-type')], [200, 'text/event-stream']);

    const helper = await makeUser(cloud.db, cloud.url, [project]);
    const [theirs, ours] = [await follow(undefined, helper.client), await follow()];
    await cloud.db.deleteFrom('role_grant').where('user_uuid', '=', helper.user).execute();
    // what is asked about rights holds for a second
    let over = false;
    void theirs.ended.then(() => (over = true));
    await eventually('its end', async () => {
      const made = await make('unseen');
      await ours.hears('it', ({ uuid }) => uuid === made);
      return over;
    });
    const last = await follow(undefined, cloud.staff, other.project);
    assert.equal((await cloud.staff.delete(`projects/${other.project}/`)).status, 204);
    await last.ended;
    assert.equal((await cloud.staff.get(`projects/${other.project}/events/`)).status, 404);
  });
});

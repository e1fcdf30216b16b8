import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { casesInTurn } from '../../src/cli/testing/turn.ts';
import type { Settings } from '../../src/common/settings.ts';
import type { Database } from '../../src/db/index.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { type Client, unlessGone } from '../support/client.ts';
import { staffOf } from '../support/cloud.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { type Catalogue, orderFor, readCatalogue } from '../support/tenant.ts';
import { workflows } from '../../src/workflows/index.ts';
import { eventually } from '../support/wait.ts';

/** Every point at which a run that succeeds can be killed, and those of one that is undone. */
function pointsOf(kind: string): { forward: string[]; backward: string[] } {
  const steps = workflows.find((workflow) => workflow.kind === kind)?.steps ?? [];
  const undone = steps.filter(({ undo }) => !('none' in undo)).toReversed();
  return {
    forward: casesInTurn([...steps.flatMap(({ name }) => [`${name}:before`, `${name}:after`]), 'finish:before']),
    backward: casesInTurn([...undone.flatMap(({ name }) => [`${name}:undo`, `${name}:undone`]), 'finish:before']),
  };
}

describe('kill -9 of the control plane', () => {
  let home: string;
  let settings: Settings;
  let server: ChildProcess | undefined;
  let database: TestDatabase;
  let db: Database;
  let driver: FakeDriver;
  let client: Client;
  let project: string;
  let subnet: string;
  let catalogue: Catalogue;

  /** Starts the control plane; resolves when it answers, or when it was killed at `killAt` before that. */
  async function start(more: { killAt?: string; failAt?: string } = {}): Promise<void> {
    // one that a test has left behind would be waited for at the end
    server?.kill('SIGKILL');
    const env: NodeJS.ProcessEnv = {
      ...process.env,
      SLIPWAY_HOME: home,
      SLIPWAY_LISTEN: settings.listen,
      SLIPWAY_DRIVER: 'fake',
      SLIPWAY_KEEP_DELETED_DAYS: '0',
      SLIPWAY_DATABASE_URL: database.url,
      SLIPWAY_TEST_KILL_AT: more.killAt ?? '',
      SLIPWAY_TEST_FAIL_AT: more.failAt ?? '',
    };
    server = fork(join(import.meta.dirname, '../support/server-child.ts'), { env, execArgv: [] });
    await Promise.race([once(server, 'message'), once(server, 'exit')]);
  }

  /** Waits until the process has killed itself. */
  async function killed(): Promise<void> {
    const ended = () => server?.exitCode ?? server?.signalCode ?? null;
    assert.equal(await eventually('its end', ended, (how) => how !== null), 'SIGKILL');
  }

  async function kill(): Promise<void> {
    server?.kill('SIGKILL');
    await killed();
  }

  async function place(): Promise<{ order: string; vm: string }> {
    const networks = [{ subnet, floating_ip: 'auto' }];
    const body = orderFor({ project, subnet }, catalogue, { networks });
    const answer = await unlessGone(client.post('marketplace-orders/', body));
    if (answer !== null) assert.equal(answer.status, 201, answer.text);
    // whoever is killed behind the first step may not have said any more what it has accepted
    const last = db.selectFrom('order').select(['uuid', 'instance']).orderBy('created', 'desc').limit(1);
    const { uuid: order, instance: vm } = await last.executeTakeFirstOrThrow();
    if (answer !== null) assert.deepEqual([answer.body.uuid, answer.body.resource_uuid], [order, vm]);
    return { order, vm: vm ?? '' };
  }

  async function assertSound(): Promise<void> {
    await assertComplete(db, driver);
    const { body } = await client.get('doctor/');
    assert.deepEqual({ orphans: body.orphans, missing: body.missing }, { orphans: [], missing: [] });
  }

  before(async () => {
    home = await newHome();
    database = await newDatabase();
    settings = await testSettings(home);
    await start();
    db = database.open();
    driver = new FakeDriver(join(home, 'fake'));
    ({ client, project } = await staffOf(home));
    catalogue = await readCatalogue(db);
    ({ uuid: subnet } = await db
      .selectFrom('subnet')
      .select('uuid')
      .where('project', '=', project)
      .executeTakeFirstOrThrow());
    await kill();
  });

  after(async () => {
    await kill();
    await db.destroy();
    await removeHome(home);
    await database.drop();
  });

  test('a create that is killed at every point of its way, one after the other, ends in one VM', async () => {
    const [first, ...points] = pointsOf('instance.create').forward;
    await start({ killAt: first as string });
    const { order, vm } = await place();
    await killed();
    for (const killAt of points) {
      await start({ killAt });
      await killed();
    }
    await start();
    assert.equal((await client.settled(order)).state, 'Success');
    assert.equal((await client.get(`marketplace-resources/${vm}/`)).body.state, 'OK');
    const guests = (await driver.inventory()).filter(({ kind }) => kind === 'guest');
    assert.deepEqual(
      guests.map(({ id }) => id),
      [vm],
    );
    await assertSound();
    await client.remove(vm);
    await assertCleanSlate(db, driver, project);
    await kill();
  });

  for (const content of ['content', 'content that is not written down yet']) {
    test(`an image with ${content} is deleted by one that is killed before it removes that: nothing is left`, async () => {
      await start();
      const announced = { name: content, ssh_user: 'root', sha256: 'ab'.repeat(32), project };
      const { uuid } = (await client.post('openstack-images/', announced)).body;
      const path = `openstack-images/${uuid}/`;
      const upload = () => client.send('PUT', `${path}file/`, 'x', { 'content-type': 'application/octet-stream' });
      if (content === 'content') assert.equal((await upload()).status, 200);
      await kill();
      if (content !== 'content') {
        await start({ killAt: `ensureImage:after ${uuid}` });
        await assert.rejects(upload());
        await killed();
      }
      const there = async () => (await driver.inventory()).some(({ id }) => id === uuid);
      assert.ok(await there());
      await start({ killAt: `removeImage:before ${uuid}` });
      // its answer may be cut off
      await client.delete(path).catch(() => null);
      await killed();
      assert.ok(await there());
      await start();
      // what is on its way out is nothing that was lost
      assert.deepEqual((await client.get('doctor/')).body.orphans, []);
      assert.equal((await client.get(path)).status, 404);
      await eventually('its end', async () => !(await there()));
      await assertSound();
      await kill();
    });
  }

  test('a control plane that is frozen (SIGSTOP) in the middle of orders goes on where it was', async () => {
    await start();
    const placed = [await place(), await place(), await place()];
    server?.kill('SIGSTOP');
    // longer than the engine's sweep and the deadlines of connections
    await eventually('its silence', async () => {
      const { rows } = await sql<{ long: boolean }>`
        SELECT max(state_change) < clock_timestamp() - interval '6 s' AS long FROM pg_stat_activity
        WHERE datname = current_database() AND backend_type = 'client backend' AND pid <> pg_backend_pid()
      `.execute(db);
      return rows[0]?.long;
    });
    const asked = client.get('status/');
    server?.kill('SIGCONT');
    assert.equal((await asked).status, 200, 'what came meanwhile is answered');
    for (const { order } of placed) assert.equal((await client.settled(order)).state, 'Success');
    const guests = (await driver.inventory()).filter(({ kind }) => kind === 'guest');
    assert.deepEqual(new Set(guests.map(({ id }) => id)), new Set(placed.map(({ vm }) => vm)));
    assert.equal(guests.length, placed.length);
    await assertSound();
    for (const { vm } of placed) await client.remove(vm);
    await assertCleanSlate(db, driver, project);
    await kill();
  });

  test('a create that fails and is killed at every point of its undoing leaves nothing', async () => {
    const [first, ...points] = pointsOf('instance.create').backward;
    await start({ killAt: first as string, failAt: 'startGuest' });
    const { order } = await place();
    await killed();
    for (const killAt of points) {
      await start({ killAt, failAt: 'startGuest' });
      await killed();
    }
    await start();
    const { state, error } = await client.settled(order);
    assert.deepEqual({ state, code: error.code }, { state: 'Erred', code: 'command-failed' });
    await assertSound();
    await assertCleanSlate(db, driver, project);
    await kill();
  });

  test('a deletion that is killed at every point of its way leaves nothing', async () => {
    await start();
    const { order, vm } = await place();
    assert.equal((await client.settled(order)).state, 'Success');
    await kill();
    const [first, ...points] = pointsOf('instance.delete').forward;
    await start({ killAt: first as string });
    const answer = await unlessGone(client.delete(`marketplace-resources/${vm}/`));
    assert.ok(answer === null || answer.status === 204, answer?.text);
    await killed();
    for (const killAt of points) {
      await start({ killAt });
      await killed();
    }
    await start();
    const { body } = await client.get(`marketplace-orders/?resource_uuid=${vm}&type=Terminate`);
    assert.equal((await client.settled(body.results[0].uuid)).state, 'Success');
    await assertSound();
    await assertCleanSlate(db, driver, project);
    await kill();
  });
});

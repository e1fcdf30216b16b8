import assert from 'node:assert/strict';
import { readFile, rm, statfs, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { after, afterEach, before, describe, mock, test } from 'node:test';
import pg from 'pg';
import { sql } from 'kysely';
import { run as runCommand } from '../../src/common/command.ts';
import { type Database, openDatabase, openPool, removeSystemUser } from '../../src/db/index.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { existingCloud } from '../../src/server/cloud.ts';
import { startServer } from '../../src/server/server.ts';
import { followed } from '../support/remedy.ts';
import type { Client } from '../support/client.ts';
import { databaseOf, staffOf } from '../support/cloud.ts';
import type { Ended } from '../support/ended.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { type Catalogue, orderFor, readCatalogue } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

describe('a control plane whose PostgreSQL goes away', () => {
  let postgres: TestPostgres;
  let home: string;
  let db: Database;
  let driver: FakeDriver;
  let staff: Client;
  let body: (name: string) => unknown;
  let stop = (): Promise<void> => Promise.resolve();
  const calls = {
    connect: mock.method(pg.Client.prototype, 'connect').mock,
    query: mock.method(pg.Client.prototype, 'query').mock,
  };

  /** Waits until so many connections have been tried, or statements asked, by whoever does from now on. */
  async function called(times: number, ...whats: (keyof typeof calls)[]): Promise<void> {
    const count = (): number => whats.reduce((sum, what) => sum + calls[what].callCount(), 0);
    const until = count() + times;
    await eventually(`${times} calls of ${whats.join()}`, () => count() >= until);
  }

  before(async () => {
    postgres = await startPostgres();
    home = await newHome();
    const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: postgres.database.url });
    driver = new FakeDriver(join(home, 'fake'));
    const server = await startServer({ settings, log: keptLog().log, driver });
    stop = () => server.stop();
    db = openDatabase(openPool({ ...postgres.database.connection, max: 2 }));
    const { client, project } = await staffOf(home);
    staff = client;
    const catalogue: Catalogue = await readCatalogue(db);
    const subnet = await db
      .selectFrom('subnet')
      .select('uuid')
      .where('project', '=', project)
      .executeTakeFirstOrThrow();
    body = (name) => orderFor({ project, subnet: subnet.uuid }, catalogue, { name });
  });
  afterEach(async (context) => {
    if ((context as Ended).passed) return;
    const { log } = postgresPaths(postgres.home);
    context.diagnostic((await readFile(log, 'utf8')).split('\n').slice(-40).join('\n'));
  });
  after(async () => {
    await db.destroy();
    await stop();
    await postgres.database.drop();
    await removeHome(home);
  });

  test('answers 503 with the reason and when to come back; listens once, however long it was away', async () => {
    await postgres.kill();
    for (const request of [staff.get('projects/'), staff.post('marketplace-orders/', body('refused'))]) {
      const { status, headers } = await request;
      assert.equal(status, 503);
      assert.equal(headers.get('retry-after'), '1');
    }
    // each of them once had two children
    await called(20, 'connect');
    const ask = () => staff.get('projects/');
    await followed('database-away', /Nothing is lost\. .* try again in a few seconds/, ask, async () => {
      await postgres.start();
      return eventually('an answer', ask, ({ status }) => status === 200);
    });
    const order = await staff.post('marketplace-orders/', body('after'));
    assert.equal((await staff.settled(order.body.uuid)).state, 'Success');
    const { rows } = await sql<{ n: number }>`
      SELECT count(*)::int AS n FROM pg_stat_activity WHERE query LIKE 'LISTEN %' OR query = 'SELECT 1'
    `.execute(db);
    assert.equal(rows[0]?.n, 1);
  });

  test('keeps what guests say while it is away, and finishes the order that waits for it', async () => {
    const away = Promise.withResolvers<void>();
    driver.fault = async (method, when) => {
      if (method !== 'startGuest' || when !== 'after') return;
      driver.fault = () => {};
      await postgres.kill();
      away.resolve();
    };
    const order = await staff.post('marketplace-orders/', body('unheard'));
    assert.equal(order.status, 201);
    await away.promise;
    // the guest boots and reports now, to nobody
    await called(5, 'connect');
    await postgres.start();
    await eventually('the end of the order', async () => {
      const { body: now } = await staff.get(`marketplace-orders/${order.body.uuid}/`);
      return now?.state !== undefined && now.state !== 'Creating';
    });
    const { body: done } = await staff.get(`marketplace-orders/${order.body.uuid}/`);
    assert.equal(done.state, 'Success');
    assert.equal(done.ready, true);
  });

  test('what cut a step off was the database: the step is done again, and no try is used up', async () => {
    driver.fault = (method) => {
      if (method !== 'startGuest') return;
      driver.fault = () => {};
      throw Object.assign(new Error('terminating connection due to administrator command'), { code: '57P01' });
    };
    const order = await staff.post('marketplace-orders/', body('cut-off'));
    assert.equal((await staff.settled(order.body.uuid)).state, 'Success');
    const { rows } = await sql<{ failures: number; looks: number }>`
      SELECT max(failures)::int AS failures, max(attempt) FILTER (WHERE name = 'guest')::int AS looks
      FROM workflow_step WHERE workflow = ${order.body.uuid}
    `.execute(db);
    assert.deepEqual(rows, [{ failures: 0, looks: 2 }]);
  });

  test('a database that is frozen for a while delays orders, and that is all', async () => {
    const orders = await Promise.all([1, 2, 3].map((n) => staff.post('marketplace-orders/', body(`slow-${n}`))));
    const goOn = await postgres.freeze();
    // who has an open connection asks by that, and all others by one that does not come
    await called(5, 'query', 'connect');
    goOn();
    for (const order of orders) assert.equal((await staff.settled(order.body.uuid)).state, 'Success');
  });

  test('a read-only database refuses orders with the reason, shows what is there, and recovers', async () => {
    const setReadOnly = async (on: boolean): Promise<void> => {
      await sql`SET default_transaction_read_only = off`.execute(db);
      await sql`ALTER DATABASE slipway SET default_transaction_read_only = ${sql.lit(on ? 'on' : 'off')}`.execute(db);
      // sessions that are open keep the old setting
      await sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = 'slipway' AND pid <> pg_backend_pid()`.execute(
        db,
      );
    };
    await setReadOnly(true);
    const place = () => staff.post('marketplace-orders/', body('read-only'));
    const refused = await eventually('a refusal', place, ({ status, body: answer }) => {
      assert.notEqual(status, 201);
      return status === 503 && answer.code === 'database-read-only';
    });
    await sql`UPDATE token SET last_used = NULL`.execute(db);
    assert.equal((await staff.get('marketplace-orders/')).status, 200);
    await followed(
      'database-read-only',
      /Ask the operator: .* default_transaction_read_only/,
      () => refused,
      async () => {
        await setReadOnly(false);
        return eventually('an acceptance', place, ({ status }) => status === 201);
      },
    );
  });
});

/** Takes all that the disk of a file has. */
async function fill(file: string): Promise<void> {
  const { bavail, bsize } = await statfs(dirname(file));
  await writeFile(file, Buffer.alloc(bavail * bsize)).catch((cause: NodeJS.ErrnoException) => {
    // its own index, or whoever writes beside it, has had the last of it
    if (cause.code !== 'ENOSPC') throw cause;
  });
}

test('a full disk of the database refuses orders with the reason; what was accepted goes on when there is room', async () => {
  const home = await newHome();
  await runCommand('mount', ['-t', 'tmpfs', '-o', 'size=260m,mode=0711', 'slipway-test', home]);
  const ballast = join(home, 'ballast');
  let stop = (): Promise<void> => Promise.resolve();
  try {
    const settings = await testSettings(home);
    const driver = new FakeDriver(`${home}-world`);
    const server = await startServer({ settings, log: keptLog().log, driver });
    stop = () => server.stop({ database: true });
    const { client, project } = await staffOf(home);
    const db = databaseOf(home);
    const catalogue = await readCatalogue(db);
    const subnet = await db
      .selectFrom('subnet')
      .select('uuid')
      .where('project', '=', project)
      .executeTakeFirstOrThrow();
    await sql`UPDATE project SET quota_instances = 1000, quota_vcpus = 1000, quota_memory_mib = 1000000`.execute(db);
    await db.destroy();
    const place = (n: number) =>
      client.post('marketplace-orders/', orderFor({ project, subnet: subnet.uuid }, catalogue, { name: `full-${n}` }));
    await fill(ballast);
    const accepted: string[] = [];
    let refused: Awaited<ReturnType<typeof place>> | null = null;
    for (let n = 0; refused === null && n < 500; n++) {
      const answer = await place(n);
      if (answer.status === 201) accepted.push(answer.body.uuid);
      else refused = answer;
    }
    assert.equal(refused?.status, 503, refused?.text);
    assert.match(refused?.body.code, /^database-(full|away)$/);
    await rm(ballast);
    const taken = await eventually(
      'an acceptance',
      () => place(501),
      ({ status }) => status === 201,
    );
    accepted.push(taken.body.uuid);
    for (const order of accepted) assert.equal((await client.settled(order)).state, 'Success');
  } finally {
    await rm(ballast, { force: true });
    await stop();
    await removeSystemUser(existingCloud(home)?.postgresUser ?? '');
    await runCommand('umount', [home], { check: false });
    await removeHome(home);
    await rm(`${home}-world`, { recursive: true, force: true });
  }
});

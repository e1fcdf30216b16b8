import assert from 'node:assert/strict';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import { type Database, executedMigrations, migrate, migrationNames } from '../../src/db/index.ts';
import { renamed } from '../../src/db/migrations/renamed.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { Client } from '../support/client.ts';
import { staffOf, worldOf } from '../support/cloud.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { assertComplete } from '../support/slate.ts';
import { orderFor, readCatalogue } from '../support/tenant.ts';
import { catalogueOf, harmsOf, lastAlone } from './older-nodes.ts';
import { id, oldOrder, rowsOf } from './rows.ts';
import { schemaText } from './schema-text.ts';

const made: TestDatabase[] = [];
after(async () => {
  for (const database of made) await database.drop();
});

/** A database with nothing in it, or a copy of another one. */
async function databaseOf(template = 'template1'): Promise<TestDatabase> {
  const database = await newDatabase(template);
  made.push(database);
  return database;
}

/** Every row of every table, as JSON. */
async function allRows(db: Database): Promise<Map<string, Record<string, unknown>[]>> {
  const { rows } = await sql<{ table: string }>`
    SELECT tablename AS table FROM pg_tables WHERE schemaname = 'public' AND tablename NOT LIKE 'kysely%' ORDER BY 1
  `.execute(db);
  const all = new Map<string, Record<string, unknown>[]>();
  for (const { table } of rows) {
    const found = await sql<{ row: Record<string, unknown> }>`
      SELECT to_jsonb(t) AS row FROM ${sql.table(table)} t ORDER BY ctid`.execute(db);
    all.set(
      table,
      found.rows.map(({ row }) => row),
    );
  }
  return all;
}

/** A row in words, as far as it has these columns. */
const words = (row: Record<string, unknown>, columns: string[]): string =>
  JSON.stringify(columns.toSorted().map((column) => [column, row[column]]));

/** The migrations of a database are called as they were when it went through them. */
async function giveFormerNames(db: Database): Promise<void> {
  for (const [former, now] of Object.entries(renamed))
    await sql`UPDATE kysely_migration SET name = ${former} WHERE name = ${now}`.execute(db);
}

describe('migrations', () => {
  /** A database that goes from migration to migration and gets the rows of each. */
  let chain: TestDatabase;
  before(async () => {
    chain = await databaseOf();
  });

  for (const name of migrationNames) {
    test(`from ${name} as it was called then, with a row in every table, by two nodes at once: every row stays`, async () => {
      const at = chain.open();
      const catalogue = name > lastAlone ? await catalogueOf(at) : null;
      await migrate(at, migrationNames.slice(0, migrationNames.indexOf(name) + 1));
      const harms = catalogue === null ? [] : harmsOf(catalogue, await catalogueOf(at));
      await sql.raw(rowsOf[name] ?? '').execute(at);
      const old = await allRows(at);
      await at.destroy();
      assert.deepEqual(harms, []);
      const empty = [...old].filter(([, rows]) => rows.length === 0).map(([table]) => table);
      assert.deepEqual(empty, [], `test/db/rows.ts has no rows of ${name} for them`);

      const copy = await databaseOf(chain.name);
      const [one, two] = [copy.open(), copy.open()];
      await giveFormerNames(one);
      await Promise.all([migrate(one), migrate(two)]);
      assert.deepEqual(await executedMigrations(two), migrationNames);
      const now = await allRows(two);
      for (const [table, rows] of old) {
        const columns = Object.keys(rows[0] ?? {});
        const kept = rows.map((row) => words(row, columns)).toSorted();
        assert.deepEqual(
          now
            .get(table)
            ?.map((row) => words(row, columns))
            .toSorted(),
          kept,
          table,
        );
      }
      const views = await sql<{ name: string }>`
        SELECT viewname AS name FROM pg_views WHERE schemaname = 'public'`.execute(one);
      for (const view of views.rows) await sql`SELECT * FROM ${sql.table(view.name)}`.execute(one);
      await Promise.all([one.destroy(), two.destroy()]);
    });
  }

  test('go forward over the first release, and what was under way goes on', async () => {
    const first = migrationNames.slice(0, migrationNames.indexOf('0005_workflows_and_orders') + 1);
    const database = await databaseOf();
    const db = database.open();
    await migrate(db, first);
    for (const name of first) await sql.raw(rowsOf[name] ?? '').execute(db);
    await migrate(db);
    const home = await newHome();
    const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: database.url });
    const driver = new FakeDriver(join(home, 'fake'));
    const server = await startServer({ settings, log: keptLog().log, driver });
    try {
      const client = new Client(settings.url, 'old-token');
      assert.equal((await client.settled(oldOrder)).state, 'Success');
      await assertComplete(db, driver);
      await client.remove(id('e'));
      assert.deepEqual(await worldOf(driver), []);
    } finally {
      await server.stop();
      await db.destroy();
      await removeHome(home);
    }
  });

  test('two nodes that migrate an empty database at once both succeed', async () => {
    for (let round = 0; round < 3; round++) {
      const database = await databaseOf();
      const [one, two] = [database.open(), database.open()];
      await Promise.all([migrate(one), migrate(two)]);
      const { rows } = await sql<{ name: string }>`SELECT name FROM kysely_migration ORDER BY name`.execute(one);
      assert.deepEqual(
        rows.map((row) => row.name),
        [...migrationNames],
      );
      await Promise.all([one.destroy(), two.destroy()]);
    }
  });

  // of each pair the second landed first: clouds of the time between have that one alone
  for (const [late, first] of [
    ['0021_request_ids', '0022_prune_old_rows'],
    ['0031_step_names', '0032_image_request_ids'],
  ] as const) {
    test(`${late} is made up for in a database that ${first} has been applied to before`, async () => {
      const landed = migrationNames.filter((name) => name <= first && name !== late);
      const [db, whole] = [(await databaseOf()).open(), (await databaseOf()).open()];
      await migrate(db, landed);
      assert.deepEqual(await executedMigrations(db), landed);
      await Promise.all([migrate(db), migrate(whole)]);
      assert.deepEqual(await executedMigrations(db), migrationNames);
      const [schema, wanted] = await Promise.all([schemaText(db), schemaText(whole)]);
      assert.deepEqual(schema.split('\n').toSorted(), wanted.split('\n').toSorted());
      await Promise.all([db.destroy(), whole.destroy()]);
    });
  }

  test('have a number of their own each', () => {
    // both have landed, and what has landed does not change
    const twins = new Set(['0031_describe_columns', '0031_step_names']);
    const numbers = migrationNames.filter((name) => !twins.has(name)).map((name) => name.slice(0, 4));
    assert.deepEqual(numbers, [...new Set(numbers)]);
    assert.ok(!numbers.includes('0031'));
    for (const number of numbers) assert.match(number, /^\d{4}$/);
    assert.equal(
      migrationNames.indexOf(lastAlone),
      47,
      `a new one has a number behind ${lastAlone}: older nodes run beside it`,
    );
  });

  test('are all that there are files of', async () => {
    const files = await readdir(new URL('../../src/db/migrations/', import.meta.url));
    const names = files.filter((file) => /^\d/.test(file)).map((file) => file.replace('.ts', ''));
    assert.deepEqual(names.toSorted(), migrationNames);
  });

  test('a database of a newer version is left alone', async () => {
    const db = (await databaseOf()).open();
    await migrate(db);
    await sql`INSERT INTO kysely_migration VALUES ('9999_later', '2030-01-01T00:00:00Z')`.execute(db);
    await assert.rejects(migrate(db), (error) => error instanceof Problem && error.code === 'database-newer');
    await db.destroy();
  });
});

/** Nodes share what their driver works on, as they do with a compute backend behind an API. */
describe('two nodes on one database', () => {
  const homes: string[] = [];
  const servers = new Map<string, RunningServer>();
  /** A node that starts again listens elsewhere. */
  const urls = new Map<string, string>();
  let database: TestDatabase;
  let db: Database;
  let driver: FakeDriver;

  async function startNode(home: string): Promise<void> {
    const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: database.url });
    const world = new FakeDriver(join(homes[0] ?? '', 'fake'));
    servers.set(home, await startServer({ settings, log: keptLog().log, driver: world }));
    urls.set(home, settings.url);
  }

  before(async () => {
    database = await databaseOf();
    db = database.open();
    homes.push(await newHome(), await newHome());
    driver = new FakeDriver(join(homes[0] ?? '', 'fake'));
    for (const started of await Promise.allSettled(homes.map(startNode))) {
      if (started.status === 'rejected') assert.fail(started.reason as Error);
    }
  });
  after(async () => {
    for (const server of servers.values()) await server.stop();
    await db.destroy();
    for (const home of homes) await removeHome(home);
  });

  async function node(index: number): Promise<{ client: Client; project: string }> {
    const home = homes[index] ?? '';
    const { client, project } = await staffOf(home);
    return { client: new Client(urls.get(home) ?? '', client.token), project };
  }

  async function orders(names: string[]): Promise<{ uuid: string; resource_uuid: string }[]> {
    const catalogue = await readCatalogue(db);
    const placed = names.map(async (name, index) => {
      const { client, project } = await node(index % 2);
      const subnet = await db
        .selectFrom('subnet')
        .select('uuid')
        .where('project', '=', project)
        .executeTakeFirstOrThrow();
      const answer = await client.post(
        'marketplace-orders/',
        orderFor({ project, subnet: subnet.uuid }, catalogue, { name }),
      );
      assert.equal(answer.status, 201, answer.text);
      return answer.body;
    });
    return Promise.all(placed);
  }

  /** Each run has begun each step and ended once, as its events say. */
  async function assertOnce(runs: string[]): Promise<void> {
    const { rows } = await sql<{ workflow: string; ends: number; done: number; steps: number }>`
      SELECT w.uuid AS workflow,
        (SELECT count(*) FROM workflow_event e WHERE e.workflow = w.uuid AND e.data ? 'run')::int AS ends,
        (SELECT count(*) FROM workflow_event e WHERE e.workflow = w.uuid AND e.data->>'state' = 'done')::int AS done,
        (SELECT count(*) FROM workflow_step s WHERE s.workflow = w.uuid)::int AS steps
      FROM workflow w WHERE w.uuid = ANY(${runs}::uuid[])
    `.execute(db);
    assert.equal(rows.length, runs.length);
    for (const { workflow, ends, done, steps } of rows) assert.deepEqual([ends, done], [1, steps], workflow);
  }

  test('start at once on an empty database, and make one cloud of it', async () => {
    const count = async (table: 'project' | 'offering' | 'image' | 'app_user') =>
      (await db.selectFrom(table).select('uuid').execute()).length;
    assert.deepEqual([await count('project'), await count('app_user'), await count('offering')], [1, 1, 3]);
    for (const index of [0, 1]) assert.equal((await (await node(index)).client.get('projects/')).body.count, 1);
  });

  test('an order that is placed on one finishes exactly once, and can be followed on the other', async () => {
    const placed = await orders(Array.from({ length: 10 }, (_, n) => `vm-${n}`));
    const { client: other } = await node(1);
    for (const { uuid } of placed) assert.equal((await other.settled(uuid)).state, 'Success');
    await assertOnce(placed.map(({ uuid }) => uuid));
    await assertComplete(db, driver);
    assert.equal((await worldOf(driver)).filter((thing) => thing.startsWith('guest')).length, 10);
    for (const { resource_uuid } of placed) await other.remove(resource_uuid);
    assert.deepEqual(await worldOf(driver), []);
  });

  test('what a node leaves when it ends is finished by the other, or by itself when it is back', async () => {
    const placed = await orders(['left-1', 'left-2', 'left-3', 'left-4']);
    await servers.get(homes[0] ?? '')?.stop();
    // what guests say to a node that is gone, they say again when it is back
    await startNode(homes[0] ?? '');
    const { client: other } = await node(1);
    for (const { uuid } of placed) assert.equal((await other.settled(uuid)).state, 'Success');
    await assertComplete(db, driver);
    for (const { resource_uuid } of placed) await other.remove(resource_uuid);
    assert.deepEqual(await worldOf(driver), []);
  });
});

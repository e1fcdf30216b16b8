import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, afterEach, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { borrowAs, FairPool, isOutage, openDatabase, openPool, outageProblem } from '../../src/db/index.ts';
import { RunLocks } from '../../src/engine/index.ts';
import { startPostgres, type TestPostgres } from '../support/postgres.ts';
import { eventually } from '../support/wait.ts';

const impatient = { connectionTimeoutMillis: 300, statement_timeout: 200, query_timeout: 300 };

describe('connections', () => {
  let postgres: TestPostgres;
  let goOn = (): void => {};
  before(async () => {
    postgres = await startPostgres();
  });
  afterEach(() => goOn());
  after(() => postgres.database.drop());

  /** What `work` throws, which must be an outage. */
  async function outage(work: Promise<unknown>): Promise<Error> {
    const error = await work.then(
      () => assert.fail('it should have failed'),
      (cause: Error) => cause,
    );
    assert.ok(isOutage(error), `not taken for an outage: ${error.message}`);
    return error;
  }

  /** Asks again while it is an outage: what is impatient may not even be served by one that is only busy. */
  const answered = (what: string, ask: () => Promise<unknown>) =>
    eventually(what, () =>
      ask().then(
        (answer) => answer !== false,
        (error: unknown) => {
          if (isOutage(error)) return false;
          throw error;
        },
      ),
    );

  test('a query of a frozen PostgreSQL ends at its deadline, on old connections and on new ones', async () => {
    const db = openDatabase(openPool({ ...postgres.database.connection, ...impatient, max: 2 }));
    await answered('an answer', () => sql`SELECT 1`.execute(db));
    goOn = await postgres.freeze();
    await Promise.all([1, 2, 3].map(() => outage(sql`SELECT 1`.execute(db))));
    goOn();
    await answered('an answer', () => sql`SELECT 1`.execute(db));
    await db.destroy();
  });

  test('a statement is parsed and planned once per connection, and holds when its table changes meanwhile', async () => {
    const db = openDatabase(openPool({ ...postgres.database.connection, max: 1 }));
    const count = async (n: number) =>
      (await sql<{ n: number }>`SELECT count(*)::int AS n FROM numbers WHERE number < ${n}`.execute(db)).rows[0]?.n;
    await sql`CREATE TABLE numbers AS SELECT generate_series(1, 100) AS number`.execute(db);
    for (const n of [1, 11, 21, 31, 41, 51, 61]) assert.equal(await count(n), n - 1);
    await sql`CREATE INDEX ON numbers (number)`.execute(db);
    await sql`ALTER TABLE numbers ALTER number TYPE bigint`.execute(db);
    assert.equal(await count(71), 70);
    await assert.rejects(sql`SELECT ${'x'}::int`.execute(db), /invalid input syntax/);
    await assert.rejects(sql`SELECT ${'x'}::int`.execute(db), /invalid input syntax/, 'a failure is no statement kept');
    const kept = await sql<{ calls: number }>`
      SELECT (generic_plans + custom_plans)::int AS calls FROM pg_prepared_statements WHERE statement LIKE ${'%number <%'}
    `.execute(db);
    assert.deepEqual(kept.rows, [{ calls: 8 }]);
    const find = async (n: number) => {
      await db.transaction().execute((tx) => sql`SELECT FROM numbers WHERE number = ${n} FOR UPDATE`.execute(tx));
    };
    for (const n of [1, 2, 3]) await find(n);
    const { rows } = await sql`
      SELECT generic_plans::int AS generic, custom_plans::int AS custom FROM pg_prepared_statements
      WHERE statement LIKE ${'%FOR UPDATE'}
    `.execute(db);
    assert.deepEqual(rows, [{ generic: 3, custom: 0 }], 'in a transaction one plan is for all values');
    await sql`DROP TABLE numbers`.execute(db);
    await db.destroy();
  });

  test('a statement that a migration beside has made stale fails once at most, as an outage, on all connections', async () => {
    const db = openDatabase(openPool({ ...postgres.database.connection, max: 2 }));
    const read = () => sql`SELECT * FROM widened WHERE number > ${0}`.execute(db);
    await sql`CREATE TABLE widened AS SELECT 1 AS number`.execute(db);
    await Promise.all([read(), read()]);
    await sql`ALTER TABLE widened ADD COLUMN word text`.execute(db);
    await outage(read());
    const answers = await Promise.all([read(), read()]);
    for (const { rows } of answers) assert.deepEqual(rows, [{ number: 1, word: null }]);
    await sql`DROP TABLE widened`.execute(db);
    await db.destroy();
  });

  test('a burst that is slow to serve queues for the connections that there are, longer than one takes to open (T13)', async () => {
    const db = openDatabase(openPool({ ...postgres.database.connection, connectionTimeoutMillis: 100, max: 2 }));
    const slow = () => sql`SELECT pg_sleep(0.1)`.execute(db);
    // both are open
    await answered('two connections', () => Promise.all([slow(), slow()]));
    await Promise.all(Array.from({ length: 10 }, slow));
    await db.destroy();
  });

  test('who has the most that anybody may have waits in order and not for ever; others go on', async (context) => {
    context.mock.timers.enable({ apis: ['setTimeout'] });
    const pool = new FairPool(openPool({ ...postgres.database.connection, max: 4 }), 2, 200);
    const db = openDatabase(pool);
    const done: string[] = [];
    const ask = (name: string, work = () => Promise.resolve()) =>
      db.connection().execute(async () => {
        await work();
        done.push(name);
      });
    const [hold, both] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let holding = 0;
    const keep = (): Promise<void> => {
      if (++holding === 2) both.resolve();
      return hold.promise;
    };
    const held = borrowAs('eager', () => [ask('held', keep), ask('held', keep)]);
    await both.promise;
    const waiting = borrowAs('eager', () => ['first', 'second'].map((name) => ask(name)));
    await borrowAs('patient', () => ask('other'));
    assert.deepEqual([done, pool.waitingCount], [['other'], 2]);
    context.mock.timers.tick(200);
    for (const each of waiting) await outage(each);
    const later = borrowAs('eager', () => ['third', 'fourth', 'fifth'].map((name) => ask(name)));
    hold.resolve();
    await Promise.all([...held, ...later]);
    assert.deepEqual(done.slice(1), ['held', 'held', 'third', 'fourth', 'fifth']);
    await db.destroy();
  });

  test('two transactions that wait for each other both end: the one that PostgreSQL refuses begins anew', async () => {
    const db = openDatabase(openPool({ ...postgres.database.connection, max: 2 }));
    const met = Promise.withResolvers<void>();
    let begun = 0;
    const crosswise = (...locks: number[]) =>
      db.transaction().execute(async (tx) => {
        for (const lock of locks) {
          await sql`SELECT pg_advisory_xact_lock(${lock})`.execute(tx);
          if (++begun === 2) met.resolve();
          await met.promise;
        }
        return locks;
      });
    assert.deepEqual(await Promise.all([crosswise(1, 2), crosswise(2, 1)]), [
      [1, 2],
      [2, 1],
    ]);
    assert.ok(begun > 4, 'none had to begin anew');
    await db.destroy();
  });

  test('a transaction that was cut off by its deadline leaves nothing behind on its connection', async () => {
    const db = openDatabase(openPool({ ...postgres.database.connection, ...impatient, max: 1 }));
    await sql`CREATE TABLE cut (n int)`.execute(db);
    const work = db.transaction().execute(async (tx) => {
      await sql`INSERT INTO cut VALUES (1)`.execute(tx);
      goOn = await postgres.freeze();
      await sql`INSERT INTO cut VALUES (2)`.execute(tx);
    });
    await outage(work);
    goOn();
    // on the same pool, of one connection: this one is kept, and what was cut off is not
    await answered('a new row', () => sql`INSERT INTO cut VALUES (3)`.execute(db));
    await db.destroy();
    const fresh = openDatabase(openPool(postgres.database.connection));
    const { rows } = await sql<{ n: number }>`SELECT n FROM cut`.execute(fresh);
    await fresh.destroy();
    assert.deepEqual(new Set(rows.map(({ n }) => n)), new Set([3]));
  });

  test('a lock that is granted after the question was given up is not kept', async () => {
    const run = randomUUID();
    const locks = new RunLocks({ ...postgres.database.connection, ...impatient });
    await answered('a lock', () => locks.take(randomUUID()));
    goOn = await postgres.freeze();
    await outage(locks.take(run));
    goOn();
    const others = new RunLocks(postgres.database.connection);
    await eventually('the lock', () => others.take(run));
    await answered('a refusal', async () => !(await locks.take(run)));
    await others.release(run);
    await answered('the lock', () => locks.take(run));
    await Promise.all([locks.stop(), others.stop()]);
  });

  test('a statement that waits too long is ended by the server, and counts as an outage', async () => {
    const db = openDatabase(openPool({ ...postgres.database.connection, ...impatient, max: 2 }));
    await outage(sql`SELECT pg_sleep(5)`.execute(db));
    await db.destroy();
  });

  test('says what kind of outage it is, and what is none', async () => {
    const db = openDatabase(openPool({ ...postgres.database.connection, max: 2 }));
    const reading = db
      .transaction()
      .setAccessMode('read only')
      .execute((tx) => sql`CREATE TABLE n (n int)`.execute(tx));
    assert.equal(outageProblem(await outage(reading)).code, 'database-read-only');
    await sql`SELECT 1/0`.execute(db).catch((error) => assert.ok(!isOutage(error)));
    await sql`SELECT nothing`.execute(db).catch((error) => assert.ok(!isOutage(error)));
    assert.ok(!isOutage(Object.assign(new Error('no such file'), { code: 'ENOENT', syscall: 'open' })));
    const ended = sql`SELECT pg_terminate_backend(pg_backend_pid())`.execute(db);
    assert.equal(outageProblem(await outage(ended)).code, 'database-away');
    await db.destroy();
    const nobody = openDatabase(openPool({ ...postgres.database.connection, host: '/tmp/slipway-test-nobody' }));
    assert.equal(outageProblem(await outage(sql`SELECT 1`.execute(nobody))).code, 'database-away');
    await nobody.destroy();
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { z } from 'zod';
import { findOne, findPage, onlyRowOf, rowOf, rowsOf, type View } from '../../src/db/index.ts';
import { setUpDatabase } from '../support/setup.ts';

const db = await setUpDatabase();

const row = z.strictObject({ name: z.string(), size: z.int().nullable() });

test('rows of plain SQL come as they were promised', async () => {
  const query = sql`SELECT * FROM (VALUES ('a', 1), ('b', NULL)) AS t (name, size)`;
  const rows = await rowsOf(db, row, query);
  assert.deepEqual(rows, [
    { name: 'a', size: 1 },
    { name: 'b', size: null },
  ]);
  assert.deepEqual(await rowOf(db, row, query), { name: 'a', size: 1 });
  assert.deepEqual(await onlyRowOf(db, row, query), { name: 'a', size: 1 });
  const empty = sql`SELECT 'a' AS name, 1 AS size WHERE false`;
  assert.equal(await rowOf(db, row, empty), undefined);
  await assert.rejects(onlyRowOf(db, row, empty), { message: 'a query that always has a row has none' });
});

test('a row that is otherwise is a fault, which is told without its values', async () => {
  const wrong = {
    'another type': sql`SELECT 'a' AS name, 'canary' AS size`,
    'a bigint, which comes as text': sql`SELECT 'a' AS name, 1::bigint AS size`,
    'a null': sql`SELECT NULL AS name, 1 AS size`,
    'a column less': sql`SELECT 'canary' AS name`,
    'a column more': sql`SELECT 'a' AS name, 1 AS size, 'canary' AS more`,
    'another name': sql`SELECT 'a' AS nmae, 1 AS size`,
  };
  for (const [what, query] of Object.entries(wrong)) {
    await assert.rejects(rowsOf(db, row, query), (error: Error) => {
      assert.match(error.message, /^a row is not as the query promises: /, what);
      assert.ok(!error.message.includes('canary'), error.message);
      return error.constructor === Error;
    });
  }
});

test('what a view shows is checked, of one object and of a page', async () => {
  await sql`CREATE TABLE thing (name text, size bigint)`.execute(db);
  await sql`INSERT INTO thing VALUES ('a', 1)`.execute(db);
  const view: View<z.output<typeof row>> = {
    table: 'thing',
    alias: 't',
    row,
    columns: sql`t.name, t.size`,
    joins: sql``,
  };
  const all = sql<boolean>`true`;
  const page = { limit: 10, offset: 0, behind: null };
  const order = [{ by: sql`t.name`, descending: false }];
  await assert.rejects(findOne(db, view, all), /not as the query promises/);
  await assert.rejects(findPage(db, view, all, order, page), /not as the query promises/);
  const right = { ...view, columns: sql`t.name, t.size::int AS size` };
  assert.deepEqual(await findPage(db, right, all, order, page), {
    count: 1,
    rows: [{ name: 'a', size: 1 }],
    end: null,
  });
});

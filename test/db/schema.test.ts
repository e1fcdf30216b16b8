import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sql } from 'kysely';
import { setUpDatabase } from '../support/setup.ts';
import { schemaText, typescriptOf } from './schema-text.ts';

const db = await setUpDatabase();

const source = (file: string) => readFile(new URL(`../../src/db/schema/${file}`, import.meta.url), 'utf8');

test('the tables that Kysely knows are those of a migrated database, column by column', async () => {
  const [written, wanted] = [(await source('tables.ts')).split('\n'), (await schemaText(db)).split('\n')];
  const at = wanted.findIndex((line, index) => line !== written[index]);
  const difference = `line ${at + 1}: ${written[at] ?? '(the end)'} should be ${wanted[at] ?? '(the end)'}`;
  assert.equal(at, -1, `${difference}; write it anew: node test/db/schema-file.ts`);
  assert.equal(written.length, wanted.length);
});

test('a column that comes, goes or changes is seen', async () => {
  const changes = [
    sql`ALTER TABLE flavor ADD colour text`,
    sql`ALTER TABLE flavor DROP COLUMN disk_mib`,
    sql`ALTER TABLE flavor ALTER vcpus TYPE bigint`,
    sql`ALTER TABLE flavor ALTER vcpus DROP NOT NULL`,
    sql`ALTER TABLE flavor ALTER vcpus SET DEFAULT 1`,
    sql`ALTER TABLE plan DROP CONSTRAINT plan_unit_check, ADD CHECK (unit IN ('month', 'day', 'hour', 'year'))`,
    sql`CREATE TABLE colour (name text PRIMARY KEY)`,
    sql`DROP TABLE quote`,
  ];
  const unchanged = await schemaText(db);
  for (const [index, change] of changes.entries()) {
    const tx = await db.startTransaction().execute();
    await change.execute(tx);
    assert.notEqual(await schemaText(tx), unchanged, `change ${index} is seen`);
    await tx.rollback().execute();
  }
  assert.equal(await schemaText(db), unchanged);
});

test('what jsonb columns hold is said for each, and for no column that there is not', async () => {
  const said = [...(await source('json.ts')).matchAll(/^ {2}'([a-z_.]+)':/gm)].map(([, name = '']) => name);
  const used = [...(await source('tables.ts')).matchAll(/Json<'([a-z_.]+)'>/g)].map(([, name = '']) => name);
  assert.deepEqual(said.toSorted(), used.toSorted());
});

/** A value of each type as SQL writes it, and what it has to come as. */
const values: Record<string, [text: string, read: unknown]> = {
  uuid: ['00000000-0000-4000-8000-000000000000', '00000000-0000-4000-8000-000000000000'],
  text: ['a', 'a'],
  inet: ['10.0.0.1', '10.0.0.1'],
  cidr: ['10.0.0.0/8', '10.0.0.0/8'],
  macaddr: ['02:00:00:00:00:01', '02:00:00:00:00:01'],
  date: ['2026-02-28', '2026-02-28'],
  boolean: ['true', true],
  integer: ['7', 7],
  smallint: ['-7', -7],
  real: ['0.5', 0.5],
  bigint: ['9007199254740993', '9007199254740993'],
  numeric: ['0.10', '0.10'],
  bytea: ['\\x00ff', Buffer.from([0, 255])],
  'timestamp with time zone': ['2026-02-28T01:02:03Z', new Date('2026-02-28T01:02:03Z')],
  'text[]': ['{a,b}', ['a', 'b']],
  'uuid[]': ['{00000000-0000-4000-8000-000000000000}', ['00000000-0000-4000-8000-000000000000']],
  'inet[]': ['{10.0.0.1}', ['10.0.0.1']],
  'cidr[]': ['{10.0.0.0/8}', ['10.0.0.0/8']],
};

test('our connections make of each type what the schema says', async () => {
  assert.deepEqual(Object.keys(values), Object.keys(typescriptOf));
  for (const [type, [text, read]] of Object.entries(values)) {
    const { rows } = await sql<{ value: unknown }>`SELECT ${sql.lit(text)}::${sql.raw(type)} AS value`.execute(db);
    assert.deepEqual(rows[0]?.value, read, type);
    const is = Array.isArray(read) ? 'string[]' : typeof read === 'object' ? read?.constructor.name : typeof read;
    assert.equal(is, typescriptOf[type], type);
  }
  const { rows } = await sql<{ value: unknown }>`SELECT '{"a":[1]}'::jsonb AS value`.execute(db);
  assert.deepEqual(rows[0]?.value, { a: [1] });
});

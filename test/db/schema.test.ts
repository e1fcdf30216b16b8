import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { test } from 'node:test';
import { sql } from 'kysely';
import { setUpDatabase } from '../support/setup.ts';
import { catalogueOf, harmsOf, unusedSince } from './older-nodes.ts';
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

/** The catalogues before and behind a migration that is made up, which is taken back. */
async function around(migration: string): Promise<Parameters<typeof harmsOf>> {
  const before = await catalogueOf(db);
  const tx = await db.startTransaction().execute();
  try {
    await sql.raw(migration).execute(tx);
    return [before, await catalogueOf(tx)];
  } finally {
    await tx.rollback().execute();
  }
}

/** What is said of each: a name, and what is the matter with it. */
const harmful: Record<string, [name: string, harm: string]> = {
  'DROP TABLE console_ticket': ['console_ticket', 'is gone'],
  'ALTER TABLE console_ticket RENAME TO ticket': ['console_ticket', 'is gone'],
  'ALTER TABLE console_ticket DROP COLUMN address': ['console_ticket.address', 'is gone'],
  'ALTER TABLE console_ticket RENAME address TO origin': ['console_ticket.address', 'is gone'],
  'ALTER TABLE flavor ALTER vcpus TYPE bigint': ['flavor.vcpus', 'is bigint and was integer'],
  'ALTER TABLE flavor ADD colour text NOT NULL': ['flavor.colour', 'is new, NOT NULL and has no default'],
  'ALTER TABLE security_group_rule ALTER protocol SET NOT NULL': [
    'security_group_rule.protocol',
    'has to be filled now',
  ],
  'ALTER TABLE console_ticket ALTER used DROP DEFAULT': ['console_ticket.used', 'has no default any more'],
  'ALTER TABLE flavor ADD CHECK (vcpus < 9)': ['flavor: CHECK ((vcpus < 9))', 'is a new rule'],
  "ALTER TABLE plan DROP CONSTRAINT plan_unit_check, ADD CHECK (unit IN ('month', 'day'))": [
    "plan: CHECK ((unit = ANY (ARRAY['month'::text, 'day'::text])))",
    'is a new rule',
  ],
  'CREATE UNIQUE INDEX ON console_ticket (address)': ['console_ticket: UNIQUE (address)', 'is a new rule'],
  'ALTER TABLE console_ticket DROP CONSTRAINT console_ticket_pkey': ['console_ticket: UNIQUE (hash)', 'is gone'],
  'ALTER TABLE console_ticket ADD FOREIGN KEY (token_hash) REFERENCES token (hash)': [
    'console_ticket: FOREIGN KEY (token_hash) REFERENCES token(hash)',
    'is a new rule',
  ],
};

for (const [migration, [name, harm]] of Object.entries(harmful)) {
  test(`a migration that harms older nodes is told so: ${migration}`, async () => {
    const [before, after] = await around(migration);
    const isTold = (told: string[]): boolean =>
      told.some((line) => line.startsWith(`${name} ${harm}, `) && line.includes('one release later'));
    assert.ok(isTold(harmsOf(before, after)), harmsOf(before, after).join('\n'));
    assert.ok(!isTold(harmsOf(before, after, { [name]: '0.2.0' })), 'nobody uses it any more');
  });
}

test('a migration that only adds harms no older node', async () => {
  const adds = `
    CREATE TABLE colour (name text PRIMARY KEY, rgb integer NOT NULL CHECK (rgb >= 0) UNIQUE);
    ALTER TABLE flavor ADD colour text UNIQUE REFERENCES colour CHECK (colour <> ''), ADD hue integer NOT NULL DEFAULT 0;
    ALTER TABLE plan DROP CONSTRAINT plan_unit_check, ADD CHECK (unit IN ('month', 'day', 'hour', 'year'));
    CREATE INDEX ON flavor (vcpus)`;
  const [before, after] = await around(adds);
  assert.deepEqual(harmsOf(before, after), []);
  assert.deepEqual(harmsOf(before, before), []);
  assert.ok(Object.values(unusedSince).every((release) => /^\d+\.\d+\.\d+$/.test(release)));
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

import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';

interface Column {
  table: string;
  name: string;
  type: string;
  nullable: boolean;
  hasDefault: boolean;
  /** PostgreSQL alone writes it. */
  generated: boolean;
  comment: string | null;
}

/** What our connections make of a type; test/db/schema.test.ts reads a value of each. */
export const typescriptOf: Record<string, string> = {
  uuid: 'string',
  text: 'string',
  inet: 'string',
  cidr: 'string',
  macaddr: 'string',
  date: 'string',
  boolean: 'boolean',
  integer: 'number',
  smallint: 'number',
  real: 'number',
  // as text: beyond 2^53 a number would be another one
  bigint: 'string',
  numeric: 'string',
  bytea: 'Buffer',
  'timestamp with time zone': 'Date',
  'text[]': 'string[]',
  'uuid[]': 'string[]',
  'inet[]': 'string[]',
  'cidr[]': 'string[]',
};

/** The source of src/db/schema/tables.ts, from a database with every migration. */
export async function schemaText(db: Database): Promise<string> {
  const [columns, enums] = [await columnsOf(db), await enumsOf(db)];
  const tables = Map.groupBy(columns, ({ table }) => table);
  const lines = [...tables].flatMap(([table, of]) => [
    `  ${table}: {`,
    ...of.flatMap((column) => [
      ...(column.comment === null ? [] : [`    /** ${column.comment} */`]),
      `    ${column.name}: ${typeOf(column, enums)};`,
    ]),
    '  };',
  ]);
  return `// Written by test/db/schema-file.ts from a migrated database; test/db/schema.test.ts holds that it is as that is.
import type { Generated } from 'kysely';
import type { DefaultJson, Json, NullableJson, ReadOnly } from './columns.ts';

/** The words that a column may hold, by the constraints of the database. */
export const enums = {
${[...enums].map(([column, words]) => listOf(column, words)).join('\n')}
} as const;

type Enums = typeof enums;
export type Enum<Column extends keyof Enums> = Enums[Column][number];

/** The tables and views as Kysely sees them. */
export interface Schema {
${lines.join('\n')}
}
`;
}

/** On one line, if that holds it. */
function listOf(column: string, words: string[]): string {
  const quoted = words.map((word) => `'${word}'`);
  const line = `  '${column}': [${quoted.join(', ')}],`;
  return line.length <= 120 ? line : `  '${column}': [\n${quoted.map((word) => `    ${word},\n`).join('')}  ],`;
}

function typeOf({ table, name, type, nullable, hasDefault, generated }: Column, enums: Map<string, string[]>): string {
  const key = `'${table}.${name}'`;
  if (type === 'jsonb') return `${nullable ? 'NullableJson' : hasDefault ? 'DefaultJson' : 'Json'}<${key}>`;
  const known = enums.has(`${table}.${name}`) ? `Enum<${key}>` : typescriptOf[type];
  if (known === undefined) throw new Error(`${key} is ${type}: say in typescriptOf what our connections make of it`);
  const read = nullable ? `${known} | null` : known;
  // nobody but the database says when a row was made
  if (generated || (name === 'created' && hasDefault)) return `ReadOnly<${read}>`;
  return hasDefault ? `Generated<${read}>` : read;
}

async function columnsOf(db: Database): Promise<Column[]> {
  const { rows } = await sql<Column>`
    SELECT t.relname AS table, a.attname AS name, format_type(a.atttypid, NULL) AS type,
      NOT a.attnotnull AS nullable, d.oid IS NOT NULL OR a.attidentity <> '' AS "hasDefault",
      a.attgenerated <> '' OR a.attidentity = 'a' AS generated,
      col_description(t.oid, a.attnum) AS comment
    FROM pg_class t JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
    LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
    WHERE t.relnamespace = 'public'::regnamespace AND t.relkind IN ('r', 'v') AND t.relname NOT LIKE 'kysely%'
    ORDER BY t.relname, a.attnum
  `.execute(db);
  return rows;
}

/** Of constraints that list the words of a column. */
async function enumsOf(db: Database): Promise<Map<string, string[]>> {
  const { rows } = await sql<{ column: string; words: string[] }>`
    SELECT t.relname || '.' || a.attname AS column,
      ARRAY(SELECT m[1] FROM regexp_matches(pg_get_constraintdef(c.oid), '''([^'']*)''::text', 'g') m) AS words
    FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
    JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = c.conkey[1]
    WHERE c.contype = 'c' AND t.relnamespace = 'public'::regnamespace
      AND pg_get_constraintdef(c.oid) ~ ('^CHECK \\(\\(' || a.attname || ' = ANY \\(ARRAY\\[[^()]*\\]\\)\\)\\)$')
    ORDER BY 1
  `.execute(db);
  return new Map(rows.map(({ column, words }) => [column, words]));
}

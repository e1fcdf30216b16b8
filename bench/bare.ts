import { randomBytes, randomUUID } from 'node:crypto';
import type pg from 'pg';
import { openPool } from '../src/db/index.ts';
import { connectionOf } from '../src/db/postgres/connection.ts';
import { postgresPaths } from '../src/db/postgres/paths.ts';

/** What an order inserts, in its order, by the condition that finds it; `$1` is the order. */
const inserted = {
  instance: 'uuid = (SELECT instance FROM "order" WHERE uuid = $1)',
  volume: 'instance = (SELECT instance FROM "order" WHERE uuid = $1)',
  port: 'instance = (SELECT instance FROM "order" WHERE uuid = $1)',
  port_security_group:
    'port IN (SELECT p.uuid FROM port p JOIN "order" o ON o.instance = p.instance WHERE o.uuid = $1)',
  address: 'port IN (SELECT p.uuid FROM port p JOIN "order" o ON o.instance = p.instance WHERE o.uuid = $1)',
  order: 'uuid = $1',
  workflow: 'uuid = $1',
  workflow_step: 'workflow = $1',
  audit_event: "object = $1 AND result = 'accepted'",
};
type Table = keyof typeof inserted;
/** A row as PostgreSQL writes it. */
type Row = Record<string, string | null>;

/** What the cloud leaves alone although no run has made it. */
const resting: Partial<Record<Table, Row>> = {
  instance: { state: 'TERMINATED', reserved: 'f', slot: null },
  port: { plugged: 'f' },
};

/** Addresses that were given to rows: each has one of its own. */
let given = 0;

interface Statement {
  name: string;
  text: string;
  rows: Row[];
  columns: string[];
}

/**
 * How many transactions a second a loop commits that does nothing but insert the rows of an order: as many connections as the API
 * has, prepared statements, one write for each transaction. `order`: one that has ended, whose rows are copied.
 */
export async function bareRate(home: string, order: string, loops: number, seconds: number): Promise<number> {
  const types = { getTypeParser: () => String };
  const pool = openPool({ ...connectionOf(postgresPaths(home)), types });
  try {
    const statements: Statement[] = [];
    for (const table of Object.keys(inserted) as Table[]) statements.push(await statementOf(pool, table, order));
    const own = statements.flatMap(({ rows }) => rows.flatMap(({ uuid }) => uuid ?? []));
    const begin = performance.now();
    let made = 0;
    const loop = async (): Promise<void> => {
      while (performance.now() - begin < seconds * 1000) {
        await insert(pool, statements, new Map(own.map((uuid) => [uuid, randomUUID()])));
        made++;
      }
    };
    await Promise.all(Array.from({ length: loops }, loop));
    return (made / (performance.now() - begin)) * 1000;
  } finally {
    await pool.end();
  }
}

async function statementOf(pool: pg.Pool, table: Table, order: string): Promise<Statement> {
  const { rows } = await pool.query<Row>(`SELECT * FROM "${table}" WHERE ${inserted[table]}`, [order]);
  const [first] = rows;
  if (first === undefined) throw new Error(`the order has no ${table}`);
  const { rows: generated } = await pool.query<{ name: string }>(
    `SELECT attname AS name FROM pg_attribute WHERE attrelid = $1::regclass AND (attidentity <> '' OR attgenerated <> '')`,
    [`"${table}"`],
  );
  const never = new Set(generated.map(({ name }) => name));
  const columns = Object.keys(first).filter((column) => !never.has(column));
  const values = rows.map(
    (_, row) => `(${columns.map((_name, at) => `$${row * columns.length + at + 1}`).join(', ')})`,
  );
  const names = columns.map((column) => `"${column}"`).join(', ');
  const text = `INSERT INTO "${table}" (${names}) VALUES ${values.join(', ')}`;
  return { name: `bare ${table}`, text, columns, rows: rows.map((row) => ({ ...row, ...resting[table] })) };
}

/** One transaction, with UUIDs of its own in place of `uuids`. */
async function insert(pool: pg.Pool, statements: Statement[], uuids: Map<string, string>): Promise<void> {
  const client = await pool.connect();
  const n = given++;
  const unique: Row = {
    mac: `06${randomBytes(5).toString('hex').replace(/../g, ':$&')}`,
    address: `11.${n >> 16}.${(n >> 8) & 255}.${n & 255}`,
  };
  const valueOf = (column: string, value: string | null): string | null => {
    if (column === 'mac' || column === 'address') return unique[column] ?? null;
    return value === null ? null : (uuids.get(value) ?? value);
  };
  try {
    const answers = [client.query('BEGIN')];
    for (const { name, text, columns, rows } of statements) {
      const values = rows.flatMap((row) => columns.map((column) => valueOf(column, row[column] ?? null)));
      answers.push(client.query({ name, text, values }));
    }
    answers.push(client.query('COMMIT'));
    await Promise.all(answers);
  } finally {
    client.release();
  }
}

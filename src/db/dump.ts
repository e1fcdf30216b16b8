import { type Kysely, type QueryExecutorProvider, sql } from 'kysely';
import { z } from 'zod';
import { Problem } from '../common/problem.ts';
import { onlyRowOf, rowsOf } from './rows.ts';

/** Rows on the way in or out at a time. */
const batch = 500;

/** Tables whose rows are worth little later, and are many: a backup has none of them. */
const passing = ['usage_figure', 'disk_figure'];

const tableHead = z.strictObject({
  table: z.string().max(63),
  columns: z.array(z.string().max(63)).min(1).max(200),
  rows: z.int().nonnegative(),
});
const sequences = z.strictObject({ sequences: z.record(z.string().max(63), z.int().positive().nullable()) });
const end = '{"end":true}';

const countRow = z.strictObject({ n: z.int() });
const lineRow = z.strictObject({ line: z.string() });
const tableRow = z.strictObject({ table: z.string(), columns: z.array(z.string()), needs: z.array(z.string()) });
const sequenceRow = z.strictObject({ name: z.string(), value: z.string().nullable() });

/**
 * Every table of the database as lines of JSON, all as of one moment however long it takes to read them: a head with
 * columns and number of rows, then a line for each row; sequences and an end mark close it. Tables come in the order in
 * which they can be loaded.
 */
export async function* dump<T>(db: Kysely<T>): AsyncGenerator<string> {
  const tx = await db.startTransaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute();
  try {
    for (const { table, columns } of await tables(tx)) {
      const from = sql`FROM ${sql.table(table)} t WHERE ${sql.lit(!passing.includes(table))}`;
      const { n } = await onlyRowOf(tx, countRow, sql`SELECT count(*)::int AS n ${from}`);
      yield JSON.stringify({ table, columns, rows: n });
      await sql`DECLARE dump CURSOR FOR SELECT row_to_json(t)::text AS line ${from}`.execute(tx);
      for (let more = true; more; ) {
        const rows = await rowsOf(tx, lineRow, sql`FETCH ${sql.lit(batch)} FROM dump`);
        more = rows.length > 0;
        for (const { line } of rows) yield line;
      }
      await sql`CLOSE dump`.execute(tx);
    }
    // read last: no row of the moment that is dumped has a number above it
    yield JSON.stringify({ sequences: Object.fromEntries(await sequenceValues(tx)) });
    yield end;
  } finally {
    await tx.rollback().execute();
  }
}

/**
 * Loads what `dump` wrote into a database that has the same tables and no rows, all or nothing. The lines are not
 * trusted: names are looked up in the catalogue, values pass through the types and constraints of their columns.
 * Throws `bad-archive`, or what PostgreSQL says about a row.
 */
export async function load<T>(db: Kysely<T>, lines: AsyncIterable<string>): Promise<void> {
  const source = lines[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { done, value } = await source.next();
    if (done === true) throw badArchive('it ends in the middle');
    return value;
  };
  await db.transaction().execute(async (tx) => {
    const known = new Map((await tables(tx)).map(({ table, columns }) => [table, columns]));
    for (let line = await next(); line !== end; line = await next()) {
      const { sequences: values } = sequences.safeParse(parse(line)).data ?? {};
      if (values !== undefined) {
        await setSequences(tx, values);
        continue;
      }
      const head = tableHead.safeParse(parse(line)).data;
      if (head === undefined) throw badArchive('a table was expected');
      const columns = known.get(head.table);
      if (columns === undefined || head.columns.some((column) => !columns.includes(column))) {
        throw badArchive('it has a table or column that there is not, or one twice');
      }
      known.delete(head.table);
      await loadTable(tx, head, next);
    }
    if (known.size > 0) throw badArchive(`it lacks the table ${[...known.keys()][0]}`);
  });
}

async function loadTable(tx: QueryExecutorProvider, head: z.infer<typeof tableHead>, next: () => Promise<string>) {
  const columns = sql.join(head.columns.map((column) => sql.id(column)));
  for (let left = head.rows; left > 0; left -= batch) {
    const rows: string[] = [];
    while (rows.length < Math.min(left, batch)) rows.push(await next());
    await sql`
      INSERT INTO ${sql.table(head.table)} (${columns}) OVERRIDING SYSTEM VALUE
      SELECT ${columns} FROM json_populate_recordset(NULL::${sql.table(head.table)}, ${`[${rows.join(',')}]`}::json)
    `.execute(tx);
  }
}

/**
 * The tables that hold data, each behind those that it refers to. What has changed when is of one database alone: as rows
 * are loaded they have changed in this one.
 */
async function tables(db: QueryExecutorProvider): Promise<{ table: string; columns: string[] }[]> {
  const query = sql`
    SELECT c.relname AS table,
      (SELECT array_agg(a.attname::text ORDER BY a.attnum) FROM pg_attribute a
        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '') AS columns,
      (SELECT coalesce(array_agg(DISTINCT r.relname::text), '{}') FROM pg_constraint f JOIN pg_class r ON r.oid = f.confrelid
        WHERE f.conrelid = c.oid AND f.contype = 'f' AND r.oid <> c.oid) AS needs
    FROM pg_class c WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname NOT LIKE 'kysely%' AND c.relname <> 'object_change'
    ORDER BY c.relname`;
  const rows = await rowsOf(db, tableRow, query);
  const sorted: typeof rows = [];
  while (sorted.length < rows.length) {
    const free = rows.find(
      (row) => !sorted.includes(row) && row.needs.every((need) => sorted.some(({ table }) => table === need)),
    );
    if (free === undefined) throw new Error('tables refer to each other in a circle');
    sorted.push(free);
  }
  return sorted;
}

async function sequenceValues(db: QueryExecutorProvider): Promise<[string, number | null][]> {
  const query = sql`SELECT sequencename AS name, last_value AS value FROM pg_sequences WHERE schemaname = 'public'`;
  const rows = await rowsOf(db, sequenceRow, query);
  return rows.map(({ name, value }) => [name, value === null ? null : Number(value)]);
}

async function setSequences(tx: QueryExecutorProvider, values: Record<string, number | null>): Promise<void> {
  for (const [name] of await sequenceValues(tx)) {
    const value = values[name];
    if (typeof value === 'number') await sql`SELECT setval(quote_ident(${name})::regclass, ${value})`.execute(tx);
  }
}

function parse(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    throw badArchive('a line of it is no JSON');
  }
}

export function badArchive(why: string): Problem {
  return new Problem('bad-archive', `This is no whole backup: ${why}.`);
}

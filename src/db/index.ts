import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import type { Schema } from './schema.ts';

export { migrate } from './migrations/index.ts';
export { ensurePostgres, keepPostgres, stopPostgres } from './postgres/index.ts';
export type * from './schema.ts';
export type { Schema };

export type Database = Kysely<Schema>;
export type Tx = Transaction<Schema>;

/** bigint columns are sizes and counters below 2^53 where we calculate with them; timestamps become Dates. */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ max: 20, ...config });
  // an idle connection that dies (PostgreSQL restarted) must not end the process: the next query opens a new one
  pool.on('error', () => {});
  return pool;
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

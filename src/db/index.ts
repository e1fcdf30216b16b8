import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { deadlines } from './outage.ts';
import type { Schema } from './schema.ts';

export { badArchive, dump, load } from './dump.ts';
export { migrate, migrationNames } from './migrations/index.ts';
export { deadlines, isOutage, outageProblem, throughOutage } from './outage.ts';
export { ensurePostgres, keepPostgres, stopPostgres } from './postgres/index.ts';
export type * from './schema.ts';
export type { Schema };

export type Database = Kysely<Schema>;
export type Tx = Transaction<Schema>;

/**
 * Connections with a deadline on everything; `config` may lift them. bigint columns are sizes and counters below 2^53
 * where we calculate with them; timestamps become Dates.
 */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const pool = new pg.Pool({ max: 20, ...deadlines, ...config });
  // a connection that dies (PostgreSQL restarted), idle or in somebody's hands, must not end the process: the statement
  // that runs on it fails, and the next one opens another
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

export function openDatabase(pool: pg.Pool): Database {
  return new Kysely<Schema>({ dialect: new PostgresDialect({ pool }) });
}

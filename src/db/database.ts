import type { Kysely, PostgresPool, Transaction } from 'kysely';
import pg from 'pg';
import { deadlines, queueMs } from './outage.ts';
import { writeTogether } from './one-write.ts';
import { Pipelined } from './pipelined.ts';
import type { Schema } from './schema/index.ts';
import { keepStatements } from './statements.ts';

export type Database = Kysely<Schema>;
export type Tx = Transaction<Schema>;

/** A date is a day wherever the reader is: it stays the text that it is. */
const getTypeParser: typeof pg.types.getTypeParser = (type, format) =>
  type === pg.types.builtins.DATE ? String : pg.types.getTypeParser(type, format);

/**
 * Connections with a deadline on everything; `config` may lift them. bigint and numeric come as text, timestamps as
 * Dates: test/db/schema.test.ts holds what comes as what.
 */
export function openPool(config: pg.PoolConfig): pg.Pool {
  const limits = { max: 20, pipeline: true, ...deadlines, ...config };
  const { connectionTimeoutMillis } = limits;
  // one number is both to a pool: how long a connection takes to open, and how long it is waited for while all are in use
  class Client extends pg.Client {
    constructor(own?: pg.ClientConfig) {
      super({ ...own, connectionTimeoutMillis });
    }
  }
  const pool = new pg.Pool({ types: { getTypeParser }, ...limits, Client, connectionTimeoutMillis: queueMs });
  // a connection that dies (PostgreSQL restarted), idle or in somebody's hands, must not end the process: the statement
  // that runs on it fails, and the next one opens another
  pool.on('error', () => {});
  pool.on('connect', (client) => {
    client.on('error', () => {});
    sendWell(client);
  });
  return pool;
}

/** A connection that no pool has, not open yet; it sends as those of a pool do, and has the same deadlines. */
export function newSession(config: pg.ClientConfig): pg.Client {
  const client = new pg.Client({ types: { getTypeParser }, pipeline: true, ...deadlines, ...config });
  sendWell(client);
  return client;
}

function sendWell(client: pg.ClientBase): void {
  writeTogether(client);
  keepStatements(client);
}

export function openDatabase(pool: PostgresPool): Database {
  return new Pipelined(pool);
}

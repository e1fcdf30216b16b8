import { Client, DatabaseError, escapeIdentifier } from 'pg';
import type { PostgresPaths } from './paths.ts';

/** How to reach the embedded PostgreSQL; passes as it is into `pg.Pool` (which needs an `error` listener). */
export interface PostgresConnection {
  /** The directory of the socket. */
  host: string;
  port: 5432;
  database: 'slipway';
  user: 'slipway';
  ssl: false;
}

export function connectionOf(paths: PostgresPaths): PostgresConnection {
  // Port and ssl are said because pg would take them from PGPORT and PGSSLMODE otherwise.
  return { host: paths.sockets, port: 5432, database: 'slipway', user: 'slipway', ssl: false };
}

/** `absent`: nobody listens. `busy`: somebody does, but is starting, recovering, stopping or not answering. */
export type Answer = 'ready' | 'no-database' | 'busy' | 'absent';

const PING_MS = 2_000;

/** Asks the socket who is there. Never throws for a PostgreSQL that is down. */
export async function ping(connection: PostgresConnection): Promise<Answer> {
  const client = new Client({ ...connection, connectionTimeoutMillis: PING_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    return 'ready';
  } catch (cause) {
    if (cause instanceof DatabaseError) {
      // 3D000 invalid_catalog_name, 53300 too_many_connections
      return cause.code === '3D000' ? 'no-database' : cause.code === '53300' ? 'ready' : 'busy';
    }
    const { code } = cause as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ECONNREFUSED' ? 'absent' : 'busy';
  } finally {
    await client.end().catch(() => {});
  }
}

/** Makes the database of `connection`; one that is there already is fine. */
export async function createDatabase(connection: PostgresConnection): Promise<void> {
  const client = new Client({ ...connection, database: 'postgres', connectionTimeoutMillis: PING_MS });
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query(`CREATE DATABASE ${escapeIdentifier(connection.database)}`);
  } catch (cause) {
    // 42P04 duplicate_database, 23505 when another process makes it at this very moment
    if (!(cause instanceof DatabaseError && (cause.code === '42P04' || cause.code === '23505'))) throw cause;
  } finally {
    await client.end().catch(() => {});
  }
}

/** Holds a connection until PostgreSQL drops it or `signal` is aborted. Throws when it cannot connect. */
export async function heldConnection(connection: PostgresConnection, signal: AbortSignal): Promise<void> {
  const client = new Client({ ...connection, application_name: 'slipway-keeper', connectionTimeoutMillis: PING_MS });
  client.on('error', () => {});
  const ended = new Promise<void>((resolve) => void client.once('end', resolve));
  const hangUp = () => void client.end().catch(() => {});
  await client.connect();
  signal.addEventListener('abort', hangUp);
  if (signal.aborted) hangUp();
  await ended;
  signal.removeEventListener('abort', hangUp);
}

import { randomUUID } from 'node:crypto';
import { Client as PgClient, escapeIdentifier } from 'pg';
import { type Database, openDatabase, openPool } from '../../src/db/index.ts';
import { connectionOf, type PostgresConnection } from '../../src/db/postgres/connection.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { startPostgres, type TestPostgres } from './postgres.ts';

/** A database of one test file, on a PostgreSQL that others use too. */
export interface TestDatabase {
  name: string;
  /** As pg takes it. */
  connection: Omit<PostgresConnection, 'database'> & { database: string };
  /** For SLIPWAY_DATABASE_URL. */
  url: string;
  /** Opens it once more. */
  open: () => Database;
  drop: () => Promise<void>;
}

/** The database of that name on the PostgreSQL of a state directory. */
export function databaseIn(home: string, name: string, drop: () => Promise<void>): TestDatabase {
  const connection = { ...connectionOf(postgresPaths(home)), database: name };
  const url = `postgresql://${connection.user}@localhost/${name}?host=${connection.host}`;
  return { name, connection, url, open: () => openDatabase(openPool({ ...connection, max: 4 })), drop };
}

/**
 * Makes a database on the PostgreSQL of the run, as a copy of another one of it: `slipway` has every migration and no rows,
 * `template1` nothing at all.
 */
export async function newDatabase(template = 'slipway'): Promise<TestDatabase> {
  const server = await borrowed();
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  // files are copied at half of what the log of as many pages costs
  await execute(server.home, `CREATE DATABASE ${name} TEMPLATE ${escapeIdentifier(template)} STRATEGY FILE_COPY`);
  return databaseIn(server.home, name, async () => {
    await execute(server.home, `DROP DATABASE ${name} WITH (FORCE)`);
    await server.giveBack();
  });
}

async function execute(home: string, statement: string): Promise<void> {
  const client = new PgClient(databaseIn(home, 'postgres', () => Promise.resolve()).connection);
  await client.connect();
  await client.query(statement);
  await client.end();
}

/** Of a test file that runs by itself: from its first database to its last. */
let alone: { server: Promise<TestPostgres>; databases: number } | null = null;

async function borrowed(): Promise<{ home: string; giveBack: () => Promise<void> }> {
  const home = process.env['SLIPWAY_TEST_POSTGRES'];
  if (home !== undefined) return { home, giveBack: () => Promise.resolve() };
  alone ??= { server: startPostgres(), databases: 0 };
  const mine = alone;
  mine.databases++;
  const server = await mine.server;
  const giveBack = async (): Promise<void> => {
    if (--mine.databases > 0) return;
    alone = null;
    await server.database.drop();
  };
  return { home: server.home, giveBack };
}

import type { PoolConfig } from 'pg';
import pino from 'pino';
import { closeInherited } from '../common/descriptors.ts';
import { Problem } from '../common/problem.ts';
import type { Settings } from '../common/settings.ts';
import { type Database, ensurePostgres, openDatabase, openPool, stopPostgres } from '../db/index.ts';
import type { Cloud } from './cloud.ts';
import { ownHome } from './ownership.ts';

/** Reading or writing all of a database takes its time, ms. */
const limits = {
  statement_timeout: 3_600_000,
  query_timeout: 3_600_000,
  idle_in_transaction_session_timeout: 3_600_000,
};

/** Gives a database to `work`, with time for long statements. */
export async function withConnection<T>(connection: PoolConfig, work: (db: Database) => Promise<T>): Promise<T> {
  const db = openDatabase(openPool({ ...connection, ...limits, max: 2 }));
  try {
    return await work(db);
  } finally {
    await db.destroy();
  }
}

/**
 * Gives the database of a cloud to `work`, with time for long statements, and leaves PostgreSQL as it was: our own is
 * stopped again when no control plane runs. `alone` refuses a running one with `already-running`.
 */
export async function withDatabase<T>(
  settings: Settings,
  cloud: Cloud,
  alone: boolean,
  work: (db: Database) => Promise<T>,
): Promise<T> {
  const letGo = await ownHome(settings.home).catch((error: unknown) => {
    if (alone || !(error instanceof Problem) || error.code !== 'already-running') throw error;
    return null;
  });
  try {
    return await withConnection(await connect(settings, cloud), work);
  } finally {
    if (letGo !== null) {
      if (settings.database_url === null) await stopPostgres(settings.home);
      await letGo();
    }
  }
}

async function connect({ home, database_url }: Settings, { postgresUser: user }: Cloud): Promise<PoolConfig> {
  if (database_url !== null) return { connectionString: database_url };
  closeInherited();
  const { connection } = await ensurePostgres({ home, user, log: pino({ level: 'silent' }) });
  return connection;
}

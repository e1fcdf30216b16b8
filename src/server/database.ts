import type { PoolConfig } from 'pg';
import type { Logger } from 'pino';
import type { Settings } from '../common/settings.ts';
import { type Database, FairPool, keepPostgres, migrate, openDatabase, openPool, throughOutage } from '../db/index.ts';
import { backUpBeforeMigration } from './backups.ts';
import type { Cloud } from './cloud.ts';
import { readRecords } from './same-cloud.ts';
import { withConnection } from './store.ts';

/** Of the connections that requests share one user has so many at most: a burst of theirs holds nobody else up. */
const userConnections = 5;
/** A start waits so long for a database that goes away meanwhile. */
const patienceMs = 60_000;

type Connection = PoolConfig & { connectionString?: string; host?: string; database?: string; user?: string };

/** The database of a control plane that runs, and its connections. */
export interface Store {
  connection: Connection;
  pools: { api: FairPool; work: ReturnType<typeof openPool> };
  /** Of requests. */
  db: Database;
  /** Of what works by itself: no request waits behind the workflows of others. */
  workDb: Database;
  close: () => Promise<void>;
}

/** Opens the database that the settings name, or starts our own and keeps it running. */
export async function openStore(settings: Settings, cloud: Cloud, log: Logger): Promise<Store> {
  const { connection, release } = await connect(settings, cloud, log);
  const pools = {
    api: new FairPool(openPool(connection), userConnections),
    work: openPool({ ...connection, max: 10 }),
  };
  const db = openDatabase(pools.api);
  const workDb = openDatabase(pools.work);
  const close = async (): Promise<void> => {
    await workDb.destroy();
    await db.destroy();
    await release();
  };
  return { connection, pools, db, workDb, close };
}

async function connect(
  settings: Settings,
  cloud: Cloud,
  log: Logger,
): Promise<{ connection: Connection; release: () => Promise<void> }> {
  if (settings.database_url !== null) {
    return { connection: { connectionString: settings.database_url }, release: () => Promise.resolve() };
  }
  return keepPostgres({ home: settings.home, user: cloud.postgresUser, log });
}

/** Does what a start needs of the database, again while that is away. */
export function patiently<T>(work: () => Promise<T>): Promise<T> {
  return throughOutage(work, patienceMs);
}

/** Applies the migrations that are missing, behind a backup of what they change. */
export function bringUpToDate(connection: PoolConfig, home: string): Promise<void> {
  return withConnection(connection, async (db) => {
    if ((await readRecords(db)).begun) await backUpBeforeMigration(home, db);
    await migrate(db);
  });
}

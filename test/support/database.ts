import { Client as PgClient } from 'pg';
import { type Database, ensurePostgres, openDatabase, openPool } from '../../src/db/index.ts';
import { connectionOf } from '../../src/db/postgres/connection.ts';
import type { PostgresConnection } from '../../src/db/postgres/index.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { sendSignal } from '../../src/common/processes.ts';
import { recordedPid, serverProcesses } from '../../src/db/postgres/processes.ts';
import { openCloud } from '../../src/server/cloud.ts';
import { keptLog, newHome, removeHome, testSettings } from './home.ts';
import { prepareDatabase } from './prepared.ts';
import { eventually } from './wait.ts';

/** A PostgreSQL that no control plane keeps running: it stays away until it is started again. */
export interface TestPostgres {
  home: string;
  connection: PostgresConnection;
  /** For SLIPWAY_DATABASE_URL. */
  url: (database?: string) => string;
  start: () => Promise<void>;
  /** kill -9 of the postmaster. */
  kill: () => Promise<void>;
  /** SIGSTOP of every process; returns what lets them go on. */
  freeze: () => Promise<() => void>;
  /** Makes another database, as a copy of `template` if one is named, and opens it. */
  newDatabase: (name: string, template?: string) => Promise<Database>;
  open: (database: string) => Database;
  remove: () => Promise<void>;
}

export async function startPostgres(): Promise<TestPostgres> {
  const home = await newHome();
  const paths = postgresPaths(home);
  const settings = await testSettings(home);
  await prepareDatabase(settings);
  const { postgresUser } = await openCloud(settings);
  const start = async (): Promise<void> => {
    await ensurePostgres({ home, user: postgresUser, log: keptLog().log });
  };
  const postmaster = async (): Promise<number> => {
    const recorded = await recordedPid(paths);
    if (recorded?.running !== true) throw new Error('PostgreSQL does not run');
    return recorded.pid;
  };
  const connection = connectionOf(paths);
  const openOne = (database: string): Database => openDatabase(openPool({ ...connection, database, max: 4 }));
  try {
    await start();
  } catch (error) {
    await removeHome(home);
    throw error;
  }
  return {
    home,
    connection,
    url: (database = connection.database) =>
      `postgresql://${connection.user}@localhost/${database}?host=${paths.sockets}`,
    start,
    kill: async () => {
      sendSignal(await postmaster(), 'SIGKILL');
      await eventually('the end of PostgreSQL', async () => (await serverProcesses(paths)).length === 0);
    },
    freeze: async () => {
      sendSignal(await postmaster(), 'SIGSTOP');
      const frozen = await serverProcesses(paths);
      for (const pid of frozen) sendSignal(pid, 'SIGSTOP');
      return () => {
        for (const pid of frozen) sendSignal(pid, 'SIGCONT');
      };
    },
    newDatabase: async (name, template = 'template1') => {
      const client = new PgClient(connection);
      await client.connect();
      const [own, model] = [name, template].map((each) => client.escapeIdentifier(each));
      await client.query(`CREATE DATABASE ${own} TEMPLATE ${model}`);
      await client.end();
      return openOne(name);
    },
    open: openOne,
    remove: () => removeHome(home),
  };
}

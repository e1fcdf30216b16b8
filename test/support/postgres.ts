import { ensurePostgres } from '../../src/db/index.ts';
import { sendSignal } from '../../src/common/processes.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { recordedPid, serverProcesses } from '../../src/db/postgres/processes.ts';
import { openCloud } from '../../src/server/cloud.ts';
import { databaseIn, type TestDatabase } from './databases.ts';
import { keptLog, newHome, removeHome, testSettings } from './home.ts';
import { prepareDatabase } from './prepared.ts';
import { eventually } from './wait.ts';

/** A PostgreSQL that no control plane keeps running: it stays away until it is started again. */
export interface TestPostgres {
  home: string;
  /** With every migration and no rows; the PostgreSQL goes with it. */
  database: TestDatabase;
  start: () => Promise<void>;
  /** kill -9 of the postmaster. */
  kill: () => Promise<void>;
  /** SIGSTOP of every process; returns what lets them go on. */
  freeze: () => Promise<() => void>;
}

/** Starts one for the whole run, or for tests that kill it, hold it up or change how it works. */
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
  const database = databaseIn(home, 'slipway', () => removeHome(home));
  try {
    await start();
  } catch (error) {
    await database.drop();
    throw error;
  }
  return {
    home,
    database,
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
  };
}

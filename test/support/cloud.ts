import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Database, openDatabase, openPool } from '../../src/db/index.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { connectionOf } from '../../src/db/postgres/connection.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { openConsole } from '../../src/server/console/console.ts';
import { requireCloud } from '../../src/server/cloud.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { Client } from './client.ts';
import { keptLog, newHome, removeHome, testSettings } from './home.ts';
import { newDatabase, type TestDatabase } from './databases.ts';
import { startPostgres } from './postgres.ts';
import { nameTarget, prepareTarget } from './targets.ts';

/** A connection to the database of a running cloud, beside the one that the cloud has. */
export function databaseOf(home: string): Database {
  return openDatabase(openPool({ ...connectionOf(postgresPaths(home)), max: 4 }));
}

/** What the server wrote when it first started. */
export async function staffOf(home: string): Promise<{ client: Client; project: string }> {
  const text = await readFile(join(home, 'credentials.json'), 'utf8');
  const { url, token, project } = JSON.parse(text) as { url: string; token: string; project: string };
  return { client: new Client(url, token), project };
}

export interface TestCloud {
  home: string;
  /** Of the command line on its machine. */
  env: Record<string, string>;
  url: string;
  server: RunningServer;
  database: TestDatabase;
  /** A connection to it, beside those that the cloud has. */
  db: Database;
  driver: FakeDriver;
  /** The first user, who is staff, and the first project. */
  staff: Client;
  project: string;
  /** Every line that the server has logged. */
  log: string[];
  /** The world of the driver as `kind id`, without images. */
  world: () => Promise<string[]>;
  stop: () => Promise<void>;
}

export interface CloudOptions {
  /** A PostgreSQL of its own, for what changes how that works. */
  ownPostgres?: boolean;
  /** Further variables of its settings. */
  variables?: Record<string, string>;
  /** Has it serve the web console, which is made before. */
  withConsole?: boolean;
  /** Has it keep copies of backups on the target "nas". */
  withTarget?: boolean;
}

/**
 * A whole control plane in this process, on a state directory of its own; `stop` removes everything, and throws when the
 * request guard has seen an answer that nobody decided about.
 */
export async function startCloud(options: CloudOptions = {}): Promise<TestCloud> {
  const { ownPostgres = false, variables = {}, withConsole = false, withTarget = false } = options;
  const home = await newHome();
  const database = ownPostgres ? (await startPostgres()).database : await newDatabase();
  try {
    if (withTarget) await nameTarget(home);
    const settings = await testSettings(home, { SLIPWAY_DATABASE_URL: database.url, ...variables });
    const { log, lines } = keptLog();
    const driver = new FakeDriver(join(home, 'fake'));
    const violations: string[] = [];
    const server = await startServer({
      settings,
      log,
      driver,
      webConsole: withConsole ? openConsole(log) : null,
      guard: (violation) => void violations.push(violation),
    });
    if (withTarget) await prepareTarget(home, requireCloud(home).uuid ?? assert.fail('it has no UUID'));
    const db = database.open();
    const { client: staff, project } = await staffOf(home);
    const stop = async (): Promise<void> => {
      try {
        await db.destroy();
        await server.stop();
      } finally {
        await removeHome(home);
        await database.drop();
      }
      assert.deepEqual(violations, []);
    };
    const world = () => worldOf(driver);
    const env = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: settings.listen, SLIPWAY_DRIVER: 'fake' };
    return {
      home,
      env: { ...env, SLIPWAY_DATABASE_URL: database.url },
      url: settings.url,
      server,
      database,
      db,
      driver,
      staff,
      project,
      log: lines,
      world,
      stop,
    };
  } catch (error) {
    await removeHome(home);
    await database.drop();
    throw error;
  }
}

/** What a driver has, as sorted lines of `kind id`, without the images, which stay. */
export async function worldOf(driver: FakeDriver): Promise<string[]> {
  const objects = await driver.inventory();
  return objects
    .filter(({ kind }) => kind !== 'image')
    .map(({ kind, id }) => `${kind} ${id}`)
    .sort();
}

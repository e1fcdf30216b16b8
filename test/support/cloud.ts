import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';
import { run } from '../../src/common/command.ts';
import { readSettings, type Settings } from '../../src/common/settings.ts';
import { type Database, openDatabase, openPool, stopPostgres } from '../../src/db/index.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { connectionOf } from '../../src/db/postgres/connection.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { existingCloud } from '../../src/server/cloud.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { Client } from './client.ts';

const homes = new Set<string>();

// an interrupted test run leaves no PostgreSQL, user or directory behind
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.allSettled([...homes].map(removeHome)).then(() => process.exit(130));
  });
}

/** A new state directory below /tmp that PostgreSQL's user may enter. */
export async function newHome(): Promise<string> {
  const home = await mkdtemp('/tmp/slipway-test-');
  homes.add(home);
  await chmod(home, 0o711);
  return home;
}

/** Removes everything that a cloud on the fake driver has on this machine. */
export async function removeHome(home: string): Promise<void> {
  await stopPostgres(home);
  const user = existingCloud(home)?.postgresUser;
  if (user !== undefined && user !== 'slipway') await run('userdel', [user], { check: false });
  await rm(home, { recursive: true, force: true, maxRetries: 10, retryDelay: 100 });
  homes.delete(home);
}

export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

/** Settings of a cloud on the fake driver that listens on a free port; `more` are further variables. */
export async function testSettings(home: string, more: Record<string, string> = {}): Promise<Settings> {
  const listen = `127.0.0.1:${await freePort()}`;
  return readSettings({ SLIPWAY_HOME: home, SLIPWAY_LISTEN: listen, SLIPWAY_DRIVER: 'fake', ...more });
}

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
  url: string;
  server: RunningServer;
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

/** A logger whose lines are kept. */
export function keptLog(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  return { log: pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) }), lines };
}

/**
 * A whole control plane in this process, on a state directory of its own; `stop` removes everything, and throws when the
 * request guard has seen an answer that nobody decided about.
 */
export async function startCloud(
  options: { debugPoint?: (point: string) => Promise<void>; env?: Record<string, string> } = {},
): Promise<TestCloud> {
  const home = await newHome();
  try {
    const { debugPoint, env = {} } = options;
    const settings = await testSettings(home, env);
    const { log, lines } = keptLog();
    const driver = new FakeDriver(join(home, 'fake'));
    const violations: string[] = [];
    const server = await startServer({
      settings,
      log,
      driver,
      guard: (violation) => void violations.push(violation),
      ...(debugPoint === undefined ? {} : { debugPoint }),
    });
    const db = databaseOf(home);
    const { client: staff, project } = await staffOf(home);
    const stop = async (): Promise<void> => {
      try {
        await db.destroy();
        await server.stop({ database: true });
      } finally {
        await removeHome(home);
      }
      assert.deepEqual(violations, []);
    };
    const world = () => worldOf(driver);
    return { home, url: settings.url, server, db, driver, staff, project, log: lines, world, stop };
  } catch (error) {
    await removeHome(home);
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

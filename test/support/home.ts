import { existsSync, readFileSync, statfsSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Logger } from 'pino';
import { createLog } from '../../src/common/log.ts';
import { readSettings, type Settings } from '../../src/common/settings.ts';
import { removeSystemUser, stopPostgres } from '../../src/db/index.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { existingCloud } from '../../src/server/cloud.ts';
import { newCloudPlace } from './place.ts';

const MEMORY = '/dev/shm';
const { SLIPWAY_TEST_RUN: run } = process.env;
/** What must be free to work in memory: state directories take 150 MiB each, and a cloud warns below 2 GiB. */
const ROOM_BYTES = 4 * 2 ** 30;

const place = hasRoom() ? (run === undefined ? MEMORY : join(MEMORY, `slipway-${run}`)) : tmpdir();
const homes = new Set<string>();

// an interrupted test run leaves no PostgreSQL, user or directory behind
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void Promise.allSettled([...homes].map(removeHome)).then(() => process.exit(130));
  });
}

/**
 * A new state directory that PostgreSQL's user may enter; in memory where programs may run from there. ext4 does not take
 * an inode again within minutes after its file was removed, and looks at each such one for every new file: with a suite
 * that makes and removes 2500 files for every cloud, that were 2 s of a processor for each.
 */
export function newHome(): Promise<string> {
  const { home } = newCloudPlace('test', place);
  homes.add(home);
  return Promise.resolve(home);
}

function hasRoom(): boolean {
  const options = new RegExp(`^tmpfs ${MEMORY} tmpfs (\\S+)`, 'm').exec(readFileSync('/proc/mounts', 'utf8'))?.[1];
  if (options === undefined || options.split(',').includes('noexec')) return false;
  const { bavail, bsize } = statfsSync(MEMORY);
  return bavail * bsize >= ROOM_BYTES;
}

/** Removes everything that a cloud on the fake driver has on this machine. */
export async function removeHome(home: string): Promise<void> {
  if (existsSync(postgresPaths(home).root)) {
    await stopPostgres(home);
    const user = existingCloud(home)?.postgresUser;
    if (user !== undefined && user !== 'slipway') await removeSystemUser(user);
  }
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
  const own = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: listen, SLIPWAY_DRIVER: 'fake', SLIPWAY_KEEP_DELETED_DAYS: '0' };
  // tests do in seconds what takes people days
  return readSettings({ ...own, SLIPWAY_CHANGES_PER_MINUTE: '1000000', ...more });
}

/** A logger whose lines are kept. */
export function keptLog(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  return { log: createLog('debug', { write: (line) => void lines.push(line) }), lines };
}

/** The lines of a kept log, parsed. */
export function linesOf(lines: string[]): Record<string, unknown>[] {
  return lines.map((line) => JSON.parse(line) as Record<string, unknown>);
}

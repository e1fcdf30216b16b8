import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import pino, { type Logger } from 'pino';
import { readSettings, type Settings } from '../../src/common/settings.ts';
import { removeSystemUser, stopPostgres } from '../../src/db/index.ts';
import { existingCloud } from '../../src/server/cloud.ts';

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
  if (user !== undefined && user !== 'slipway') await removeSystemUser(user);
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

/** A logger whose lines are kept. */
export function keptLog(): { log: Logger; lines: string[] } {
  const lines: string[] = [];
  return { log: pino({ level: 'debug', base: null }, { write: (line: string) => void lines.push(line) }), lines };
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { connectionOf, heldConnection, ping } from './connection.ts';
import type { PostgresConnection } from './connection.ts';
import { boundLog } from './log.ts';
import { postgresPaths } from './paths.ts';
import { stopServer } from './processes.ts';
import { diskFull, startServer } from './start.ts';

export { removeSystemUser } from './account.ts';
export type { PostgresConnection } from './connection.ts';

export interface PostgresSettings {
  /** The state directory, absolute; PostgreSQL keeps everything in `<home>/postgres` and `<home>/log/postgres.log`. */
  home: string;
  /** The system user it runs as; made when missing. */
  user: string;
  log: Pick<Logger, 'info' | 'warn'>;
}

export interface RunningPostgres {
  connection: PostgresConnection;
  /** Stops PostgreSQL itself, for everybody. */
  stop(): Promise<void>;
}

/**
 * Finds the running PostgreSQL of this state directory (some ms), or installs, initialises and starts it. It is a
 * session of its own and outlives us. Any number of processes may call this at once. Throws `Problem`s: `not-root`,
 * `home-too-long`, `home-closed`, `disk-full` and `postgres-…`.
 */
export async function ensurePostgres(settings: PostgresSettings): Promise<RunningPostgres> {
  const paths = postgresPaths(settings.home);
  const connection = connectionOf(paths);
  const begin = performance.now();
  const found = (await ping(connection)) === 'ready';
  if (!found) {
    await startServer(paths, settings.user).catch((cause: NodeJS.ErrnoException) => {
      throw cause.code === 'ENOSPC' || cause.code === 'EDQUOT' ? diskFull(paths) : cause;
    });
  }
  const ms = Math.round(performance.now() - begin);
  settings.log.info({ ms, socket: paths.sockets }, found ? 'found PostgreSQL running' : 'started PostgreSQL');
  return { connection, stop: () => stopServer(paths) };
}

/** Stops the PostgreSQL of this state directory (fast shutdown, 40 s at most); none running is fine. */
export async function stopPostgres(home: string): Promise<void> {
  await stopServer(postgresPaths(home));
}

/** A run that lasted this long was a good one: the next loss is answered at once. */
const SETTLED_MS = 30_000;
const LONGEST_PAUSE_MS = 15_000;
const LOG_CHECK_MS = 60_000;

/**
 * Starts PostgreSQL and keeps it running: an idle connection is the tripwire, and when it breaks PostgreSQL is found
 * or started again, after a pause that doubles up to 15 s while it keeps failing. Throws when the first start fails.
 */
export async function keepPostgres(
  settings: PostgresSettings,
): Promise<{ connection: PostgresConnection /** Stops watching; PostgreSQL goes on. */; release(): Promise<void> }> {
  const { connection } = await ensurePostgres(settings);
  const released = new AbortController();
  const watching = keepWatching(settings, connection, released.signal);
  const { log: logFile } = postgresPaths(settings.home);
  const bounding = setInterval(() => {
    boundLog(logFile).catch((err: unknown) => settings.log.warn({ err }, 'the log of PostgreSQL was not trimmed'));
  }, LOG_CHECK_MS).unref();
  const release = async () => {
    clearInterval(bounding);
    released.abort();
    await watching;
  };
  return { connection, release };
}

async function keepWatching(settings: PostgresSettings, connection: PostgresConnection, released: AbortSignal) {
  let pauseMs = 0;
  while (!released.aborted) {
    const since = performance.now();
    try {
      await ensurePostgres(settings);
      await heldConnection(connection, released);
      if (!released.aborted) settings.log.warn({}, 'lost PostgreSQL, looking for it');
    } catch (err) {
      settings.log.warn({ err, pauseMs }, 'PostgreSQL is down');
    }
    const settled = performance.now() - since > SETTLED_MS;
    pauseMs = settled ? 0 : Math.min(Math.max(pauseMs * 2, 50), LONGEST_PAUSE_MS);
    await sleep(pauseMs, undefined, { signal: released }).catch(() => {});
  }
}

import { mkdirSync, openSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';
import pino, { type Logger } from 'pino';

const limitBytes = 10 * 2 ** 20;
const checkMs = 60_000;

/**
 * The log of a control plane, lines of JSON in `log/server.log` of its state directory, wherever it was started from;
 * in the foreground on standard output too. What was written before the last 10 MiB is in `server.log.1`, or gone.
 */
export function serverLog(home: string, foreground: boolean): Logger {
  const path = logPath(home);
  const file = pino.destination({ dest: path, mode: 0o600, sync: true });
  setInterval(() => {
    if (isFull(path)) {
      renameSync(path, `${path}.1`);
      file.reopen();
    }
  }, checkMs).unref();
  const streams = [file, ...(foreground ? [process.stdout] : [])].map((stream) => ({
    level: 'trace' as const,
    stream,
  }));
  return pino({ base: null, redact: ['req.headers.authorization'] }, pino.multistream(streams));
}

/** The same file for what a process says without the logger, such as its last words: a file descriptor. */
export function openLog(home: string): number {
  return openSync(logPath(home), 'a', 0o600);
}

/** The file, in a directory that is there; one that has grown large is put aside. */
function logPath(home: string): string {
  const path = join(home, 'log', 'server.log');
  mkdirSync(home, { recursive: true, mode: 0o711 });
  mkdirSync(join(home, 'log'), { recursive: true, mode: 0o700 });
  if (isFull(path)) renameSync(path, `${path}.1`);
  return path;
}

function isFull(path: string): boolean {
  const size = statSync(path, { throwIfNoEntry: false })?.size ?? 0;
  return size > limitBytes;
}

import { existsSync } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { setTimeout as pause } from 'node:timers/promises';
import { logBounds, logPath, olderLogPath } from '../../common/log-files.ts';
import { Problem } from '../../common/problem.ts';
import type { About } from './about.ts';

const lookMs = 200;
const newline = 0x0a;

/**
 * The last `count` lines that are kept, oldest first, only those that are `about` something unless that is null; and how
 * many bytes of the file that is written now they end at. Throws `not-root` and `no-cloud`.
 */
export async function lastLines(
  home: string,
  about: About | null,
  count: number,
): Promise<{ lines: string[]; end: number }> {
  const current = await read(logPath(home), home);
  const end = current.lastIndexOf(newline) + 1;
  let lines: string[] = [];
  // the newest first: most of what is kept need not be read
  for (let age = 0; age <= logBounds.older && lines.length < count; age++) {
    const path = olderLogPath(home, age);
    if (age > 0 && !existsSync(path)) break;
    const all = linesIn(age === 0 ? current.subarray(0, end) : await read(path, home));
    lines = [...(about === null ? all : about.among(all)), ...lines];
  }
  return { lines: count === 0 ? [] : lines.slice(-count), end };
}

/** The lines that come after the first `from` bytes of the file that is written now, also when another takes its place. */
export async function* follow(home: string, from: number): AsyncGenerator<string> {
  for (let at = from; ; await pause(lookMs)) {
    const { size } = await stat(logPath(home));
    // a full one is copied away and begun anew: what had not been read of it is in the copy
    if (size < at) {
      const copied = (await read(olderLogPath(home, 1), home)).subarray(at);
      yield* linesIn(copied);
      at = 0;
    }
    const fresh = await readFrom(logPath(home), at, size - at);
    const whole = fresh.subarray(0, fresh.lastIndexOf(newline) + 1);
    at += whole.length;
    yield* linesIn(whole);
  }
}

function linesIn(bytes: Buffer): string[] {
  return bytes
    .toString('utf8')
    .split('\n')
    .filter((line) => line !== '');
}

async function readFrom(path: string, at: number, length: number): Promise<Buffer> {
  if (length <= 0) return Buffer.alloc(0);
  await using file = await open(path);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(length), 0, length, at);
  return buffer.subarray(0, bytesRead);
}

async function read(path: string, home: string): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'EACCES') throw new Problem('not-root', `${path} is for root only.`, undefined, { cause });
    if (code !== 'ENOENT') throw cause;
    const remedy = 'Start the cloud with "./slipway up", or set SLIPWAY_HOME to the state directory of another.';
    throw new Problem('no-cloud', `There is no log in ${home} yet.`, remedy, { cause });
  }
}

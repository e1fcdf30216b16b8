import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Logger } from 'pino';
import type { WebConsole } from '../../api/index.ts';
import { run } from '../../common/command.ts';
import { asProblem } from '../../common/problem.ts';
import { consolePlaces, filesIn, lock } from './places.ts';

/** A slow registry, then the build, ms. */
const makeMs = 480_000;

/**
 * The web console of this checkout; null when it has none. What has to be made for it is made in the background, by a process of
 * the lowest priority: the cloud does not wait. It goes on when this one stops, for the next one needs the same.
 */
export function openConsole(log: Logger): WebConsole | null {
  // a copy of `src` alone
  if (!existsSync(lock)) return null;
  const console: WebConsole = { files: null, fault: null };
  const open = async (): Promise<void> => {
    const { built } = await consolePlaces();
    if (!existsSync(built)) await makeConsole();
    console.files = await filesOf(built);
    log.info({ built }, 'the web console is ready');
  };
  open().catch((error: unknown) => {
    const { message, remedy } = asProblem(error);
    console.fault = `${message} ${remedy}`;
    log.error({ err: error }, 'the web console could not be made');
  });
  return console;
}

/** Makes what is missing of it. Of several at once the others wait for the first. */
export async function makeConsole(): Promise<void> {
  const program = fileURLToPath(new URL('build.ts', import.meta.url));
  await run('flock', [lock, 'nice', '-n', '19', process.execPath, program], {
    timeoutMs: makeMs,
  });
}

/** Every built file by its name, gzipped. */
async function filesOf(directory: string): Promise<Map<string, Buffer>> {
  const paths = await filesIn(directory);
  const contents = paths.map(
    async (path): Promise<[string, Buffer]> => [relative(directory, path), await readFile(path)],
  );
  return new Map(await Promise.all(contents));
}

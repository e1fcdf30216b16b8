import { readdir, readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import type { Logger } from 'pino';
import type { WebConsole } from '../../api/index.ts';
import { run } from '../../common/command.ts';
import { asProblem } from '../../common/problem.ts';
import { consolePlaces, web } from './places.ts';

/** A slow registry, then the build, ms. */
const makeMs = 480_000;

/**
 * The web console of this checkout; null when it has none. What has to be made for it is made in the background, by a process of
 * the lowest priority: the cloud does not wait. It goes on when this one stops, for the next one needs the same.
 */
export function openConsole(log: Logger): WebConsole | null {
  const places = consolePlaces();
  if (places === null) return null;
  const console: WebConsole = { files: null, fault: null };
  const open = async (): Promise<void> => {
    await makeConsole();
    console.files = await packed(places.built);
    log.info({ built: places.built }, 'the web console is ready');
  };
  open().catch((error: unknown) => {
    const { message, remedy } = asProblem(error);
    console.fault = `${message} ${remedy}`;
    log.error({ err: error }, 'the web console could not be made');
  });
  return console;
}

/** Makes what is missing of it; `packages`: only what its sources need. Of several at once the others wait for the first. */
export async function makeConsole(part: 'all' | 'packages' = 'all'): Promise<void> {
  const program = fileURLToPath(new URL('build.ts', import.meta.url));
  await run('flock', [join(web, 'package-lock.json'), 'nice', '-n', '19', process.execPath, program, part], {
    timeoutMs: makeMs,
  });
}

/** Every built file by its name, gzipped once: browsers take nothing else. */
async function packed(directory: string): Promise<Map<string, Buffer>> {
  const entries = await readdir(directory, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name));
  const contents = files.map(async (path): Promise<[string, Buffer]> => {
    return [relative(directory, path), await promisify(gzip)(await readFile(path))];
  });
  return new Map(await Promise.all(contents));
}

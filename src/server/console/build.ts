import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { run } from '../../common/command.ts';
import { moveForGood } from '../../common/files.ts';
import { asProblem } from '../../common/problem.ts';
import { consolePlaces, filesIn, store, web } from './places.ts';

// Makes what is missing of the web console. Run by `flock`, one at a time: what it makes has its place only when it is
// whole, so that it may be killed at any time.

/** A slow registry, ms. */
const installMs = 300_000;
const buildMs = 120_000;

const { built, packages } = await consolePlaces();
await mkdir(store, { recursive: true });
const there = new Set(await readdir(store));

try {
  if (!there.has(basename(packages))) await make(packages, install);
  await linkPackages();
  if (!there.has(basename(built))) {
    await make(built, build);
    await tidy();
  }
} catch (error) {
  // whoever runs this tells it on: the words, without where in here they come from
  process.stderr.write(`${asProblem(error).message}\n`);
  process.exitCode = 1;
}

/** What `fill` puts into an empty directory gets its place when it is whole. */
async function make(place: string, fill: (directory: string) => Promise<void>): Promise<void> {
  const fresh = await mkdtemp(join(store, 'new-'));
  try {
    await fill(fresh);
    await moveForGood(fresh, place);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    throw error;
  }
}

async function install(directory: string): Promise<void> {
  for (const name of ['package.json', 'package-lock.json']) await cp(join(web, name), join(directory, name));
  await cp(join(web, '..', '.npmrc'), join(directory, '.npmrc'));
  const args = ['ci', '--include=optional', '--prefer-offline', '--no-progress', '--loglevel=error'];
  await run('npm', args, { cwd: directory, timeoutMs: installMs });
}

async function build(directory: string): Promise<void> {
  const vite = join(packages, 'node_modules', 'vite', 'bin', 'vite.js');
  await run(process.execPath, [vite, 'build', '--outDir', directory, '--emptyOutDir'], {
    cwd: web,
    timeoutMs: buildMs,
  });
  // as browsers take it, so that no start has to
  for (const path of await filesIn(directory)) await writeFile(path, await promisify(gzip)(await readFile(path)));
}

/** Where the sources and their types look for packages. */
async function linkPackages(): Promise<void> {
  const link = join(store, 'link');
  await rm(link, { force: true });
  await symlink(join('..', '.console', basename(packages), 'node_modules'), link);
  await moveForGood(link, join(web, 'node_modules'));
}

/** A control plane has what it serves in memory, so that nobody needs the older ones. */
async function tidy(): Promise<void> {
  const kept = new Set([basename(built), basename(packages)]);
  const others = (await readdir(store)).filter((name) => !kept.has(name));
  for (const name of others) await rm(join(store, name), { recursive: true, force: true });
}

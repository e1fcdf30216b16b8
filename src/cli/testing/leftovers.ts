import { randomInt } from 'node:crypto';
import { chmod, mkdir, readFile, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../common/command.ts';
import { commandLine, processIds, workingDirectory } from '../../common/processes.ts';

/** How long what is being taken down may need to be gone, ms. */
const PATIENCE_MS = 5_000;
/** No hex digits: an id of these is no part of a UUID. */
const LETTERS = 'ghjkmnpqrstvwxyz';

/**
 * A run of tests on a machine where others do the same: what is in its directories is its own, what carries its `id`
 * between hyphens, and what carries the id of a cloud that is listed in `clouds`: a line each, with whose it is.
 */
export interface OwnRun {
  id: string;
  /** `/tmp/slipway-ghjk`, and the same in memory. */
  directories: [string, string];
  clouds: string;
}

/** Makes the directories of a new run, and has its tests use them, by the environment. */
export async function beginRun(): Promise<OwnRun> {
  const id = Array.from({ length: 4 }, () => LETTERS[randomInt(LETTERS.length)]).join('');
  const directories: OwnRun['directories'] = [`/tmp/slipway-${id}`, `/dev/shm/slipway-${id}`];
  for (const directory of directories) {
    await mkdir(directory);
    // as /tmp is: programs of other users write there, too
    await chmod(directory, 0o1777);
  }
  const clouds = join(directories[0], 'clouds');
  Object.assign(process.env, { TMPDIR: directories[0], SLIPWAY_TEST_RUN: id, SLIPWAY_TEST_CLOUDS: clouds });
  return { id, directories, clouds };
}

/** What a run has left on the machine, one line each, such as "namespace slipway-1a2b-ext"; waits for it to go away. */
export async function leftBy(own: OwnRun, patienceMs = PATIENCE_MS): Promise<string[]> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    const listed = (await readFile(own.clouds, 'utf8').catch(() => '')).trimEnd().split('\n');
    const clouds = new Map(listed.map((line) => [line.slice(0, 4), line.slice(5)]));
    const left = (await traces(own.directories)).flatMap((trace) => told(own, clouds, trace));
    if (left.length === 0 || Date.now() > deadline) return left;
    await sleep(200);
  }
}

/** Takes the directories of a run away, with what it has left there. */
export async function endRun({ directories }: OwnRun): Promise<void> {
  for (const directory of directories) await rm(directory, { recursive: true, force: true });
}

/** The trace, with the state directory and the file of tests that it is of; none when it is not of this run. */
function told({ id, directories }: OwnRun, clouds: Map<string, string>, trace: string): string[] {
  if (directories.some((directory) => trace.includes(`${directory}/`)) || trace.includes(`-${id}-`)) return [trace];
  const [, cloud = ''] = /\b(?:slipway|slt)[-_]([0-9a-f]{4})\b/.exec(trace) ?? [];
  const whose = clouds.get(cloud);
  return whose === undefined ? [] : [`${trace} (${whose})`];
}

/** What any run or cloud has on this machine now; of files, those in these directories. */
export async function traces(directories: string[]): Promise<string[]> {
  const [namespaces, links, tables, cgroups, sockets, mounts, users, ...files] = await Promise.all([
    names('/run/netns', /^(slipway|slt)-/),
    names('/sys/class/net', /^(slipway|veth)-/),
    run('nft', ['list', 'tables'], { check: false }).then(({ stdout }) => stdout.match(/slipway_\w+/g) ?? []),
    names('/sys/fs/cgroup', /^slipway/),
    names('/run', /^slipway-/),
    readFile('/proc/mounts', 'utf8').then((text) => text.match(/^\S+ \/\S*\b(slipway|slt)-\S*/gm) ?? []),
    readFile('/etc/passwd', 'utf8').then((text) => text.match(/^slipway-[^:]+/gm) ?? []),
    ...directories.map(async (directory) => (await names(directory, /^slipway-/)).map((name) => join(directory, name))),
  ]);
  const found = {
    namespace: namespaces,
    link: links,
    'nftables table': tables,
    cgroup: cgroups,
    mount: mounts,
    user: users,
    process: testProcesses(),
    '/run directory': sockets,
    file: files.flat(),
  };
  return Object.entries(found).flatMap(([kind, list]) => list.map((name) => `${kind} ${name}`));
}

async function names(directory: string, pattern: RegExp): Promise<string[]> {
  return (await readdir(directory).catch(() => [])).filter((name) => pattern.test(name));
}

/** Processes that were started for a state directory of a test, or work in one. */
function testProcesses(): string[] {
  return processIds().flatMap((pid) => {
    const command = commandLine(pid).join(' ');
    const home = /\/(tmp|dev\/shm)\/slipway-[\w/-]+/.exec(`${workingDirectory(pid) ?? ''} ${command}`)?.[0];
    return home === undefined ? [] : [`${pid} of ${home}: ${command.slice(0, 120).trim()}`];
  });
}

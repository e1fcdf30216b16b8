import { readFile, readdir } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { run } from '../../common/command.ts';
import { commandLine, processIds, workingDirectory } from '../../common/processes.ts';

/** How long what is being taken down may need to be gone, ms. */
const PATIENCE_MS = 5_000;

/** What a cloud can leave on a machine, one line each: "namespace slipway-1a2b-ext", "process 4711 qemu-system-x86_64 …". */
export async function traces(): Promise<Set<string>> {
  const [namespaces, links, tables, cgroups, sockets, files, memory, mounts, users] = await Promise.all([
    names('/run/netns', /^slipway-/),
    names('/sys/class/net', /^(slipway-|tap|veth)/),
    run('nft', ['list', 'tables'], { check: false }).then(({ stdout }) => stdout.match(/slipway_\w+/g) ?? []),
    names('/sys/fs/cgroup', /^slipway/),
    names('/run', /^slipway-/),
    names('/tmp', /^slipway-/),
    names('/dev/shm', /^slipway-/),
    readFile('/proc/mounts', 'utf8').then((text) => text.match(/^\S+ \/\S*slipway-\S*/gm) ?? []),
    readFile('/etc/passwd', 'utf8').then((text) => text.match(/^slipway-[^:]+/gm) ?? []),
  ]);
  const found = { namespace: namespaces, link: links, 'nftables table': tables, cgroup: cgroups, mount: mounts };
  const rest = {
    user: users,
    process: testProcesses(),
    '/run directory': sockets,
    '/tmp file': files,
    '/dev/shm file': memory,
  };
  return new Set(
    Object.entries({ ...found, ...rest }).flatMap(([kind, list]) => list.map((name) => `${kind} ${name}`)),
  );
}

/** What is there now and was not `before`, except of clouds that were there before; waits 5 s for it to go away. */
export async function leftSince(before: Set<string>): Promise<string[]> {
  const owners = new Set([...before].map(ownerOf));
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const left = [...(await traces())].filter((trace) => !before.has(trace) && !owners.has(ownerOf(trace)));
    if (left.length === 0 || Date.now() > deadline) return left;
    await sleep(200);
  }
}

/** The cloud or the state directory that a trace belongs to, or the trace itself. */
function ownerOf(trace: string): string {
  const [owner = trace] = /slipway-test-[\w-]+|slipway[-_][0-9a-f]{4}\b/.exec(trace) ?? [];
  return owner.replace('_', '-');
}

async function names(directory: string, pattern: RegExp): Promise<string[]> {
  return (await readdir(directory).catch(() => [])).filter((name) => pattern.test(name));
}

/** Processes that were started for a state directory of a test, or work in one. */
function testProcesses(): string[] {
  return processIds().flatMap((pid) => {
    const command = commandLine(pid).join(' ');
    const home = /\/(tmp|dev\/shm)\/slipway-[\w-]+/.exec(`${workingDirectory(pid) ?? ''} ${command}`)?.[0];
    return home === undefined ? [] : [`${pid} of ${home}: ${command.slice(0, 120).trim()}`];
  });
}

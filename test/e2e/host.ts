import { readdir, readFile, readlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { run } from '../../src/common/command.ts';
import type { Cloud as Identity } from '../../src/server/cloud.ts';

/** Looks every 20 ms until `attempt` says yes. */
export async function until(what: string, attempt: () => Promise<boolean> | boolean, limitMs = 120_000): Promise<void> {
  for (const deadline = Date.now() + limitMs; !(await attempt()); await delay(20))
    if (Date.now() > deadline) throw new Error(`waited ${limitMs} ms for ${what}`);
}

/**
 * What a cloud has on this machine, one line each, to compare before and after: everything that carries its id, its
 * user or its state directory. What PostgreSQL does inside of its own directory is left out.
 */
export async function traces({ cloud, postgresUser }: Identity, home: string): Promise<string[]> {
  const external = ['-n', `slipway-${cloud}-ext`];
  const outputs = await Promise.all([
    run('ip', ['netns', 'list']),
    run('ip', ['-br', 'link']),
    run('ip', ['route', 'show', 'table', 'all']),
    run('nft', ['list', 'tables']),
    run('find', ['/sys/fs/cgroup', '/run', '-name', `*slipway-${cloud}*`], { check: false }),
    run('cat', ['/proc/mounts', '/etc/passwd', '/etc/group']),
    run('find', ['/tmp', '-path', home, '-o', '-path', `${home}/*`, '-not', '-path', `${home}/postgres/*`], {
      check: false,
    }),
  ]);
  const inside = await Promise.all([
    run('ip', [...external, '-br', 'link'], { check: false }),
    run('ip', [...external, 'route'], { check: false }),
  ]);
  const marks = [`slipway-${cloud}`, `slipway_${cloud}`, home, postgresUser];
  const ours = (line: string): boolean => marks.some((mark) => line.includes(mark));
  const processes = (await processesOf(home)).map(({ command }) => `process ${command}`);
  return [
    ...outputs.flatMap(({ stdout }) => stdout.split('\n')).filter(ours),
    ...inside.flatMap(({ stdout }) => stdout.split('\n')).filter((line) => line !== ''),
    // connections come and go
    ...processes.filter((line) => !line.startsWith('process postgres: ')),
  ].sort();
}

/** Every process that was started for a state directory or works in it. */
export async function processesOf(home: string): Promise<{ pid: number; command: string }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ').trim();
      const directory = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      return `${command} ${directory}`.includes(home) ? [{ pid: Number(pid), command }] : [];
    }),
  );
  return found.flat();
}

/** The TCP and UDP sockets that these processes listen on, as `tcp 0100007F:1F90` in the words of /proc. */
export async function listeners(pids: number[]): Promise<string[]> {
  const found = await Promise.all(
    pids.map(async (pid) => {
      const fds = await readdir(`/proc/${pid}/fd`).catch(() => []);
      const links = await Promise.all(fds.map((fd) => readlink(`/proc/${pid}/fd/${fd}`).catch(() => '')));
      const inodes = new Set(links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? []));
      const tables = await Promise.all(['tcp', 'tcp6', 'udp', 'udp6'].map((name) => socketTable(pid, name)));
      return tables.flat().flatMap(({ socket, inode }) => (inodes.has(inode) ? [socket] : []));
    }),
  );
  return [...new Set(found.flat())].sort();
}

async function socketTable(pid: number, name: string): Promise<{ socket: string; inode: string }[]> {
  const text = await readFile(`/proc/${pid}/net/${name}`, 'utf8').catch(() => '');
  return text.split('\n').flatMap((line) => {
    const [, local, , state, , , , , , inode = ''] = line.trim().split(/\s+/);
    // 0A: a TCP socket that listens; 07: a UDP socket that is bound and not connected
    return state === '0A' || state === '07' ? [{ socket: `${name} ${local}`, inode }] : [];
  });
}

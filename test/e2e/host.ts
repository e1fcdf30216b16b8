import { readdir, readFile, readlink, stat } from 'node:fs/promises';

/** Every process that was started for a state directory, works in it, or runs as a user of its guests. */
export async function processesOf(home: string, uidBase?: number): Promise<{ pid: number; command: string }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = (await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '')).replaceAll('\0', ' ').trim();
      // it has ended and let go of everything; its parent has not noticed yet
      if (command === '') return [];
      const directory = await readlink(`/proc/${pid}/cwd`).catch(() => '');
      const uid = (await stat(`/proc/${pid}`).catch(() => null))?.uid ?? 0;
      const guests = uidBase !== undefined && uid >= uidBase && uid < uidBase + 0x10000;
      return guests || `${command} ${directory}`.includes(home) ? [{ pid: Number(pid), command }] : [];
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

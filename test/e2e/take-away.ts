import { readdir, readFile, rm, rmdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { run } from '../../src/common/command.ts';
import type { Part } from '../../src/drivers/driver.ts';

const HOST = 'host';
const select = (place: string): string[] => (place === HOST ? [] : ['-n', place]);
const inside = (place: string): string[] => (place === HOST ? [] : ['ip', 'netns', 'exec', place]);
const start = ([program = '', ...args]: string[]): Promise<unknown> => run(program, args);

/** Takes one part from the host, in the words of its kind; `pid` is the QEMU of its guest. */
export async function takeAway({ kind, detail }: Part, pid: number | undefined): Promise<void> {
  const [what = '', place = ''] = detail.split(' in ');
  const words = what.split(' ');
  switch (kind) {
    case 'namespace':
      // what runs inside keeps it, without a name
      return void (await start(['ip', 'netns', 'del', place === '' ? detail : place]));
    case 'interface': {
      const [space = '', link = ''] = (words.at(-1) ?? '').split('/');
      return void (await start(['ip', ...select(space), 'link', 'del', link]));
    }
    case 'address': {
      const [address = '', , at = ''] = words;
      const [space = '', link = ''] = at.split('/');
      return void (await start(['ip', ...select(space), 'addr', 'del', address, 'dev', link]));
    }
    case 'route':
      return void (await start(['ip', ...select(place), 'route', 'del', ...words]));
    case 'forwarding':
      return void (await start(['bridge', ...select(place), 'fdb', 'del', ...words, 'master']));
    case 'setting': {
      const [key = '', value = ''] = what.split('=');
      // a delay is in ticks: the kernel rounds a short one to none
      const other = key.endsWith('_delay') ? 80 : 1 - Number(value);
      return void (await start([...inside(place), 'sysctl', '-q', '-w', `${key}=${other}`]));
    }
    case 'rules':
      return void (await start([...inside(place), 'nft', 'delete', ...words]));
    case 'process':
      return void process.kill(pid ?? (await serverIn(place)), 'SIGKILL');
    case 'file':
    case 'disk':
    case 'socket':
      return rm(detail);
    case 'cgroup':
      await writeFile(`${dirname(dirname(detail))}/cgroup.procs`, await readFile(`${detail}/cgroup.procs`, 'utf8'));
      return rmdir(detail);
  }
}

/** The DHCP server that runs in a namespace. */
async function serverIn(place: string): Promise<number> {
  const { stdout } = await run('ip', ['netns', 'pids', place]);
  for (const pid of stdout.split('\n').filter(Boolean))
    if ((await readFile(`/proc/${pid}/comm`, 'utf8')).startsWith('dnsmasq')) return Number(pid);
  throw new Error(`no dnsmasq in ${place}: ${(await readdir('/run/netns')).join()}`);
}

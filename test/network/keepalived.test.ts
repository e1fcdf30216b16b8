import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { run } from '../../src/common/command.ts';
import { unpackPackages } from '../../src/drivers/qemu/images/packages.ts';
import { keep } from '../support/kept.ts';
import { eventually } from '../support/wait.ts';
import { group, type Guest, Lab, project, rule, tcp, withIpv6 } from './lab.ts';

const KEPT = fileURLToPath(new URL('../../.cache/test-keepalived/', import.meta.url));
const PACKAGES =
  'keepalived libglib2.0-0 libmnl0 libnftnl11 libnl-3-200 libnl-genl-3-200 libpcre2-8-0 libpci3 libsensors5 libsnmp40 libssl3 libwrap0'.split(
    ' ',
  );

/** Debian's keepalived with what it needs, unpacked: nothing is installed on this machine. */
async function unpackedKeepalived(scratch: string): Promise<string> {
  const kept = join(KEPT, 'bookworm');
  if (!existsSync(kept)) {
    await unpackPackages(PACKAGES, join(scratch, 'packages'), join(scratch, 'root'), new AbortController().signal);
    await keep(join(scratch, 'root'), kept);
  }
  return kept;
}

/** As its manual has it for two machines with an address that moves: multicast, and no option beside. */
const configuration = (priority: number, addresses: string[]) =>
  addresses
    .map(
      (address, index) => `vrrp_instance vip${index} {
  state BACKUP
  interface eth0
  virtual_router_id ${51 + index}
  priority ${priority}
  advert_int 1
  virtual_ipaddress {
    ${address}
  }
}
`,
    )
    .join('');

describe('a virtual IP', () => {
  const lab = new Lab();
  const vips = ['10.0.0.100', 'fd00:1::100'] as const;
  const outgoing = group(rule('egress'), rule('egress', { ethertype: 'IPv6' }));
  const both = ['IPv4', 'IPv6'] as const;
  const web = group(...both.map((ethertype) => tcp(80, { ethertype, toPort: 89 })));
  const vrrp = group(...both.map((ethertype) => rule('ingress', { ethertype, protocol: 112 })));
  const pair = [outgoing, web, vrrp];
  // the last one is on another network, and asks by IPv6 alone
  const router = withIpv6(project(1, pair, [pair, pair, [outgoing], [outgoing]]));
  for (const port of router.ports.slice(0, 2)) port.allowed = [`${vips[0]}/32`, `${vips[1]}/128`];
  const guests: Guest[] = [];
  const running = new Map<Guest, ChildProcess>();
  let scratch: string;
  let root: string;

  const at = (index: number): Guest => {
    const guest = guests[index];
    assert.ok(guest);
    return guest;
  };

  before(async () => {
    scratch = await mkdtemp(join(tmpdir(), 'slipway-keepalived-'));
    root = await unpackedKeepalived(scratch);
    await lab.start();
    await lab.network.applyRouter({ ...router, ports: [] });
    for (const port of router.ports) guests.push(await lab.guest(router, port));
    await lab.network.applyRouter(router);
    for (const index of [0, 1, 2]) await at(index).settle();
    for (const index of [0, 1, 3]) await at(index).settleIpv6();
    // who answers by which port is who has the address
    await at(0).background('serve', '81');
    await at(1).background('serve', '82');
  });
  after(async () => {
    for (const guest of running.keys()) await end(guest, 'SIGKILL');
    await lab.destroy();
    await rm(scratch, { recursive: true, force: true });
  });

  async function begin(index: number, priority: number): Promise<void> {
    const guest = at(index);
    const file = join(scratch, `${index}.conf`);
    await writeFile(file, configuration(priority, [...vips]));
    const pids = ['--pid', '--vrrp_pid'].map((option) => `${option}=${join(scratch, `${index}${option}`)}`);
    const own = ['--dont-fork', '--log-console', '--vrrp', `--use-file=${file}`, ...pids];
    // its children go with it, and it goes with us
    const keepalived = ['setpriv', '--pdeathsig', 'KILL', join(root, 'usr/sbin/keepalived')];
    const inGuest = ['ip', 'netns', 'exec', guest.namespace ?? ''];
    const [program = '', ...argv] = [...inGuest, ...keepalived, ...own];
    const libraries = ['usr/lib/x86_64-linux-gnu', 'lib/x86_64-linux-gnu'].map((path) => join(root, path)).join(':');
    const env = { PATH: process.env['PATH'], LD_LIBRARY_PATH: libraries };
    running.set(guest, spawn(program, argv, { env, stdio: 'ignore', detached: true }));
  }

  /** With SIGKILL nothing is said to the others; with SIGTERM the address is given up. */
  async function end(guest: Guest, signal: NodeJS.Signals): Promise<void> {
    const child = running.get(guest);
    running.delete(guest);
    if (child?.pid === undefined || child.exitCode !== null || child.signalCode !== null) return;
    process.kill(signal === 'SIGKILL' ? -child.pid : child.pid, signal);
    await once(child, 'exit');
  }

  const has = async (index: number, vip: string): Promise<boolean> => {
    const { stdout } = await run('ip', ['-n', at(index).namespace ?? '', 'addr', 'show', 'dev', 'eth0']);
    return stdout.includes(` ${vip}/`);
  };

  /** Waits until one of the pair has both addresses, and the other none; then they are reached there, and nowhere else. */
  async function movesTo(master: 0 | 1): Promise<void> {
    for (const vip of vips) {
      await eventually(`${vip} at one`, async () => {
        for (const { exitCode } of running.values()) assert.equal(exitCode, null, 'keepalived has ended');
        return (await has(master, vip)) && !(await has(1 - master, vip));
      });
      const client = at(vip.includes(':') ? 3 : 2);
      await client.reach(vip, 81 + master);
      assert.ok(await client.isRefused(vip, 82 - master));
    }
  }

  test('moves to who comes with a higher priority, who dies leaves it, and who ends gives it away', async () => {
    await begin(1, 100);
    await movesTo(1);
    await begin(0, 150);
    await movesTo(0);
    await end(at(0), 'SIGKILL');
    // the kernel of a VM that is gone answers for nothing
    for (const vip of vips) await run('ip', ['-n', at(0).namespace ?? '', 'addr', 'flush', 'dev', 'eth0', 'to', vip]);
    await movesTo(1);
    await begin(0, 150);
    await movesTo(0);
    await end(at(0), 'SIGTERM');
    await movesTo(1);
  });

  test('is at both where the rules of neither let VRRP in: each takes itself for the only one', async () => {
    const ports = router.ports.map((port) => ({ ...port, groups: port.groups.filter((id) => id !== vrrp.id) }));
    await lab.network.applyRouter({ ...router, ports });
    await begin(0, 150);
    await eventually('the address at both', async () => (await has(0, vips[0])) && (await has(1, vips[0])));
    await lab.network.applyRouter(router);
    await movesTo(0);
  });
});

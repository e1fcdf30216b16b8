import assert from 'node:assert/strict';
import { mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { parse } from 'smol-toml';
import { run } from '../../src/common/command.ts';
import { ownNumber } from '../support/numbers.ts';
import { blocks, readPage, section } from '../support/pages.ts';
import { runId } from '../support/place.ts';
import { group, type Guest, Lab, project, rule, tcp } from './lab.ts';
import { Peer } from './peer.ts';

const page = section(await readPage('docs/operate.md'), 'Floating IPs on a real network');
const all = blocks(page);
const blockWith = (text: string): string => all.find((block) => block.includes(text)) ?? assert.fail(`no ${text}`);

/** The two ways of the page, each with its own pool: a part of the uplink's network, or a network that is led to the machine. */
const ways = [
  { pool: '192.0.2.128/25', address: '192.0.2.130', led: false },
  { pool: '203.0.113.0/24', address: '203.0.113.5', led: true },
];

for (const { pool, address, led } of ways)
  describe(`floating IPs of ${pool}, as the page has it`, () => {
    const number = ownNumber();
    const uplink = `vu-${runId}-${number}`.slice(0, 15);
    const table = String(10_000 + number);
    /** The page's words in ours: its networks, its interface and its table are others on this machine. */
    const here = (text: string): string =>
      text
        .replaceAll('192.0.2.', `198.19.${number}.`)
        .replaceAll('203.0.113.', `198.18.${number}.`)
        .replaceAll('eth1', uplink)
        .replaceAll(/(table|lookup) 100$/gm, `$1 ${table}`);
    const floating = here(address);
    const beyond = `198.51.${number}`;
    const router = new Peer(`slipway-${runId}-router-${number}`);
    const office = new Peer(`slipway-${runId}-office-${number}`);
    const settings = parse(here(blockWith(`floating_pool = "${pool}"`))) as Record<string, string>;
    const lab = new Lab(settings['uplink'], settings['floating_pool']);
    const open = group(tcp(22), rule('ingress', { protocol: 'icmp' }), rule('egress'));
    const plan = project(1, [open], [[open]]);
    let programs: string;
    let guest: Guest;

    /** Runs a block of the page, in a namespace or on the host. */
    async function runs(block: string, { namespace }: { namespace: string | null }): Promise<string> {
      const prefix = namespace === null ? [] : ['ip', 'netns', 'exec', namespace];
      const [program, ...args] = [...prefix, 'sh', '-e', '-c', here(block)];
      const env = { ...process.env, PATH: [programs, process.env['PATH']].join(delimiter) };
      return (await run(program, args, { env })).stdout;
    }
    const ip = (input: string, namespace: string | null = null) =>
      run('ip', [...(namespace === null ? [] : ['-n', namespace]), '-batch', '-'], { input: here(input) });

    before(async () => {
      programs = await mkdtemp(join(tmpdir(), 'slipway-ping-'));
      await symlink('/usr/bin/busybox', join(programs, 'ping'));
      for (const { namespace } of [router, office]) await run('ip', ['netns', 'add', namespace ?? '']);
      await ip(`link add eth1 type veth peer name eth0 netns ${router.namespace}
        addr add 192.0.2.10/24 dev eth1
        link set eth1 up
        link add lan0 netns ${router.namespace} type veth peer name lan0 netns ${office.namespace}`);
      await ip(
        `link set lo up\naddr add 192.0.2.1/24 dev eth0\nlink set eth0 up\naddr add ${beyond}.1/24 dev lan0\nlink set lan0 up\n`,
        router.namespace,
      );
      await ip(
        `link set lo up\naddr add ${beyond}.2/24 dev lan0\nlink set lan0 up\nroute add default via ${beyond}.1\n`,
        office.namespace,
      );
      await run('ip', ['netns', 'exec', router.namespace ?? '', 'sysctl', '-q', '-w', 'net.ipv4.ip_forward=1']);
      await lab.start();
      await lab.network.applyRouter({ ...plan, ports: [] });
      const [port] = plan.ports;
      assert.ok(port);
      port.floatingIp = floating;
      guest = await lab.guest(plan, port);
      await office.background('serve', '80');
      await lab.network.applyRouter(plan);
      await guest.settle();
    });
    after(async () => {
      await lab.destroy();
      await run('ip', ['rule', 'del', 'lookup', table], { check: false });
      await run('ip', ['route', 'flush', 'table', table], { check: false });
      for (const peer of [router, office]) {
        await peer.end();
        await run('ip', ['netns', 'del', peer.namespace ?? ''], { check: false });
      }
      await run('ip', ['link', 'del', uplink], { check: false });
      await rm(programs, { recursive: true, force: true });
    });

    test('they are reached from beyond the router and by its neighbours', async () => {
      if (led) await runs(blockWith('ip route add 203'), router);
      await runs(blockWith('ip rule add').replaceAll('203.0.113.0/24', pool), { namespace: null });
      await router.ping(floating);
      const said = await runs(blockWith(`ping -c 1 ${address}`), led ? office : router);
      if (!led) assert.match(said, /lladdr/);
      assert.equal(await office.reach(floating, 22), `${beyond}.2`, 'it sees who comes');
      assert.equal(await guest.reach(`${beyond}.2`, 80), floating, 'it is seen by its address');
    });
  });

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pino from 'pino';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { HostNetwork } from '../../src/drivers/qemu/network/index.ts';
import { followed } from '../support/remedy.ts';
import { hangMs } from '../support/wait.ts';
import { group, type Guest, Lab, machineState, project, rule, withIpv6 } from './lab.ts';

const applier = fileURLToPath(new URL('applier.ts', import.meta.url));

describe('leases and takeover', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress'));
  const router = project(1, [outgoing], [[outgoing], [outgoing]]);
  const [port, spare] = router.ports;
  assert.ok(port && spare);
  let guest: Guest;
  let spareGuest: Guest;
  let directory: string;
  const pid = () => readFile(join(lab.names.routerDir(router.id), 'dnsmasq.pid'), 'utf8');

  /** Runs a real DHCP client in the guest once; what it was given, or null. */
  const dhcp = async (client: Guest, ...more: string[]): Promise<Record<string, string> | null> => {
    const [script, given] = [join(directory, 'script'), join(directory, 'given')];
    await rm(given, { force: true });
    await writeFile(script, `#!/bin/sh\n[ "$1" != bound ] || env > ${given}\n`);
    await chmod(script, 0o755);
    const udhcpc = ['busybox', 'udhcpc', '-i', 'eth0', '-f', '-n', '-q', '-t', '600', '-T', '1', '-s', script, ...more];
    await run('ip', ['netns', 'exec', client.namespace ?? '', ...udhcpc], { check: false, timeoutMs: hangMs });
    const text = await readFile(given, 'utf8').catch(() => null);
    return text === null
      ? null
      : Object.fromEntries(text.split('\n').map((line) => line.split('=') as [string, string]));
  };

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-dhcp-'));
    await lab.start();
    await lab.network.applyRouter({ ...router, ports: [] });
    guest = await lab.guest(router, port);
    await lab.network.applyRouter({ ...router, ports: [port] });
  });
  after(async () => {
    await lab.destroy();
    await rm(directory, { recursive: true });
  });

  test('a DHCP client gets its address, router and name server, and the lease is reported', async () => {
    // the server counts whole seconds
    const asked = Date.now() - 1000;
    const given = await dhcp(guest, '-x', 'hostname:evil name', '-r', '10.0.0.99');
    assert.equal(given?.['ip'], '10.0.0.11');
    assert.equal(given['router'], '10.0.0.1');
    assert.equal(given['dns'], '10.0.0.1');
    assert.equal(given['mask'], '24');
    const { at, ...event } = await lab.lease(port.id);
    assert.deepEqual(event, { guest: port.guest, port: port.id, address: '10.0.0.11' });
    assert.ok(at >= asked && at <= Date.now(), 'the time of the lease');
  });

  test('host routes come by DHCP, the default route with them (RFC 3442)', async () => {
    const [network] = router.networks;
    const [subnet] = network?.subnets ?? [];
    assert.ok(network && subnet);
    assert.equal((await dhcp(guest, '-O', 'staticroutes'))?.['staticroutes'], undefined);
    const hostRoutes = [
      { destination: '10.9.0.0/16', nexthop: '10.0.0.12' },
      { destination: '192.168.7.7/32', nexthop: '10.0.0.1' },
    ];
    const routed = (more: object) =>
      lab.network.applyRouter({
        ...router,
        networks: [{ ...network, subnets: [{ ...subnet, hostRoutes, ...more }] }],
        ports: [port],
      });
    await routed({});
    const all = '10.9.0.0/16 10.0.0.12 192.168.7.7/32 10.0.0.1';
    assert.equal((await dhcp(guest, '-O', 'staticroutes'))?.['staticroutes'], `${all} 0.0.0.0/0 10.0.0.1`);
    await routed({ announced: false });
    assert.equal((await dhcp(guest, '-O', 'staticroutes'))?.['staticroutes'], all);
    await lab.network.applyRouter({ ...router, ports: [port] });
  });

  test('an unchanged spec changes nothing, a new port does not restart the server', async () => {
    const server = await pid();
    const ruleset = async () =>
      (await run('ip', lab.network.exec(router.id, ['nft', '-a', 'list', 'ruleset']).slice(1))).stdout;
    const rules = await ruleset();
    await lab.network.applyRouter({ ...router, ports: [port] });
    assert.equal(await ruleset(), rules);
    spareGuest = await lab.guest(router, spare);
    await lab.network.applyRouter(router);
    assert.equal((await dhcp(spareGuest))?.['ip'], '10.0.0.12');
    assert.equal(await pid(), server);
  });

  test('an address with a new owner is leased to it', async () => {
    const heir = { ...spare, addresses: port.addresses, hostname: 'heir' };
    await lab.network.applyRouter({ ...router, ports: [heir] });
    const seen = lab.leases.length;
    assert.equal((await dhcp(spareGuest))?.['ip'], '10.0.0.11');
    assert.equal((await lab.lease(spare.id, seen)).address, '10.0.0.11');
    guest = await lab.guest(router, port);
    await lab.network.applyRouter(router);
  });

  test('a new control plane finds all, reports leases given meanwhile, and goes on', async () => {
    const server = await pid();
    await lab.network.stop();
    assert.equal((await dhcp(guest))?.['ip'], '10.0.0.11');
    const seen = lab.leases.length;
    await lab.restart();
    assert.equal((await lab.lease(port.id, seen)).address, '10.0.0.11');
    assert.equal(await pid(), server);
    const kinds = (await lab.network.inventory()).map(({ kind, id }) => `${kind} ${id}`).sort();
    assert.deepEqual(kinds, [`port ${port.id}`, `port ${spare.id}`, `router ${router.id}`].sort());
    await lab.network.applyRouter(router);
    assert.equal(await pid(), server);
  });

  test('what was broken by hand is repaired', async () => {
    process.kill(Number(await pid()), 'SIGKILL');
    const tap = lab.names.tap(port.id);
    const namespace = lab.names.routerNamespace(router.id);
    await run('ip', ['-n', namespace, 'link', 'set', tap, 'nomaster']);
    await run('ip', ['-n', namespace, 'link', 'del', 'ext0']);
    await lab.network.applyRouter(router);
    assert.equal((await dhcp(guest))?.['ip'], '10.0.0.11');
    await guest.settle();
    await guest.ping(`${lab.prefix}.1`);
  });

  test('a server without a router is found and discarded', async () => {
    const server = await pid();
    await run('ip', ['netns', 'del', lab.names.routerNamespace(router.id)]);
    const orphans = await lab.network.inventory();
    assert.deepEqual(orphans, [
      { kind: 'router', id: router.id, detail: lab.names.routerNamespace(router.id) },
      { kind: 'process', id: router.id, detail: server.trim() },
    ]);
    for (const orphan of [...orphans, ...orphans]) await lab.network.discard(orphan);
    assert.deepEqual(await lab.network.inventory(), []);
  });
});

describe('kill -9', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress'));
  const router = withIpv6(project(1, [outgoing], [[outgoing], [outgoing]]));
  const [first] = router.ports;
  assert.ok(first);
  first.floatingIp = `${lab.prefix}.9`;
  after(() => lab.destroy());

  // A life of a router, which is made, changed and removed, takes some 42 programs: these are in all of its parts.
  for (const nth of [2, 7, 12, 17, 22, 27, 32, 37, 42])
    test(`at program ${nth} of a router's life leaves nothing that the next one cannot repair`, async () => {
      const spec = JSON.stringify({ settings: lab.names.settings, router, nth });
      const victim = spawn(process.execPath, [applier, spec], { stdio: ['ignore', 'ignore', 'inherit'] });
      assert.deepEqual(await once(victim, 'exit'), [null, 'SIGKILL']);
      await lab.restart();
      await lab.network.applyRouter(router);
      const kinds = (await lab.network.inventory()).map(({ kind }) => kind);
      assert.deepEqual(kinds, ['router', 'port', 'port']);
      const route = ['route', 'show', `${lab.prefix}.9`];
      assert.match((await run('ip', ['-n', lab.names.externalNamespace, ...route])).stdout, /dev r1/);
      const inside = ['-n', lab.names.routerNamespace(router.id)];
      assert.match((await run('ip', [...inside, 'addr', 'show', 'dev', 'br7'])).stdout, /inet6 fd00:2::101\/120/);
      const neighbours = await run('ip', [...inside, 'neigh', 'show', 'nud', 'permanent']);
      assert.equal(neighbours.stdout.trim().split('\n').length, 5);
      await lab.network.removeRouter(router.id);
      assert.deepEqual(await lab.network.inventory(), []);
    });
});

describe('removal', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress'));
  after(() => lab.destroy());

  test('taps belong to the user of their guest', async () => {
    await lab.start();
    const router = project(3, [outgoing], [[outgoing]]);
    await lab.network.applyRouter(router);
    const { stdout } = await run('ip', ['-n', lab.names.routerNamespace(router.id), '-d', 'tuntap', 'show']);
    assert.match(stdout, new RegExp(`^${lab.names.tap(router.ports[0]?.id ?? '')}: tap persist user 900030$`, 'm'));
    await lab.network.removeRouter(router.id);
    await lab.network.removeRouter(router.id);
  });

  test('nothing of a cloud is left', async () => {
    const other = new Lab();
    after(() => other.destroy());
    await other.start();
    const neighbour = project(1, [outgoing], [[outgoing]]);
    await other.network.applyRouter(neighbour);
    await lab.start();
    for (const slot of [1, 2]) {
      const router = project(slot, [outgoing], [[outgoing], [outgoing]]);
      for (const port of router.ports.slice(0, 1)) port.floatingIp = `${lab.prefix}.${10 + slot}`;
      await lab.network.applyRouter(router);
    }
    const beside = await machineState(other.names.settings);
    assert.notDeepEqual(await machineState(lab.names.settings), []);
    await lab.network.destroyAll();
    assert.deepEqual(await machineState(lab.names.settings), []);
    assert.deepEqual(await machineState(other.names.settings), beside);
    await lab.network.destroyAll();
  });

  test('a pool that the host uses otherwise is refused by name', async () => {
    const first = new Lab();
    after(() => first.destroy());
    await first.start();
    const names = new HostNames({ ...first.names.settings, cloud: 'ffff', floatingPool: `${first.prefix}.128/25` });
    await assert.rejects(
      new HostNetwork(names, pino({ level: 'silent' }), () => null).start(() => {}),
      (error: Problem) => {
        assert.equal(error.code, 'floating-pool-in-use');
        assert.ok(error.message.includes(first.names.hostLink));
        assert.match(error.remedy, /SLIPWAY_FLOATING_POOL/);
        return true;
      },
    );
    assert.deepEqual(await machineState({ cloud: 'ffff' }), []);
    const start = async (uplink: string | null) => {
      const own = new HostNames({ ...first.names.settings, uplink });
      const network = new HostNetwork(own, pino({ level: 'silent' }), () => null);
      await network.start(() => {});
      await network.stop();
    };
    await followed(
      'uplink-missing',
      /Name an existing interface in SLIPWAY_UPLINK, or leave it empty/,
      () => start('slt-none'),
      () => start(null),
    );
  });
});

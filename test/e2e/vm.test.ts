import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { poolGateway } from '../../src/drivers/qemu/network/addresses.ts';
import { Peer } from '../network/peer.ts';
import type { Answer } from '../support/client.ts';
import { lookAt } from '../support/rfb.ts';
import { makeTenant, type Tenant } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { freePort } from '../support/home.ts';
import { walk } from './browser-walk.ts';
import { Cloud } from './cloud.ts';
import { listeners, processesOf } from './host.ts';
import { Outside } from './outside.ts';
import { assertCleanSlate, difference, traces } from './slate.ts';

type Vm = Answer['body'];

describe('a VM on real QEMU, through the API', () => {
  let outside: Outside;
  let cloud: Cloud;
  const host = new Peer(null);
  /** Of the first project: one with a floating IP, and one without, reached through the first. */
  let front: Vm;
  let back: Vm;
  /** Of another project, with the same private addresses. */
  let tenant: Tenant;
  let stranger: Vm;
  /** Beside it, for a while, and what there was on the host before. */
  let second: Vm;
  let without: string[];

  before(async () => {
    outside = await Outside.create();
    cloud = await Cloud.create({ SLIPWAY_UPLINK: outside.uplink, TEST_CONSOLE: '1' }, { ownPostgres: true });
    await outside.routeTo(cloud.identity.floatingPool);
  });
  after(async () => {
    await host.end();
    await cloud?.destroy();
    await outside?.destroy();
  });

  test('the documented order ends in a VM that lets its owner in', async () => {
    const { staff, catalogue } = cloud;
    const order = {
      project: cloud.project,
      offering: catalogue.offering,
      plan: catalogue.plan,
      attributes: {
        name: 'my-vm',
        image: catalogue.tiny.image,
        flavor: catalogue.tiny.flavor,
        ssh_public_key: await readFile(`${cloud.key}.pub`, 'utf8'),
        networks: [{ subnet: cloud.subnet, floating_ip: 'auto' }],
      },
    };
    const placed = await staff.post('marketplace-orders/', order);
    assert.equal(placed.status, 201, placed.text);
    assert.equal(placed.body.state, 'Creating');
    const location = new URL(placed.headers.get('location') ?? '');
    assert.equal(location.pathname, `/api/marketplace-orders/${placed.body.uuid}/`);
    await staff.settled(placed.body.uuid);
    const { body: ended } = await staff.get(location.pathname.replace('/api/', ''));
    assert.equal(ended.state, 'Success');
    assert.equal(ended.ready, true);
    front = await cloud.vm(ended.resource_uuid);
    assert.equal(front.state, 'OK');
    assert.equal(front.runtime_state, 'active');
    assert.match(await cloud.ssh(front, 'uname -a'), /^Linux my-vm \S+ .* x86_64 GNU\/Linux$/);
    assert.equal(await cloud.ssh(front, 'hostname'), 'my-vm');
    await cloud.assertHealthy();
  });

  test('its serial console is logged in to, and takes commands', async () => {
    await cloud.ssh(front, "sed -i 's/^root:[*]:/root::/' /etc/shadow");
    const { body } = await cloud.staff.get(`openstack-instances/${front.uuid}/console/`);
    const socket = new WebSocket(body.url as string);
    socket.binaryType = 'arraybuffer';
    let shown = '';
    socket.addEventListener('message', ({ data }: { data: ArrayBuffer | string }) => {
      if (typeof data !== 'string') shown += Buffer.from(data).toString();
    });
    // what it said before it was opened
    await eventually('a login prompt', () => /login: ?$/.test(shown));
    socket.send(new TextEncoder().encode('root\r'));
    await eventually('a prompt', () => /~ # /.test(shown));
    socket.send(new TextEncoder().encode('echo $((6 * 7))th\r'));
    await eventually('the answer', () => shown.includes('42th'));
    socket.send(new TextEncoder().encode('exit\r'));
    await eventually('the login prompt again', () => /42th[^]*login: ?$/.test(shown));
    socket.close();
    await cloud.ssh(front, "sed -i 's/^root::/root:*:/' /etc/shadow");
  });

  test('its screen shows what the firmware has written there', async () => {
    const { body } = await cloud.staff.get(`openstack-instances/${front.uuid}/console/?type=screen`);
    const { width, height, pixels } = await lookAt(body.url);
    assert.deepEqual([width, height, pixels.length], [720, 400, 4 * 720 * 400]);
    assert.ok(pixels.filter((byte) => byte !== 0).length > 1000);
  });

  test('the fingerprint in the API is the one that ssh sees', async () => {
    const { stdout } = await run('ssh-keyscan', ['-t', 'ed25519', front.external_ips[0]]);
    const seen = await run('ssh-keygen', ['-lf', '-'], { input: stdout });
    assert.equal(seen.stdout.split(' ')[1], front.readiness.host_keys[0].fingerprint_sha256);
  });

  test('a VM without a floating IP runs its user data and is reached from inside only', async () => {
    const script = '#!/bin/sh\necho "$(hostname) by user data" > /root/made\n';
    back = await cloud.order({
      name: 'back',
      user_data: script,
      networks: [{ subnet: cloud.subnet, floating_ip: 'none' }],
    });
    assert.deepEqual(back.external_ips, []);
    assert.equal(back.readiness.cloud_init.result, 'done');
    assert.equal(await cloud.ssh(back, 'cat /root/made', front), 'back by user data');
    assert.ok(await host.isRefused(back.internal_ips[0]));
  });

  test('the web console orders one, logs in and deletes it; a user script that fails is told, and it is ready all the same', () =>
    walk(cloud, 'failing', async (uuid) => {
      const { readiness } = await cloud.vm(uuid);
      assert.equal(readiness.ready, true);
      assert.deepEqual(
        [readiness.cloud_init.result, readiness.cloud_init.detail],
        ['error', 'the user script exited 3'],
      );
    }));

  test('a floating IP is given by UUID, and a free one of the project is used before a new one', async () => {
    tenant = await makeTenant(cloud.db, cloud.staff.url);
    const { body: given } = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    const network = { subnet: tenant.subnet, floating_ip: given.uuid };
    stranger = await cloud.order({ name: 'stranger', networks: [network] }, tenant.client, tenant);
    assert.deepEqual(stranger.external_ips, [given.address]);
    assert.equal(await cloud.ssh(stranger, 'hostname'), 'stranger');

    const { body: free } = await tenant.client.post('openstack-floating-ips/', { project: tenant.project });
    without = await traces(cloud.identity, cloud.home);
    second = await cloud.order({ name: 'second' }, tenant.client, tenant);
    assert.deepEqual(second.external_ips, [free.address]);
  });

  test('a deleted VM leaves nothing behind', async () => {
    const { identity, home } = cloud;
    assert.notDeepEqual(await traces(identity, home), without);
    // and nothing has to be waited for: it was just told to stop
    const stopped = await tenant.client.post(`marketplace-resources/${second.uuid}/actions/stop/`, undefined);
    assert.equal(stopped.status, 202, stopped.text);
    await tenant.client.remove(second.uuid);
    assert.deepEqual(difference(await traces(identity, home), without), []);
    await cloud.assertHealthy();
    assert.equal((await cloud.vm(second.uuid)).state, 'Terminated');
    const { body: kept } = await tenant.client.get(`openstack-floating-ips/?address=${second.external_ips[0]}`);
    assert.equal(kept.results[0].resource_uuid, null);
  });

  test('projects with the same private network do not reach each other, members of one do', async () => {
    assert.deepEqual(stranger.internal_ips, front.internal_ips);
    const reach = async (vm: Vm, address: string) =>
      (await cloud.ssh(vm, `nc -w 2 ${address} 22 < /dev/null > /dev/null && echo reached || echo refused`)) ===
      'reached';
    const ping = (vm: Vm, address: string) => cloud.ssh(vm, `ping -c 1 -W 2 ${address} || true`);
    await eventually('ssh of the other one', () => reach(front, back.internal_ips[0]));
    await eventually('the other one', async () => /1 packets received/.test(await ping(front, back.internal_ips[0])));
    assert.equal(await reach(stranger, back.internal_ips[0]), false);
    assert.equal(await cloud.ssh(stranger, `ping -c 1 -W 1 ${back.internal_ips[0]} > /dev/null || echo lost`), 'lost');
    // the public way is open to everybody
    await eventually('its public address', () => reach(stranger, front.external_ips[0]));
  });

  test('the default security group lets in ssh and ping from outside, and nothing else', async () => {
    await cloud.ssh(front, 'mkdir /tmp/web && hostname > /tmp/web/name && httpd -p 8000 -h /tmp/web');
    const [address] = front.external_ips;
    await host.ping(address);
    await outside.peer.ping(address);
    const { body: found } = await cloud.staff.get(`marketplace-resources/${front.uuid}/diagnose_connectivity/`);
    const { measured } = found.checks.find(({ name }: { name: string }) => name === 'floating_ip');
    assert.equal(measured, `${address} leads to it. A ping from the host is answered.`);
    assert.match(await host.reach(address, 22), /^SSH-2.0/);
    assert.match(await outside.peer.reach(address, 22), /^SSH-2.0/);
    assert.ok(await host.isRefused(address, 8000));
    assert.ok(await outside.peer.isRefused(address, 8000));
    // it does listen: a member of the group is served
    assert.equal(await cloud.ssh(back, `wget -qO - http://${front.internal_ips[0]}:8000/name`, front), 'my-vm');
  });

  test('the way out is NAT: seen as the floating IP, or as the host without one', async () => {
    const seen = `nc -w 2 ${outside.address} 80 < /dev/null || true`;
    assert.equal(await eventually('an answer', () => cloud.ssh(front, seen)), front.external_ips[0]);
    assert.equal(await eventually('an answer', () => cloud.ssh(back, seen, front)), outside.hostAddress);
  });

  test('a guest reaches no service of the host (T18)', async () => {
    const port = await freePort();
    const server = await host.background('serve', String(port));
    assert.ok(server);
    const { stdout } = await run('ip', ['route', 'get', '192.0.2.254'], { check: false });
    const own = /src (\S+)/.exec(stdout)?.[1] ?? [];
    const addresses = ['127.0.0.1', poolGateway(cloud.identity.floatingPool), outside.hostAddress].concat(own);
    // the host itself reaches them
    for (const address of addresses) await host.reach(address, port);
    const targets = [
      ...addresses.map((address) => `${address} ${port}`),
      new URL(cloud.staff.url).host.replace(':', ' '),
    ];
    // a connection that is made, even one that says nothing, lets nc end with 0
    const probe = targets.map((target) => `(nc -w 1 ${target} < /dev/null > /dev/null && echo reached ${target}) &`);
    assert.equal(await cloud.ssh(front, `${probe.join(' ')} wait; echo done`), 'done');
  });

  test('the metadata service tells each VM of itself, whatever its address (T16)', async () => {
    const ask = 'wget -qO- http://169.254.169.254/openstack/latest/meta_data.json';
    const told = async (vm: Vm) => JSON.parse(await cloud.ssh(vm, ask)) as Record<string, unknown>;
    const { uuid, name, project_id: project } = await told(front);
    assert.deepEqual([uuid, name, project], [front.uuid, 'my-vm', cloud.project]);
    assert.equal((await told(stranger))['uuid'], stranger.uuid);
  });

  test('QEMU runs as a user of its own, without capabilities, sandboxed (T21)', async () => {
    const uids = new Set<string>();
    for (const [vm, pid] of cloud.qemus()) {
      const status = await readFile(`/proc/${pid}/status`, 'utf8');
      const field = (name: string): string => new RegExp(`^${name}:[ \\t]*(.*)$`, 'm').exec(status)?.[1] ?? '';
      const [uid = '', ...others] = field('Uid').split('\t');
      assert.deepEqual(others, [uid, uid, uid]);
      assert.ok(Number(uid) > cloud.identity.uidBase, `the uid of ${vm} is ${uid}`);
      assert.deepEqual(field('Gid').split('\t'), [uid, uid, uid, uid]);
      assert.equal(field('Groups').trim(), '');
      for (const set of ['CapInh', 'CapPrm', 'CapEff', 'CapBnd', 'CapAmb']) assert.match(field(set), /^0+$/);
      assert.equal(field('NoNewPrivs'), '1');
      assert.equal(field('Seccomp'), '2');
      uids.add(uid);
    }
    assert.equal(uids.size, 3);
  });

  test('nothing of a cloud listens but its API, the DHCP of its routers and the metadata service between them (T22)', async () => {
    const processes = [...(await processesOf(cloud.home)), { pid: cloud.serverPid, command: 'control plane' }];
    const dhcp = processes.filter(({ command }) => command.startsWith('dnsmasq'));
    assert.equal(dhcp.length, 2);
    const others = processes.filter((process) => !dhcp.includes(process));
    for (const program of ['qemu-system-x86_64', 'postgres', 'control plane'])
      assert.ok(
        others.some(({ command }) => command.includes(program)),
        `${program} runs`,
      );
    const port = Number(new URL(cloud.staff.url).port);
    const api = `tcp 0100007F:${port.toString(16).toUpperCase().padStart(4, '0')}`;
    assert.deepEqual(await listeners(others.map(({ pid }) => pid)), [api]);
    // in the network namespaces of their routers, towards the guests
    const served = (await listeners(dhcp.map(({ pid }) => pid))).map((socket) => socket.replace(/\w+:/, ''));
    assert.deepEqual([...new Set(served)].sort(), ['tcp 0035', 'udp 0035', 'udp 0043']);
    // between the routers and the host: the metadata service, led to by routers only
    const { stdout } = await run('ip', ['netns', 'exec', cloud.names.externalNamespace, 'cat', '/proc/net/tcp']);
    const listening = stdout.split('\n').filter((line) => line.includes(' 0A '));
    assert.deepEqual(
      listening.map((line) => /:([0-9A-F]{4}) 00000000:0000 0A /.exec(line)?.[1]),
      ['0050'],
    );
  });

  test('files survive a restart, and a stop with a start', async () => {
    await cloud.ssh(front, 'echo kept > /root/file && sync');
    const boot = await cloud.ssh(front, 'cat /proc/sys/kernel/random/boot_id');
    await cloud.power(front.uuid, 'restart');
    front = await cloud.answers(front.uuid);
    assert.equal(await cloud.ssh(front, 'cat /root/file'), 'kept');
    assert.notEqual(await cloud.ssh(front, 'cat /proc/sys/kernel/random/boot_id'), boot);

    const keys = front.readiness.host_keys;
    await cloud.power(front.uuid, 'stop');
    assert.equal((await cloud.vm(front.uuid)).runtime_state, 'stopped');
    assert.equal(cloud.qemus().has(front.uuid), false);
    assert.ok(await host.isRefused(front.external_ips[0]));
    await cloud.power(front.uuid, 'start');
    front = await cloud.answers(front.uuid);
    assert.deepEqual(front.readiness.host_keys, keys);
    assert.equal(await cloud.ssh(front, 'cat /root/file'), 'kept');
  });

  test('the last VM of a project takes its router with it', async () => {
    const router = cloud.names.routerNamespace(tenant.project);
    const namespaces = async () => (await run('ip', ['netns', 'list'])).stdout;
    assert.ok((await namespaces()).includes(router));
    await tenant.client.remove(stranger.uuid);
    assert.ok(!(await namespaces()).includes(router));
    const { stdout } = await run('ip', ['-n', cloud.names.externalNamespace, '-br', 'link']);
    assert.equal(stdout.match(/^r\d+/gm)?.length, 1, stdout);
    await cloud.assertHealthy();
  });

  test('leaves a clean slate', () => assertCleanSlate(cloud));
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { PortSpec, RouterSpec } from '../../src/drivers/driver.ts';
import { ownNumber } from '../support/numbers.ts';
import { hangMs } from '../support/wait.ts';
import { group, type Guest, Lab, project, rule, tcp } from './lab.ts';
import { Peer } from './peer.ts';

/** One lab with an uplink into a namespace that plays the world; two projects with the same addresses. */
describe('packets', () => {
  const tag = process.pid.toString(16).slice(-6);
  const uplink = `up${tag}`;
  const world = new Peer(`slt-world-${tag}`);
  const host = new Peer(null);
  const outside = `198.19.${ownNumber()}`;
  const lab = new Lab(uplink, `${outside}.128/25`);
  const [fip1, fip2, fip3] = [`${outside}.130`, `${outside}.131`, `${outside}.132`];

  const outgoing = group(rule('egress'));
  const ssh = group(tcp(22));
  const web = group();
  web.rules.push(tcp(80, { remoteGroup: web.id }));
  const mute = group(tcp(22));
  const a = project(1, [outgoing, ssh, web, mute], [[outgoing, ssh], [outgoing, web], [outgoing, web], [mute]]);
  const b = project(2, [outgoing, ssh], [[outgoing, ssh]]);
  let a1: Guest;
  let a2: Guest;
  let a3: Guest;
  let a4: Guest;
  let b1: Guest;
  const portOf = (router: RouterSpec, index: number): PortSpec => {
    const port = router.ports[index];
    assert.ok(port);
    return port;
  };
  const float = (router: RouterSpec, index: number, address: string | null) => {
    portOf(router, index).floatingIp = address;
    return lab.network.applyRouter(router);
  };

  before(async () => {
    await run('ip', ['netns', 'add', world.namespace ?? '']);
    await run('ip', ['link', 'add', uplink, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', world.namespace ?? '']);
    await run('ip', ['-batch', '-'], { input: `addr add ${outside}.1/24 dev ${uplink}\nlink set ${uplink} up\n` });
    const input = `link set lo up\naddr add ${outside}.2/24 dev eth0\nlink set eth0 up\n`;
    await run('ip', ['-n', world.namespace ?? '', '-batch', '-'], { input });
    await world.background('serve', '80');
    await lab.start();
    for (const router of [a, b]) await lab.network.applyRouter({ ...router, ports: [] });
    a1 = await lab.guest(a, portOf(a, 0));
    a2 = await lab.guest(a, portOf(a, 1));
    a3 = await lab.guest(a, portOf(a, 2));
    a4 = await lab.guest(a, portOf(a, 3));
    b1 = await lab.guest(b, portOf(b, 0));
    for (const router of [a, b]) await lab.network.applyRouter(router);
    for (const guest of [a1, a2, a3, a4, b1]) await guest.settle();
  });
  after(async () => {
    await lab.destroy();
    await world.end();
    await host.end();
    await run('ip', ['link', 'del', uplink], { check: false });
    await run('ip', ['netns', 'del', world.namespace ?? ''], { check: false });
  });

  test('a rule opens its port and nothing else does, inside one subnet too', async () => {
    assert.equal(await a2.reach(a1.address, 22), a2.address);
    assert.ok(await a2.isRefused(a1.address, 80));
    assert.ok(await a1.isRefused(a2.address, 22));
    assert.ok(await a1.isSilent(a2.address));
  });

  test('members of a group reach each other, others do not', async () => {
    assert.equal(await a2.reach(a3.address, 80), a2.address);
    assert.equal(await a3.reach(a2.address, 80), a3.address);
    assert.ok(await a1.isRefused(a3.address, 80));
  });

  test('without an egress rule nothing goes out, but answers do', async () => {
    assert.ok(await a4.isRefused(a1.address, 22));
    assert.equal(await a1.reach(a4.address, 22), a1.address);
  });

  test('two projects with the same addresses do not meet', async () => {
    await b1.background('serve', '7777');
    b.groups[1]?.rules.push(tcp(7777));
    await lab.network.applyRouter(b);
    assert.ok(await a2.isRefused('10.0.0.11', 7777));
    assert.equal(await a2.reach('10.0.0.11', 22), a2.address);
  });

  test('an allowed address is reached, by the common groups, where it is, and moves; then by a host route', async () => {
    const [vip, behind] = ['10.0.0.100', '10.9.0.5'];
    const allow = (index: number, ...allowed: string[]) => Object.assign(portOf(a, index), { allowed });
    const inGuest = (guest: Guest, input: string) => run('ip', ['-n', guest.namespace ?? '', '-batch', '-'], { input });
    const announce = (guest: Guest) =>
      run('ip', ['netns', 'exec', guest.namespace ?? '', 'busybox', 'arping', '-U', '-c', '1', '-I', 'eth0', vip]);
    assert.ok(await a3.isRefused(vip, 80));
    allow(1, `${vip}/32`);
    allow(2, `${vip}/32`);
    await lab.network.applyRouter(a);
    await inGuest(a2, `addr add ${vip}/32 dev eth0\n`);
    assert.equal(await a3.reach(vip, 80), a3.address);
    // ssh is open to a1's port alone, and a1 is no member of web
    assert.ok(await a1.isRefused(vip, 80));
    assert.ok(await a3.isRefused(vip, 22));
    await inGuest(
      a2,
      `route add ${a1.address} dev eth0 src ${vip}\nroute replace default via ${a2.gateway} src ${vip}\n`,
    );
    assert.equal(await a2.reach(`${outside}.2`, 80), `${outside}.1`);
    assert.equal(await a2.reach(a1.address, 22), vip);
    await inGuest(a2, `addr del ${vip}/32 dev eth0\nroute replace default via ${a2.gateway}\n`);
    await inGuest(a3, `addr add ${vip}/32 dev eth0\n`);
    await announce(a3);
    assert.equal(await a2.reach(vip, 80), a2.address);

    allow(1, '10.9.0.0/16');
    allow(2);
    const [network] = a.networks;
    const [subnet] = network?.subnets ?? [];
    assert.ok(subnet);
    subnet.hostRoutes = [{ destination: '10.9.0.0/16', nexthop: a2.address }];
    await inGuest(a2, `addr add ${behind}/32 dev lo\n`);
    await lab.network.applyRouter(a);
    assert.ok(await a2.isRefused(vip, 80));
    assert.equal(await a3.reach(behind, 80), a3.address);
    assert.ok(await a1.isRefused(behind, 80));
    // led to a port that may not have it, it gets nowhere
    subnet.hostRoutes = [{ destination: '10.9.0.0/16', nexthop: a1.address }];
    await inGuest(a1, `addr add ${behind}/32 dev lo\n`);
    await lab.network.applyRouter(a);
    assert.ok(await a3.isRefused(behind, 80));
    allow(1);
    subnet.hostRoutes = [];
    await lab.network.applyRouter(a);
    const { stdout } = await run('ip', ['-n', lab.names.routerNamespace(a.id), 'route', 'show', 'proto', 'static']);
    assert.equal(stdout.trim(), '');
  });

  test('a guest without a floating IP goes out as the host', async () => {
    assert.equal(await a2.reach(`${outside}.2`, 80), `${outside}.1`);
  });

  test('a floating IP works from the host, from the world, outwards, between projects and to itself', async () => {
    await float(a, 0, fip1);
    assert.equal(await host.reach(fip1, 22), `${outside}.129`);
    assert.equal(await world.reach(fip1, 22), `${outside}.2`);
    assert.ok(await world.isRefused(fip1, 80));
    assert.equal(await a1.reach(`${outside}.2`, 80), fip1);
    await b1.reach(fip1, 22);
    assert.equal(await a1.reach(fip1, 22), fip1);
    await a2.reach(fip1, 22);
  });

  test('a floating IP moves to another project and is released', async () => {
    await float(a, 0, null);
    assert.ok(await host.isRefused(fip1, 22));
    await float(b, 0, fip1);
    assert.equal(await b1.reach(`${outside}.2`, 80), fip1);
    await host.reach(fip1, 22);
    // The order that a crash may leave: the new holder is applied before the old one.
    await float(a, 0, fip2);
    await float(b, 0, fip2);
    await float(a, 0, fip3);
    assert.equal(await b1.reach(`${outside}.2`, 80), fip2);
    assert.equal(await a1.reach(`${outside}.2`, 80), fip3);
    await float(b, 0, null);
    await float(a, 0, null);
    assert.ok(await host.isRefused(fip2, 22));
  });

  test('closing a rule refuses new connections and keeps established ones', async () => {
    await float(a, 0, fip1);
    const session = await world.session(fip1, hangMs);
    const closed = { ...a, groups: a.groups.map((each) => (each.id === ssh.id ? { ...each, rules: [] } : each)) };
    await lab.network.applyRouter(closed);
    assert.ok(await world.isRefused(fip1, 22));
    assert.equal(await session.say('still there'), 'still there');
    await lab.network.applyRouter(a);
    await world.reach(fip1, 22);
  });

  test('who loses a floating IP loses the connections through it', async () => {
    await float(a, 0, fip1);
    const session = await world.session(fip1);
    await float(a, 0, null);
    await float(a, 1, fip1);
    assert.equal(await session.say('still there'), '');
    await float(a, 1, null);
  });

  test('a guest reaches no service of the host, of its router or of the metadata namespace, and no way round (T18)', async (context) => {
    const router = new Peer(lab.names.routerNamespace(a.id));
    const external = new Peer(lab.names.externalNamespace);
    context.after(() => Promise.all([router.end(), external.end()]));
    for (const peer of [host, router, external]) await peer.background('serve', '47222');
    const addressesOf = async (...where: string[]) => {
      const { stdout } = await run('ip', [...where, '-4', '-o', 'addr']);
      return [...stdout.matchAll(/inet (\S+?)[/ ]/g)].map(([, address = '']) => address);
    };
    const { externalNamespace } = lab.names;
    const all = [addressesOf(), addressesOf('-n', router.namespace ?? ''), addressesOf('-n', externalNamespace)];
    const addresses = (await Promise.all(all)).flat().filter((address) => !address.startsWith('127.'));
    assert.ok(addresses.includes(a1.gateway));
    const refused = await Promise.all(addresses.map((address) => a1.isRefused(address, 47_222)));
    assert.deepEqual(
      addresses.filter((_, index) => !refused[index]),
      [],
    );
    await a1.ping(`${outside}.129`);
    assert.ok(await a1.isSilent('100.64.0.2'));
  });

  test('a guest reaches what the host reaches by its way out alone: no other network, no link-local service (T18)', async (context) => {
    const inner = new Peer(`slt-inner-${tag}`);
    const [name, link, service] = [inner.namespace ?? '', `in${tag}`, '169.254.99.99'];
    context.after(async () => {
      await inner.end();
      await run('ip', ['netns', 'del', name], { check: false });
    });
    await run('ip', ['netns', 'add', name]);
    await run('ip', ['link', 'add', link, 'type', 'veth', 'peer', 'name', 'eth0', 'netns', name]);
    const block = (ownNumber() % 63) * 4;
    const [near, far] = [`203.0.113.${block + 1}`, `203.0.113.${block + 2}`];
    const input = `addr add ${far}/30 dev eth0\nlink set eth0 up\nroute add default via ${near}\n`;
    await run('ip', ['-batch', '-'], { input: `addr add ${near}/30 dev ${link}\nlink set ${link} up\n` });
    await run('ip', ['-n', name, '-batch', '-'], { input });
    await inner.background('serve', '80');
    // as a provider's metadata is, on the link that leads out
    await run('ip', ['-n', world.namespace ?? '', 'addr', 'add', `${service}/32`, 'dev', 'lo']);
    await run('ip', ['route', 'add', service, 'via', `${outside}.2`]);
    for (const address of [far, service]) {
      await host.reach(address, 80);
      assert.ok(await a1.isRefused(address, 80));
    }
    await a1.reach(`${outside}.2`, 80);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { group, type Guest, Lab, project, rule, tcp, withIpv6 } from './lab.ts';
import { Peer } from './peer.ts';

describe('IPv6', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress'), rule('egress', { ethertype: 'IPv6' }));
  const ssh = group(tcp(22, { ethertype: 'IPv6', cidr: 'fd00:1::/64' }), tcp(22));
  const web = group();
  web.rules.push(tcp(80, { ethertype: 'IPv6', remoteGroup: web.id }));
  const ping = group(rule('ingress', { ethertype: 'IPv6', protocol: 'icmp', fromPort: 128, toPort: 0 }));
  const groups = [outgoing, ssh, web, ping];
  const a = withIpv6(
    project(1, groups, [
      [outgoing, ssh],
      [outgoing, web],
      [outgoing, web, ssh, ping],
    ]),
  );
  const b = withIpv6(project(2, [outgoing], [[outgoing], [outgoing]]));
  const guests: Guest[] = [];
  const inGuest = (guest: Guest, ...argv: string[]) =>
    run('ip', ['netns', 'exec', guest.namespace ?? '', ...argv], { check: false });

  before(async () => {
    await lab.start();
    for (const router of [a, b]) {
      await lab.network.applyRouter({ ...router, ports: [] });
      for (const port of router.ports) guests.push(await lab.guest(router, port));
      await lab.network.applyRouter(router);
    }
    for (const [index, guest] of guests.entries()) if (index !== 2 && index !== 4) await guest.settle();
  });
  after(() => lab.destroy());

  const at = (index: number): Guest => {
    const guest = guests[index];
    assert.ok(guest);
    return guest;
  };

  test('a client is given the address of its port, and all of its way by the router', async () => {
    for (const guest of guests) assert.equal(await guest.settleIpv6(), guest.port.addresses.at(-1)?.address);
    const event = await lab.lease(at(2).port.id);
    assert.deepEqual([event.guest, event.address], [at(2).port.guest, 'fd00:2::1a0']);
    const { stdout } = await inGuest(at(0), 'ip', '-6', 'route', 'show', 'dev', 'eth0');
    assert.match(stdout, /^default via fe80::/m);
    assert.doesNotMatch(stdout, /^fd00:1::\/64/m);
  });

  test('rules filter by prefix, group and ICMPv6 type, inside a subnet and between subnets', async () => {
    assert.equal(await at(1).reach('fd00:1::11', 22), 'fd00:1::12');
    assert.ok(await at(1).isRefused('fd00:1::11', 80));
    assert.ok(await at(2).isRefused('fd00:1::11', 22));
    assert.equal(await at(0).reach('fd00:2::1a0', 22), 'fd00:1::11');
    assert.equal(await at(1).reach('fd00:2::1a0', 80), 'fd00:1::12');
    assert.ok(await at(0).isRefused('fd00:2::1a0', 80));
    await at(0).ping('fd00:2::1a0');
    assert.ok(await at(0).isSilent('fd00:1::12'));
    await at(0).ping('fd00:1::1');
  });

  test('an allowed address is reached where it is', async () => {
    const vip = 'fd00:1::100';
    const allowing = (allowed: string[]) =>
      lab.network.applyRouter({
        ...a,
        ports: a.ports.map((port) => (port.id === at(1).port.id ? { ...port, allowed } : port)),
      });
    await inGuest(at(1), 'ip', 'addr', 'add', `${vip}/128`, 'dev', 'eth0', 'nodad');
    assert.ok(await at(2).isRefused(vip, 80));
    await allowing([`${vip}/128`]);
    assert.equal(await at(2).reach(vip, 80), 'fd00:2::1a0');
    assert.ok(await at(0).isRefused(vip, 80));
    await allowing([]);
    await inGuest(at(1), 'ip', 'addr', 'del', `${vip}/128`, 'dev', 'eth0');
  });

  test('stays in the project: no way to another one, to the host or out (T18)', async () => {
    assert.ok(await at(3).isRefused('fd00:1::12', 22));
    const namespace = lab.names.routerNamespace(a.id);
    const external = await run('ip', ['-n', namespace, '-6', 'addr', 'show', 'dev', 'ext0']);
    assert.equal(external.stdout, '');
    const routes = await run('ip', ['-n', namespace, '-6', 'route', 'show']);
    assert.doesNotMatch(routes.stdout, /default|ext0/);
    for (const tap of a.ports.map((port) => lab.names.tap(port.id)))
      assert.equal((await run('ip', ['-n', namespace, '-6', 'addr', 'show', 'dev', tap])).stdout, '');
  });

  test('the router serves DHCP and DNS and nothing else (T18)', async () => {
    const inside = new Peer(lab.names.routerNamespace(a.id));
    await inside.background('serve', '8080');
    assert.ok(await at(0).isRefused('fd00:1::1', 8080));
    const answer = await inGuest(at(0), 'busybox', 'nslookup', 'vm1', 'fd00:1::1');
    assert.match(answer.stdout, /fd00:1::12/);
    await inside.end();
  });

  test('a guest that starts anew under another client id gets its address', async () => {
    assert.equal(await at(0).dhcp6('00020000ab11'), 'none');
    await lab.network.prepareStart(a.id, at(0).port.guest);
    assert.equal(await at(0).dhcp6('00020000ab11'), 'fd00:1::11');
  });

  test('an address with a new owner is leased to it, and its connections end', async () => {
    const session = await at(1).session('fd00:1::11');
    const [first, second, ...others] = a.ports;
    assert.ok(first && second);
    const heir = { ...second, addresses: first.addresses };
    await lab.network.applyRouter({ ...a, ports: [{ ...first, addresses: second.addresses }, heir, ...others] });
    assert.equal(await at(1).dhcp6('00020000ab12'), 'fd00:1::11');
    assert.equal(await session.say('still there'), '');
  });

  test('goes when its subnet goes', async () => {
    const [network, other] = a.networks;
    assert.ok(network && other);
    const plain = { ...network, subnets: network.subnets.filter(({ cidr }) => !cidr.includes(':')) };
    const ports = a.ports.slice(0, 2).map((port) => ({ ...port, addresses: port.addresses.slice(0, 1) }));
    await lab.network.applyRouter({ ...a, networks: [plain], ports });
    const shown = await run('ip', ['-n', lab.names.routerNamespace(a.id), '-6', 'addr', 'show', 'dev', 'br0']);
    assert.equal(shown.stdout, '');
    await lab.network.applyRouter(a);
    await at(0).ping('fd00:1::1');
  });
});

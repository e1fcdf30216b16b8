import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hex128, linkLocal } from '../../src/drivers/qemu/network/addresses.ts';
import { group, type Guest, Lab, project, rule, withIpv6 } from './lab.ts';
import { Peer } from './peer.ts';

const BROADCAST = 'ffffffffffff';
const mac = (text: string) => text.replaceAll(':', '');
const ip = (text: string) =>
  text
    .split('.')
    .map((each) => (+each).toString(16).padStart(2, '0'))
    .join('');
const number = (value: number) => value.toString(16).padStart(4, '0');
const arp = (ether: string, sender: string, address: string) =>
  `${BROADCAST}${ether}08060001080006040001${sender}${address}000000000000${ip('10.0.0.1')}`;

/** A UDP datagram whose payload is its marker; the bridge asks for no checksums. */
function udp(from: { mac: string; ip: string; port: number }, port: number, marker: string): string {
  const length = marker.length / 2;
  const head = `4500${number(28 + length)}00000000401100000`.slice(0, 24);
  const header = `${head}${ip(from.ip)}${ip('10.0.0.255')}`;
  return `${BROADCAST}${from.mac}0800${header}${number(from.port)}${number(port)}${number(8 + length)}0000${marker}`;
}

/** The start of a DHCP request: 28 bytes, then the client's MAC. */
const dhcpOf = (client: string, marker: string) => `${'00'.repeat(28)}${client}${marker}`;

/** An IPv6 packet to all nodes with this after its header; `next` is what that is. */
function ipv6(from: { mac: string; ip: string }, next: number, payload: string): string {
  const head = `60000000${number(payload.length / 2)}${next.toString(16).padStart(2, '0')}ff`;
  return `333300000001${from.mac}86dd${head}${ip6(from.ip)}${ip6('ff02::1')}${payload}`;
}
const ip6 = (text: string) => hex128(text).slice(2);
const icmp6 = (type: number, rest: string) => `${type.toString(16).padStart(2, '0')}00aaaa${rest}`;
/** A neighbour message, solicitation (135) or advertisement (136), on an address. */
const neighbour = (type: 135 | 136, target: string, marker: string) => icmp6(type, `20000000${ip6(target)}${marker}`);
const udp6 = (from: number, to: number, payload: string) =>
  `${number(from)}${number(to)}${number(8 + payload.length / 2)}aaaa${payload}`;
const [ICMP6, UDP] = [58, 17];

describe('spoofing', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress'));
  const router = project(1, [outgoing], [[outgoing], [outgoing], [outgoing]]);
  const [port, victimPort, latePort] = router.ports;
  assert.ok(port && victimPort && latePort);
  const [own, victim, late] = [mac(port.mac), mac(victimPort.mac), mac(latePort.mac)];
  let guest: Guest;
  let lateGuest: Guest;
  const inside = new Peer(lab.names.routerNamespace(router.id));

  before(async () => {
    await lab.start();
    await lab.network.applyRouter({ ...router, ports: [] });
    guest = await lab.guest(router, port);
    await lab.network.applyRouter({ ...router, ports: [port] });
    lateGuest = await lab.guest(router, latePort);
  });
  after(async () => {
    await inside.end();
    await lab.destroy();
  });

  test('only frames with the own MAC and address pass the guard (T17)', async () => {
    const honest = { mac: own, ip: '10.0.0.11', port: 9 };
    const unknown = { mac: own, ip: '0.0.0.0', port: 68 };
    const forged: Record<string, string> = {
      'foreign MAC': udp({ ...honest, mac: victim }, 9, 'dead0001'),
      'foreign address': udp({ ...honest, ip: '10.0.0.12' }, 9, 'dead0002'),
      'address of the gateway': udp({ ...honest, ip: '10.0.0.1' }, 9, 'dead0003'),
      'DHCP server': udp({ ...honest, port: 67 }, 68, 'dead0004'),
      'DHCP for a foreign MAC': udp({ ...unknown, mac: victim }, 67, dhcpOf(own, 'dead0005')),
      'DHCP that names a foreign MAC': udp(unknown, 67, dhcpOf(victim, 'dead0008')),
      'IPv6 router advertisement': `333300000001${own}86dd6000000000183afffe80${'0'.repeat(28)}ff02${'0'.repeat(28)}8600dead0006`,
      'tagged VLAN': `${BROADCAST}${own}81000005${udp(honest, 9, 'dead0007').slice(24)}`,
      'ARP with a foreign address': arp(own, own, ip('10.0.0.12')),
      'ARP as the gateway': arp(own, own, ip('10.0.0.1')),
      'ARP with a foreign MAC inside': arp(own, victim, ip('10.0.0.11')),
      'ARP probe with a foreign MAC inside': arp(own, victim, ip('0.0.0.0')),
    };
    const markers = [
      ...Array.from({ length: 8 }, (_, index) => `dead000${index + 1}`),
      own + ip('10.0.0.12'),
      own + ip('10.0.0.1'),
      victim + ip('10.0.0.11'),
      victim + ip('0.0.0.0'),
    ];
    const honestArp = own + ip('10.0.0.11');
    const sniffer = await inside.background('sniff', 'br0', 'feed0001', ...markers, 'beef0001', 'beef0002', honestArp);
    const frames = [
      ...Object.values(forged),
      udp(honest, 9, 'beef0001'),
      udp(unknown, 67, dhcpOf(own, 'beef0002')),
      arp(own, own, ip('10.0.0.11')),
    ];
    const { code, stderr } = await guest.once('send', 'eth0', ...frames, udp(honest, 9, 'feed0001'));
    assert.equal(code, 0, stderr);
    const counts = (await sniffer.line()).split(' ').map(Number);
    assert.deepEqual(
      counts.slice(0, markers.length),
      markers.map(() => 0),
      Object.keys(forged).join(', '),
    );
    assert.ok(
      counts.slice(markers.length).every((count) => count > 0),
      'honest frames pass',
    );
  });

  test('not even the first frame of a new port is unguarded (T17)', async () => {
    await lateGuest.background('flood', 'eth0', udp({ mac: late, ip: '10.0.0.77', port: 9 }, 9, 'dead0009'));
    const sniffer = await inside.background('sniff', 'br0', 'feed0002', 'dead0009');
    await lab.network.applyRouter({ ...router, ports: [port, latePort] });
    const sentinel = udp({ mac: late, ip: '10.0.0.13', port: 9 }, 9, 'feed0002');
    assert.equal((await lateGuest.once('send', 'eth0', sentinel)).code, 0);
    assert.equal(await sniffer.line(), '0');
  });

  test('allowed addresses pass with the own MAC, and nothing else does (T17)', async () => {
    const allowed = ['10.0.0.100/32', '10.7.0.0/16', '10.7.1.0/24', '10.0.0.13/32', '10.0.0.0/30', '169.254.0.0/16'];
    await lab.network.applyRouter({ ...router, ports: [{ ...port, allowed }, latePort] });
    const from =
      (address: string, more = {}) =>
      (marker: string) =>
        udp({ mac: own, ip: address, port: 9, ...more }, 9, marker);
    const asking = (sender: string, address: string) => () => arp(own, sender, ip(address));
    const fine = [from('10.0.0.11'), from('10.0.0.100'), from('10.7.0.0'), from('10.7.255.255'), from('10.0.0.3')];
    const forged = [
      from('10.0.0.13'),
      from('10.0.0.1'),
      from('169.254.169.254'),
      from('10.0.0.99'),
      from('10.0.0.101'),
      from('10.8.0.0'),
      from('10.0.0.100', { mac: victim }),
      from('10.0.0.100', { port: 67 }),
    ];
    const frames = [...fine, ...forged].map((frame, index) => frame(`dead01${index.toString().padStart(2, '0')}`));
    const markers = frames.map((frame) => frame.slice(-8));
    const arps = [
      asking(own, '10.0.0.100'),
      asking(own, '10.0.0.13'),
      asking(own, '10.0.0.1'),
      asking(victim, '10.0.0.100'),
    ];
    frames.push(...arps.map((frame) => frame()));
    markers.push(...arps.map((frame) => frame().slice(44, 64)));
    const sniffer = await inside.background('sniff', 'br0', 'feed0003', ...markers);
    const { code, stderr } = await guest.once('send', 'eth0', ...frames, from('10.0.0.11')('feed0003'));
    assert.equal(code, 0, stderr);
    const passed = (await sniffer.line()).split(' ').flatMap((count, index) => (Number(count) > 0 ? [index] : []));
    assert.deepEqual(passed, [...fine.keys(), frames.length - 4]);
    await lab.network.applyRouter({ ...router, ports: [port, latePort] });
    const later = await inside.background('sniff', 'br0', 'feed0004', 'dead0200');
    await guest.once('send', 'eth0', from('10.0.0.100')('dead0200'), from('10.0.0.11')('feed0004'));
    assert.equal(await later.line(), '0', 'what is not allowed any more');
  });
});

describe('spoofing in IPv6', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress', { ethertype: 'IPv6' }));
  const router = withIpv6(project(1, [outgoing], [[outgoing], [outgoing], [outgoing]]));
  const [port, victimPort, other] = router.ports;
  assert.ok(port && victimPort && other);
  other.guest = port.guest;
  const [own, victim] = [mac(port.mac), mac(victimPort.mac)];
  const [local, address] = [linkLocal(port.mac), 'fd00:1::11'];
  const inside = new Peer(lab.names.routerNamespace(router.id));

  before(() => lab.start());
  after(async () => {
    await inside.end();
    await lab.destroy();
  });

  test('no guest is a router, a DHCP server or another guest (T17)', async () => {
    await lab.network.applyRouter({ ...router, ports: [] });
    const guest = await lab.guest(router, port);
    const allowed = ['fd00:1::100/128', 'fd00:7::/64', 'fd00:1::12/128', 'fe80::/10'];
    const [, ...rest] = router.ports;
    await lab.network.applyRouter({ ...router, ports: [{ ...port, allowed }, ...rest] });
    const honest = { mac: own, ip: address };
    const linked = { mac: own, ip: local };
    const unknown = { mac: own, ip: '::' };
    const advert = (marker: string) => icmp6(134, `400807080000000000000000030440c0${marker}`);
    const forged: Record<string, (marker: string) => string> = {
      'foreign address': (marker) => ipv6({ ...honest, ip: 'fd00:1::12' }, UDP, udp6(9, 9, marker)),
      'foreign link-local address': (marker) =>
        ipv6({ ...honest, ip: linkLocal(victimPort.mac) }, UDP, udp6(9, 9, marker)),
      'address of the gateway': (marker) => ipv6({ ...honest, ip: 'fd00:1::1' }, UDP, udp6(9, 9, marker)),
      'beyond what is allowed': (marker) => ipv6({ ...honest, ip: 'fd00:7:0:1::' }, UDP, udp6(9, 9, marker)),
      'advertisement of an allowed address from a foreign one': (marker) =>
        ipv6({ ...honest, ip: 'fd00:1::12' }, ICMP6, neighbour(136, 'fd00:1::100', marker)),
      'foreign MAC': (marker) => ipv6({ ...honest, mac: victim }, UDP, udp6(9, 9, marker)),
      'advertisement of a foreign address': (marker) => ipv6(honest, ICMP6, neighbour(136, 'fd00:1::12', marker)),
      'advertisement of an address of another port': (marker) =>
        ipv6(honest, ICMP6, neighbour(136, 'fd00:2::1a0', marker)),
      'advertisement of the gateway': (marker) => ipv6(linked, ICMP6, neighbour(136, 'fd00:1::1', marker)),
      'claim of a foreign address': (marker) => ipv6(unknown, ICMP6, neighbour(135, 'fd00:1::12', marker)),
      'solicitation from a foreign address': (marker) =>
        ipv6({ ...honest, ip: 'fd00:1::12' }, ICMP6, neighbour(135, 'fd00:1::1', marker)),
      'router advertisement': (marker) => ipv6(linked, ICMP6, advert(marker)),
      'router advertisement behind options': (marker) => ipv6(linked, 0, `3a00010400000000${advert(marker)}`),
      'router advertisement in a fragment': (marker) => ipv6(linked, 44, `3a00000100000007${advert(marker)}`),
      redirect: (marker) => ipv6(linked, ICMP6, icmp6(137, `00000000${ip6(local)}${ip6(address)}${marker}`)),
      'DHCP server': (marker) => ipv6(linked, UDP, udp6(547, 546, `02${marker}`)),
      'DHCP relay, which may name any MAC': (marker) => ipv6(linked, UDP, udp6(546, 547, `0c${marker}`)),
      'release of a foreign lease': (marker) => ipv6(linked, UDP, udp6(546, 547, `08${marker}`)),
      'refusal of a foreign address': (marker) => ipv6(linked, UDP, udp6(546, 547, `09${marker}`)),
    };
    const fine: Record<string, (marker: string) => string> = {
      'own address': (marker) => ipv6(honest, UDP, udp6(9, 9, marker)),
      'address of another port of the guest': (marker) =>
        ipv6({ ...honest, ip: 'fd00:2::1a0' }, UDP, udp6(9, 9, marker)),
      'allowed address': (marker) => ipv6({ ...honest, ip: 'fd00:1::100' }, UDP, udp6(9, 9, marker)),
      'allowed prefix': (marker) => ipv6({ ...honest, ip: 'fd00:7::1:2' }, UDP, udp6(9, 9, marker)),
      'advertisement of an allowed address': (marker) =>
        ipv6({ ...honest, ip: 'fd00:1::100' }, ICMP6, neighbour(136, 'fd00:1::100', marker)),
      'claim of an allowed address': (marker) => ipv6(unknown, ICMP6, neighbour(135, 'fd00:1::100', marker)),
      'own link-local address': (marker) => ipv6(linked, UDP, udp6(9, 9, marker)),
      'advertisement of the own address': (marker) => ipv6(honest, ICMP6, neighbour(136, address, marker)),
      'claim of the own address': (marker) => ipv6(unknown, ICMP6, neighbour(135, address, marker)),
      'question for the gateway': (marker) => ipv6(honest, ICMP6, neighbour(135, 'fd00:1::1', marker)),
      'router solicitation': (marker) => ipv6(linked, ICMP6, icmp6(133, `00000000${marker}`)),
      'DHCP question': (marker) => ipv6(linked, UDP, udp6(546, 547, `01${marker}`)),
    };
    const marked = [...Object.values(forged), ...Object.values(fine)].map((frame, index) => {
      const marker = `dead6${index.toString(16).padStart(3, '0')}`;
      return { marker, frame: frame(marker) };
    });
    const sniffer = await inside.background('sniff', 'br0', 'feed6001', ...marked.map(({ marker }) => marker));
    const frames = marked.map(({ frame }) => frame);
    const { code, stderr } = await guest.once('send', 'eth0', ...frames, ipv6(honest, UDP, udp6(9, 9, 'feed6001')));
    assert.equal(code, 0, stderr);
    const counts = (await sniffer.line()).split(' ').map((count) => Number(count) > 0);
    const names = [...Object.keys(forged), ...Object.keys(fine)];
    assert.deepEqual(
      names.filter((_, index) => counts[index]),
      Object.keys(fine),
    );
  });
});

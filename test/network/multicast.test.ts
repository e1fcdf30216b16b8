import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { hex128, linkLocal } from '../../src/drivers/qemu/network/addresses.ts';
import { MULTICAST_PER_SECOND } from '../../src/drivers/qemu/network/multicast.ts';
import { group, type Guest, Lab, project, rule, withIpv6 } from './lab.ts';
import { Peer } from './peer.ts';

const byte = (value: number) => value.toString(16).padStart(2, '0');
const word = (value: number) => value.toString(16).padStart(4, '0');
const bytes = (mac: string) => mac.replaceAll(':', '');
const v4 = (address: string) => address.split('.').map(Number).map(byte).join('');
const v6 = (address: string) => hex128(address).slice(2);
/** The MAC of a multicast address. */
const macOf = (address: string) =>
  address.includes(':')
    ? `3333${v6(address).slice(-8)}`
    : `01005e${byte(Number(address.split('.')[1]) & 127)}${v4(address).slice(-4)}`;

interface From {
  mac: string;
  ip: string;
}

/** A frame with an IP packet of this protocol; the bridge asks for no checksums. `mac` is its destination. */
function packet(from: From, to: string, protocol: number, payload: string, mac = macOf(to)): string {
  const length = payload.length / 2;
  const header = to.includes(':')
    ? `86dd60000000${word(length)}${byte(protocol)}ff${v6(from.ip)}${v6(to)}`
    : `08004500${word(20 + length)}00000000ff${byte(protocol)}0000${v4(from.ip)}${v4(to)}`;
  return `${mac}${bytes(from.mac)}${header}${payload}`;
}
const udp = (port: number, marker: string) => `${word(port)}${word(port)}${word(8 + marker.length / 2)}0000${marker}`;
const icmp = (type: number, marker: string) => `${byte(type)}000000${marker}`;
const arp = (from: From, target: string, marker: string) =>
  `ffffffffffff${bytes(from.mac)}08060001080006040001${bytes(from.mac)}${v4(from.ip)}000000000000${v4(target)}${marker}`;
const BROADCAST = 'ffffffffffff';
const [ICMP, IGMP, TCP, UDP, ICMP6, OSPF, PIM, VRRP] = [1, 2, 6, 17, 58, 89, 103, 112];

describe('multicast inside a network', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress'), rule('egress', { ethertype: 'IPv6' }));
  const friends = group();
  for (const ethertype of ['IPv4', 'IPv6'] as const)
    friends.rules.push(rule('ingress', { ethertype, remoteGroup: friends.id }));
  const some = group(
    rule('ingress', { protocol: VRRP }),
    rule('ingress', { protocol: VRRP, ethertype: 'IPv6' }),
    rule('ingress', { protocol: 'udp', fromPort: 5353, toPort: 5353, cidr: '10.0.0.0/24' }),
    rule('ingress', { protocol: 'icmp', fromPort: 8, toPort: 0, cidr: '10.9.0.0/24' }),
  );
  const router = withIpv6(
    project(1, [outgoing, friends, some], [[outgoing, friends], [friends], [some], [outgoing], [friends]]),
  );
  const names = ['sender', 'friend', 'some', 'closed', 'other network'];
  const guests: Guest[] = [];
  const inside = new Peer(lab.names.routerNamespace(router.id));

  before(async () => {
    await lab.start();
    await lab.network.applyRouter({ ...router, ports: [] });
    for (const port of router.ports) guests.push(await lab.guest(router, port));
    await lab.network.applyRouter(router);
  });
  after(async () => {
    await inside.end();
    await lab.destroy();
  });

  const at = (index: number): Guest => {
    const guest = guests[index];
    assert.ok(guest);
    return guest;
  };
  const own = (index: number): From => ({ mac: at(index).port.mac, ip: at(index).address });
  const local = (index: number): From => ({ mac: at(index).port.mac, ip: linkLocal(at(index).port.mac) });
  let round = 0;

  /** Has a guest send what it is given, and returns who heard which. */
  async function heard(from: number, messages: Record<string, (marker: string) => string>) {
    const end = `feed${word(++round)}`;
    const markers = Object.keys(messages).map((_, index) => `da${word(round).slice(2)}${word(index)}`);
    const frames = Object.values(messages).map((message, index) => message(markers[index] ?? ''));
    const sniffers = await Promise.all(guests.map((guest) => guest.background('sniff', 'eth0', end, ...markers)));
    const { code, stderr } = await at(from).once('send', 'eth0', ...frames);
    assert.equal(code, 0, stderr);
    // the router reaches everybody
    for (const [bridge, address] of [
      ['br0', '10.0.0.1'],
      ['br7', '10.0.0.1'],
    ] as const)
      await inside.once(
        'send',
        bridge,
        packet({ mac: '02:00:00:00:00:01', ip: address }, '10.0.0.255', UDP, udp(9, end), BROADCAST),
      );
    const counts = await Promise.all(sniffers.map(async (sniffer) => (await sniffer.line()).split(' ').map(Number)));
    return Object.fromEntries(
      Object.keys(messages).map((message, index) => [
        message,
        names.filter((_, guest) => guest !== from && (counts[guest]?.[index] ?? 0) > 0),
      ]),
    );
  }

  test('reaches those whose rules let it in, of every protocol and in both families', async () => {
    const to = (address: string, protocol: number, payload: (marker: string) => string) => (marker: string) =>
      packet(address.includes(':') ? local(0) : own(0), address, protocol, payload(marker));
    const plain = (marker: string) => marker;
    assert.deepEqual(
      await heard(0, {
        VRRP: to('224.0.0.18', VRRP, plain),
        mDNS: to('224.0.0.251', UDP, (marker) => udp(5353, marker)),
        'other UDP': to('239.1.2.3', UDP, (marker) => udp(4000, marker)),
        OSPF: to('224.0.0.5', OSPF, plain),
        PIM: to('224.0.0.13', PIM, plain),
        IGMP: to('224.0.0.22', IGMP, plain),
        ping: to('224.0.0.1', ICMP, (marker) => icmp(8, marker)),
        TCP: to('224.0.0.1', TCP, (marker) => `${word(80)}${word(80)}${marker}${'00'.repeat(12)}`),
        'VRRP in IPv6': to('ff02::12', VRRP, plain),
        'mDNS in IPv6': to('ff02::fb', UDP, (marker) => udp(5353, marker)),
        'ping in IPv6': to('ff02::1', ICMP6, (marker) => icmp(128, marker)),
      }),
      {
        VRRP: ['friend', 'some'],
        mDNS: ['friend', 'some'],
        'other UDP': ['friend'],
        OSPF: ['friend'],
        PIM: ['friend'],
        IGMP: ['friend'],
        ping: ['friend'],
        TCP: ['friend'],
        'VRRP in IPv6': ['friend', 'some'],
        'mDNS in IPv6': ['friend'],
        'ping in IPv6': ['friend'],
      },
    );
  });

  test('is all that passes: nothing else comes to a neighbour but by the router, and nothing forged (T17)', async () => {
    const [sender, neighbour] = [own(0), own(1)];
    const nd = (type: number, to: string) => (marker: string) =>
      packet(local(0), to, ICMP6, icmp(type, `00000000${v6('fd00:1::12')}${marker}`));
    const messages: Record<string, (marker: string) => string> = {
      broadcast: (marker) => packet(sender, '255.255.255.255', UDP, udp(4000, marker), BROADCAST),
      'broadcast of the subnet': (marker) => packet(sender, '10.0.0.255', UDP, udp(4000, marker), BROADCAST),
      'DHCP question': (marker) =>
        packet({ ...sender, ip: '0.0.0.0' }, '255.255.255.255', UDP, udp(67, marker), BROADCAST),
      'straight to a neighbour': (marker) => packet(sender, neighbour.ip, UDP, udp(4000, marker), bytes(neighbour.mac)),
      'straight to a neighbour, in IPv6': (marker) =>
        packet(local(0), 'fd00:1::12', UDP, udp(4000, marker), bytes(neighbour.mac)),
      'to one, by multicast of the link': (marker) =>
        packet(sender, neighbour.ip, UDP, udp(4000, marker), '01005e000012'),
      'ARP question': (marker) => arp(sender, neighbour.ip, marker),
      'gratuitous ARP': (marker) => arp(sender, sender.ip, marker),
      'neighbour solicitation': nd(135, 'ff02::1:ff00:12'),
      'neighbour advertisement': nd(136, 'ff02::1'),
      'router solicitation': nd(133, 'ff02::2'),
      'router advertisement': nd(134, 'ff02::1'),
      'listener report': nd(143, 'ff02::16'),
      'DHCPv6 question': (marker) => packet(local(0), 'ff02::1:2', UDP, udp(547, marker)),
      'source of a neighbour': (marker) => packet({ ...sender, ip: neighbour.ip }, '224.0.0.18', VRRP, marker),
      'source of the gateway': (marker) => packet({ ...sender, ip: '10.0.0.1' }, '224.0.0.18', VRRP, marker),
      'MAC of a neighbour': (marker) => packet({ ...sender, mac: neighbour.mac }, '224.0.0.18', VRRP, marker),
      'source of a neighbour, in IPv6': (marker) => packet({ ...sender, ip: 'fd00:1::12' }, 'ff02::12', VRRP, marker),
      'tagged VLAN': (marker) => {
        const frame = packet(sender, '224.0.0.18', VRRP, marker);
        return `${frame.slice(0, 24)}81000005${frame.slice(24)}`;
      },
      'neither IP nor ARP': (marker) => `0180c200000e${bytes(sender.mac)}88cc${marker}${'00'.repeat(40)}`,
    };
    const nobody = Object.fromEntries(Object.keys(messages).map((message) => [message, [] as string[]]));
    assert.deepEqual(await heard(0, messages), nobody);
  });

  test('leaves no port that may send nothing, and follows a change of rules', async () => {
    const vrrp = { VRRP: (marker: string) => packet(own(1), '224.0.0.18', VRRP, marker) };
    assert.deepEqual(await heard(1, vrrp), { VRRP: [] });
    const ports = router.ports.map((port, index) => (index === 1 ? { ...port, groups: [outgoing.id] } : port));
    await lab.network.applyRouter({ ...router, ports });
    assert.deepEqual(await heard(1, vrrp), { VRRP: ['some'] });
    await lab.network.applyRouter(router);
  });

  test('of one port is no more than its network can bear', async () => {
    const many = 10 * MULTICAST_PER_SECOND;
    const sniffer = await at(1).background('sniff', 'eth0', 'feedffff', 'dadaffff');
    const frame = packet(own(0), '224.0.0.18', VRRP, 'dadaffff');
    await at(0).once('send', 'eth0', ...Array.from({ length: many }, () => frame));
    await inside.once(
      'send',
      'br0',
      packet({ mac: '02:00:00:00:00:01', ip: '10.0.0.1' }, '10.0.0.255', UDP, udp(9, 'feedffff'), BROADCAST),
    );
    const passed = Number(await sniffer.line());
    assert.ok(passed > 0 && passed < many, `${passed} of ${many}`);
  });
});

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { group, type Guest, Lab, Peer, project, rule } from './lab.ts';

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
    };
    const markers = [
      ...Array.from({ length: 8 }, (_, index) => `dead000${index + 1}`),
      own + ip('10.0.0.12'),
      own + ip('10.0.0.1'),
      victim + ip('10.0.0.11'),
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
});

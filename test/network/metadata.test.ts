import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import pino from 'pino';
import { run } from '../../src/common/command.ts';
import type { GuestMetadata } from '../../src/drivers/driver.ts';
import { told as toldOf } from '../../src/drivers/qemu/metadata/caller.ts';
import { ec2Tree } from '../../src/drivers/qemu/metadata/ec2.ts';
import { MetadataService } from '../../src/drivers/qemu/metadata/index.ts';
import { openstackTree } from '../../src/drivers/qemu/metadata/openstack.ts';
import { externalAddress } from '../../src/drivers/qemu/network/addresses.ts';
import { eventually } from '../support/wait.ts';
import { group, type Guest, Lab, project, rule, withIpv6 } from './lab.ts';
import { Peer } from './peer.ts';

const SERVICE = '169.254.169.254';
const silent = pino({ level: 'silent' });

/** Two projects with the same addresses; what every guest is told names it. */
describe('the metadata service', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress'));
  const routers = [1, 2].map((slot) => project(slot, [outgoing], [[outgoing], []]));
  const guests: Guest[] = [];
  const told = new Map<string, GuestMetadata>();
  let service: MetadataService;
  const open = () => {
    service = new MetadataService(lab.names, silent, (address) => lab.network.callerOf(address));
    service.start((guest) => Promise.resolve(told.get(guest) ?? null));
  };

  before(async () => {
    await lab.start();
    for (const router of routers) {
      await lab.network.applyRouter({ ...router, ports: [] });
      for (const port of router.ports) {
        guests.push(await lab.guest(router, port));
        const seed = {
          instanceId: port.guest,
          hostname: port.hostname,
          sshKeys: ['ssh-ed25519 AAAA me'],
          userData: `#!/bin/sh\n# secret of ${port.guest}\n`,
          labels: { owner: port.guest },
        };
        told.set(port.guest, { seed, project: router.id, image: 'image-id', flavor: 'small', keyName: 'mine' });
      }
      await lab.network.applyRouter(router);
    }
    for (const guest of guests) await guest.settle();
    open();
    await opened();
  });
  after(async () => {
    service.stop();
    await lab.destroy();
  });

  const at = (index: number): Guest => {
    const guest = guests[index];
    assert.ok(guest);
    return guest;
  };
  const request = (line: string, headers: string[]): string =>
    [`${line} HTTP/1.1`, 'host: metadata', 'connection: close', ...headers, '', ''].join('\r\n');
  /** Asks over a connection of its own; status 0: it was closed without an answer. */
  const ask = async (peer: Peer, line: string, headers: string[] = []) => {
    const [head = '', body = ''] = (await peer.talk(SERVICE, request(line, headers))).split('\r\n\r\n');
    return { status: Number(/^HTTP\S+ (\d+)/.exec(head)?.[1] ?? 0), head, body };
  };
  /** Whether nothing is answered, soon. */
  const isUnheard = async (peer: Peer, line: string, address = SERVICE) =>
    (await peer.talk(address, request(line, []), false)) === '';
  /** Waits until the service answers: that it listens it tells nobody. */
  const opened = async () => {
    await eventually('the service', async () => (await ask(at(0), 'GET /')).status === 200);
  };
  const read = async (guest: Guest, path: string) => {
    const { status, body } = await ask(guest, `GET ${path}`);
    assert.equal(status, 200, path);
    return body;
  };

  test('tells every guest of itself, also those with the same address in another project (T16)', async () => {
    for (const guest of guests) {
      assert.equal(await read(guest, '/latest/meta-data/instance-id'), guest.port.guest);
      assert.equal(await read(guest, '/latest/user-data'), told.get(guest.port.guest)?.seed.userData);
      const data = JSON.parse(await read(guest, '/openstack/latest/meta_data.json')) as {
        uuid: string;
        meta: { owner: string };
      };
      assert.deepEqual([data.uuid, data.meta], [guest.port.guest, { owner: guest.port.guest }]);
    }
    assert.equal(at(0).address, at(2).address);
  });

  test('is all that listens between routers and host, and in a router only DHCP and DNS do, each where it should (T22)', async () => {
    const listening = async (namespace: string) => {
      const { stdout } = await run('ip', ['netns', 'exec', namespace, 'ss', '-Hlntu']);
      const lines = stdout.trim().split('\n');
      return new Set(lines.map((line) => line.split(/\s+/)).map(([kind, , , , local]) => `${kind} ${local}`));
    };
    const { externalNamespace } = lab.names;
    assert.deepEqual(await listening(externalNamespace), new Set([`tcp ${externalAddress(lab.cloud)}:80`]));
    for (const { id, networks } of routers) {
      const gateway = networks[0]?.subnets[0]?.gateway;
      const served = ['udp 0.0.0.0:67', `udp ${gateway}:53`, `tcp ${gateway}:53`];
      assert.deepEqual(await listening(lab.names.routerNamespace(id)), new Set(served));
    }
  });

  test('answers in the layout of EC2', async () => {
    const { port } = at(0);
    const at0 = `/latest/meta-data/network/interfaces/macs/${port.mac}`;
    assert.match(await read(at(0), '/latest/meta-data/'), /^instance-id$/m);
    assert.match(await read(at(0), '/2009-04-04/meta-data'), /^network\/$/m);
    assert.equal(await read(at(0), '/latest/meta-data/public-keys/'), '0=mine');
    assert.equal(await read(at(0), '/latest/meta-data/public-keys/0/openssh-key'), 'ssh-ed25519 AAAA me');
    assert.equal(await read(at(0), '/latest/meta-data/local-ipv4'), '10.0.0.11');
    assert.equal(await read(at(0), '/latest/meta-data/network/interfaces/macs/'), `${port.mac}/`);
    assert.equal(await read(at(0), `${at0}/subnet-ipv4-cidr-block`), '10.0.0.0/24');
    for (const path of ['/latest/meta-data/constructor', '/latest/meta-data/ami-id/x', '/latest/../etc', '/x'])
      assert.equal((await ask(at(0), `GET ${path}`)).status, 404, path);
  });

  test('answers in the layout of OpenStack', async () => {
    const { port } = at(0);
    const network = JSON.parse(await read(at(0), '/openstack/2018-08-27/network_data.json')) as {
      links: { ethernet_mac_address: string }[];
      networks: { type: string; link: string }[];
      services: { address: string }[];
    };
    assert.deepEqual(
      network.links.map((link) => link.ethernet_mac_address),
      [port.mac],
    );
    assert.deepEqual(
      network.networks.map(({ type, link }) => [type, link]),
      [['ipv4_dhcp', port.id]],
    );
    assert.deepEqual(network.services, [{ type: 'dns', address: '10.0.0.1' }]);
    const data = JSON.parse(await read(at(0), '/openstack/latest/meta_data.json')) as Record<string, unknown>;
    assert.deepEqual([data['hostname'], data['public_keys']], ['vm0', { mine: 'ssh-ed25519 AAAA me' }]);
    assert.equal(await read(at(0), '/openstack/latest/vendor_data.json'), '{}');
  });

  test('gives tokens that are good for their guest alone, and holds who sends one to it', async () => {
    const wants = ['x-aws-ec2-metadata-token-ttl-seconds: 60'];
    const { status, body: token } = await ask(at(0), 'PUT /latest/api/token', wants);
    assert.equal(status, 200);
    const shown = [`x-aws-ec2-metadata-token: ${token}`];
    assert.equal((await ask(at(0), 'GET /latest/meta-data/instance-id', shown)).body, at(0).port.guest);
    for (const other of [at(1), at(2)])
      assert.equal((await ask(other, 'GET /latest/meta-data/instance-id', shown)).status, 401);
    for (const ttl of ['0', '21601', 'x'])
      assert.equal(
        (await ask(at(0), 'PUT /latest/api/token', [`x-aws-ec2-metadata-token-ttl-seconds: ${ttl}`])).status,
        400,
      );
    assert.equal((await ask(at(0), 'POST /latest/user-data')).status, 405);
  });

  test('believes no header, refuses what a proxy sends, and answers no further than the guest itself (T16)', async (context) => {
    const names = ['x-instance-id', 'x-tenant-id', 'x-real-ip', 'x-remote-addr'];
    const claims = names.map((name) => `${name}: ${at(1).port.guest}`);
    assert.equal((await ask(at(0), 'GET /latest/meta-data/instance-id', claims)).body, at(0).port.guest);
    for (const header of [`x-forwarded-for: ${at(1).address}`, 'forwarded: for=10.0.0.12', 'via: 1.1 proxy'])
      assert.equal((await ask(at(0), 'GET /latest/meta-data/instance-id', [header])).status, 403, header);

    // A container in the guest, one hop further: its packets leave as the guest's own, the answers die at the guest.
    const container = new Peer(`${at(0).namespace}-c`);
    context.after(() => run('ip', ['netns', 'del', container.namespace ?? ''], { check: false }));
    await run('ip', ['netns', 'add', container.namespace ?? '']);
    const host = `link add c0 type veth peer name eth0 netns ${container.namespace}
addr add 192.168.9.1/24 dev c0
link set c0 up
`;
    await run('ip', ['-n', at(0).namespace ?? '', '-batch', '-'], { input: host });
    const inside = `addr add 192.168.9.2/24 dev eth0
link set eth0 up
route add default via 192.168.9.1
`;
    await run('ip', ['-n', container.namespace ?? '', '-batch', '-'], { input: inside });
    const within = ['netns', 'exec', at(0).namespace ?? ''];
    await run('ip', [...within, 'sysctl', '-q', '-w', 'net.ipv4.ip_forward=1']);
    const masquerade =
      'table ip nat { chain post { type nat hook postrouting priority srcnat; oifname "eth0" masquerade; }; }';
    await run('ip', [...within, 'nft', '-f', '-'], { input: masquerade });
    assert.ok(await isUnheard(container, 'GET /latest/meta-data/instance-id'));
    assert.equal(await container.reach('192.168.9.1'), '192.168.9.2');
  });

  test('cannot be asked by another way, or by whom no port belongs to', async () => {
    const direct = `100.96.${Number.parseInt(lab.cloud.slice(0, 2), 16)}.${Number.parseInt(lab.cloud.slice(2), 16)}`;
    assert.ok(await isUnheard(at(0), 'GET /latest/meta-data/instance-id', direct));
    assert.ok(await isUnheard(new Peer(lab.names.externalNamespace), 'GET /latest/user-data', direct));
    told.delete(at(3).port.guest);
    assert.equal((await ask(at(3), 'GET /latest/user-data')).status, 404);
  });

  test('one guest cannot take all connections, and a new control plane takes the port over', async () => {
    assert.equal((await at(1).once('hold', SERVICE, '80', '20', '16')).stdout.trim(), '16');
    service.stop();
    open();
    await opened();
  });
});

test('both layouts tell of all addresses of a VM, and of no other port', () => {
  const router = withIpv6(project(1, [], [[], [], []]));
  const [first, , last] = router.ports;
  assert.ok(first && last);
  last.guest = first.guest;
  first.floatingIp = '198.18.0.9';
  const seed = { instanceId: first.guest, hostname: 'web', sshKeys: ['ssh-ed25519 AAAA me', 'ssh-rsa BBBB you'] };
  const metadata = {
    seed: { ...seed, userData: null, labels: {} },
    project: router.id,
    image: 'i',
    flavor: 'small',
    keyName: '',
  };
  const told = toldOf({ guest: first.guest, router }, metadata);
  const ec2 = ec2Tree(told);
  const macs = ['meta-data', 'network', 'interfaces', 'macs'];
  assert.equal(ec2.read(macs), `${first.mac}/\n${last.mac}/`);
  assert.equal(ec2.read([...macs, first.mac, 'ipv6s']), 'fd00:1::11');
  assert.equal(ec2.read([...macs, first.mac, 'subnet-ipv6-cidr-blocks']), 'fd00:1::/64');
  assert.equal(ec2.read([...macs, last.mac, 'local-ipv4s']), null);
  assert.equal(ec2.read([...macs, last.mac, 'device-number']), '1');
  assert.equal(ec2.read(['meta-data', 'public-ipv4']), '198.18.0.9');
  assert.equal(ec2.read(['meta-data', 'public-keys']), '0=key0\n1=key1');
  assert.equal(ec2.read(['user-data']), null);
  const network = JSON.parse(String(openstackTree(told).read(['latest', 'network_data.json']))) as {
    networks: { type: string; link: string }[];
    services: { address: string }[];
  };
  assert.deepEqual(
    network.networks.map(({ type, link }) => [type, link]),
    [
      ['ipv4_dhcp', first.id],
      ['ipv6_dhcpv6-stateful', first.id],
      ['ipv6_dhcpv6-stateful', last.id],
    ],
  );
  assert.deepEqual(
    network.services.map(({ address }) => address),
    ['10.0.0.1', 'fd00:1::1', 'fd00:9::53'],
  );
});

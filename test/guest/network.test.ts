import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import pino from 'pino';
import { Problem } from '../../src/common/problem.ts';
import type { DriverEvent, GuestSpec, PortSpec } from '../../src/drivers/driver.ts';
import { QemuDriver } from '../../src/drivers/qemu/index.ts';
import { group, project, rule, tcp, withIpv6 } from '../network/lab.ts';
import { lendTinyImage } from '../support/tiny-image.ts';
import { ownNumber } from '../support/numbers.ts';
import { newCloudPlace } from '../support/place.ts';
import { eventually } from '../support/wait.ts';
import { unbounded } from '../support/unbounded.ts';

const ASK = `#!/bin/sh
echo "told: $(wget -qO- http://169.254.169.254/latest/meta-data/instance-id)"
echo "found: $(ping -c 1 -W 1 vm1 | head -n 1)"
for each in $(seq 600); do [ -s /run/slipway/resolv/eth0.6 ] && break; sleep 0.1; done
echo "by IPv6: $(cat /run/slipway/resolv/eth0.6)"
`;

describe('the network of a guest, as the guest finds it', () => {
  const prefix = `198.18.${ownNumber()}`;
  const outgoing = group(rule('egress'), rule('egress', { ethertype: 'IPv6' }), tcp(22));
  /** One port with both families, one with IPv6 alone; and one of another VM. */
  const both = withIpv6(project(1, [outgoing], [[outgoing], [outgoing], [outgoing]]));
  const guest = randomUUID();
  const [first, neighbour, second] = both.ports as [PortSpec, PortSpec, PortSpec];
  for (const port of [first, second]) Object.assign(port, { guest, guestSlot: 1 });
  const router = { ...both, ports: [first, second] };
  const heard: DriverEvent[] = [];
  let home: string;
  let cloud: string;
  let driver: QemuDriver;
  let spec: GuestSpec;

  const cards = (...ports: PortSpec[]) => ports.map(({ id, mac }) => ({ id, mac, dhcp4: true, dhcp6: true }));
  const event = (what: string, matches: (event: DriverEvent) => boolean) => eventually(what, () => heard.find(matches));
  const lease = (address: string) => event(address, (each) => each.kind === 'lease' && each.address === address);

  /** As a workflow does it: what a busy guest has not let go of is asked for again. */
  const sync = async (wanted: GuestSpec): Promise<void> => {
    await eventually('the cards of the guest', () =>
      driver.syncPorts(wanted).then(
        () => true,
        (error: unknown) => {
          if (error instanceof Problem && error.code === 'device-not-released') return false;
          throw error;
        },
      ),
    );
  };

  /** The answers of a port's sshd, once there is one of each of its addresses: a busy guest is late with the first line. */
  const diagnosed = (port: PortSpec) =>
    eventually(
      'an answer of sshd',
      () => driver.diagnosePort(router.id, port.id),
      ({ ssh }) => ssh !== null && ssh.length > 0 && ssh.every(({ answer }) => answer === 'ssh'),
    );

  before(async () => {
    ({ home, cloud } = newCloudPlace('guest-network'));
    const floatingPool = `${prefix}.0/24`;
    const settings = { home, cloud, uidBase: 4_400_000, floatingPool, uplink: null, accelerator: 'tcg' as const };
    driver = new QemuDriver(settings, [], pino({ level: 'silent' }));
    const report = (said: DriverEvent) => void heard.push(said);
    const seed = { instanceId: guest, hostname: 'vm0', sshKeys: [], userData: ASK, labels: {} };
    const metadata = { seed, project: router.id, image: randomUUID(), flavor: 'tiny', keyName: '' };
    await driver.start(report, (asked) => Promise.resolve(asked === guest ? metadata : null));
    const [image, volume] = [randomUUID(), randomUUID()];
    await lendTinyImage(home);
    await driver.ensureImage(
      { id: image, source: { kind: 'builtin', name: 'tiny' }, sha256: null },
      () => {},
      unbounded,
    );
    await driver.createVolume({ id: volume, sizeMiB: 256, image });
    const machine = {
      slot: 1,
      vcpus: 1,
      memoryMiB: 128,
      image,
      volumes: [{ id: volume }],
      rescue: null,
      probeSsh: null,
    };
    spec = { id: guest, ...machine, router: router.id, ports: cards(first), seed };
    await driver.applyRouter({ ...router, ports: [first, neighbour] });
    await driver.startGuest(spec);
  });
  after(async () => {
    await driver.destroyAll();
    await driver.stop();
    await rm(home, { recursive: true, force: true });
  });

  test('it takes an address of each family, and is told of itself by the metadata service (T16)', async () => {
    await Promise.all([lease('10.0.0.11'), lease('fd00:1::11')]);
    await event('end of its script', (each) => each.kind === 'report' && each.report.stage === 'cloud-init');
    const console = await driver.consoleLog(guest, 1 << 16);
    assert.match(console, new RegExp(`told: ${guest}`));
    assert.match(console, /found: PING vm1 \((10\.0\.0\.12|fd00:1::12)\)/);
    assert.match(console, /by IPv6: search slipway\.internal\.?\s+nameserver fd00:1::1/);
  });

  test('what keeps people from it is measured', async () => {
    const facts = await diagnosed(first);
    assert.deepEqual(
      { ...facts, leases: facts.leases?.map(({ address }) => address).sort() },
      {
        link: 'up',
        leases: ['10.0.0.11', 'fd00:1::11'],
        ssh: first.addresses.map(({ address }) => {
          const banner = facts.ssh?.find((each) => each.address === address)?.banner ?? '';
          assert.match(banner, /^SSH-2\.0-dropbear/);
          return { address, answer: 'ssh', banner };
        }),
        floatingIp: null,
        sshFrom: ['0.0.0.0/0'],
      },
    );
    const floating = `${prefix}.9`;
    await driver.applyRouter({ ...router, ports: [{ ...first, floatingIp: floating, groups: [] }] });
    const { floatingIp, sshFrom } = await driver.diagnosePort(router.id, first.id);
    assert.deepEqual([floatingIp, sshFrom], [{ address: floating, routed: true, answers: false }, []]);
    const unplugged = await driver.diagnosePort(router.id, second.id);
    assert.deepEqual([unplugged.link, unplugged.ssh], ['absent', []]);
  });

  test('a port that comes while it runs gets its address, goes, and comes again', async () => {
    const with2 = { ...spec, ports: cards(first, second) };
    for (const _ of ['first', 'second']) {
      heard.length = 0;
      await driver.applyRouter(router);
      await sync(with2);
      await sync(with2);
      await lease('fd00:2::1a0');
      // a guest first makes sure that nobody else has an IPv6 address, then uses it
      assert.equal((await diagnosed(second)).ssh?.length, 1);
      await sync(spec);
      assert.equal((await driver.diagnosePort(router.id, second.id)).link, 'down');
      await driver.applyRouter({ ...router, ports: [first] });
    }
  });

  test('a router without a port stays for its running guest, and takes it up again', async () => {
    await sync({ ...spec, ports: [] });
    await driver.removeRouter(router.id);
    assert.equal((await driver.diagnosePort(router.id, first.id)).link, 'absent');
    heard.length = 0;
    await driver.applyRouter({ ...router, ports: [first] });
    await sync(spec);
    await lease('10.0.0.11');
    await driver.removeGuest(guest);
    await driver.removeRouter(router.id);
    assert.deepEqual(
      (await driver.inventory()).filter(({ kind }) => kind === 'router'),
      [],
    );
  });
});

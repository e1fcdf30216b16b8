import assert from 'node:assert/strict';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { PortSpec } from '../../src/drivers/driver.ts';
import { hangMs } from '../support/wait.ts';
import { group, type Guest, Lab, project, rule, withIpv6 } from './lab.ts';

const DOMAIN = 'slipway.internal';

describe('the name of a VM', () => {
  const lab = new Lab();
  const outgoing = group(rule('egress'), rule('egress', { ethertype: 'IPv6' }));
  // two ports of one guest on one network, and a third on another, which has nothing but IPv6
  const router = withIpv6(project(1, [outgoing], [[outgoing], [outgoing], [outgoing], [outgoing]]));
  const [asking, first, second, third] = router.ports as [PortSpec, PortSpec, PortSpec, PortSpec];
  for (const port of [second, third]) Object.assign(port, { guest: first.guest, guestSlot: first.guestSlot });
  for (const port of [first, second, third]) port.hostname = 'web';
  const guests = new Map<string, Guest>();
  let directory: string;

  const apply = (...ports: PortSpec[]) => lab.network.applyRouter({ ...router, ports });
  const guestOf = (port: PortSpec): Guest => {
    const found = guests.get(port.id);
    assert.ok(found);
    return found;
  };
  const inGuest = async (port: PortSpec, ...argv: string[]) => {
    const args = ['netns', 'exec', guestOf(port).namespace ?? '', ...argv];
    return (await run('ip', args, { check: false, timeoutMs: hangMs })).stdout;
  };
  /** What the router says of a name, or of an address. */
  const resolve = async (name: string): Promise<string[]> => {
    const said = await inGuest(asking, 'busybox', 'nslookup', name, '10.0.0.1');
    const [, answer = ''] = said.split(/^Address.*:53$/m);
    return [...answer.matchAll(/(?:^Address: |name = )(\S+)/gm)].map(([, found = '']) => found).toSorted();
  };
  /** Takes a lease as a client of today, which remembers nothing; all that it was told. */
  const dhcp = async (port: PortSpec, ...more: string[]): Promise<Map<string, string>> => {
    const [script, given] = [join(directory, 'script'), join(directory, port.id)];
    await writeFile(script, `#!/bin/sh\n[ "$1" != bound ] || env > ${given}\n`);
    await chmod(script, 0o755);
    const once = ['-f', '-n', '-q', '-t', '600', '-T', '1'];
    await inGuest(port, 'busybox', 'udhcpc', '-i', 'eth0', ...once, '-s', script, ...more);
    const lines = (await readFile(given, 'utf8')).split('\n').map((line) => line.split('='));
    return new Map(lines.map(([name = '', ...value]) => [name, value.join('=')]));
  };

  const duid = ({ mac }: PortSpec) => `00030001${mac.replaceAll(':', '')}`;
  /** A card goes with its port. */
  const newCard = async (port: PortSpec) => guests.set(port.id, await lab.guest(router, port));

  before(async () => {
    directory = await mkdtemp(join(tmpdir(), 'slipway-names-'));
    await lab.start();
    await apply();
    for (const port of [asking, first]) await newCard(port);
    await apply(asking, first);
    await guestOf(asking).settle();
  });
  after(async () => {
    await lab.destroy();
    await rm(directory, { recursive: true, force: true });
  });

  const own = ['10.0.0.12', 'fd00:1::12'];

  test('leads to its first port from the moment that it is plugged, with its domain and without, and back', async () => {
    assert.deepEqual(await resolve('web'), own);
    assert.deepEqual(await resolve(`web.${DOMAIN}`), own);
    assert.deepEqual(await resolve('10.0.0.12'), [`web.${DOMAIN}`]);
  });

  test('stays there when others are plugged, whichever takes its lease last', async () => {
    await dhcp(first);
    await newCard(second);
    await apply(asking, first, second);
    await dhcp(second);
    assert.deepEqual(await resolve('web'), own);
    await newCard(third);
    await apply(asking, first, second, third);
    await guestOf(third).dhcp6(duid(third));
    assert.deepEqual(await resolve('web'), own);
    await dhcp(second);
    assert.deepEqual(await resolve('web'), own);
  });

  test('leads to the next one once the first one is gone, to its new first one, and nowhere without any', async () => {
    await apply(asking, second, third);
    assert.deepEqual(await resolve('web'), ['10.0.0.13', 'fd00:1::13']);
    await apply(asking, third, second);
    assert.deepEqual(await resolve('web'), ['fd00:2::1a0']);
    await apply(asking);
    assert.deepEqual(await resolve('web'), []);
  });

  test('is the new one once it is renamed, the first label of one with dots, and both of two that are called alike', async () => {
    await apply(asking, { ...first, hostname: 'front' });
    assert.deepEqual([await resolve('web'), await resolve('front')], [[], own]);
    await apply(asking, { ...first, hostname: 'www.example.com' });
    assert.deepEqual([await resolve('www'), await resolve('www.example.com')], [own, []]);
    await apply({ ...asking, hostname: 'web' }, first);
    assert.deepEqual(await resolve('web'), ['10.0.0.11', ...own, 'fd00:1::11'].toSorted());
  });

  test('is no name that a guest gives itself, nor one that is asked of others', async () => {
    await newCard(second);
    await apply(asking, first, { ...second, guest: asking.guest });
    await dhcp(second, '-x', 'hostname:stolen', '-F', `stolen.${DOMAIN}`);
    assert.deepEqual([await resolve('stolen'), await resolve(`stolen.${DOMAIN}`)], [[], []]);
    const said = await inGuest(asking, 'busybox', 'nslookup', `unknown.${DOMAIN}`, '10.0.0.1');
    assert.match(said, /NXDOMAIN/);
  });

  test('is found by clients that complete it: the domain comes by DHCP, DHCPv6 and router advertisement', async () => {
    await newCard(third);
    await apply(asking, second, third);
    const label = (text: string) => text.length.toString(16).padStart(2, '0') + Buffer.from(text).toString('hex');
    const wire = `${DOMAIN.split('.').map(label).join('')}00`;
    const told = await dhcp(second, '-O', '119');
    assert.deepEqual([told.get('domain'), told.get('search')], [DOMAIN, DOMAIN]);
    // option 24 of DHCPv6 and option 31 of an advertisement, with their lengths; the latter's name is padded to 8 bytes
    const option24 = `0018${(wire.length / 2).toString(16).padStart(4, '0')}${wire}`;
    const option31 = new RegExp(`1f04[0-9a-f]{12}${wire}`);
    const { stdout } = await guestOf(third).once('dhcp6', 'eth0', duid(third), 'all');
    assert.ok(stdout.includes(option24), stdout);
    const { stdout: heard } = await guestOf(third).once('advert', 'eth0');
    assert.match(heard, option31);
  });
});

import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { RouterSpec } from '../../src/drivers/driver.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { checkRouter } from '../../src/drivers/qemu/network/check.ts';
import { parseLeases } from '../../src/drivers/qemu/network/leases.ts';
import { renderRuleset } from '../../src/drivers/qemu/network/ruleset.ts';
import { rule, tcp } from './lab.ts';

const golden = new URL('ruleset.golden.nft', import.meta.url);
const names = new HostNames({
  home: '/nonexistent',
  cloud: '0000',
  uidBase: 900_000,
  floatingPool: '198.18.0.0/24',
  uplink: null,
  accelerator: 'tcg',
});
const uuid = (kind: string, number: number) => `00000000-0000-4000-8000-${kind}${String(number).padStart(8, '0')}`;
const port = (number: number, groups: string[], floatingIp: string | null = null): RouterSpec['ports'][number] => ({
  id: uuid('aaaa', number),
  network: uuid('bbbb', 1),
  mac: `52:54:00:00:00:0${number}`,
  guestSlot: number,
  guest: uuid('cccc', number),
  hostname: `vm${number}`,
  addresses: [{ subnet: uuid('dddd', 1), address: `10.0.0.1${number}` }],
  groups,
  floatingIp,
});
const both = () => [
  { subnet: uuid('dddd', 1), address: '10.0.0.12' },
  { subnet: uuid('dddd', 2), address: 'fd00:1:0::12' },
];
const [web, common] = [uuid('eeee', 1), uuid('eeee', 2)];
const router = (): RouterSpec => ({
  id: uuid('ffff', 1),
  slot: 1,
  networks: [
    {
      id: uuid('bbbb', 1),
      slot: 0,
      subnets: [
        { id: uuid('dddd', 1), cidr: '10.0.0.0/24', gateway: '10.0.0.1', dnsNameservers: [] },
        { id: uuid('dddd', 2), cidr: 'fd00:1::/64', gateway: 'fd00:1::1', dnsNameservers: [] },
      ],
    },
  ],
  ports: [
    port(1, [web, common], '198.18.0.9'),
    { ...port(2, [common, web]), addresses: both() },
    port(3, [common]),
    port(4, []),
  ],
  groups: [
    { id: web, rules: [tcp(443), tcp(443), rule('ingress', { protocol: 'udp', toPort: 99, cidr: '0.0.0.0/0' })] },
    {
      id: common,
      rules: [
        rule('egress'),
        rule('egress', { ethertype: 'IPv6', protocol: 'tcp', fromPort: 25, cidr: '2001:db8::/32' }),
        rule('ingress', { remoteGroup: common }),
        rule('ingress', { ethertype: 'IPv6', remoteGroup: common }),
        rule('ingress', { protocol: 'icmp', fromPort: 8, toPort: 0 }),
        rule('ingress', { protocol: 'icmp', ethertype: 'IPv6', fromPort: 128 }),
      ],
    },
  ],
});

describe('the ruleset of a router', () => {
  test('is the golden text', async () => {
    assert.equal(renderRuleset(router(), names), await readFile(golden, 'utf8'));
  });

  test('is understood by nft', async () => {
    const rules = renderRuleset(router(), names);
    await run('unshare', ['--net', 'nft', '--check', '-f', '-'], { input: rules });
  });

  test('has one chain per combination of groups in each table, whatever their order and the number of ports', () => {
    const many = router();
    many.ports = Array.from({ length: 9 }, (_, index) => port(index + 1, index % 2 ? [web, common] : [common, web]));
    assert.equal(renderRuleset(many, names).match(/chain ingress_\d+ /g)?.length, 2);
  });
});

describe('a spec that could say something else than it means', () => {
  const broken: Record<string, (spec: RouterSpec) => unknown> = {
    'id with a path': (spec) => (spec.id = '../../etc'),
    'slot out of range': (spec) => (spec.slot = 16_001),
    'MAC with a newline': (spec) => spec.ports.map((each) => (each.mac += '\n')),
    'port id with a command': (spec) => spec.ports.map((each) => (each.id = '; flush ruleset')),
    'address with more': (spec) => spec.ports.map((each) => each.addresses.map((it) => (it.address += ' }'))),
    'floating IP that is none': (spec) => spec.ports.map((each) => (each.floatingIp = '0x7f.1')),
    'unknown group': (spec) => spec.ports.map((each) => (each.groups = [uuid('eeee', 7)])),
    'prefix of the other family': (spec) => spec.groups[0]?.rules.push(rule('ingress', { cidr: '::/0' })),
    'prefix with a command': (spec) => spec.groups[0]?.rules.push(rule('ingress', { cidr: '10.0.0.0/8 accept' })),
    'ports without a protocol': (spec) => spec.groups[0]?.rules.push(rule('ingress', { fromPort: 22 })),
    'ports in reverse': (spec) => spec.groups[0]?.rules.push(tcp(22, { toPort: 21 })),
    'gateway of the other family': (spec) => spec.networks[0]?.subnets.map((each) => (each.gateway = 'fd00:1::1')),
    'IPv6 prefix too short for addresses': (spec) =>
      spec.networks[0]?.subnets.map((each) => (each.cidr = each.cidr.replace('fd00:1::/64', 'fd00::/48'))),
    'name server that is none': (spec) => spec.networks[0]?.subnets.map((each) => (each.dnsNameservers = ['x'])),
  };
  for (const [name, spoil] of Object.entries(broken))
    test(`is refused: ${name}`, () => {
      const spec = router();
      checkRouter(spec);
      spoil(spec);
      assert.throws(() => checkRouter(spec), { code: 'router-spec-invalid' });
    });
});

test('the lease file is read without trusting it', () => {
  const line = `${86_400 + 5} 52:54:00:00:00:01 10.0.0.11 name with spaces ff:00`;
  const six = `${86_400 + 6} 1234567 fd00:1::11 * 00:03:00:01:52:54:00:00:00:01`;
  assert.deepEqual(parseLeases(`${line}\n\nduid 00:01\n${six}\nx y z\n`), [
    { mac: '52:54:00:00:00:01', address: '10.0.0.11', name: 'name', at: 5000 },
    { mac: null, address: 'fd00:1::11', name: null, at: 6000 },
  ]);
});

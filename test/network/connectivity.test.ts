import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { PortFacts } from '../../src/drivers/driver.ts';
import { connectivityChecks, type Measured } from '../../src/network/connectivity-checks.ts';

const facts: PortFacts = {
  link: 'up',
  leases: [{ address: '10.0.0.2', at: 0 }],
  ssh: [{ address: '10.0.0.2', answer: 'ssh', banner: 'SSH-2.0-dropbear' }],
  floatingIp: { address: '172.24.4.2', routed: true, answers: true },
  sshFrom: ['0.0.0.0/0'],
};
const port = {
  uuid: 'p',
  plugged: true,
  addresses: ['10.0.0.2'],
  groups: ['default'],
  floatingIp: '172.24.4.2',
  facts,
};
const fine: Measured = {
  name: 'my-vm',
  project: 'x',
  state: 'OK',
  error_message: '',
  key_name: 'laptop',
  ssh_user: 'debian',
  image_readiness: 'agent',
  readiness: {},
  behind: false,
  network_error: '',
  guest: 'running',
  ports: [port],
  host: [{ name: 'clock', ok: true, detail: 'it goes on as it should', remedy: '' }],
};

/** How a check comes out, and what of it. */
function checked(name: string, more: Partial<Measured>): [ok: boolean | null, measured: string] {
  const checks = connectivityChecks({ ...fine, ...more });
  for (const { name: each, ok, remedy } of checks) assert.equal(remedy !== '', ok === false, each);
  const found = checks.find((check) => check.name === name);
  assert.ok(found);
  return [found.ok, found.measured];
}

const withFacts = (other: Partial<PortFacts>): Partial<Measured> => ({
  ports: [{ ...port, facts: { ...facts, ...other } }],
});
const cloudInit = { at: 0, result: 'error' as const, detail: 'a bad line' };

test('of a VM that is well every check is', () => {
  for (const { name, ok } of connectivityChecks(fine)) assert.equal(ok, true, name);
});

type Case = [what: string, more: Partial<Measured>, check: string, ok: boolean | null, measured: RegExp];
const cases: Case[] = [
  ['a VM that has failed', { state: 'ERRED', error_message: 'No room.' }, 'state', false, /has failed: No room\./],
  ['one that is at work', { state: 'UPDATING' }, 'state', false, /is UPDATING/],
  [
    'one that is stopped',
    { guest: 'stopped', error_message: 'It fell.' },
    'running',
    false,
    /does not run\. It fell\./,
  ],
  ['one that stands still', { guest: 'paused' }, 'running', false, /stands still\.$/],
  ['a network that is behind', { behind: true }, 'network', false, /is not in force yet/],
  ['one that failed', { behind: true, network_error: 'nft is gone' }, 'network', false, /not be made: nft is gone/],
  ['no port', { ports: [] }, 'port', false, /has no port/],
  ['no port, for the rules', { ports: [] }, 'security_group', null, /it has no port/],
  ['no port, for the floating IP', { ports: [] }, 'floating_ip', null, /it has no port/],
  [
    'a port that is not plugged',
    { ports: [{ ...port, plugged: false }] },
    'port',
    false,
    /10\.0\.0\.2 is not plugged in/,
  ],
  ['a port without a guest', withFacts({ link: 'down' }), 'port', false, /10\.0\.0\.2 has no guest at its other end/],
  ['no lease', withFacts({ leases: [] }), 'address', false, /not taken 10\.0\.0\.2 by DHCP/],
  ['no address', withFacts({ ssh: [] }), 'ssh', null, /it has no address/],
  ['no group', { ports: [{ ...port, groups: [] }] }, 'security_group', true, /has no security group; TCP port 22/],
  ['no rule', withFacts({ sshFrom: [] }), 'security_group', false, /"default"; no rule lets TCP port 22 in\.$/],
  [
    'rules for inside',
    withFacts({ sshFrom: ['a-group', '::/0'] }),
    'security_group',
    false,
    /only from VMs of the project/,
  ],
  [
    'rules for some',
    withFacts({ sshFrom: ['192.0.2.0/24'] }),
    'security_group',
    true,
    /"192\.0\.2\.0\/24" only; else nothing/,
  ],
  ['a key without a name', { key_name: '' }, 'key', true, /lets in debian with the key it was ordered with/],
  ['a first boot that failed', { readiness: { cloudInit } }, 'key', false, /"laptop" may be missing: a bad line/],
];
for (const [what, more, check, ok, words] of cases)
  test(`of ${what} it is said, with what to do`, () => {
    const [found, measured] = checked(check, more);
    assert.equal(found, ok);
    assert.match(measured, words);
  });

test('what depends on what has failed is not measured, and says on what', () => {
  assert.deepEqual(checked('ssh', { guest: 'stopped' }), [null, 'Not measured: address comes first.']);
});

const unknown: [what: string, facts: Partial<PortFacts>, check: string][] = [
  ['leases', { leases: null }, 'address'],
  ['ssh', { ssh: null }, 'ssh'],
  ['the way of a floating IP', { floatingIp: { address: '172.24.4.2', routed: null, answers: null } }, 'floating_ip'],
];
for (const [what, lacking, name] of unknown)
  test(`${what} that a cloud cannot measure is unknown, no fault, and keeps nothing else from being looked at`, () => {
    const checks = connectivityChecks({ ...fine, ...withFacts(lacking) });
    const open = checks.filter(({ ok }) => ok !== true);
    assert.deepEqual(
      open.map((check) => [check.name, check.ok]),
      [[name, null]],
    );
    assert.match(open[0]?.measured ?? '', /^Not known: this cloud /);
  });

test('of several ports the one with the floating IP is looked at, and of its addresses the one that answers', () => {
  const silent = { address: 'fd00::2', answer: 'nothing' as const, banner: '' };
  const outer = { ...port, facts: { ...facts, ssh: [silent, ...(facts.ssh ?? [])] } };
  const inner = { ...port, floatingIp: null, facts: { ...facts, sshFrom: [], ssh: [silent] } };
  const [ssh, said] = checked('ssh', { ports: [inner, outer] });
  assert.deepEqual([ssh, said], [true, 'sshd answers on 10.0.0.2: SSH-2.0-dropbear']);
  assert.equal(checked('security_group', { ports: [inner, outer] })[0], true);
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { catalogue } from '../../src/common/problems/catalogue.ts';
import { problemOf } from '../../src/cli/api/refusal.ts';
import { exitCodeOf } from '../../src/cli/terminal/exit.ts';
import { asTyped } from '../../src/cli/terminal/flags.ts';
import { allCommands } from './help.ts';

const nothing = new Headers();
const exitOf = (status: number, body: unknown): number => exitCodeOf(problemOf(status, nothing, body));

test('the code of an answer decides the exit status, not its HTTP status', () => {
  assert.equal(exitOf(400, { name: ['Required.'], code: 'invalid' }), 2);
  assert.equal(exitOf(400, { fixed_ips: ['Taken.'], code: 'already-taken' }), 5);
  assert.equal(exitOf(400, { project: ['Exceeded.'], code: 'quota-exceeded' }), 6);
  assert.equal(exitOf(401, { detail: 'Invalid token.', code: 'invalid-token' }), 4);
  assert.equal(exitOf(403, { detail: 'No.', code: 'permission-denied' }), 4);
  assert.equal(exitOf(404, { detail: 'Not found.', code: 'not-found' }), 3);
  assert.equal(exitOf(409, { detail: 'In use.', code: 'in-use' }), 5);
  assert.equal(exitOf(413, { detail: 'Large.', code: 'image-too-large' }), 6);
  assert.equal(exitOf(507, { detail: 'Full.', code: 'disk-full' }), 6);
  assert.equal(exitOf(503, { detail: 'Away.', code: 'database-away' }), 7);
});

test('what answers without a code of ours is told by its status', () => {
  assert.equal(exitOf(404, '<html>not here</html>'), 3);
  assert.equal(exitOf(502, '<html>bad gateway</html>'), 7);
  assert.equal(exitOf(409, { detail: 'No.', code: 'of-a-newer-server' }), 5);
  assert.equal(exitOf(408, 'too slow'), 7);
  assert.equal(exitOf(412, 'not as it was'), 5);
  assert.equal(exitOf(429, 'slow down'), 7);
  assert.equal(exitOf(418, 'a teapot'), 2);
});

test('the messages of a 400 keep their fields, and its code is none of them', () => {
  const body = {
    attributes: { networks: [{}, { subnet: ['Unknown.'] }] },
    non_field_errors: ['Late.'],
    code: 'invalid',
  };
  assert.deepEqual(problemOf(400, nothing, body).fields, [
    { path: 'attributes.networks.1.subnet', message: 'Unknown.' },
    { path: '', message: 'Late.' },
  ]);
});

test('a wrong field is called what it was given by: an option, else an argument', async () => {
  const all = await allCommands();
  for (const [words, path, called, ...given] of [
    ['vm create', 'attributes.data_volumes.0.size', '--volume'],
    ['vm create', 'attributes.name', '<name>'],
    ['vm create', 'attributes.networks.0.fixed_ips.0.ip_address', '--ip'],
    ['vm connect', 'ports.1', '--port', '--port', 'eth'],
    ['vm connect', 'ports.1', '--subnet', '--subnet', 'default'],
    ['vm label', 'metadata.a', '<label>'],
    ['subnet create', 'gateway_ip', '--gateway'],
    ['subnet create', 'dns_nameservers.0', '--dns'],
    ['subnet create', 'allocation_pools.0.start', '--pool'],
    ['subnet create', 'host_routes.0.nexthop', '--host-route'],
    ['port create', 'allowed_address_pairs.0.ip_address', '--allowed-address'],
    ['security-group allow', '2.cidr', '--from'],
    ['key add', 'public_key', '<file>'],
    ['member add', 'expiration_time', '--until'],
    ['event list', 'created_from', '--since'],
    ['event list', 'created_to', '--until'],
    ['token create', 'expires', '--days'],
    ['user create', 'username', '<name>'],
    ['flavor create', 'ram', '--memory'],
    ['volume extend', 'disk_size', '--size'],
    ['vm show', 'unheard_of', 'unheard_of'],
  ] as const) {
    const command = all.get(words) ?? assert.fail(words);
    command.parseOptions([...given]);
    assert.equal(asTyped({ path, message: '' }, command).path, called, words);
  }
});

test('what to do is said by the server, else by the catalogue', () => {
  const { remedy } = problemOf(409, nothing, { detail: 'No.', code: 'in-use', remedy: 'Delete it.' });
  assert.equal(remedy, 'Delete it.');
  assert.equal(problemOf(400, nothing, { code: 'quota-exceeded' }).remedy, catalogue['quota-exceeded'].remedy);
});

test('what is no problem is a fault of the command line', () => {
  assert.equal(exitCodeOf(new TypeError('x')), 1);
  assert.equal(exitCodeOf(new Problem('timeout', 'Late.')), 124);
});

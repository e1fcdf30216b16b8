import assert from 'node:assert/strict';
import { test } from 'node:test';
import { faultOfBlocks, isPublic, withinBlocks } from '../../src/common/reach.ts';

test('an address is public unless only neighbours send to it; all of a host, and what a name leads to, may be', () => {
  const own = ['localhost', '127.0.0.1', '127.9.9.9', '10.1.2.3', '172.31.0.1', '192.168.0.9', '100.64.0.1', '::1'];
  for (const host of [...own, '169.254.1.1', 'fd00::1', 'fe80::1']) assert.equal(isPublic(host), false, host);
  for (const host of ['0.0.0.0', '::', '172.32.0.1', '203.0.113.1', '2001:db8::1', 'cloud.example.org'])
    assert.equal(isPublic(host), true, host);
});

test('a list of proxies is of addresses and blocks, of both versions', () => {
  const isProxy = withinBlocks('10.0.0.0/8, ::1,192.0.2.7');
  for (const address of ['10.9.9.9', '::ffff:10.0.0.1', '::1', '192.0.2.7']) assert.ok(isProxy(address), address);
  for (const address of ['11.0.0.1', '::2', '192.0.2.8', '', 'x']) assert.ok(!isProxy(address), address);
  assert.equal(withinBlocks('')('127.0.0.1'), false);
  assert.equal(faultOfBlocks('10.0.0.0/8,::1'), undefined);
  assert.match(faultOfBlocks('10.0.0.0/8,proxy') ?? '', /"proxy" is no block of addresses/);
  assert.match(faultOfBlocks('10.0.0.1/8') ?? '', /Did you mean 10\.0\.0\.0\/8/);
});

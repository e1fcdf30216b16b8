import assert from 'node:assert/strict';
import { syncBuiltinESMExports } from 'node:module';
import os, { type NetworkInterfaceInfo } from 'node:os';
import { test } from 'node:test';
import fc from 'fast-check';
import { Problem } from '../../src/common/problem.ts';
import { followed } from '../support/remedy.ts';
import { isPublicAddress, pinSource } from '../../src/drivers/qemu/images/source.ts';

const refused = (error: unknown) => error instanceof Problem && error.code === 'image-url-refused';

test('URLs that lead to the host, its networks or odd places are refused (T6)', async () => {
  const hosts = `127.0.0.1 127.1 0x7f.1 2130706433 017700000001 0 0.0.0.0 localhost 10.0.0.1 172.16.0.1 172.24.4.1
    192.168.1.1 169.254.169.254 100.64.0.1 100.100.100.200 168.63.129.16 198.18.0.1 192.0.2.1 224.0.0.1 255.255.255.255
    134744072 0x08080808 [::] [::1] [::ffff:127.0.0.1] [::ffff:7f00:1] [::127.0.0.1] [::ffff:0:127.0.0.1] [fe80::1]
    [fc00::1] [fd00:ec2::254] [fec0::1] [64:ff9b::7f00:1] [2002:7f00:1::1] [2001:0:7f00:1::1] [ff02::1] [2001:db8::1]`;
  for (const host of hosts.split(/\s+/)) {
    await assert.rejects(pinSource(`http://${host}/x.img`, []), refused, host);
    await assert.rejects(pinSource(`https://${host}:8443/x.img`, []), refused, host);
  }
});

test('an address of this host is refused, public as it may be (T6)', async (context) => {
  const [card, other] = ['192.0.78.24', '192.0.78.25'];
  const list = [card, '2606:4700::1234'].map((address) => ({ address }) as NetworkInterfaceInfo);
  const all = context.mock.method(os, 'networkInterfaces', () => ({ eth0: list }));
  syncBuiltinESMExports();
  context.after(() => {
    all.mock.restore();
    syncBuiltinESMExports();
  });
  for (const host of [card, '[2606:4700::1234]', '[2606:4700:0:0::1234]']) {
    await assert.rejects(pinSource(`http://${host}:8080/api`, []), refused, host);
  }
  assert.equal((await pinSource(`http://${other}/`, [])).address, other);
  assert.equal((await pinSource(`http://${card}/`, [card])).address, card, 'an operator may name it');
});

test('only http and https, without credentials', async () => {
  for (const url of [
    'file:///etc/passwd',
    'ftp://1.1.1.1/x',
    'gopher://1.1.1.1/',
    'data:,x',
    '//1.1.1.1/x',
    '',
    '/etc',
  ]) {
    await assert.rejects(pinSource(url, []), refused, url);
  }
  await assert.rejects(pinSource('http://user:secret@1.1.1.1/', []), refused);
});

test('a public address passes and is pinned', async () => {
  const { address, family } = await pinSource('https://1.1.1.1/image.qcow2', []);
  assert.deepEqual({ address, family }, { address: '1.1.1.1', family: 4 });
  assert.equal((await pinSource('http://[2606:4700::1111]/', [])).family, 6);
});

test('an allowed mirror is exactly the named one', async () => {
  assert.equal((await pinSource('http://127.0.0.1:8080/x', ['127.0.0.1:8080'])).address, '127.0.0.1');
  assert.equal((await pinSource('http://10.1.2.3/x', ['10.1.2.3'])).address, '10.1.2.3');
  await assert.rejects(pinSource('http://127.0.0.1:8081/x', ['127.0.0.1:8080']), refused);
  await assert.rejects(pinSource('http://127.0.0.1/x', ['127.0.0.1.example.org']), refused);
  await assert.rejects(pinSource('http://localhost:8080/x', ['127.0.0.1:8080']), refused);
});

test('a name without an address is worth another try', async () => {
  await assert.rejects(pinSource('http://nothing.invalid/x', []), { code: 'image-host-unknown', transient: true });
  await followed(
    'image-host-unknown',
    /Check the name in the image URL/,
    () => pinSource('http://localhost.invalid/x', ['localhost']).then(() => {}),
    () => pinSource('http://localhost/x', ['localhost']).then(() => {}),
  );
});

test('no way of writing a private IPv4 address inside IPv6 makes it public (T6)', () => {
  const inside = fc.tuple(fc.constantFrom(10, 127), fc.nat(255), fc.nat(255), fc.nat(255));
  const prefix = fc.constantFrom('::', '::ffff:', '::ffff:0:', '64:ff9b::', '2002:', '2001:0:');
  fc.assert(
    fc.property(inside, prefix, ([a, b, c, d], start) => {
      const [high, low] = [(a << 8) | b, (c << 8) | d].map((word) => word.toString(16));
      const text = start.startsWith('200') ? `${start}${high}:${low}::1` : `${start}${high}:${low}`;
      assert.equal(isPublicAddress(text), false, text);
      assert.equal(isPublicAddress(`${a}.${b}.${c}.${d}`), false);
    }),
  );
});

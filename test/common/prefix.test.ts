import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { addressText, blockOf, clientOf, overlaps, parsePrefix, prefixText } from '../../src/common/prefix.ts';
import { setUpDatabase } from '../support/setup.ts';

const db = await setUpDatabase();

/** Blocks that meet often: few addresses of both versions, at all lengths. */
const block = fc
  .record({ version: fc.constantFrom(4 as const, 6 as const), low: fc.nat(3), high: fc.nat(3), cut: fc.nat(128) })
  .map(({ version, low, high, cut }) => {
    const width = version === 4 ? 32 : 128;
    const value = (BigInt(high) << BigInt(width - 2)) + BigInt(low);
    return blockOf(`${addressText(version, value)}/${cut % (width + 1)}`);
  });
const text = fc.oneof(
  block.map(prefixText),
  block.map(({ version, first }) => addressText(version, first)),
);

test('blocks overlap exactly when PostgreSQL, which refuses overlapping subnets, says so', async () => {
  const pairs = fc.sample(fc.tuple(text, text), { numRuns: 3000, seed: 9 });
  const { rows } = await sql<{ meet: boolean }>`
    SELECT a::cidr && b::cidr AS meet
    FROM unnest(${pairs.map(([a]) => a)}::text[], ${pairs.map(([, b]) => b)}::text[]) WITH ORDINALITY AS p (a, b, n)
    ORDER BY n
  `.execute(db);
  assert.equal(rows.length, pairs.length);
  for (const [index, [a, b]] of pairs.entries())
    assert.equal(overlaps(blockOf(a), blockOf(b)), rows[index]?.meet, `${a} and ${b}`);
  const meetings = rows.filter(({ meet }) => meet).length;
  assert.ok(meetings > 300 && meetings < 2700, `${meetings} of 3000 tell both ways apart`);
});

test('the edges: neighbours do not meet, all of a version meets what it has, versions never meet', () => {
  const meet = (a: string, b: string): boolean => overlaps(blockOf(a), blockOf(b));
  assert.equal(meet('10.0.0.0/24', '10.0.1.0/24'), false);
  assert.equal(meet('10.0.0.0/23', '10.0.1.255'), true);
  assert.equal(meet('0.0.0.0/0', '255.255.255.255'), true);
  assert.equal(meet('::/0', '0.0.0.0/0'), false);
  assert.equal(meet('172.24.4.9/24', '172.24.4.200/32'), true, 'the block that an address lies in');
});

test('what people write must be the block itself; what the system says may be an address in it', () => {
  fc.assert(
    fc.property(block, fc.bigInt(0n, 2n ** 128n), (prefix, offset) => {
      const written = prefixText(prefix);
      assert.deepEqual(parsePrefix(written), prefix);
      const inside = prefix.first + (offset % (prefix.last - prefix.first + 1n));
      const of = `${addressText(prefix.version, inside)}/${prefix.bits}`;
      assert.deepEqual(blockOf(of), prefix);
      const refusal = `${of} has bits set behind its prefix. Did you mean ${written}?`;
      if (inside !== prefix.first) assert.equal(parsePrefix(of), refusal);
    }),
  );
  for (const wrong of ['', '10.0.0.0/33', '10.0.0/8', 'fe80::1%eth0/64', '10.0.0.0/8/8', 'default'])
    assert.throws(() => blockOf(wrong), RangeError, wrong);
});

test('a client has all of an IPv6 network of 64 bits, and one address of IPv4 in both ways to write it', () => {
  for (const address of ['2001:db8:1:2::1', '2001:db8:1:2:ffff::', '2001:DB8:1:2:a:b:c:d'])
    assert.equal(clientOf(address), '2001:db8:1:2::/64');
  for (const address of ['192.0.2.7', '::ffff:192.0.2.7', '::FFFF:192.0.2.7'])
    assert.equal(clientOf(address), '192.0.2.7');
  assert.equal(clientOf('fe80::1%eth0'), clientOf('fe80::2'));
});

import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { looksLikeKey, parsePublicKey, readPublicKey } from '../../src/identity/index.ts';
import { keyLine, publicKeys, rsaLine } from '../support/keys.ts';

const keys = publicKeys();

/** A key whose blob is made of these pieces. */
function damagedBy(line: string, pieces: (blob: Buffer) => Buffer[]): string {
  const [type, blob = ''] = line.split(' ');
  return `${type} ${Buffer.concat(pieces(Buffer.from(blob, 'base64'))).toString('base64')}`;
}

/** A refusal in a sentence, with what to give instead. */
const refused = (error: unknown): boolean =>
  error instanceof Problem && error.code === 'invalid' && error.message.length > 20 && error.message.endsWith('.');

describe('public keys', () => {
  for (const [type, line] of Object.entries(keys)) {
    test(`${type} is read as ssh-keygen reads it`, async () => {
      const key = parsePublicKey(line);
      assert.deepEqual([key.type, key.comment, key.line], [type, 'someone@example', line]);
      const dir = await mkdtemp(join(tmpdir(), 'slipway-key-'));
      try {
        const file = join(dir, 'key.pub');
        await writeFile(file, `${key.line}\n`);
        for (const [hash, fingerprint] of [
          ['sha256', key.fingerprintSha256],
          ['md5', `MD5:${key.fingerprintMd5}`],
        ] as const) {
          const { stdout } = await run('ssh-keygen', ['-l', '-E', hash, '-f', file]);
          assert.equal(stdout.split(' ')[1], fingerprint);
        }
      } finally {
        await rm(dir, { recursive: true });
      }
    });
  }

  test('what sshd would refuse is refused', () => {
    const ecdsa = 'ecdsa-sha2-nistp256';
    const bad: [string, string][] = [
      ['31 bytes', keyLine('ssh-ed25519', Buffer.alloc(31, 1))],
      ['a field too many', keyLine('ssh-ed25519', Buffer.alloc(32, 1), 'x')],
      ['a security key without its application', keyLine('sk-ssh-ed25519@openssh.com', Buffer.alloc(32, 1))],
      ['another curve', keyLine(ecdsa, 'nistp384', Buffer.alloc(65, 4))],
      ['a compressed point', keyLine(ecdsa, 'nistp256', Buffer.alloc(33, 2))],
      ['another type inside', (keys['ssh-ed25519'] ?? '').replace('ssh-ed25519', 'ssh-rsa')],
      ['half of it', (keys['ssh-rsa'] ?? '').slice(0, 100)],
      ['no blob', 'ssh-ed25519'],
      ['an empty blob', 'ssh-ed25519  comment'],
      ['1024 bits', rsaLine(1024)],
      ['2047 bits', rsaLine(2047)],
      ['no modulus', keyLine('ssh-rsa', Buffer.of(1, 0, 1), '')],
      ['a comment without an end', `${keys['ssh-ed25519']} ${'x'.repeat(8192)}`],
      ['half a field behind the last', damagedBy(keys['ssh-ed25519'] ?? '', (blob) => [blob, Buffer.alloc(3)])],
    ];
    for (const [what, line] of bad) {
      assert.throws(() => parsePublicKey(line), refused, what);
      assert.equal(readPublicKey(line), null, what);
    }
  });

  test('T14 whatever a text is, it is refused or becomes one harmless line', () => {
    const piece = fc.oneof(
      fc.constantFrom(
        ...Object.values(keys),
        ...Object.keys(keys),
        '\n',
        '\r',
        '\0',
        ' ',
        '\t',
        '\u2028',
        '"',
        '#',
        '=',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
      fc.base64String({ maxLength: 120 }),
    );
    const text = fc.oneof(
      fc.array(piece, { maxLength: 6 }).map((parts) => parts.join('')),
      fc.tuple(fc.constantFrom(...Object.values(keys)), fc.string({ unit: 'binary' })).map((parts) => parts.join(' ')),
    );
    let taken = 0;
    const property = fc.property(text, (line) => {
      const key = readPublicKey(line);
      if (key === null) return assert.throws(() => parsePublicKey(line), refused);
      taken++;
      assert.match(key.line, /^[a-z0-9@.-]+ [A-Za-z0-9+/]+={0,2}( [\x20-\x7e]{1,100})?$/);
      assert.ok(Object.values(keys).some((whole) => key.line.startsWith(whole.split(' ').slice(0, 2).join(' '))));
      assert.deepEqual(parsePublicKey(key.line), key, 'reading it again changes nothing');
    });
    fc.assert(property, { numRuns: 3_000 });
    assert.ok(taken > 100, `only ${taken} texts were keys`);
  });

  test('every single damaged character of the blob is noticed or gives another key', () => {
    const line = keys['ssh-ed25519'] ?? '';
    const [type = '', blob = ''] = line.split(' ');
    const { fingerprintSha256 } = parsePublicKey(line);
    for (let at = 0; at < blob.length; at++) {
      const other = blob[at] === 'A' ? 'B' : 'A';
      const damaged = readPublicKey(`${type} ${blob.slice(0, at)}${other}${blob.slice(at + 1)}`);
      assert.notEqual(damaged?.fingerprintSha256, fingerprintSha256, `at ${at}`);
    }
  });

  test('a text is taken for a key, not for a reference, by how it begins', () => {
    for (const line of Object.values(keys)) assert.ok(looksLikeKey(line) && looksLikeKey(` \n${line}`));
    assert.ok(looksLikeKey('-----BEGIN OPENSSH PRIVATE KEY-----'));
    assert.ok(looksLikeKey('PuTTY-User-Key-File-3: ssh-ed25519'));
    assert.ok(!looksLikeKey('550e8400-e29b-41d4-a716-446655440000'));
    assert.ok(!looksLikeKey('https://cloud.example/api/keys/550e8400e29b41d4a716446655440000/'));
  });
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findChecksum } from '../../src/drivers/qemu/images/checksum.ts';

const a = 'a'.repeat(64);
const b = 'b'.repeat(64);
const long = 'C'.repeat(128);

test('checksums are found in every form that publishers give them', () => {
  const sha256 = { algorithm: 'sha256', hex: a };
  const forms: Record<string, string> = {
    gnu: `${b}  other.img\n${a}  disk.img\n`,
    'gnu, binary': `${b} *other.img\n${a} *disk.img\r\n`,
    'gnu, in this directory': `${a}  ./disk.img`,
    bsd: `SHA256 (other.img) = ${b}\nSHA256 (disk.img) = ${a}\n`,
    'a file of its own': `${a}\n`,
    'signed, with sizes in comments': [
      '-----BEGIN PGP SIGNED MESSAGE-----',
      'Hash: SHA256',
      '',
      '# disk.img: 123 bytes',
      `SHA256 (disk.img) = ${a}`,
      '-----BEGIN PGP SIGNATURE-----',
      'iQIz',
      '-----END PGP SIGNATURE-----',
    ].join('\n'),
  };
  for (const [form, list] of Object.entries(forms)) assert.deepEqual(findChecksum(list, 'disk.img'), sha256, form);
  const both = `SHA256 (disk.img) = ${a}\nSHA512 (disk.img) = ${long}\n`;
  assert.deepEqual(findChecksum(both, 'disk.img'), { algorithm: 'sha512', hex: long.toLowerCase() });
});

test('the checksum of another file is never taken for it', () => {
  for (const list of [
    '',
    'disk.img\n',
    `${a}  disk.img.zsync\n${b}  my-disk.img\n`,
    `${a}  other.img\n`,
    `SHA256 (other.img) = ${a}\n`,
    `${a.slice(1)}  disk.img\n`,
    `${a}0  disk.img\n`,
    `MD5 (disk.img) = ${a.slice(32)}\n`,
    `${a}\n${b}\n`,
    '<html>404</html>',
  ]) {
    assert.equal(findChecksum(list, 'disk.img'), null, list);
  }
});

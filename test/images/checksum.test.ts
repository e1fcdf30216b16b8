import assert from 'node:assert/strict';
import { test } from 'node:test';
import { findChecksum } from '../../src/drivers/qemu/images/checksum.ts';

const a = 'a1'.repeat(32);
const b = 'b2'.repeat(32);
const long = 'C3'.repeat(64);
const path = '/images/bookworm/disk.img';
const sha256 = { algorithm: 'sha256', hex: a };

/** Lines that say the sum of a file, by who writes them so. */
const forms: Record<string, (hex: string, name: string) => string> = {
  sha256sum: (hex, name) => `${hex}  ${name}`,
  'sha256sum -b': (hex, name) => `${hex} *${name}`,
  'in this directory': (hex, name) => `${hex}  ./${name}`,
  'a path before the name': (hex, name) => `${hex}  build/out/${name}`,
  'an absolute path': (hex, name) => `${hex}  /srv/mirror/${name}`,
  'a path of Windows': (hex, name) => `${hex}  C:\\build\\${name}`,
  'a URL': (hex, name) => `${hex}  https://example.org/elsewhere/${name}`,
  'one space': (hex, name) => `${hex} ${name}`,
  tab: (hex, name) => `${hex}\t${name}`,
  'many spaces': (hex, name) => `  ${hex}     ${name}  `,
  'an escaped line': (hex, name) => `\\${hex}  ${name}`,
  'in capitals': (hex, name) => `${hex.toUpperCase()}  ${name}`,
  'sha256: before the sum': (hex, name) => `sha256:${hex}  ${name}`,
  'sha256 = before the sum': (hex, name) => `sha256=${hex} ${name}`,
  'sha256- before the sum': (hex, name) => `sha256-${hex} ${name}`,
  'SHA256 in a column': (hex, name) => `SHA256 ${hex} ${name}`,
  'sha256sum --tag': (hex, name) => `SHA256 (${name}) = ${hex}`,
  'openssl dgst': (hex, name) => `SHA256(${name})= ${hex}`,
  'openssl 3': (hex, name) => `SHA2-256(${name})= ${hex}`,
  'openssl, with a path': (hex, name) => `SHA2-256(./out/${name})= ${hex}`,
  'sha-256': (hex, name) => `SHA-256 (${name}) = ${hex}`,
  'the name first': (hex, name) => `${name}  ${hex}`,
  'the name first, with a colon': (hex, name) => `${name}: ${hex}`,
  'the name first, with what it is': (hex, name) => `${name} sha256:${hex}`,
};
const wrappings: Record<string, (lines: string[]) => string> = {
  plain: (lines) => `${lines.join('\n')}\n`,
  'without an end of line': (lines) => lines.join('\n'),
  'lines of Windows': (lines) => `${lines.join('\r\n')}\r\n`,
  'lines of old Macs': (lines) => lines.join('\r'),
  BOM: (lines) => `\ufeff${lines.join('\n')}\n`,
  commented: (lines) => `# disk.img: 123 bytes\n\n${lines.join('\n\n')}\n`,
  signed: (lines) =>
    [
      '-----BEGIN PGP SIGNED MESSAGE-----',
      'Hash: SHA256',
      '',
      ...lines,
      '-----BEGIN PGP SIGNATURE-----',
      'iQIz',
      '-----END PGP SIGNATURE-----',
    ].join('\n'),
};

for (const [form, line] of Object.entries(forms)) {
  test(`the checksum of a file is found and no other is taken for it: ${form}`, () => {
    for (const [wrapping, wrap] of Object.entries(wrappings)) {
      const others = [line(b, 'other.img'), line(b, 'my-disk.img'), line(b, 'disk.img.zsync'), line(b, 'disk.im')];
      assert.deepEqual(findChecksum(wrap([line(a, 'disk.img')]), path), sha256, wrapping);
      assert.deepEqual(findChecksum(wrap([...others, line(a, 'disk.img')]), path), sha256, wrapping);
      assert.deepEqual(findChecksum(wrap([line(a, 'disk.img'), ...others]), path), sha256, wrapping);
      assert.equal(findChecksum(wrap(others), path), null, wrapping);
      // two that contradict each other
      assert.equal(findChecksum(wrap([line(a, 'disk.img'), line(b, 'disk.img')]), path), null, wrapping);
      // cut off, and one digit too many
      assert.equal(findChecksum(wrap([line(a.slice(1), 'disk.img')]), path), null, wrapping);
      assert.equal(findChecksum(wrap([line(`${a}0`, 'disk.img')]), path), null, wrapping);
    }
    const both = `${line(a, 'disk.img')}\n${line(long, 'disk.img').replace(/(sha(?:2-)?-?)256/gi, '$1512')}\n`;
    assert.deepEqual(findChecksum(both, path), { algorithm: 'sha512', hex: long.toLowerCase() }, form);
  });
}

test('a sum that stands alone is that of the file beside it', () => {
  for (const list of [a, `${a}\n`, `\ufeff${a}\r\n`, `sha256:${a}\n`, `SHA256=${a}`, `${a}  -\n`, `# disk\n${a}\n`])
    assert.deepEqual(findChecksum(list, path), sha256, list);
  assert.equal(findChecksum(`${a}\n${b}\n`, path), null);
});

test('of files of one name the path decides, and without one nobody guesses', () => {
  const list = `${b}  bullseye/disk.img\n${a}  bookworm/disk.img\n`;
  assert.deepEqual(findChecksum(list, path), sha256);
  assert.deepEqual(findChecksum(list.replaceAll('  b', '  images/b'), path), sha256);
  assert.equal(findChecksum(list, '/trixie/disk.img'), null);
  assert.deepEqual(findChecksum(`${a}  old/disk.img\n${a}  older/disk.img\n`, path), sha256, 'the same file twice');
  assert.deepEqual(findChecksum(`${a}  disk image (1).img\n`, '/disk image (1).img'), sha256);
});

test('what says no checksum of the file is none', () => {
  for (const list of [
    '',
    'disk.img\n',
    `MD5 (disk.img) = ${a.slice(32)}\n`,
    `SHA512 (disk.img) = ${a}\n`,
    `sha512:${a}  disk.img\n`,
    `SHA256 (disk.img) = ${'z'.repeat(64)}\n`,
    `${a}\ndisk.img\n`,
    '<html>404</html>',
    `<a href="disk.img">${a}</a>`,
  ])
    assert.equal(findChecksum(list, path), null, list);
});

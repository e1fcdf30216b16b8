import assert from 'node:assert/strict';
import { chmodSync, mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { parse } from 'yaml';
import { run } from '../../src/common/command.ts';
import { seedFiles, writeSeed } from '../../src/drivers/qemu/guest/seed.ts';

/** Strings that look like the syntax of something. */
const hostile = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.constantFrom(
    'yes',
    'null',
    '1e3',
    '2026-11-23',
    '- a',
    'a: b',
    '#cloud-config',
    '"',
    "'",
    '|',
    '&a *a',
    '!!js/x',
    '---\n',
  ),
  fc.constantFrom(
    'x\nruncmd: [reboot]',
    'x\r\n--===\r\n',
    '\u2028a: b',
    '{{ds}}',
    '%TAG',
    '\u0000',
    '../../etc/passwd',
  ),
);
const seeds = fc.record({
  instanceId: hostile,
  hostname: hostile,
  sshKeys: fc.array(hostile, { maxLength: 4 }),
  userData: fc.option(hostile),
  labels: fc.dictionary(hostile, hostile, { maxKeys: 4 }),
});

describe('seed', () => {
  test('no string of the user can become anything but itself (T14)', () => {
    fc.assert(
      fc.property(seeds, (seed) => {
        const files = seedFiles(seed, [{ mac: '52:54:00:00:00:01', dhcp4: true, dhcp6: false }]);
        const metadata = parse(String(files.get('meta-data')), { schema: 'yaml-1.1' }) as Record<string, unknown>;
        assert.deepEqual(Object.keys(metadata), ['instance-id', 'local-hostname', 'public-keys', 'meta']);
        assert.deepEqual(metadata['meta'], { ...seed.labels });
        assert.equal(metadata['instance-id'], seed.instanceId);
        assert.equal(metadata['local-hostname'], seed.hostname);
        const keys = metadata['public-keys'] as string[];
        assert.ok(keys.every((key) => seed.sshKeys.some((given) => given.trim() === key)));
        // One line each, for guests that read lines.
        assert.equal(files.get('ssh-authorized-keys'), keys.map((key) => `${key}\n`).join(''));
        assert.ok(keys.every((key) => !/[\r\n\0]/.test(key)));
        const script = seed.userData?.startsWith('#!') ? seed.userData : undefined;
        assert.equal(files.get('user-script')?.toString(), script);
        assert.deepEqual(
          [...files.keys()].filter((name) => name !== 'user-script'),
          ['meta-data', 'network-config', 'user-data', 'ssh-authorized-keys'],
        );
      }),
      { numRuns: 300 },
    );
  });

  test('every port asks for its addresses, matched by its MAC, and takes the search domain', () => {
    const files = seedFiles({ instanceId: 'i', hostname: 'h', sshKeys: [], userData: null, labels: {} }, [
      { mac: '52:54:00:00:00:01', dhcp4: true, dhcp6: false },
      { mac: '52:54:00:00:00:02', dhcp4: true, dhcp6: true },
    ]);
    const domains = { 'dhcp4-overrides': { 'use-domains': true }, 'dhcp6-overrides': { 'use-domains': true } };
    assert.deepEqual(parse(String(files.get('network-config'))), {
      version: 2,
      ethernets: {
        port0: { match: { macaddress: '52:54:00:00:00:01' }, dhcp4: true, dhcp6: false, ...domains },
        port1: { match: { macaddress: '52:54:00:00:00:02' }, dhcp4: true, dhcp6: true, ...domains },
      },
    });
  });

  test('the disk is labelled CIDATA, holds the files byte for byte, and only its user may read it', async (context) => {
    const directory = mkdtempSync(join(tmpdir(), 'slipway-seed-'));
    context.after(() => rmSync(directory, { recursive: true }));
    // as that of a guest is
    chmodSync(directory, 0o711);
    const file = join(directory, 'seed.iso');
    const seed = {
      instanceId: 'i',
      hostname: 'h',
      sshKeys: ['ssh-ed25519 AAAA me'],
      userData: '#!/bin/sh\r\necho "ü"\n',
      labels: { role: 'wëb' },
    };
    await writeSeed(file, seed, [], 4_000_000);
    await writeSeed(file, seed, [], 4_000_001);
    const { uid, mode } = statSync(file);
    assert.deepEqual([uid, mode & 0o777], [4_000_001, 0o400]);
    const image = readFileSync(file);
    // ISO 9660: the volume descriptor is sector 16, its label at 40.
    assert.equal(image.toString('latin1', 16 * 2048 + 40, 16 * 2048 + 72).trim(), 'CIDATA');
    for (const [name, text] of seedFiles(seed, [])) {
      const { stdout } = await run('isoinfo', ['-R', '-i', file, '-x', `/${name}`]);
      assert.equal(stdout, String(text), name);
    }
    assert.deepEqual((await run('ls', [directory])).stdout, 'seed.iso\n');
  });
});

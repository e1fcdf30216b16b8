import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { GuestSpec } from '../../src/drivers/driver.ts';
import { blockNode } from '../../src/drivers/qemu/guest/disks.ts';
import type { OpenVolume } from '../../src/drivers/qemu/volumes.ts';
import { followed } from '../support/remedy.ts';
import { Lab } from './lab.ts';

const MiB = 2 ** 20;

describe('disks of a running guest', () => {
  const lab = new Lab();
  before(() => lab.start());
  after(() => lab.close());

  const volume = async (sizeMiB = 1): Promise<string> => {
    const id = randomUUID();
    await lab.volumes.create({ id, sizeMiB, image: null });
    return id;
  };
  const withVolumes = (spec: GuestSpec, ...ids: string[]): GuestSpec => ({
    ...spec,
    volumes: [...spec.volumes.slice(0, 1), ...ids.map((id) => ({ id }))],
  });
  /** Files that the guest's QEMU holds open, by the ids in their names. */
  const open = (guest: string): string[] => {
    const links = readdirSync(`/proc/${lab.pid(guest)}/fd`).map((fd) =>
      readlinkSync(`/proc/${lab.pid(guest)}/fd/${fd}`),
    );
    return links.flatMap((link) => /volumes\/(.{36})\./.exec(link)?.[1] ?? []).sort();
  };
  const virtualSize = async (id: string): Promise<number> => {
    const { stdout } = await run('qemu-img', ['info', '-U', '-f', 'qcow2', '--output=json', lab.names.volume(id)]);
    return (JSON.parse(stdout) as { 'virtual-size': number })['virtual-size'] / MiB;
  };

  test('are plugged once, up to the free slots, and one that finds none leaves nothing', async () => {
    const plain = await lab.guest('deaf', { slot: 20 });
    const system = plain.volumes[0]?.id ?? '';
    const ids = await Promise.all([1, 2, 3, 4, 5].map(() => volume()));
    await lab.guests.startGuest(withVolumes(plain, ids[0] ?? ''));
    const four = withVolumes(plain, ...ids.slice(0, 4));
    await Promise.all([lab.guests.syncVolumes(four), lab.guests.syncVolumes(four)]);
    await lab.guests.syncVolumes(four);
    assert.deepEqual(open(plain.id), [system, ...ids.slice(0, 4)].sort());
    const uid = lab.names.guestUid(20);
    for (const id of ids.slice(0, 4)) assert.equal(statSync(lab.names.volume(id)).uid, uid, 'it alone may write it');
    const more = await volume();
    const six = withVolumes(plain, ...ids, more);
    await assert.rejects(lab.guests.syncVolumes(six), { code: 'guest-slots-full', message: /All 5 slots/ });
    assert.deepEqual(open(plain.id), [system, ...ids].sort(), 'the last one is not even open');
    await lab.guests.removeGuest(plain.id);
    await lab.guests.syncVolumes(six);
    await lab.volumes.close(more);
    assert.equal(statSync(lab.names.volume(more)).uid, 0);
  });

  test('stay until the guest lets go, and go with its reset', async () => {
    const plain = await lab.guest('deaf', { slot: 21 });
    const id = await volume();
    await lab.guests.startGuest(withVolumes(plain, id));
    const release = () => lab.guests.syncVolumes(plain);
    await followed('device-not-released', /It is tried again\..* wait until it is up/, release, async () => {
      assert.ok(open(plain.id).includes(id), 'it is still its own');
      await lab.guests.resetGuest(plain.id);
      await release();
    });
    assert.ok(!open(plain.id).includes(id));
    await lab.guests.syncVolumes(withVolumes(plain, id));
    assert.ok(open(plain.id).includes(id), 'and it can come again');
    await lab.guests.removeGuest(plain.id);
  });

  test('grow while the guest runs, and while it does not', async () => {
    const plain = await lab.guest('deaf', { slot: 22 });
    const system = plain.volumes[0]?.id ?? '';
    const id = await volume();
    await lab.guests.startGuest(withVolumes(plain, id));
    for (const each of [id, system]) {
      await lab.guests.growVolume(plain.id, each, 8);
      await lab.guests.growVolume(plain.id, each, 4);
      assert.equal(await virtualSize(each), 8, 'it never shrinks');
    }
    await lab.guests.stopGuest(plain.id, 0);
    await lab.guests.growVolume(plain.id, id, 16);
    await lab.volumes.grow(id, 12);
    assert.equal(await virtualSize(id), 16);
    await lab.guests.removeGuest(plain.id);
  });

  test('a header that a guest has written onto its disk is content: nothing asks what format it is (T3)', async (context) => {
    const { home } = lab.names.settings;
    const secret = join(home, 'secret-of-the-host');
    writeFileSync(secret, 'the host keeps this to itself\n');
    const forged = join(home, 'forged');
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-u', '-b', secret, '-F', 'raw', forged, '64M']);
    const header = readFileSync(forged).subarray(0, 65_536);
    const plain = await lab.guest('deaf', { slot: 23 });
    const id = await volume();
    // as the guest does with dd: from inside, the disk begins with the header
    await run('qemu-io', ['-f', 'qcow2', '-c', `write -s ${forged} 0 64k`, lab.names.volume(id)]);

    const calls = recordCalls(context, join(home, 'bin'));
    await lab.volumes.grow(id, 2);
    await lab.guests.startGuest(withVolumes(plain, id));
    await lab.guests.growVolume(plain.id, id, 4);
    const files = readdirSync(`/proc/${lab.pid(plain.id)}/fd`).map((fd) =>
      readlinkSync(`/proc/${lab.pid(plain.id)}/fd/${fd}`),
    );
    assert.ok(!files.includes(secret));
    const argv = readFileSync(`/proc/${lab.pid(plain.id)}/cmdline`, 'utf8').split('\0');
    const disks = argv.filter((word) => word.startsWith('{"driver":"qcow2"'));
    assert.equal(disks.length, 2);
    for (const disk of disks) assert.ok('backing' in (JSON.parse(disk) as object), 'also that there is none is said');
    await lab.guests.stopGuest(plain.id, 0);
    await lab.guests.growVolume(plain.id, id, 8);

    const tools = calls();
    assert.deepEqual(
      tools.map(([verb]) => verb),
      ['resize', 'resize'],
    );
    for (const call of tools) {
      const opened =
        call.find((word) => word.startsWith('json:'))?.slice('json:'.length) ?? assert.fail(call.join(' '));
      const { driver, backing } = JSON.parse(opened) as { driver: string; backing: null };
      assert.deepEqual([driver, backing], ['qcow2', null]);
    }
    const raw = join(home, 'raw');
    await run('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', lab.names.volume(id), raw]);
    const content = readFileSync(raw);
    assert.equal(content.length, 8 * MiB, 'the size is the one that was asked for, not the forged one');
    assert.deepEqual(content.subarray(0, 65_536), header, 'the guest keeps what it wrote');
    assert.ok(!content.includes('the host keeps this'));
    assert.equal(readFileSync(secret, 'utf8'), 'the host keeps this to itself\n');
    await lab.guests.removeGuest(plain.id);
  });
});

test('a QEMU opens below a volume what it is told, and nothing that a file says of itself (T3)', async (context) => {
  const home = mkdtempSync(join(tmpdir(), 'slipway-below-'));
  context.after(() => rmSync(home, { recursive: true }));
  const [secret, disk, raw] = ['secret', 'disk', 'raw'].map((name) => join(home, name)) as [string, string, string];
  writeFileSync(secret, 'secret of the host'.padEnd(MiB));
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-u', '-b', secret, '-F', 'raw', disk, '1M']);
  const above = join(home, 'above');
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-u', '-b', disk, '-F', 'qcow2', above, '1M']);
  const seen = async (opened: OpenVolume): Promise<Buffer> => {
    await run('qemu-img', ['convert', '-O', 'raw', `json:${JSON.stringify(blockNode(randomUUID(), opened))}`, raw]);
    return readFileSync(raw);
  };
  const nothing = Buffer.alloc(MiB);
  assert.ok((await seen({ file: disk, backing: null })).equals(nothing), 'there is nothing below');
  const image = { file: disk, format: 'qcow2' as const };
  assert.ok((await seen({ file: above, backing: image })).equals(nothing), 'nor below the image');
  const other = { file: join(home, 'other'), format: 'raw' as const };
  writeFileSync(other.file, 'image'.padEnd(MiB));
  assert.match((await seen({ file: disk, backing: other })).toString(), /^image/, 'another one than it says');
});

/** Notes the arguments of every qemu-img from here to the end of the test. */
function recordCalls(context: { after: (end: () => void) => void }, bin: string): () => string[][] {
  const { PATH = '' } = process.env;
  const log = join(bin, 'calls');
  mkdirSync(bin);
  writeFileSync(log, '');
  // whoever reads a guest's disk owns nothing here
  chmodSync(log, 0o666);
  const tool = join(bin, 'qemu-img');
  writeFileSync(tool, `#!/bin/sh\nprintf '%s\\t' "$@" >> ${log}\necho >> ${log}\nPATH=${PATH} exec qemu-img "$@"\n`);
  chmodSync(tool, 0o755);
  process.env['PATH'] = `${bin}:${PATH}`;
  context.after(() => {
    process.env['PATH'] = PATH;
  });
  const lines = () => readFileSync(log, 'utf8').trimEnd().split('\n');
  return () => lines().map((line) => line.trimEnd().split('\t'));
}

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { chmod, copyFile, mkdtemp, open, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import fc from 'fast-check';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { ImageStore } from '../../src/drivers/qemu/images/index.ts';
import { inspectDisk } from '../../src/drivers/qemu/images/inspect.ts';
import { checkClusters } from '../../src/drivers/qemu/images/qcow2-clusters.ts';
import { Volumes } from '../../src/drivers/qemu/volumes.ts';
import { unbounded } from '../support/unbounded.ts';
import { forge, qcow2Template } from './disks.ts';

const MIB = 2 ** 20;
const refusal = (message: RegExp) => (error: unknown) =>
  error instanceof Problem && error.code === 'image-refused' && message.test(error.message);
const quiet = () => {};

let home: string;
let names: HostNames;
let store: ImageStore;
before(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-whole-'));
  await chmod(home, 0o711);
  const pool = { floatingPool: '172.24.4.0/24', uplink: null };
  names = new HostNames({ home, cloud: 'ffff', uidBase: 4_100_000, ...pool, accelerator: 'tcg' });
  store = new ImageStore(names, null, { allowPrivateImageHosts: ['127.0.0.1'] });
});
after(() => rm(home, { recursive: true }));

/** Looks at a file as far as no other program is needed. */
async function look(file: string): Promise<void> {
  const { format } = await inspectDisk(file, 2 ** 40);
  if (format !== 'qcow2') return;
  await using handle = await open(file);
  await checkClusters(handle);
}

/** Two thirds of a disk of odd size: text that packs well, noise that does not, and nothing. */
async function rawDisk(file: string): Promise<void> {
  const noise = Buffer.alloc(200_000);
  for (let at = 0, state = 1; at < noise.length; at++) {
    state = (state * 1_103_515_245 + 12_345) % 2 ** 31;
    noise[at] = state >> 16;
  }
  const text = Buffer.alloc(300_000, 'all of this has to arrive ');
  const disk = Buffer.concat([text, Buffer.alloc(333_000), noise, text]);
  await writeFile(file, disk.subarray(0, Math.floor(disk.length / 512) * 512));
}

describe('a qcow2', () => {
  /** Ways of making one, as options of `qemu-img convert`. */
  const ways: Record<string, string[]> = {
    plain: [],
    compressed: ['-c'],
    'compressed with zstd': ['-c', '-o', 'compression_type=zstd'],
    'of small clusters': ['-o', 'cluster_size=4096'],
    'of the smallest clusters': ['-o', 'cluster_size=512'],
    'of large clusters': ['-o', 'cluster_size=2M'],
    'with subclusters': ['-o', 'extended_l2=on'],
    'of version 2': ['-o', 'compat=0.10'],
    'compressed, of small clusters': ['-c', '-o', 'cluster_size=4096'],
    'with room kept': ['-o', 'preallocation=metadata'],
    'with wide counters': ['-o', 'refcount_bits=64'],
  };
  for (const [way, options] of Object.entries(ways)) {
    test(`${way}: passes whole, and wherever it is cut off it is refused, or nothing of the disk was lost`, async () => {
      const [raw, whole, cut] = ['raw', 'whole', 'cut'].map((name) => join(home, name)) as [string, string, string];
      await rawDisk(raw);
      await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', ...options, raw, whole]);
      await look(whole);
      const { size } = await stat(whole);
      await copyFile(whole, cut);
      // every structure begins and ends at one of these
      const step = Math.max(512, 2 ** Math.floor(Math.log2(size / 400)));
      const near = [-1, 0, 1].flatMap((by) =>
        Array.from({ length: Math.ceil(size / step) }, (_, at) => at * step + by),
      );
      const lengths = [...new Set(near)].filter((length) => length >= 0 && length < size).sort((a, b) => b - a);
      const passes = async (length: number): Promise<boolean> => {
        await truncate(cut, length);
        return look(cut).then(
          () => true,
          (error: unknown) => {
            assert.ok(refusal(/./)(error), String(error));
            return false;
          },
        );
      };
      const passed: number[] = [];
      for (const length of lengths) if (await passes(length)) passed.push(length);
      assert.deepEqual(passed, lengths.slice(0, passed.length), 'what is cut off further is not whole again');
      assert.ok(passed.length < lengths.length / 4, `${passed.length} of ${lengths.length} pass`);
      // the shortest that passes has lost the most
      await copyFile(whole, cut);
      await truncate(cut, passed.at(-1) ?? size);
      await run('qemu-img', ['compare', '-f', 'qcow2', '-F', 'raw', cut, raw]);
    });
  }

  test('is refused at any number of bytes, when a byte of the disk is among what is missing', async () => {
    const [raw, whole, cut] = ['raw', 'whole', 'cut'].map((name) => join(home, name)) as [string, string, string];
    await rawDisk(raw);
    await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', '-c', '-o', 'cluster_size=4096', raw, whole]);
    const bytes = await readFile(whole);
    await fc.assert(
      fc.asyncProperty(fc.nat({ max: bytes.length - 1 }), async (length) => {
        await writeFile(cut, bytes.subarray(0, length));
        await assert.rejects(look(cut), refusal(/./), String(length));
      }),
      { numRuns: 200 },
    );
  });

  test('of tables that contradict each other is refused, whatever is wrong with them', async () => {
    const disk = await qcow2Template(home);
    const number = (at: number) => Number(disk.readBigUInt64BE(at));
    const [l1, refcounts] = [number(40), number(48)];
    const [l2, block] = [number(l1) % 2 ** 56, number(refcounts)];
    const data = number(l2) % 2 ** 56;
    const own = 1n << 63n;
    const wrong: Record<string, [number, number, number | bigint][]> = {
      'a cluster that nobody counts': [[block, 8, 0n]],
      'a block of counts behind the end': [[refcounts, 8, BigInt(64 * MIB)]],
      'two tables that are one': [[l1 + 8, 8, own | BigInt(l2)]],
      'a table behind the end': [[l1, 8, own | BigInt(64 * MIB)]],
      'a cluster behind the end': [[l2, 8, own | BigInt(64 * MIB)]],
      'a cluster that is the header': [[l2, 8, own | 0n | (1n << 9n)]],
      'a cluster that is a table': [[l2 + 8, 8, own | BigInt(l2)]],
      'a cluster that two places have': [[l2 + 8, 8, own | BigInt(data)]],
      'a cluster off its place': [[l2, 8, own | BigInt(data + 512)]],
      'a compressed cluster behind the end': [[l2 + 8, 8, (1n << 62n) | BigInt(64 * MIB)]],
      'a compressed cluster that goes on behind it': [
        [l2 + 8, 8, (1n << 62n) | (15n << 58n) | BigInt(disk.length - 512)],
      ],
    };
    const file = join(home, 'wrong.qcow2');
    for (const [what, fields] of Object.entries(wrong)) {
      await writeFile(file, forge(disk, fields));
      const image = { id: randomUUID(), source: { kind: 'upload' as const }, sha256: null };
      await assert.rejects(store.importFile(image, file, quiet, unbounded), refusal(/./), what);
      assert.deepEqual(await store.list(), [], what);
    }
    // clusters that nobody refers to take room and do no harm
    await writeFile(file, Buffer.concat([forge(disk, [[block + 14, 4, 0x00010001]]), Buffer.alloc(8192)]));
    const leaking = { id: randomUUID(), source: { kind: 'upload' as const }, sha256: null };
    await store.importFile(leaking, file, quiet, unbounded);
    await store.remove(leaking.id);
  });
});

describe('a raw disk', () => {
  const SECTORS = 2048;
  /** `[type, first, sectors]` of up to four partitions. */
  const mbr = (...entries: [number, number, number][]) => {
    const disk = Buffer.alloc(SECTORS * 512);
    entries.forEach(([type, first, sectors], index) => {
      const at = 446 + index * 16;
      disk[at + 4] = type;
      disk.writeUInt32LE(first, at + 8);
      disk.writeUInt32LE(sectors, at + 12);
    });
    disk.writeUInt16LE(0xaa55, 510);
    return disk;
  };
  /** A GPT with one partition `[first, last]`, its other copy in the last sector. */
  const gpt = (partition: [number, number], protective = SECTORS - 1, copy = SECTORS - 1) => {
    const disk = mbr([0xee, 1, protective]);
    disk.write('EFI PART', 512, 'latin1');
    disk.writeBigUInt64LE(1n, 512 + 24);
    disk.writeBigUInt64LE(BigInt(copy), 512 + 32);
    disk.writeBigUInt64LE(2n, 512 + 72);
    disk.writeUInt32LE(128, 512 + 80);
    disk.writeUInt32LE(128, 512 + 84);
    disk.write('a partition type', 1024, 'latin1');
    disk.writeBigUInt64LE(BigInt(partition[0]), 1024 + 32);
    disk.writeBigUInt64LE(BigInt(partition[1]), 1024 + 40);
    return disk;
  };
  const tables: Record<string, Buffer> = {
    'one partition': mbr([0x83, 64, SECTORS - 64]),
    'the last of four ends last': mbr([0x83, 64, 100], [0x82, 200, 100], [0x07, 400, 50], [0x83, 500, SECTORS - 500]),
    'the first of four ends last': mbr([0x83, 1000, SECTORS - 1000], [0x82, 200, 100], [0x07, 400, 50], [0x83, 500, 9]),
    'an extended one': mbr([0x83, 64, 100], [0x0f, 200, SECTORS - 200]),
    GPT: gpt([34, 100]),
    'GPT up to its second copy': gpt([34, SECTORS - 2]),
    'GPT that does not say how large it is': gpt([34, 100], 0xffffffff),
    'GPT whose partition is behind its second copy': gpt([34, SECTORS - 1], SECTORS - 1, 1500),
  };
  const file = () => join(home, 'disk.raw');
  for (const [table, disk] of Object.entries(tables)) {
    test(`${table}: passes whole and longer, and is refused wherever it is cut off`, async () => {
      await writeFile(file(), disk);
      await look(file());
      await truncate(file(), disk.length + MIB);
      await look(file());
      for (const sectors of [SECTORS - 1, SECTORS - 2, 1501, 1500, 1000, 101, 35, 34, 3, 2]) {
        if (table.endsWith('second copy') && sectors === SECTORS - 1 && disk.readUInt8(450) !== 0xee) continue;
        await truncate(file(), sectors * 512);
        await assert.rejects(look(file()), refusal(/not whole/), `${sectors}`);
      }
    });
  }

  test('without a table is what it is, and a boot loader is no table', async () => {
    for (const disk of [mbr(), Buffer.from(mbr([0x83, 64, 1 << 30])).fill(0x90, 446, 447)]) {
      await writeFile(file(), disk);
      await look(file());
    }
  });
});

describe('what is not whole', () => {
  test('never becomes ready, on whatever way it comes', async () => {
    const raw = join(home, 'raw');
    await rawDisk(raw);
    const whole = join(home, 'whole');
    await run('qemu-img', ['convert', '-f', 'raw', '-O', 'qcow2', '-c', '-o', 'cluster_size=4096', raw, whole]);
    const bytes = await readFile(whole);
    const half = bytes.subarray(0, Math.floor(bytes.length / 2));
    // a server that ends early and never said how long it is
    const server = createServer((request, response) => response.end(request.url === '/half' ? half : bytes));
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const at = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const cut = join(home, 'half');
    await writeFile(cut, half);
    const upload = { kind: 'upload' as const };
    try {
      const download = { id: randomUUID(), source: { kind: 'url' as const, url: `${at}/half` }, sha256: null };
      await assert.rejects(store.ensure(download, quiet, unbounded), refusal(/not whole|outside the file|check/));
      const sent = { id: randomUUID(), source: upload, sha256: null };
      await assert.rejects(store.importFile(sent, cut, quiet, unbounded), refusal(/not whole|outside the file|check/));
      const summed = { id: randomUUID(), source: upload, sha256: '0'.repeat(64) };
      await assert.rejects(store.importFile(summed, whole, quiet, unbounded), { code: 'image-checksum-mismatch' });
      assert.deepEqual(await store.list(), []);

      const base = { id: randomUUID(), source: { kind: 'url' as const, url: `${at}/whole` }, sha256: null };
      await store.ensure(base, quiet, unbounded);
      const volumes = new Volumes(names, store);
      const id = randomUUID();
      await volumes.create({ id, sizeMiB: 8, image: base.id });
      await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 9 4M 256k', names.volume(id)]);
      const { size } = await stat(names.volume(id));
      await truncate(names.volume(id), size - 65_536);
      const captured = randomUUID();
      await assert.rejects(
        store.capture(captured, (uid) => volumes.open(id, uid), quiet, unbounded),
        refusal(/not whole/),
      );
      assert.deepEqual(await store.list(), [base.id]);
    } finally {
      server.close();
    }
  });
});

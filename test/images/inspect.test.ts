import assert from 'node:assert/strict';
import { mkdtemp, open, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import fc from 'fast-check';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { inspectDisk } from '../../src/drivers/qemu/images/inspect.ts';
import { checkClusters } from '../../src/drivers/qemu/images/qcow2-clusters.ts';
import { followed } from '../support/remedy.ts';
import { bootSector, forge, qcow2Template } from './disks.ts';

const MIB = 2 ** 20;
const LIMIT = 2 ** 40;
let directory: string;
let template: Buffer;

before(async () => {
  directory = await mkdtemp(join(tmpdir(), 'slipway-inspect-'));
  template = await qcow2Template(directory);
});
after(() => rm(directory, { recursive: true }));

async function inspect(content: Buffer, size = content.length) {
  const file = join(directory, 'disk');
  await writeFile(file, content);
  await truncate(file, size);
  return inspectDisk(file, LIMIT);
}

async function made(...args: string[]) {
  const file = join(directory, 'made');
  await rm(file, { force: true });
  await run('qemu-img', ['create', '-q', ...args.map((arg) => (arg === 'FILE' ? file : arg))]);
  return inspectDisk(file, LIMIT);
}

const refusal = (message: RegExp) => (error: unknown) => {
  assert.ok(error instanceof Problem, String(error));
  assert.match(error.message, message);
  assert.equal(error.transient, false);
  return error.remedy !== '';
};

test('plain disks pass, in every form that qemu-img gives them', async () => {
  assert.deepEqual(await made('-f', 'qcow2', 'FILE', '8M'), { format: 'qcow2', virtualSize: 8 * MIB });
  for (const option of [
    'compat=0.10',
    'compression_type=zstd',
    'extended_l2=on',
    'cluster_size=512',
    'cluster_size=2M',
  ]) {
    assert.deepEqual(await made('-f', 'qcow2', '-o', option, 'FILE', '8M'), { format: 'qcow2', virtualSize: 8 * MIB });
  }
  assert.deepEqual(await inspect(bootSector(), MIB), { format: 'raw', virtualSize: MIB });
});

test('a qcow2 that makes its reader open another file is refused (T1)', async () => {
  const other = join(directory, 'other');
  await writeFile(other, Buffer.alloc(MIB));
  const backed = ['-f', 'qcow2', '-F', 'raw', '-u'];
  for (const backing of ['/etc/passwd', 'json:{"driver":"file","filename":"/etc/shadow"}', 'nbd://127.0.0.1:1/x']) {
    await assert.rejects(made(...backed, '-b', backing, 'FILE', '1M'), refusal(/backing file/));
  }
  await assert.rejects(made('-f', 'qcow2', '-o', `data_file=${other}`, 'FILE', '1M'), refusal(/another file/));
  const raw = `data_file=${other},data_file_raw=on`;
  await assert.rejects(made('-f', 'qcow2', '-o', raw, 'FILE', '1M'), refusal(/another file/));
  // The name alone, without the feature that makes it count.
  await assert.rejects(inspect(forge(template, [[112, 4, 0x44415441]])), refusal(/names another file/));
  // The feature without the name; and a backing file by its offset, its length or its format alone.
  await assert.rejects(inspect(forge(template, [[72, 8, 4n]])), refusal(/data in another file/));
  const backings = [
    [8, 8, 512n],
    [16, 4, 11],
    [112, 4, 0xe2792aca],
  ] as const;
  for (const [at, bytes, value] of backings)
    await assert.rejects(inspect(forge(template, [[at, bytes, value]])), refusal(/backing file/), String(at));
});

test('encryption, snapshots and unclean files are refused', async () => {
  // crypt_method of the header: AES and LUKS
  await assert.rejects(inspect(forge(template, [[32, 4, 1]])), refusal(/encrypted/));
  await assert.rejects(inspect(forge(template, [[32, 4, 2]])), refusal(/encrypted/));
  await assert.rejects(inspect(forge(template, [[60, 4, 1]])), refusal(/snapshots/));
  await assert.rejects(inspect(forge(template, [[72, 8, 1n]])), refusal(/closed cleanly/));
  await assert.rejects(inspect(forge(template, [[72, 8, 2n]])), refusal(/closed cleanly/));
  await assert.rejects(inspect(forge(template, [[72, 8, 1n << 40n]])), refusal(/not known/));
});

test('forged sizes and tables are refused (T5)', async () => {
  const forged: [[number, number, number | bigint], RegExp][] = [
    [[4, 4, 1], /version 1/],
    [[4, 4, 4], /version 4/],
    [[20, 4, 8], /cluster size/],
    [[20, 4, 60], /cluster size/],
    [[24, 8, 0n], /whole sectors/],
    [[24, 8, 1000n], /whole sectors/],
    [[24, 8, 1n << 63n], /smaller than its disk/],
    [[36, 4, 0], /outside the file/],
    [[36, 4, 0x7fffffff], /outside the file/],
    [[40, 8, 0n], /outside the file/],
    [[40, 8, 513n], /outside the file/],
    [[40, 8, 1n << 60n], /outside the file/],
    [[48, 8, 1n << 60n], /outside the file/],
    [[56, 4, 0x7fffffff], /outside the file/],
    [[100, 4, 8], /malformed/],
    [[100, 4, 4092], /malformed/],
  ];
  for (const [field, message] of forged) await assert.rejects(inspect(forge(template, [field])), refusal(message));
  const endless = forge(template, [
    [112, 4, 1],
    [116, 4, 0x7fffffff],
  ]);
  await assert.rejects(inspect(endless), refusal(/do not end/));
  const l1 = Number(template.readBigUInt64BE(40));
  await assert.rejects(inspect(forge(template, [[l1, 8, (1n << 63n) | (1n << 50n)]])), refusal(/outside the file/));
  await assert.rejects(inspect(template.subarray(0, 90)), refusal(/cut off/));
  await assert.rejects(inspect(template.subarray(0, l1)), refusal(/outside the file/));
});

test('tables larger than any disk needs are refused, also where the file is long enough to hold them (T5)', async () => {
  // zeros of a sparse file: they cost the sender nothing, and a reader all of its memory
  const [l1, refcounts] = [32 * MIB, 8 * MIB];
  const places = [40, 48].map((at): [number, number, number] => [at, 8, 16 * MIB]);
  const sparse = (...sizes: [number, number, number][]) => inspect(forge(template, [...places, ...sizes]), 64 * MIB);
  await assert.rejects(sparse([36, 4, l1 / 8 + 1]), refusal(/outside the file/));
  await assert.rejects(sparse([56, 4, refcounts / 4096 + 1]), refusal(/outside the file/));
  const { virtualSize } = await sparse([36, 4, l1 / 8], [56, 4, refcounts / 4096]);
  assert.equal(virtualSize, 8 * MIB, 'so it was the size that was refused');
});

test('a disk larger than the limit is refused, however small the file (T5)', async () => {
  await assert.rejects(made('-f', 'qcow2', 'FILE', '2T'), refusal(/bytes/));
  await assert.rejects(inspect(bootSector(), 2 ** 40 + 512), refusal(/bytes/));
});

test('raw disks that are something else too are refused (T2, T4)', async () => {
  for (const format of ['vmdk', 'vhdx', 'vdi', 'vpc', 'qed', 'parallels']) {
    await assert.rejects(made('-f', format, 'FILE', '8M'), refusal(new RegExp(format === 'vpc' ? 'VHD' : format, 'i')));
  }
  await assert.rejects(made('-f', 'vpc', '-o', 'subformat=fixed', 'FILE', '8M'), refusal(/VHD/));
  await assert.rejects(made('-f', 'vmdk', '-o', 'subformat=monolithicFlat', 'FILE', '8M'), refusal(/VMDK/));
  for (const [magic, name] of [
    ['\x1f\x8b\x08', /gzip/],
    ['\xfd7zXZ\0', /xz/],
    ['PK\x03\x04', /zip/],
  ] as const) {
    const disk = bootSector();
    disk.write(magic, 0, 'latin1');
    await assert.rejects(inspect(disk, MIB), refusal(name));
  }
  const cd = Buffer.concat([bootSector(0), Buffer.alloc(MIB)]);
  cd.write('CD001', 32_769);
  await assert.rejects(inspect(cd, MIB), refusal(/CD image/));
});

test('what is no disk at all is refused, also if it is as long as one (T4)', async () => {
  for (const begin of ['', '<html>404</html>', '%PDF-1.7', '\x7fELF', 'QFI\xfa', '\x89PNG\r\n', 'text\n']) {
    for (const size of [begin.length, 512, MIB]) {
      await assert.rejects(inspect(Buffer.from(begin, 'latin1'), size), refusal(/neither/), `${begin} ${size}`);
    }
  }
  await assert.rejects(inspect(bootSector(), MIB + 1), refusal(/neither/));
});

test('whatever is changed in a header, the answer is a disk within the file or a Problem', async () => {
  const change = fc.tuple(fc.nat({ max: 127 }), fc.uint8Array({ minLength: 1, maxLength: 8 }));
  await fc.assert(
    fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 4 }), async (changes) => {
      const disk = Buffer.from(template);
      for (const [at, bytes] of changes) disk.set(bytes, 4 + at);
      try {
        const shape = await inspect(disk);
        assert.equal(shape.format, 'qcow2');
        assert.ok(shape.virtualSize > 0 && shape.virtualSize <= LIMIT && shape.virtualSize % 512 === 0);
        // What counts for safety, read anew from the bytes.
        assert.equal(disk.readBigUInt64BE(8), 0n);
        assert.equal(disk.readUInt32BE(4) === 3 ? disk.readBigUInt64BE(72) & 7n : 0n, 0n);
      } catch (error) {
        assert.ok(error instanceof Problem, String(error));
      }
    }),
    { numRuns: 300 },
  );
});

test('random bytes never pass as qcow2 and never crash the inspection', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2048 }), async (bytes) => {
      const file = Buffer.concat([Buffer.from('QFI\xfb', 'latin1'), bytes]);
      await assert.rejects(inspect(file), refusal(/./));
    }),
    { numRuns: 100 },
  );
});

/** The command that a refusal prints, run in the directory on `file`; what it makes is looked at. */
async function converted(file: string): Promise<void> {
  const command = 'qemu-img convert -O qcow2 <file> image.qcow2'.replace('<file>', file);
  await run('sh', ['-ec', `cd ${directory}; ${command}`]);
  await inspectDisk(join(directory, 'image.qcow2'), LIMIT);
}

test('who does what a refusal says has a disk that passes', async () => {
  const shell = (script: string) => run('sh', ['-ec', `cd ${directory}; ${script}`]);
  const look = (name: string, limit = LIMIT) => inspectDisk(join(directory, name), limit).then(() => {});
  const put = (name: string, content: Buffer) => writeFile(join(directory, name), content);
  const zeros = Buffer.alloc(MIB);
  await put('raw', Buffer.concat([bootSector(), zeros]));
  await shell('gzip -k raw; tar -cf raw.tar raw; qemu-img convert -f raw -O vmdk raw raw.vmdk');
  for (const [code, says, name, follow] of [
    [
      'image-refused',
      /Decompress the file first/,
      'raw.gz',
      () => shell('gunzip -c raw.gz > out').then(() => look('out')),
    ],
    [
      'image-refused',
      /Extract the disk from it/,
      'raw.tar',
      () => shell('tar -xf raw.tar').then(() => converted('raw')),
    ],
    [
      'image-refused',
      /Convert it on your machine: qemu-img convert -O qcow2 <file> image\.qcow2/,
      'raw.vmdk',
      () => converted('raw.vmdk'),
    ],
  ] as const)
    await followed(code, says, () => look(name), follow);

  const partition = bootSector();
  partition.writeUInt32LE(4 * (MIB / 512), 446 + 12);
  await put('iso', Buffer.concat([Buffer.alloc(32_769), Buffer.from('CD001'), zeros]));
  await put('luks', Buffer.concat([Buffer.from('LUKS\xba\xbe', 'latin1'), zeros]));
  await put('damaged', forge(template, [[20, 4, 40]]));
  await put('cut', Buffer.concat([partition, zeros]));
  await put('whole', Buffer.concat([partition, zeros, zeros, zeros, zeros]));
  for (const [code, says, name, follow] of [
    ['image-refused', /Use a disk image: VMs boot from disks/, 'iso', () => look('raw')],
    ['image-refused', /Use an image that is not encrypted as a whole/, 'luks', () => look('raw')],
    [
      'image-refused',
      /make it anew with qemu-img convert -O qcow2 <file> image\.qcow2/,
      'damaged',
      () => converted('raw'),
    ],
    ['image-refused', /It was cut off on its way: bring it again, and give its sha256/, 'cut', () => look('whole')],
  ] as const)
    await followed(code, says, () => look(name), follow);

  await put('large', template);
  await followed(
    'image-too-large',
    /Shrink the disk inside the image/,
    () => look('large', 4 * MIB),
    async () => {
      await shell('qemu-img resize -q --shrink large 4M');
      await look('large', 4 * MIB);
    },
  );
});

test('a qcow2 that was cut off on its way passes once it is brought whole', async () => {
  const file = join(directory, 'brought');
  const brought = async (content: Buffer) => {
    await writeFile(file, content);
    await using handle = await open(file);
    await checkClusters(handle);
  };
  const cut = template.subarray(0, template.length - 4096);
  await followed(
    'image-refused',
    /It was cut off on its way: bring it again from where "qemu-img check" finds no error/,
    () => brought(cut),
    async () => {
      await run('qemu-img', ['check', '-q', join(directory, 'template.qcow2')]);
      await brought(await readFile(join(directory, 'template.qcow2')));
    },
  );
});

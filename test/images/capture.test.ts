import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { chmod, chown, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { convertDisk } from '../../src/drivers/qemu/images/convert.ts';
import { ImageStore } from '../../src/drivers/qemu/images/index.ts';
import { Volumes } from '../../src/drivers/qemu/volumes.ts';
import { hangMs } from '../support/wait.ts';
import { qcow2Template } from './disks.ts';
import { unbounded } from '../support/unbounded.ts';

let home: string;
let names: HostNames;
let store: ImageStore;
let volumes: Volumes;
const base = randomUUID();
const quiet = () => {};

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-capture-'));
  await chmod(home, 0o711);
  const pool = { floatingPool: '172.24.4.0/24', uplink: null };
  names = new HostNames({ home, cloud: 'ffff', uidBase: 4_100_000, ...pool, accelerator: 'tcg' });
  store = new ImageStore(names);
  volumes = new Volumes(names, store);
  const template = join(home, 'template');
  await writeFile(template, await qcow2Template(home));
  await store.importFile({ id: base, source: { kind: 'upload' }, sha256: null }, template, quiet, unbounded);
  // as an image has them that boots by a kernel of ours
  for (const name of ['vmlinuz', 'initrd', 'cmdline']) await writeFile(join(names.imageDir(base), name), `the ${name}`);
});
after(() => rm(home, { recursive: true }));

/** A volume of the base image that a guest has written to. */
async function written(): Promise<string> {
  const id = randomUUID();
  await volumes.create({ id, sizeMiB: 16, image: base });
  await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 9 12M 64k', names.volume(id)]);
  return id;
}

const capture = (image: string, volume: string) =>
  store.capture(image, (uid) => volumes.open(volume, uid), quiet, unbounded);

test('the disk of a guest becomes an image that needs no other, and boots as before', async () => {
  const [image, volume] = [randomUUID(), await written()];
  const facts = await capture(image, volume);
  assert.equal(facts.virtualSizeMiB, 16);
  assert.deepEqual(await capture(image, volume), facts);
  const { file } = await store.disk(image);
  assert.equal((await stat(file)).mode & 0o777, 0o444);
  const info = JSON.parse((await run('qemu-img', ['info', '--output=json', file])).stdout) as Record<string, unknown>;
  assert.equal(info['backing-filename'], undefined);
  // what came from the image and what the guest wrote
  await run('qemu-io', ['-r', '-f', 'qcow2', '-c', 'read -P 7 0 4k', '-c', 'read -P 9 12M 64k', file]);
  assert.equal((await store.boot(image))?.cmdline, 'the cmdline');
  await volumes.delete(volume);
  await run('qemu-img', ['check', '-q', file]);
});

test('what a guest could have written into its volume leads nowhere (T1)', async () => {
  const secret = join(home, 'secret');
  await writeFile(secret, Buffer.alloc(1 << 20, 's'), { mode: 0o644 });
  await chown(secret, names.guestUid(0), names.guestUid(0));
  const [rebased, external] = [await written(), await written()];
  await run('qemu-img', ['rebase', '-u', '-f', 'qcow2', '-F', 'raw', '-b', secret, names.volume(rebased)]);
  const image = randomUUID();
  await capture(image, rebased);
  const { file } = await store.disk(image);
  assert.ok(!(await readFile(file)).includes('s'.repeat(512)), 'the volume said what lies below it');
  await run('qemu-io', ['-r', '-f', 'qcow2', '-c', 'read -P 7 0 4k', file]);

  await rm(names.volume(external));
  await run('qemu-img', [
    'create',
    '-q',
    '-f',
    'qcow2',
    '-o',
    `data_file=${secret},data_file_raw=on`,
    names.volume(external),
    '1M',
  ]);
  await assert.rejects(capture(randomUUID(), external), { code: 'image-refused', message: /another file/ });
  const raw = await written();
  await writeFile(names.volume(raw), Buffer.alloc(1 << 20));
  await assert.rejects(capture(randomUUID(), raw), { code: 'image-refused' });
  await assert.rejects(capture(randomUUID(), randomUUID()), { code: 'volume-missing' });
  await mkdir(names.cacheDir, { recursive: true });
  assert.deepEqual(
    (await readdir(names.cacheDir)).filter((name) => name.startsWith('work-')),
    [],
  );
});

test('a conversion reads below a disk what it is told, and nothing that a file says of itself (T3)', async () => {
  const uid = names.guestUid(0);
  const [secret, disk, above, target] = ['below', 'disk', 'above', 'target'].map((name) => join(home, name)) as [
    string,
    string,
    string,
    string,
  ];
  await writeFile(secret, Buffer.alloc(1 << 20, 's'), { mode: 0o644 });
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-u', '-b', secret, '-F', 'raw', disk, '1M']);
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-u', '-b', disk, '-F', 'qcow2', above, '1M']);
  const image = { file: disk, format: 'qcow2' as const };
  for (const source of [
    { ...image, backing: null },
    { ...image, file: above, backing: image },
  ]) {
    const whole = { ...source, virtualSize: 1 << 20 };
    const signal = AbortSignal.timeout(hangMs);
    await convertDisk(whole, target, { uid, kept: 0, claim: unbounded, signal });
    assert.ok(!(await readFile(target)).includes('ssss'), source.file);
    await rm(target);
  }
});

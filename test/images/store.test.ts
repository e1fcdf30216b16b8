import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { ImageSpec } from '../../src/drivers/driver.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { ImageStore } from '../../src/drivers/qemu/images/index.ts';
import { bootSector, forge, qcow2Template } from './disks.ts';
import { followed } from '../support/remedy.ts';
import { unbounded } from '../support/unbounded.ts';

let home: string;
let names: HostNames;
let store: ImageStore;
let server: Server;
let url: string;
let requests = 0;
let disk: Buffer;
let sum: string;
let list: string;
const quiet = () => {};

before(async () => {
  home = await mkdtemp(join(tmpdir(), 'slipway-images-'));
  // As the server does for its state directory: guests reach their disks through it.
  await chmod(home, 0o711);
  disk = await qcow2Template(home);
  sum = createHash('sha256').update(disk).digest('hex');
  server = createServer((request, response) => {
    requests++;
    response.end(request.url === '/SHA256SUMS' ? list : disk);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  url = `http://${host}/image.qcow2`;
  const pool = { floatingPool: '172.24.4.0/24', uplink: null };
  names = new HostNames({ home, cloud: 'ffff', uidBase: 4_100_000, ...pool, accelerator: 'tcg' });
  store = new ImageStore(names, null, { allowPrivateImageHosts: [host] });
});
after(async () => {
  server.close();
  await rm(home, { recursive: true });
});

const spec = (sha256: string | null = null): ImageSpec => ({ id: randomUUID(), source: { kind: 'url', url }, sha256 });

/** Brings an image, as one who asks for it. */
const had =
  (image: ImageSpec, from = store) =>
  (): Promise<void> =>
    from.ensure(image, quiet, unbounded).then(() => {});

async function leftovers() {
  return (await readdir(names.cacheDir)).filter((name) => name.startsWith('work-'));
}

test('a downloaded image is there whole, read-only, standalone, and known again', async () => {
  const image = spec(sum);
  requests = 0;
  const facts = await Promise.all([store.ensure(image, quiet, unbounded), store.ensure(image, quiet, unbounded)]);
  assert.equal(requests, 1);
  assert.deepEqual(facts[0], facts[1]);
  assert.deepEqual(await store.ensure(image, quiet, unbounded), facts[0]);
  assert.equal(requests, 1);
  assert.deepEqual({ ...facts[0], bytes: 0 }, { virtualSizeMiB: 8, bytes: 0, format: 'qcow2', sha256: sum });
  assert.deepEqual(await store.list(), [image.id]);
  assert.equal(await store.boot(image.id), null);
  const { file, virtualSizeMiB } = await store.disk(image.id);
  assert.equal(virtualSizeMiB, 8);
  const { mode, uid } = await stat(file);
  assert.deepEqual({ mode: mode & 0o777, uid }, { mode: 0o444, uid: 0 });
  // there is no way to it but root's
  for (const path of [names.imageDir(image.id), dirname(names.imageDir(image.id))])
    assert.equal((await stat(path)).mode & 0o777, 0o700);
  // The content came through.
  await run('qemu-io', ['-r', '-f', 'qcow2', '-c', 'read -P 7 0 4k', file]);
  assert.deepEqual(await leftovers(), []);
  await store.remove(image.id);
  await store.remove(image.id);
  assert.deepEqual(await store.list(), []);
  const read = () => store.disk(image.id).then(() => {});
  await followed('image-missing', /Import it or let it be downloaded again\./, read, () => had(image)().then(read));
  await store.remove(image.id);
});

test('a wrong checksum stops before the file is looked at, and leaves nothing', async () => {
  const image = spec('0'.repeat(64));
  await assert.rejects(store.ensure(image, quiet, unbounded), { code: 'image-checksum-mismatch', transient: false });
  assert.deepEqual(await store.list(), []);
  assert.deepEqual(await leftovers(), []);
  await followed(
    'image-checksum-mismatch',
    /Compare the checksum with the publisher/,
    had(image),
    had({ ...image, sha256: sum }),
  );
  await store.remove(image.id);
});

test('private addresses are refused unless the operator allowed them', async () => {
  const strict = new ImageStore(names);
  const image = spec();
  // the operator has named it in the settings of the other
  await followed('image-url-refused', /name the mirror in the setting image_hosts/, had(image, strict), had(image));
  await store.remove(image.id);
});

test('a raw disk is imported, and taken from where it was', async () => {
  const file = join(home, 'mine.raw');
  await writeFile(file, bootSector());
  await truncate(file, 3 * 2 ** 20);
  const image: ImageSpec = { id: randomUUID(), source: { kind: 'upload' }, sha256: null };
  const take = () => store.importFile(image, file, quiet, unbounded);
  await followed('image-missing', /Upload a disk file for it/, had(image), () => take().then(() => {}));
  const facts = await take();
  assert.equal(facts.virtualSizeMiB, 3);
  assert.deepEqual(await store.ensure(image, quiet, unbounded), facts);
  assert.equal(existsSync(file), false);
  const info = await run('qemu-img', ['info', '--output=json', (await store.disk(image.id)).file]);
  const { format } = JSON.parse(info.stdout) as { format: string };
  assert.equal(format, 'qcow2');
  await store.remove(image.id);
});

test('a disk that points at the host is refused and nothing of it is kept', async () => {
  const file = join(home, 'trap.qcow2');
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-u', '-F', 'raw', '-b', '/etc/shadow', file, '1M']);
  const image: ImageSpec = { id: randomUUID(), source: { kind: 'upload' }, sha256: null };
  await assert.rejects(store.importFile(image, file, quiet, unbounded), { code: 'image-refused' });
  const [needs, plain] = [join(home, 'needs.qcow2'), join(home, 'plain.qcow2')];
  const base = join(home, 'base.qcow2');
  await writeFile(base, disk);
  await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-F', 'qcow2', '-b', base, needs]);
  await run('qemu-img', ['convert', '-O', 'qcow2', needs, plain]);
  const taken = (from: string) => () => store.importFile(image, from, quiet, unbounded).then(() => {});
  await followed('image-refused', /Give the disk file itself\./, taken('/dev/zero'), taken(base));
  await store.remove(image.id);
  await writeFile(base, disk);
  await followed('image-refused', /Make it standalone: qemu-img convert/, taken(needs), taken(plain));
  await store.remove(image.id);
  assert.deepEqual([await store.list(), await leftovers()], [[], []]);
});

test('a damaged disk is refused, also where it is packed; brought again with its checksum it is taken', async () => {
  const file = join(home, 'brought.qcow2');
  const [whole, packed] = [join(home, 'whole.qcow2'), join(home, 'packed.qcow2')];
  await writeFile(whole, disk);
  await run('qemu-img', ['convert', '-c', '-O', 'qcow2', whole, packed]);
  const image = { ...spec(), source: { kind: 'upload' as const } };
  const bring = async (content: Buffer, sha256: string | null) => {
    await writeFile(file, content);
    await store.importFile({ ...image, sha256 }, file, quiet, unbounded);
  };
  const again = async (from: string, tried: string[]) => {
    await run('qemu-img', tried);
    const content = await readFile(from);
    await bring(content, createHash('sha256').update(content).digest('hex'));
    await store.remove(image.id);
  };
  /** The place that stands there in a qcow2. */
  const at = (content: Buffer, place: number) => Number(content.readBigUInt64BE(place) & (2n ** 54n - 1n));
  const uncounted = forge(disk, [[at(disk, at(disk, 48)), 8, 0n]]);
  await followed(
    'image-refused',
    /It is damaged: bring it again from where "qemu-img check" finds no error, and give its sha256/,
    () => bring(uncounted, null),
    () => again(whole, ['check', '-q', whole]),
  );
  const good = await readFile(packed);
  const unreadable = forge(good, [[at(good, at(good, at(good, 40))), 8, 2n ** 64n - 1n]]);
  await followed(
    'image-refused',
    /It is damaged: bring it again from where "qemu-img convert" reads it, and give its sha256/,
    () => bring(unreadable, null),
    () => again(packed, ['convert', '-O', 'qcow2', packed, whole]),
  );
});

test('what a killed process left in the cache is swept, what a living one works on stays', async () => {
  const dead = join(names.cacheDir, 'work-4194305-abc');
  const living = join(names.cacheDir, 'work-1-abc');
  for (const directory of [dead, living]) await mkdir(directory, { recursive: true });
  await new ImageStore(names).remove(randomUUID());
  assert.deepEqual(await leftovers(), ['work-1-abc']);
  await rm(living, { recursive: true });
});

test('work that nobody waits for any more stops, and a later call begins anew', async () => {
  const abort = new AbortController();
  const image = spec();
  server.once('request', () => abort.abort(new Error('enough')));
  await assert.rejects(store.ensure(image, quiet, unbounded, abort.signal), /enough/);
  assert.equal((await store.ensure(image, quiet, unbounded)).sha256, sum);
  assert.deepEqual(await leftovers(), []);
  await store.remove(image.id);
});

test("the publisher's list of checksums is fetched with the image, and has to name it", async () => {
  const image: ImageSpec = {
    id: randomUUID(),
    source: { kind: 'url', url, checksumUrl: new URL('/SHA256SUMS', url).href },
    sha256: null,
  };
  list = `${'0'.repeat(64)}  image.qcow2\n`;
  await assert.rejects(store.ensure(image, quiet, unbounded), { code: 'image-checksum-mismatch', transient: false });
  list = `${sum}  other.qcow2\n${sum}  image.qcow2.torrent\n`;
  await assert.rejects(store.ensure(image, quiet, unbounded), { code: 'image-checksum-missing' });
  list = 'x'.repeat(2 << 20);
  await assert.rejects(store.ensure(image, quiet, unbounded), { code: 'image-too-large' });
  assert.deepEqual([await store.list(), await leftovers()], [[], []]);
  const [nameless, beside] = [`${sum}  other.qcow2\n`, `${'0'.repeat(64)}  other.qcow2\n${sum}  image.qcow2\n`];
  for (const [instead, follows] of [
    [beside, image],
    [nameless, { ...image, source: { kind: 'url' as const, url }, sha256: sum }],
  ] as const) {
    list = nameless;
    await followed(
      'image-checksum-missing',
      /the list that stands beside the image.* or the sha256 itself/,
      had(image),
      () => {
        list = instead;
        return had(follows)();
      },
    );
    await store.remove(image.id);
  }
});

test('a list of checksums from inside the network is not fetched (T6)', async () => {
  const seen = requests;
  for (const checksumUrl of ['http://127.0.0.1:1/SHA256SUMS', 'http://[::ffff:127.0.0.1]/SUMS', 'file:///etc/shadow']) {
    const image: ImageSpec = { id: randomUUID(), source: { kind: 'url', url, checksumUrl }, sha256: null };
    await assert.rejects(store.ensure(image, quiet, unbounded), { code: 'image-url-refused' });
  }
  assert.equal(requests, seen);
});

test('a disk that is full in the middle of a download is a problem with its name, and nothing of it stays', async (context) => {
  const small = await mkdtemp(join(tmpdir(), 'slipway-full-'));
  await run('mount', ['-t', 'tmpfs', '-o', 'size=4m,mode=0711', 'slipway-test', small]);
  context.after(async () => {
    await run('umount', [small]);
    await rm(small, { recursive: true });
  });
  const large = createServer((_request, response) => response.end(Buffer.alloc(8 << 20)));
  await once(large.listen(0, '127.0.0.1'), 'listening');
  context.after(() => large.close());
  const host = `127.0.0.1:${(large.address() as AddressInfo).port}`;
  const tight = new HostNames({ ...names.settings, home: small });
  const images = new ImageStore(tight, null, { allowPrivateImageHosts: [host] });
  const image = { id: randomUUID(), source: { kind: 'url' as const, url: `http://${host}/image.raw` }, sha256: null };
  await assert.rejects(images.ensure(image, quiet, unbounded), {
    code: 'disk-full',
    transient: true,
    remedy: /Free space/,
  });
  assert.deepEqual(await images.list(), []);
  const { stdout } = await run('find', [small, '-type', 'f']);
  assert.equal(stdout, '');
});

import assert from 'node:assert/strict';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { type IncomingMessage, request } from 'node:http';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { run } from '../../src/common/command.ts';
import type { StoredProblem } from '../../src/common/problem.ts';
import type { Code } from '../../src/common/problems/catalogue.ts';
import { diskMiB } from '../../src/common/files.ts';
import { headroomMiB } from '../../src/common/disk-room.ts';
import { uploadsDir } from '../../src/common/uploads.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { diskUsage, hostCapacity } from '../../src/drivers/qemu/capacity.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { ImageStore } from '../../src/drivers/qemu/images/index.ts';
import { removeSystemUser } from '../../src/db/index.ts';
import { readDiskRoom } from '../../src/quotas/index.ts';
import { existingCloud } from '../../src/server/cloud.ts';
import { measureHost } from '../../src/server/disk-watch.ts';
import { startServer } from '../../src/server/server.ts';
import { databaseOf, staffOf } from '../support/cloud.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { eventually } from '../support/wait.ts';
import { receive } from '../../src/catalogue/upload.ts';
import { followed } from '../support/remedy.ts';
import { unbounded } from '../support/unbounded.ts';
import { bootSector } from './disks.ts';

/** How fast uploads have to be here: in every 200 ms so much. */
const pace = { timeoutMs: 20_000, stallMs: 200, leastBytesPerS: 50_000 };
const mib = 2 ** 20;

// a real server with its PostgreSQL, whose images are real files, on a disk that is nearly full
const home = await newHome();
await run('mount', ['-t', 'tmpfs', '-o', 'size=420m,mode=0711', 'slipway-test', home]);
const names = new HostNames({
  home,
  cloud: 'ffff',
  uidBase: 4_100_000,
  floatingPool: '172.24.4.0/24',
  uplink: null,
  accelerator: 'tcg',
});
const store = new ImageStore(names);
const driver = new FakeDriver(`${home}-world`);
driver.capacity = () => hostCapacity(names);
driver.diskUsage = () => diskUsage(names);
driver.importImage = (...args) => store.importFile(...args);
const settings = await testSettings(home);
const server = await startServer({ settings, log: keptLog().log, driver, uploadPace: pace });
const db = databaseOf(home);
const { client, project } = await staffOf(home);
after(async () => {
  await db.destroy();
  await server.stop({ database: true });
  await removeSystemUser(existingCloud(home)?.postgresUser ?? '');
  await run('umount', [home], { check: false });
  await removeHome(home);
  await run('rm', ['-rf', `${home}-world`]);
});

const free = async (): Promise<number> => (await diskMiB(home)).free;
const headroom = headroomMiB((await diskMiB(home)).total);
await writeFile(join(home, 'ballast'), Buffer.alloc(((await free()) - headroom - 90) * mib));
await measureHost(db, onlyCloud, driver);
// it is the disk that is short
await db.updateTable('project').set({ quota_images_mib: 1e6 }).execute();
/** What the database takes, MiB: it may have of the headroom. */
const database = async (): Promise<number> => {
  const { stdout } = await run('du', ['-sm', join(home, 'postgres')]);
  return Number.parseInt(stdout, 10);
};

async function announced(sha256 = '0'.repeat(64)): Promise<string> {
  const image = { name: `i-${randomUUID()}`, ssh_user: 'root', sha256, project };
  return (await client.post('openstack-images/', image)).body.uuid;
}

interface Sent {
  status: number;
  body: StoredProblem & { code: Code; detail: string };
  /** Bytes that were written before it was answered. */
  bytes: number;
}

/** Uploads what `parts` gives, and goes on until it is answered; `length`: what it says that it will send. */
async function upload(image: string, parts: AsyncIterable<Buffer>, length?: number): Promise<Sent> {
  const sending = request(`${client.url}/api/openstack-images/${image}/file/`, {
    method: 'PUT',
    headers: {
      authorization: `Token ${client.token}`,
      'content-type': 'application/octet-stream',
      ...(length === undefined ? {} : { 'content-length': length }),
    },
  });
  // whoever is refused is hung up on
  sending.on('error', () => {});
  let bytes = 0;
  async function* counted(): AsyncIterable<Buffer> {
    for await (const part of parts) {
      bytes += part.length;
      yield part;
    }
  }
  const source = Readable.from(counted());
  const answered = once(sending, 'response') as Promise<[IncomingMessage]>;
  source.pipe(sending);
  const [response] = await answered;
  source.destroy();
  const text = (await response.toArray()).map(String).join('');
  sending.destroy();
  return { status: response.statusCode ?? 0, body: JSON.parse(text), bytes };
}

async function* endless(): AsyncIterable<Buffer> {
  for (;;) yield Buffer.alloc(mib);
}

/** Parts of `size` bytes, `everyMs`. */
function trickle(size: number, everyMs: number): AsyncIterable<Buffer> {
  const parts = new Readable({ read() {} });
  const timer = setInterval(() => parts.push(Buffer.alloc(size)), everyMs);
  return parts.once('close', () => clearInterval(timer));
}

/** What is left of an upload that was refused: nothing, and the image waits for another one. */
async function assertNothingLeft(image: string): Promise<void> {
  const row = await db
    .selectFrom('image')
    .leftJoin('image_copy as y', 'y.image', 'uuid')
    .select([(eb) => eb.fn.coalesce('y.claim_mib', eb.lit(0)).as('claim_mib'), 'state'])
    .where('uuid', '=', image)
    .executeTakeFirst();
  assert.deepEqual(row, { claim_mib: 0, state: 'pending' });
  const { stdout } = await run('find', [uploadsDir(home), '-type', 'f']);
  assert.equal(stdout, '');
}

describe('an upload to a disk that is nearly full', () => {
  test('that says how long it is, is refused before it begins, with figures', async () => {
    const image = await announced();
    const { status, body } = await upload(image, trickle(1, 10), 95 * mib);
    assert.deepEqual([status, body.code], [507, 'host-disk-full'], body.detail);
    assert.match(body.detail, /\d+ MiB too little/);
    await assertNothingLeft(image);
  });

  test('that does not say it, ends while the database has its room, and the database takes changes all the time', async () => {
    const image = await announced();
    const before = await database();
    const over = new AbortController();
    const least = (async () => {
      let seen = Number.POSITIVE_INFINITY;
      for (let change = 0; !over.signal.aborted; change++) {
        seen = Math.min(seen, await free());
        const { status, text } = await client.patch(`projects/${project}/`, { description: `change ${change}` });
        assert.equal(status, 200, text);
      }
      return seen;
    })();
    const { status, body, bytes } = await upload(image, endless());
    over.abort();
    assert.deepEqual([status, body.code], [507, 'host-disk-full'], body.detail);
    assert.ok(bytes > 60 * mib, 'it was taken as long as there was room');
    const grown = (await database()) - before;
    assert.ok((await least) >= headroom - grown - 2, `${await least} MiB were left of ${headroom}, ${grown} its own`);
    await assertNothingLeft(image);
  });

  test('is one at a time for an image; what fits is taken', async () => {
    const content = Buffer.concat([bootSector(), Buffer.alloc(4 * mib - 512, 'x')]);
    const sum = await announced(createHash('sha256').update(content).digest('hex'));
    const gate = Promise.withResolvers<void>();
    async function* held(): AsyncIterable<Buffer> {
      yield content.subarray(0, mib);
      await gate.promise;
      yield content.subarray(mib);
    }
    const first = upload(sum, held(), content.length);
    const shown = async () => (await client.get(`openstack-images/${sum}/`)).body.message;
    await eventually('the upload', shown, (message) => message === 'uploading');
    await followed(
      'upload-running',
      /Wait until it has ended/,
      async () => (await upload(sum, held(), content.length)).body,
      async () => {
        gate.resolve();
        assert.equal((await first).status, 200);
      },
    );
    // another checksum was announced of it: it is read to its end
    const whole = () => Readable.from([content]);
    const { status, body } = await upload(await announced(), whole(), content.length);
    assert.deepEqual([status, body.code], [422, 'image-checksum-mismatch'], body.detail);
  });
});

test('an upload that trickles in whatever rhythm is ended, gives its room back, and can be made anew', async () => {
  // this is no matter of room, of which the database has taken some meanwhile
  await rm(join(home, 'ballast'));
  await eventually('room for each', async () => (await readDiskRoom(db, onlyCloud)).left > 90);
  // below the least speed on the average of every window
  const slow = fc.record({ size: fc.integer({ min: 1, max: 400 }), everyMs: fc.integer({ min: 10, max: 300 }) });
  const property = fc.asyncProperty(slow, fc.boolean(), async ({ size, everyMs }, says) => {
    const image = await announced();
    const { status, body } = await upload(image, trickle(size, everyMs), says ? 20 * mib : undefined);
    assert.deepEqual([status, body.code], [408, 'upload-slow'], body.detail);
    assert.match(body.detail, /\d+ bytes a second for 0.2 s: at least 50000 must come/);
    await assertNothingLeft(image);
  });
  await fc.assert(property, { numRuns: 8, endOnFailure: true });
  const content = Buffer.concat([bootSector(), Buffer.alloc(mib - 512, 'y')]);
  const image = await announced(createHash('sha256').update(content).digest('hex'));
  await followed(
    'upload-slow',
    /Upload the file again by a faster connection/,
    async () => (await upload(image, trickle(9, 30))).body,
    async () => assert.equal((await upload(image, Readable.from([content]), content.length)).status, 200),
  );
});

/** What an upload is taken into, beside the API. */
const take = (bytes: Readable, length: number, file: string) =>
  receive({ bytes, length }, file, unbounded, pace, new AbortController().signal);

test('an upload that is cut off can be made again', async () => {
  const taken = join(home, 'taken');
  const half = Readable.from(
    (async function* () {
      yield Buffer.from('ab');
      throw await Promise.resolve(new Error('aborted'));
    })(),
  );
  await followed(
    'upload-broken',
    /Upload again/,
    () => take(half, 4, taken),
    () => take(Readable.from([Buffer.from('abcd')]), 4, taken),
  );
});

test('an upload to a disk that others fill meanwhile can be made again once there is room', async (t) => {
  const small = join(home, 'small');
  await mkdir(small);
  await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'slipway-test', small]);
  t.after(() => run('umount', [small]));
  await writeFile(join(small, 'ballast'), Buffer.alloc(mib / 2));
  const again = () => take(Readable.from([Buffer.alloc(0.75 * mib)]), 0.75 * mib, join(small, 'taken'));
  await followed('disk-full', /Free disk space in the state directory, then upload again/, again, async () => {
    await rm(join(small, 'ballast'));
    await again();
  });
});

import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, test } from 'node:test';
import { bootSector } from '../images/disks.ts';
import { followed } from '../support/remedy.ts';
import { bringUp, idOf, problem, startRig, theirs } from './rig.ts';

const { simulator, driver, clear, stop } = await startRig();
const { world, faults } = simulator;
after(stop);
afterEach(clear);

const ours = (): string[] => [...world.images.keys()].filter((id) => id !== theirs);
const nothing = (): void => {};
const room = (): Promise<void> => Promise.resolve();

test('an upload that was cut off is uploaded again, by the same id, and an image that is there is not', async () => {
  const file = join(tmpdir(), 'cut-off.raw');
  const image = { id: idOf(5), source: { kind: 'upload' }, sha256: null } as const;
  const bring = async () => {
    await writeFile(file, Buffer.concat([bootSector(), Buffer.alloc(1 << 20)]));
    return driver.importImage(
      image,
      file,
      () => {},
      () => Promise.resolve(),
    );
  };
  faults.add(/^PUT .*\/file$/, 'cut-before');
  const cut = await problem(bring());
  assert.equal(cut.transient, true, cut.message);
  assert.equal(world.images.get(idOf(5))?.status, 'queued');
  const facts = await bring();
  assert.equal(world.images.get(idOf(5))?.status, 'active');
  const uploads = (): number => simulator.requests.filter((request) => request.startsWith('PUT')).length;
  const before = uploads();
  assert.deepEqual(await bring(), facts);
  assert.equal(uploads(), before);
  await driver.removeImage(idOf(5));
  assert.deepEqual(ours(), []);
});

test('one of ours that OpenStack cannot tell who it is is refused, and a cloud image is not', async () => {
  const file = join(tmpdir(), 'cloud.raw');
  const own = { id: idOf(7), source: { kind: 'builtin', name: 'debian-12' }, sha256: null } as const;
  const given = { id: idOf(8), source: { kind: 'upload' }, sha256: null } as const;
  await followed(
    'openstack-unfit',
    /Import a cloud image with cloud-init/,
    async () => void (await driver.ensureImage(own, nothing, room)),
    async () => {
      await writeFile(file, Buffer.concat([bootSector(), Buffer.alloc(1 << 20)]));
      await driver.importImage(given, file, nothing, room);
    },
  );
  await driver.removeImage(given.id);
});

test('the disk of a VM becomes an image of our id, each of its steps once, and nothing of them is left', async () => {
  await bringUp(driver, 1);
  await driver.stopGuest(idOf(101), 0);
  const image = { id: idOf(6), source: { kind: 'volume', volume: idOf(2001) }, sha256: null } as const;
  for (const post of ['snapshots', 'volumes', 'action']) faults.add(new RegExp(`^POST .*/${post}$`), 'cut-after');
  // the third is tried again by the step, and finds what it has begun
  assert.equal((await problem(driver.ensureImage(image, nothing, room))).transient, true);
  const facts = await driver.ensureImage(image, nothing, room);
  assert.deepEqual(await driver.ensureImage(image, nothing, room), facts);
  assert.deepEqual(ours(), [idOf(6)]);
  assert.deepEqual([world.images.get(idOf(6))?.status, world.volumes.size, world.snapshots.size], ['active', 1, 0]);
  await driver.removeImage(idOf(6));
});

test('a capture that is given up leaves nothing when its image is removed', async () => {
  await bringUp(driver, 1);
  await driver.stopGuest(idOf(101), 0);
  const image = { id: idOf(7), source: { kind: 'volume', volume: idOf(2001) }, sha256: null } as const;
  faults.add(/^GET .*\/file$/, 'cut-before', 3);
  assert.equal((await problem(driver.ensureImage(image, nothing, room))).transient, true);
  assert.deepEqual([ours().length, world.volumes.size, world.snapshots.size], [1, 2, 1]);
  await driver.removeImage(idOf(7));
  assert.deepEqual([ours().length, world.volumes.size, world.snapshots.size], [0, 1, 0]);
});

test('a disk that a server runs with is kept once, becomes a volume of ours, and goes after its snapshots', async () => {
  await bringUp(driver, 1);
  const snapshot = { id: idOf(8), volume: idOf(2001), guest: idOf(101) };
  faults.add(/^POST .*\/snapshots$/, 'cut-after');
  for (const _ of [1, 2]) await driver.takeSnapshots([snapshot]);
  assert.deepEqual(
    [...world.snapshots.values()].map(({ status }) => status),
    ['available'],
  );
  const kept = (await driver.inventory()).filter(({ kind }) => kind === 'snapshot');
  assert.deepEqual(
    kept.map(({ id }) => id),
    [snapshot.id],
  );
  const [reason] = await driver.inUse(kept);
  assert.match(reason ?? '', /delete it in OpenStack/);
  const copy = { id: idOf(9), sizeMiB: 1024, image: null };
  for (const _ of [1, 2]) await driver.restoreSnapshot(copy, snapshot);
  assert.equal(await driver.volumeSize(copy.id), 1024);
  assert.equal(world.volumes.size, 2);
  const none = driver.restoreSnapshot({ ...copy, id: idOf(10) }, { ...snapshot, id: idOf(11) });
  assert.equal((await problem(none)).code, 'snapshot-missing');
  for (const _ of [1, 2]) await driver.deleteSnapshot(snapshot);
  assert.equal(world.snapshots.size, 0);
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  copyFileSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';
import { Volumes } from '../../src/drivers/qemu/volumes.ts';
import { followed } from '../support/remedy.ts';
import { Lab, programs } from './lab.ts';

describe('volumes', () => {
  const lab = new Lab();
  before(() => lab.start());
  after(() => lab.close());
  const content = async (file: string) => {
    const raw = `${file}.raw`;
    await run('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', file, raw]);
    const bytes = readFileSync(raw);
    rmSync(raw);
    return bytes;
  };

  test('a blank volume reads zeros, has its size, and is made once (T25)', async () => {
    const id = randomUUID();
    await lab.volumes.create({ id, sizeMiB: 2, image: null });
    const file = lab.names.volume(id);
    assert.deepEqual(await content(file), Buffer.alloc(2 << 20));
    await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 0x55 0 4096', file]);
    await lab.volumes.create({ id, sizeMiB: 4, image: null });
    const kept = await content(file);
    assert.deepEqual([kept.length, kept[0]], [2 << 20, 0x55], 'an existing volume is left as it is');

    await lab.volumes.delete(id);
    assert.equal(await lab.volumes.exists(id), false);
    await lab.volumes.create({ id, sizeMiB: 2, image: null });
    assert.deepEqual(await content(file), Buffer.alloc(2 << 20), 'nothing of its predecessor is in it');
    await lab.volumes.delete(id);
    await lab.volumes.delete(id);
    assert.deepEqual(await lab.volumes.list(), []);
  });

  test('a volume of an image begins as the image, which stays what it is', async () => {
    const { volumes } = await lab.guest('deaf');
    const id = volumes[0]?.id ?? '';
    const file = lab.names.volume(id);
    const fresh = await content(file);
    assert.deepEqual(fresh.subarray(0, 1 << 20), programs.deaf);
    assert.deepEqual(fresh.subarray(1 << 20), Buffer.alloc(1 << 20));
    const opened = await lab.volumes.open(id, 4_000_001);
    assert.ok(opened.backing !== null && opened.backing.format === 'raw');
    await lab.volumes.delete(id);
  });

  test('a volume whose QEMU was broken out of leads no program of the host to another file (T21)', async () => {
    const [external, rebased] = [randomUUID(), randomUUID()];
    for (const id of [external, rebased]) await lab.volumes.create({ id, sizeMiB: 1, image: null });
    const secret = join(lab.names.settings.home, 'secret');
    writeFileSync(secret, 'of the host');
    const file = lab.names.volume(external);
    rmSync(file);
    const data = `data_file=${secret}.data,data_file_raw=on`;
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', data, file, '1M']);
    renameSync(secret, `${secret}.data`);
    const damaged = { code: 'volume-damaged', message: /another file/ };
    await assert.rejects(lab.volumes.grow(external, 4), damaged);
    await assert.rejects(lab.volumes.shrink(external, 1), damaged);
    await assert.rejects(lab.volumes.size(external), damaged);
    assert.equal(readFileSync(`${secret}.data`, 'utf8'), 'of the host');
    // opening this would fail
    const nowhere = ['-u', '-f', 'qcow2', '-F', 'raw', '-b', '/nonexistent'];
    await run('qemu-img', ['rebase', ...nowhere, lab.names.volume(rebased)]);
    await lab.volumes.grow(rebased, 4);
    assert.equal(await lab.volumes.size(rebased), 4);
    for (const id of [external, rebased]) await lab.volumes.delete(id);
  });

  test('what cannot be is refused, and leaves nothing', async () => {
    const { image, volumes } = await lab.guest('deaf');
    await lab.volumes.delete(volumes[0]?.id ?? '');
    await assert.rejects(lab.volumes.create({ id: randomUUID(), sizeMiB: 0, image }), { code: 'volume-too-small' });
    assert.deepEqual(await lab.volumes.list(), []);
  });

  test('what is said of one that is too small, lost or damaged helps', async () => {
    const { image } = await lab.guest('deaf');
    const id = randomUUID();
    const create = (sizeMiB: number) => lab.volumes.create({ id, sizeMiB, image });
    await followed(
      'volume-too-small',
      /Ask for a volume of at least 1 MiB/,
      () => create(0),
      () => create(1),
    );
    const [file, backup] = [lab.names.volume(id), join(lab.names.settings.home, 'backup')];
    const size = () => lab.volumes.size(id).then(() => {});
    const restored = async () => {
      copyFileSync(backup, file);
      await size();
    };
    renameSync(file, backup);
    await followed('volume-missing', /restore it from a backup/, size, restored);
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', `data_file=${backup}.data`, file, '2M']);
    await followed('volume-damaged', /Restore the volume from a backup, or delete it/, size, restored);
    for (const each of await lab.volumes.list()) await lab.volumes.delete(each);
  });

  test('a creation that was killed is finished by the next one', async () => {
    const id = randomUUID();
    const file = lab.names.volume(id);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(`${file}.partial`, 'half a volume');
    writeFileSync(`${file.replace(/qcow2$/, 'json')}.${randomUUID()}.new`, '{"ima');
    assert.deepEqual(await lab.volumes.list(), [id], 'it is found, so that it can be removed');
    await lab.volumes.create({ id, sizeMiB: 1, image: null });
    assert.deepEqual(await content(file), Buffer.alloc(1 << 20));
    await lab.volumes.delete(id);
    assert.deepEqual(readdirSync(dirname(file)), []);
  });

  test('a full disk is a problem with its name, and worth another try', async (context) => {
    const home = join(lab.names.settings.home, 'small');
    mkdirSync(home);
    await run('mount', ['-t', 'tmpfs', '-o', 'size=1m', 'slipway-test', home]);
    context.after(() => run('umount', [home]));
    const { bavail, bsize } = statfsSync(home);
    writeFileSync(join(home, 'ballast'), Buffer.alloc(bavail * bsize));
    const small = new Volumes(new HostNames({ ...lab.names.settings, home }), { disk: () => assert.fail() });
    const volume = { id: randomUUID(), sizeMiB: 1, image: null };
    await assert.rejects(small.create(volume), { code: 'disk-full', transient: true });
    assert.deepEqual(await small.list(), []);
  });
});

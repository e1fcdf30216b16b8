import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { DiskCopies } from '../../src/drivers/qemu/copies.ts';
import { Snapshots } from '../../src/drivers/qemu/snapshots.ts';
import { followed } from '../support/remedy.ts';
import { Lab, programs } from './lab.ts';

const MiB = 2 ** 20;

describe('snapshots of volumes', () => {
  const lab = new Lab();
  const snapshots = new Snapshots(lab.names, lab.volumes, lab.guests);
  before(() => lab.start());
  after(() => lab.close());

  const volume = async (sizeMiB: number): Promise<string> => {
    const id = randomUUID();
    await lab.volumes.create({ id, sizeMiB, image: null });
    return id;
  };
  const write = (id: string, byte: number) =>
    run('qemu-io', ['-f', 'qcow2', '-c', `write -P ${byte} 0 2M`, lab.names.volume(id)]);
  /** A copy of a snapshot, as its bytes; it is gone afterwards. */
  const restored = async (id: string, of: string, guest: string | null, sizeMiB: number): Promise<Buffer> => {
    const copy = { id: randomUUID(), sizeMiB, image: null };
    await snapshots.restore(copy, { id, volume: of, guest });
    const file = lab.names.volume(copy.id);
    assert.deepEqual([statSync(file).uid, statSync(file).mode & 0o777], [0, 0o600]);
    await run('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', file, `${file}.raw`]);
    const bytes = readFileSync(`${file}.raw`);
    rmSync(`${file}.raw`);
    await lab.volumes.delete(copy.id);
    return bytes;
  };
  const kept = async (id: string): Promise<string[]> => {
    const { stdout } = await run('qemu-img', ['info', '-U', '-f', 'qcow2', '--output=json', lab.names.volume(id)]);
    return ((JSON.parse(stdout) as { snapshots?: { name: string }[] }).snapshots ?? []).map(({ name }) => name);
  };

  test('of a free volume, and of a disk while its guest runs and writes, hold what was there then', async () => {
    const plain = await lab.guest('deaf', { slot: 30 });
    const [system = ''] = plain.volumes.map(({ id }) => id);
    const data = await volume(8);
    const spec = { ...plain, volumes: [...plain.volumes, { id: data }] };
    const [first, second, third] = [randomUUID(), randomUUID(), randomUUID()];
    await write(data, 1);
    for (const _ of [1, 2]) await snapshots.take([{ id: first, volume: data, guest: null }]);
    assert.equal(statSync(lab.names.volume(data)).uid, 0);

    await lab.guests.startGuest(spec);
    const at = { volume: data, guest: plain.id };
    for (const _ of [1, 2]) await snapshots.take([{ id: second, ...at }]);
    const inGuest = `qemu-io -d /machine/peripheral/volume-${data}/virtio-backend "write -P 2 0 2M"`;
    const monitor = (command: string) =>
      lab.guests.inTurn(plain.id, async (guest) =>
        guest?.execute('human-monitor-command', { 'command-line': command }),
      );
    assert.equal(await monitor(inGuest), '');
    await lab.guests.growVolume(plain.id, data, 16);
    await snapshots.take([{ id: third, ...at }]);
    await snapshots.take([{ id: third, volume: system, guest: plain.id }]);
    assert.deepEqual((await kept(data)).sort(), [first, second, third].sort());
    assert.equal(await lab.volumes.size(data), 16);
    for (const id of [first, second]) {
      const bytes = await restored(id, data, plain.id, 8);
      assert.ok(bytes.equals(Buffer.concat([Buffer.alloc(2 * MiB, 1), Buffer.alloc(6 * MiB)])), id);
    }
    const now = Buffer.concat([Buffer.alloc(2 * MiB, 2), Buffer.alloc(14 * MiB)]);
    assert.ok((await restored(third, data, plain.id, 16)).equals(now));
    const booted = Buffer.concat([programs.deaf, Buffer.alloc(2 * MiB - programs.deaf.length)]);
    assert.ok((await restored(third, system, plain.id, 2)).equals(booted), 'with what lies below it');
    for (const _ of [1, 2]) await snapshots.delete({ id: second, ...at });

    await lab.guests.stopGuest(plain.id, 0);
    await snapshots.delete({ id: first, ...at });
    await snapshots.take([{ id: first, ...at }]);
    assert.deepEqual((await kept(data)).sort(), [first, third].sort());
    assert.equal(statSync(lab.names.volume(data)).uid, lab.names.guestUid(30), 'it is its guest’s still');
    await lab.volumes.close(data);
    const [one, two] = await Promise.all([restored(first, data, null, 16), restored(third, data, null, 16)]);
    assert.ok(one.equals(now) && two.equals(now));
    assert.equal(statSync(lab.names.volume(data)).uid, 0, 'nobody may open it any more');
    for (const id of [data, system]) await run('qemu-img', ['check', '-q', '-f', 'qcow2', lab.names.volume(id)]);
    await lab.volumes.grow(data, 32);
    assert.ok((await restored(first, data, null, 16)).equals(now));
    await lab.guests.removeGuest(plain.id);
    for (const id of [data, system]) await lab.volumes.delete(id);
    await snapshots.delete({ id: first, volume: data, guest: null });
  });

  test('of all disks of a guest are of one moment, and what an interrupted call has left is taken anew', async () => {
    const plain = await lab.guest('deaf', { slot: 31 });
    const data = [await volume(4), await volume(4)];
    const volumes = [...plain.volumes.map(({ id }) => id), ...data];
    await lab.guests.startGuest({ ...plain, volumes: volumes.map((id) => ({ id })) });
    const of = (ids: string[]) => volumes.map((id, index) => ({ id: ids[index] ?? '', volume: id, guest: plain.id }));
    const writes = (byte: number) =>
      lab.guests.inTurn(plain.id, async (guest) => {
        for (const id of data) {
          const line = `qemu-io -d /machine/peripheral/volume-${id}/virtio-backend "write -P ${byte} 0 2M"`;
          assert.equal(await guest?.execute('human-monitor-command', { 'command-line': line }), '');
        }
      });
    const ids = volumes.map(() => randomUUID());
    await writes(1);
    // as one that was killed between two disks
    await snapshots.take(of(ids).slice(0, 2));
    await writes(2);
    await snapshots.take(of(ids));
    const taken = await Promise.all(volumes.map(kept));
    await writes(3);
    await snapshots.take(of(ids));
    assert.deepEqual(await Promise.all(volumes.map(kept)), taken);
    assert.deepEqual(
      taken,
      ids.map((id) => [id]),
    );
    const then = Buffer.concat([Buffer.alloc(2 * MiB, 2), Buffer.alloc(2 * MiB)]);
    for (const { id, volume: source } of of(ids).slice(1))
      assert.ok((await restored(id, source, plain.id, 4)).equals(then), id);
    const second = volumes.map(() => randomUUID());
    await lab.guests.stopGuest(plain.id, 0);
    await snapshots.take(of(second));
    assert.deepEqual(
      (await Promise.all(volumes.map(kept))).map((each) => each.length),
      [2, 2, 2],
    );
    await lab.guests.removeGuest(plain.id);
    for (const id of volumes) await lab.volumes.delete(id);
  });

  test('take their volumes back, with size and all, and none while one is missing or a guest runs', async () => {
    const plain = await lab.guest('deaf', { slot: 32 });
    const [data, other] = [await volume(4), await volume(4)];
    const [then, now] = [randomUUID(), randomUUID()].map((id) => ({ id, guest: plain.id }));
    assert.ok(then !== undefined && now !== undefined);
    const bytes = async (id: string): Promise<Buffer> => {
      const file = lab.names.volume(id);
      await run('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', file, `${file}.raw`]);
      const held = readFileSync(`${file}.raw`);
      rmSync(`${file}.raw`);
      return held;
    };
    for (const id of [data, other]) await write(id, 1);
    await snapshots.take([{ ...then, volume: data }]);
    await snapshots.take([{ ...then, volume: other }]);
    for (const id of [data, other]) await write(id, 2);
    await lab.volumes.grow(data, 8);
    await run('qemu-io', ['-f', 'qcow2', '-c', 'write -P 3 4M 2M', lab.names.volume(data)]);
    await snapshots.take([{ ...now, volume: data }]);
    const lacking = [
      { ...now, volume: data },
      { ...now, volume: other },
    ];
    await assert.rejects(() => snapshots.revert(lacking), { code: 'snapshot-missing' });
    const grown = Buffer.concat([
      Buffer.alloc(2 * MiB, 2),
      Buffer.alloc(2 * MiB),
      Buffer.alloc(2 * MiB, 3),
      Buffer.alloc(2 * MiB),
    ]);
    assert.ok((await bytes(data)).equals(grown), 'nothing is changed');

    const both = [data, other].map((id) => ({ ...then, volume: id }));
    for (const _ of [1, 2]) await snapshots.revert(both);
    const first = Buffer.concat([Buffer.alloc(2 * MiB, 1), Buffer.alloc(2 * MiB)]);
    for (const id of [data, other]) assert.ok((await bytes(id)).equals(first), 'as it was');
    await lab.volumes.grow(data, 8);
    assert.ok((await bytes(data)).equals(Buffer.concat([first, Buffer.alloc(4 * MiB)])), 'what is added reads zeros');
    await write(data, 4);
    await snapshots.revert([{ ...now, volume: data }]);
    assert.ok((await bytes(data)).equals(grown), 'and back again');
    assert.deepEqual((await kept(data)).sort(), [then.id, now.id].sort(), 'all snapshots stay');
    for (const id of [data, other]) await run('qemu-img', ['check', '-q', '-f', 'qcow2', lab.names.volume(id)]);

    await lab.guests.startGuest({ ...plain, volumes: [...plain.volumes, { id: data }] });
    await assert.rejects(() => snapshots.revert(both), { code: 'volume-busy', transient: true });
    await lab.guests.removeGuest(plain.id);
    for (const id of [data, other, ...plain.volumes.map((each) => each.id)]) await lab.volumes.delete(id);
  });

  test('are read in pieces while the guest runs, only what has changed, and written to another volume', async () => {
    const copies = new DiskCopies(lab.names, lab.volumes);
    const plain = await lab.guest('deaf', { slot: 33 });
    const [system = ''] = plain.volumes.map(({ id }) => id);
    const data = await volume(9);
    await lab.guests.startGuest({ ...plain, volumes: [...plain.volumes, { id: data }] });
    const monitor = (command: string) =>
      lab.guests.inTurn(plain.id, async (guest) => {
        const line = `qemu-io -d /machine/peripheral/volume-${data}/virtio-backend "${command}"`;
        assert.equal(await guest?.execute('human-monitor-command', { 'command-line': line }), '');
      });
    const [first, second] = [randomUUID(), randomUUID()];
    /** Pieces of 1 MiB, of which those are read that are not what they were; `known`: what they were. */
    const read = async (id: string, of: string, sizeMiB: number, since: string | null, known: Map<number, Buffer>) => {
      const [found, asked] = [new Map<number, Buffer>(), [] as number[]];
      const reading = { sizeMiB, pieceMiB: 1, since };
      await copies.read({ id, volume: of, guest: plain.id }, reading, async (piece) => {
        if (!piece.unchanged) asked.push(piece.index);
        found.set(piece.index, piece.unchanged ? (known.get(piece.index) ?? Buffer.alloc(MiB)) : await piece.read());
      });
      return { found, asked };
    };
    const held = (pieces: Map<number, Buffer>, sizeMiB: number) =>
      Buffer.concat(Array.from({ length: sizeMiB }, (_, index) => pieces.get(index) ?? Buffer.alloc(MiB)));

    await monitor('write -P 1 0 1M');
    await monitor('write -P 2 5M 64k');
    await snapshots.take([{ id: first, volume: data, guest: plain.id }]);
    await monitor('write -P 3 8M 4k');
    await monitor('write -z 5M 64k');
    await snapshots.take([{ id: second, volume: data, guest: plain.id }]);
    await monitor('write -P 4 0 9M');
    const all = await read(first, data, 9, null, new Map());
    assert.deepEqual(all.asked, [0, 5], 'what was never written is not read');
    assert.ok(held(all.found, 9).equals(await restored(first, data, plain.id, 9)));
    const changed = await read(second, data, 9, first, all.found);
    assert.deepEqual(changed.asked, [5, 8]);
    assert.ok(held(changed.found, 9).equals(await restored(second, data, plain.id, 9)));
    const gone = await read(second, data, 9, randomUUID(), new Map());
    assert.ok(held(gone.found, 9).equals(held(changed.found, 9)), 'without what it is compared with all of it is read');

    const booted = { id: randomUUID(), volume: system, guest: plain.id };
    await snapshots.take([booted]);
    const below = await read(booted.id, system, 2, null, new Map());
    assert.ok(held(below.found, 2).subarray(0, MiB).equals(programs.deaf), 'with what lies below it');
    await assert.rejects(read(randomUUID(), data, 9, null, new Map()), { code: 'snapshot-missing', transient: true });

    const copy = { id: randomUUID(), sizeMiB: 9, image: null };
    const each = async function* () {
      for (const [index, piece] of changed.found) yield { index, data: piece };
    };
    const broken = async function* () {
      yield { index: 0, data: Buffer.alloc(MiB, 9) };
      throw new Problem('copy-damaged', 'A piece is wrong.');
    };
    await assert.rejects(copies.write(copy, { pieceMiB: 1, each: broken() }), { code: 'copy-damaged' });
    assert.equal(await lab.volumes.exists(copy.id), false, 'nothing is left of it');
    for (const _ of [1, 2]) await copies.write(copy, { pieceMiB: 1, each: each() });
    const file = lab.names.volume(copy.id);
    assert.deepEqual([statSync(file).uid, statSync(file).mode & 0o777], [0, 0o600]);
    await run('qemu-img', ['check', '-q', '-f', 'qcow2', file]);
    await run('qemu-img', ['convert', '-f', 'qcow2', '-O', 'raw', file, `${file}.raw`]);
    assert.ok(readFileSync(`${file}.raw`).equals(held(changed.found, 9)));
    rmSync(`${file}.raw`);
    await lab.guests.removeGuest(plain.id);
    for (const id of [data, system, copy.id]) await lab.volumes.delete(id);
  });

  test('what is not there, or leads elsewhere, makes no volume and leaves nothing', async () => {
    const data = await volume(2);
    const copy = { id: randomUUID(), sizeMiB: 2, image: null };
    const none = { id: randomUUID(), volume: data, guest: null };
    const restore = () => snapshots.restore(copy, none);
    await assert.rejects(restore, { code: 'snapshot-missing', transient: true });
    await followed('snapshot-missing', /Delete it, and restore the volume/, restore, () => snapshots.delete(none));
    const file = lab.names.volume(data);
    rmSync(file);
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', `data_file=${file}.data`, file, '2M']);
    const acts = [() => snapshots.take([none]), () => snapshots.delete(none), () => snapshots.revert([none]), restore];
    for (const act of acts) await assert.rejects(act, { code: 'volume-damaged', message: /another file/ });
    await lab.volumes.delete(data);
    assert.deepEqual(readdirSync(dirname(file)), []);
  });
});

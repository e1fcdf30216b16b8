import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { pieceBytes } from '../../src/targets/manifest.ts';
import { Seal } from '../../src/targets/seal.ts';
import type { Store, Thing } from '../../src/targets/store.ts';
import { Target } from '../../src/targets/target.ts';

/** A store in memory whose every act can go wrong, and which may lie. */
class Shelf implements Store {
  readonly things = new Map<string, Buffer>();
  readonly aside = new Set<string>();
  /** So many puts work; the next one fails, and its process is gone. */
  puts = Number.POSITIVE_INFINITY;

  async put(thing: Thing, name: string, bytes: Buffer): Promise<void> {
    if (this.puts-- <= 0) throw new Problem('target-full', 'The target is full.');
    this.things.set(`${thing}/${name}`, bytes);
  }
  async get(thing: Thing, name: string): Promise<Buffer | null> {
    return this.things.get(`${thing}/${name}`) ?? null;
  }
  async has(thing: Thing, name: string): Promise<boolean> {
    return this.things.has(`${thing}/${name}`);
  }
  async remove(thing: Thing, name: string): Promise<void> {
    this.things.delete(`${thing}/${name}`);
  }
  async *list(thing: Thing): AsyncGenerator<string> {
    for (const key of this.things.keys()) if (key.startsWith(`${thing}/`)) yield key.slice(thing.length + 1);
  }
  async setAside(piece: string): Promise<void> {
    this.aside.add(piece);
    this.things.delete(`pieces/${piece}`);
  }
  async tidy(): Promise<void> {}
}

/** A generator of numbers that is the same for the same seed: a case that fails is found again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

/** A disk of some pieces, of few different contents so that they meet; short ones, for the laws do not ask how long they are. */
const contentOf = (number: number): Buffer => Buffer.from(`content ${number}`);
type Disk = Map<number, number>;
const seal = new Seal(randomBytes(32));

function disk(number: (below: number) => number): Disk {
  return new Map(Array.from({ length: number(6) }, () => [number(10), number(8)] as const));
}

async function send(target: Target, copy: string, content: Disk): Promise<number> {
  const pieces: [number, string][] = [];
  let bytes = 0;
  for (const [index, what] of content) {
    const sent = await target.send(contentOf(what));
    if (sent === null) continue;
    pieces.push([index, sent.name]);
    bytes += sent.bytes;
  }
  const volume = { snapshot: randomUUID(), sizeMiB: 64, pieces };
  await target.finish(copy, { format: 1, about: { copy }, volumes: [volume] });
  return bytes;
}

async function readBack(target: Target, copy: string): Promise<Disk | string> {
  const manifest = await target.manifest(copy);
  if (manifest === null) return 'none';
  const [volume] = manifest.volumes;
  assert.ok(volume !== undefined);
  const found: Disk = new Map();
  try {
    for await (const { index, data } of target.pieces(volume)) found.set(index, Number(data.toString().slice(8)));
  } catch (error) {
    assert.ok(error instanceof Problem && error.code === 'copy-damaged', String(error));
    return 'damaged';
  }
  return found;
}

describe('copies on a target', () => {
  test('hold what they were made of through any copying, deleting, failing and starting anew', async () => {
    for (let seed = 0; seed < 40; seed++) {
      const number = numbers(seed);
      const shelf = new Shelf();
      let target = new Target('nas', shelf, seal);
      const model = new Map<string, Disk>();
      for (let step = 0; step < 12; step++) {
        const [copy, content] = [randomUUID(), disk(number)];
        const act = number(5);
        if (act < 2) {
          await send(target, copy, content);
          model.set(copy, content);
        } else if (act === 2) {
          // it fails in the middle, and a new process does it again or leaves it
          shelf.puts = number(4);
          const failed = await send(target, copy, content).then(
            () => false,
            () => true,
          );
          shelf.puts = Number.POSITIVE_INFINITY;
          target = new Target('nas', shelf, seal);
          if (failed) assert.equal(await readBack(target, copy), 'none', `seed ${seed}: half a copy`);
          if (!failed || number(2) === 0) {
            await send(target, copy, content);
            model.set(copy, content);
          }
        } else if (act === 3) {
          const [gone] = [...model.keys()].slice(number(model.size));
          if (gone === undefined) continue;
          await target.forget(gone);
          model.delete(gone);
        } else await target.prune();
      }
      for (const [copy, content] of model) assert.deepEqual(await readBack(target, copy), content, `seed ${seed}`);
      await target.prune();
      for (const copy of model.keys())
        assert.deepEqual(await target.verify(copy, () => {}), { missing: 0, wrong: 0 }, `seed ${seed}`);
      const needed = new Set([...model.values()].flatMap((content) => [...content.values()]));
      const left = [...shelf.things.keys()].filter((key) => key.startsWith('pieces/'));
      assert.equal(left.length, needed.size, `seed ${seed}: what no copy names is gone, and no more`);
    }
  });

  test('are read back as they were sent, or not at all, whatever the target does to them', async () => {
    let damaged = 0;
    for (let seed = 0; seed < 60; seed++) {
      const number = numbers(seed);
      const shelf = new Shelf();
      const target = new Target('nas', shelf, seal);
      const copy = randomUUID();
      const content = disk(number);
      await send(target, copy, content);
      const keys = [...shelf.things.keys()].filter((key) => key.startsWith('pieces/'));
      const victim = keys[number(keys.length)];
      if (victim === undefined) continue;
      const was = shelf.things.get(victim) as Buffer;
      const lie = number(4);
      // gone, a bit is another, cut off, or something else that was once sealed
      if (lie === 0) shelf.things.delete(victim);
      else if (lie === 1) shelf.things.set(victim, flipped(was, number(was.length * 8)));
      else if (lie === 2) shelf.things.set(victim, was.subarray(0, number(was.length)));
      else shelf.things.set(victim, shelf.things.get(keys[number(keys.length)] as string) as Buffer);
      const isSame = shelf.things.get(victim)?.equals(was) === true;
      assert.deepEqual(await readBack(target, copy), isSame ? content : 'damaged', `seed ${seed}`);
      const verdict = await target.verify(copy, () => {});
      const wrong = isSame ? [0, 0] : lie === 0 ? [1, 0] : [0, 1];
      assert.deepEqual([verdict.missing, verdict.wrong], wrong, `seed ${seed}`);
      if (isSame) continue;
      damaged++;
      // the backup is there still: copying it once more mends this one too
      const again = randomUUID();
      assert.ok((await send(target, again, content)) > 0, `seed ${seed}: what was wrong is sent again`);
      assert.deepEqual(await readBack(target, copy), content, `seed ${seed}`);
    }
    assert.ok(damaged > 30, `${damaged} were damaged`);
  });

  test('send only what is not there, keep no zeros, and say nothing of what they are', async () => {
    const shelf = new Shelf();
    const target = new Target('nas', shelf, seal);
    const data = Buffer.alloc(pieceBytes, 'the secret of the guest ');
    const first = await target.send(data);
    assert.ok(first !== null && first.bytes > 0 && first.bytes < pieceBytes / 100, 'it is compressed');
    assert.deepEqual(await target.send(Buffer.from(data)), { name: first.name, bytes: 0 });
    assert.equal(await target.send(Buffer.alloc(pieceBytes)), null);
    assert.equal(await target.send(Buffer.alloc(1024)), null, 'the last piece of a disk is shorter');
    await target.finish(randomUUID(), { format: 1, about: { name: 'the secret of the guest' }, volumes: [] });
    for (const [key, bytes] of shelf.things) assert.ok(!`${key} ${bytes.toString('latin1')}`.includes('secret'), key);
    const other = new Seal(randomBytes(32));
    assert.notEqual(other.nameOf(data), first.name);
    assert.equal(await other.open('pieces', first.name, shelf.things.get(`pieces/${first.name}`) as Buffer), null);
  });

  test('lose nothing when a list of pieces cannot be read: then nothing at all is removed', async () => {
    const shelf = new Shelf();
    const target = new Target('nas', shelf, seal);
    const [copy, other] = [randomUUID(), randomUUID()];
    for (const each of [copy, other]) await send(target, each, new Map([[0, each === copy ? 1 : 2]]));
    await target.forget(other);
    const list = shelf.things.get(`copies/${copy}`) as Buffer;
    shelf.things.set(`copies/${copy}`, flipped(list, 300));
    await assert.rejects(target.prune(), { code: 'copy-damaged' });
    shelf.things.set(`copies/${copy}`, list);
    assert.deepEqual(await readBack(target, copy), new Map([[0, 1]]));
    assert.equal(await target.prune(), 1);
  });
});

function flipped(bytes: Buffer, bit: number): Buffer {
  const other = Buffer.from(bytes);
  const at = Math.floor(bit / 8);
  other[at] = (other[at] ?? 0) ^ (1 << (bit % 8));
  return other;
}

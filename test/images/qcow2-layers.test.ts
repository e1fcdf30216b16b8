import assert from 'node:assert/strict';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { ownStretches } from '../../src/drivers/qemu/images/qcow2-layers.ts';

const KiB = 1024;
const bytes = 4096 * KiB;
const home = mkdtempSync(join(tmpdir(), 'slipway-layers-'));
after(() => rmSync(home, { recursive: true }));
const [disk, below, raw] = ['disk.qcow2', 'below.raw', 'held.raw'].map((name) => join(home, name)) as [
  string,
  string,
  string,
];

/** The same numbers for the same seed: a case that fails is found again. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (most) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * most);
  };
}

/** What happens to a disk between two snapshots, in the words of qemu-io. */
function writes(number: (below: number) => number): string[] {
  return Array.from({ length: number(5) }, () => {
    const at = number(bytes / (4 * KiB)) * 4 * KiB;
    const length = Math.min(bytes - at, (1 + number(60)) * 4 * KiB);
    const act = ['write -P 7', `write -P ${1 + number(200)}`, 'write -z', 'write -z -u', 'discard'][number(5)];
    return ['-c', `${act} ${at} ${length}`];
  }).flat();
}

async function held(snapshot: string): Promise<Buffer> {
  await run('qemu-img', ['convert', '-O', 'raw', '-l', `snapshot.name=${snapshot}`, disk, raw]);
  return readFileSync(raw);
}

/** Whatever is outside of the stretches is the same in both; what is below a disk may show through where the other is nothing. */
async function assertExact(snapshots: Map<string, Buffer>, reach: number, about: string): Promise<number> {
  let shared = 0;
  await using file = await open(disk);
  for (const [id, one] of snapshots) {
    for (const [since, other] of [...snapshots, [null, Buffer.alloc(bytes)] as const]) {
      if (id === since) continue;
      const own = await ownStretches(file, { id, since, bytes });
      assert.ok(own !== null, about);
      let from = since === null ? reach : 0;
      for (const stretch of [...own, { from: bytes, to: bytes }]) {
        const same = one.subarray(from, stretch.from).equals(other.subarray(from, stretch.from));
        assert.ok(from >= stretch.from || same, `${about}: ${id} is not ${since} between ${from} and ${stretch.from}`);
        shared += Math.max(0, stretch.from - from);
        from = Math.max(from, stretch.to);
      }
    }
  }
  return shared;
}

for (const [seed, cluster] of [4 * KiB, 64 * KiB, 1024 * KiB].entries())
  test(`what two snapshots of a disk of clusters of ${cluster / KiB} KiB share is the same in both`, async () => {
    const number = numbers(seed + 1);
    await run('qemu-img', ['create', '-q', '-f', 'raw', below, '3M']);
    await run('qemu-io', ['-f', 'raw', '-c', 'write -P 77 1M 2M', below]);
    rmSync(disk, { force: true });
    const on = ['-b', below, '-F', 'raw'];
    await run('qemu-img', ['create', '-q', '-f', 'qcow2', '-o', `cluster_size=${cluster}`, ...on, disk, `${bytes}`]);
    const snapshots = new Map<string, Buffer>();
    let shared = 0;
    for (let step = 0; step < 8; step++) {
      const commands = writes(number);
      if (commands.length > 0) await run('qemu-io', ['-f', 'qcow2', '-d', 'unmap', ...commands, disk]);
      const [some] = [...snapshots.keys()].slice(number(snapshots.size));
      const act = some === undefined ? 2 : number(6);
      if (act === 0 && some !== undefined) {
        await run('qemu-img', ['snapshot', '-d', some, disk]);
        snapshots.delete(some);
      } else if (act === 1 && some !== undefined) await run('qemu-img', ['snapshot', '-a', some, disk]);
      else {
        await run('qemu-img', ['snapshot', '-c', `s${step}`, disk]);
        snapshots.set(`s${step}`, await held(`s${step}`));
      }
      shared += await assertExact(snapshots, 3072 * KiB, `step ${step}`);
    }
    assert.ok(shared > bytes, 'most of it is shared');
    await using file = await open(disk);
    assert.equal(await ownStretches(file, { id: 'none', since: null, bytes }), null);
  });

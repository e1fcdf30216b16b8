import assert from 'node:assert/strict';
import { describe, mock, test } from 'node:test';
import fc from 'fast-check';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { readDiskRoom } from '../../src/quotas/index.ts';
import { setUp } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';
import { leaveRoom, type Taker, takersOf } from './takers.ts';

// Only the test measures the disk (the cloud would every 2 s): a look that had begun before would be written after it.
const { setInterval: every } = globalThis;
mock.method(globalThis, 'setInterval', (work: () => void, ms: number) => every(ms === 2_000 ? () => {} : work, ms));

const plenty = 1e9;
const setup = await setUp({
  quota_instances: plenty,
  quota_vcpus: plenty,
  quota_memory_mib: plenty,
  quota_storage_mib: plenty,
  quota_images_mib: plenty,
});
const { cloud, catalogue } = setup;
const takers = takersOf(setup);
// what VMs stand on is there
await eventually('the tiny image', async () => {
  return (await cloud.staff.get(`openstack-images/${catalogue.tiny.image}/`)).body.state === 'ready';
});

const left = async (): Promise<number> => (await readDiskRoom(cloud.db, onlyCloud)).left;
const full = /has \d+ MiB too little for this/;

describe('what takes room on the disk of the host', () => {
  for (const { name, needs, prepare } of takers) {
    test(`${name}: is refused with figures when a MiB is missing, holds nothing then, and is had when it is there`, async () => {
      await leaveRoom(setup, 1e6);
      const [early, late] = [await prepare(), await prepare()];
      await leaveRoom(setup, needs - 1);
      const why = await early();
      assert.match(String(why), full);
      assert.equal(await left(), needs - 1);
      await leaveRoom(setup, needs);
      assert.equal(await late(), null);
      assert.ok((await left()) >= 0);
    });
  }
});

/** Runs takers at once, and looks at the ledger all the time. Returns what each was told. */
async function race(takes: (() => Promise<string | null>)[]): Promise<(string | null)[]> {
  const over = new AbortController();
  const watched = (async () => {
    while (!over.signal.aborted) assert.ok((await left()) >= 0, 'more is promised than there is');
  })();
  const outcomes = await Promise.all(takes.map((take) => take())).finally(() => over.abort());
  await watched;
  return outcomes;
}

test('takers of all sorts at once never have more than there is, and all of them have theirs when it is enough', async () => {
  const chosen = fc.array(fc.constantFrom(...takers), { minLength: 2, maxLength: 7 });
  const property = fc.asyncProperty(chosen, fc.nat(100), async (several: Taker[], percent) => {
    await leaveRoom(setup, 1e6);
    const takes = [];
    for (const { prepare } of several) takes.push(await prepare());
    const need = several.reduce((all, { needs }) => all + needs, 0);
    const room = Math.floor((need * percent) / 100);
    await leaveRoom(setup, room);
    const outcomes = await race(takes);
    const refused = outcomes.filter((outcome) => outcome !== null);
    for (const why of refused) assert.match(why, full);
    // with less it may be enough, too: some give back of what they take
    if (room === need) assert.deepEqual(refused, []);
  });
  await fc.assert(property, {
    numRuns: 6,
    endOnFailure: true,
    examples: [
      [takers, 30],
      [takers, 60],
      [takers, 100],
    ],
  });
});

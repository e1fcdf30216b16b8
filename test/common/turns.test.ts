import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { Turns } from '../../src/common/turns.ts';

test('work on one key is done in its order, never two at once, whatever fails', async () => {
  const job = fc.record({ key: fc.constantFrom('a', 'b', 'c'), ticks: fc.nat(3), fails: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(fc.array(job, { maxLength: 30 }), async (jobs) => {
      const turns = new Turns();
      const begun: Record<string, number[]> = {};
      const busy = new Set<string>();
      const results = jobs.map(({ key, ticks, fails }, index) =>
        turns.take(key, async () => {
          assert.ok(!busy.has(key), 'two at once');
          busy.add(key);
          (begun[key] ??= []).push(index);
          for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
          busy.delete(key);
          if (fails) throw new Error(String(index));
          return index;
        }),
      );
      assert.equal(busy.size, 0, 'nothing begins before `take` returns');
      const settled = await Promise.allSettled(results);
      await turns.ended();
      for (const order of Object.values(begun))
        assert.deepEqual(
          order,
          order.toSorted((a, b) => a - b),
        );
      assert.deepEqual(
        settled.map((each) => (each.status === 'fulfilled' ? each.value : (each.reason as Error).message)),
        jobs.map(({ fails }, index) => (fails ? String(index) : index)),
      );
    }),
  );
});

test('other keys do not wait, and `ended` waits for all', async () => {
  const turns = new Turns();
  const gate = Promise.withResolvers<void>();
  const slow = turns.take('slow', () => gate.promise);
  await turns.take('other', () => Promise.resolve());
  let over = false;
  const ended = turns.ended().then(() => (over = true));
  await new Promise(setImmediate);
  assert.equal(over, false);
  gate.resolve();
  await Promise.all([slow, ended]);
});

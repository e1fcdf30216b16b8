import assert from 'node:assert/strict';
import { mock, test } from 'node:test';
import { Tally } from '../../src/identity/tally.ts';

test('what is counted is forgotten so long after it was counted as often as it takes, and no later for going on', (t) => {
  mock.timers.enable({ apis: ['Date'] });
  t.after(() => mock.timers.reset());
  const tally = new Tally({ minutes: 1, held: 2, keys: 10 });
  assert.equal(tally.get('a'), null);
  assert.deepEqual(tally.add('a'), { count: 1, seconds: 60 });
  mock.timers.tick(30_000);
  assert.deepEqual(tally.add('a'), { count: 2, seconds: 60 });
  mock.timers.tick(20_000);
  assert.deepEqual(tally.add('a'), { count: 3, seconds: 40 });
  mock.timers.tick(39_999);
  assert.deepEqual(tally.get('a'), { count: 3, seconds: 1 });
  mock.timers.tick(1);
  assert.equal(tally.get('a'), null);
  assert.deepEqual(tally.add('a'), { count: 1, seconds: 60 });
});

test('of more keys than can be kept the one that was counted longest ago is forgotten', () => {
  const tally = new Tally({ minutes: 1, held: 1, keys: 2 });
  for (const key of ['a', 'b', 'a', 'c']) tally.add(key);
  assert.deepEqual(
    ['a', 'b', 'c'].map((key) => tally.get(key)?.count),
    [2, undefined, 1],
  );
});

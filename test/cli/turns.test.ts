import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { casesInTurn, inTurn, takeTurn } from '../../src/cli/testing/turn.ts';

const checkout = fileURLToPath(new URL('../..', import.meta.url));
const given = process.env['SLIPWAY_TEST_TURN'];
afterEach(() => {
  if (given === undefined) delete process.env['SLIPWAY_TEST_TURN'];
  else process.env['SLIPWAY_TEST_TURN'] = given;
});

const cases = Array.from({ length: 20 }, (_, index) => index);

test('the turns take every case of a sweep, each of them once', async () => {
  const taken: number[] = [];
  for (const turn of ['1', '2', '3']) {
    assert.equal(await takeTurn(checkout, turn), turn);
    taken.push(...casesInTurn(cases));
    assert.deepEqual(casesInTurn(['only']), ['only'], 'a sweep of one case is never left out');
  }
  assert.deepEqual(
    taken.toSorted((one, other) => one - other),
    cases,
  );
  await takeTurn(checkout, 'all');
  assert.ok(cases.every(inTurn));
});

test('a commit always has the same turn', async () => {
  const turn = await takeTurn(checkout, undefined);
  assert.ok(['1', '2', '3'].includes(turn));
  assert.equal(await takeTurn(checkout, undefined), turn);
});

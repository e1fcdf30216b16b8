import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { FairQueue, type Turn } from '../../src/identity/fair-queue.ts';

/** A queue in which one piece of work runs until it is told to end; `order` says who has begun. */
function occupied(limits: { waiting: number; line: number }) {
  const queue = new FairQueue({ running: 1, ...limits });
  const order: string[] = [];
  const gate = Promise.withResolvers<void>();
  const busy = queue.take({ line: 'busy', first: false }, () => gate.promise);
  const join = (name: string, turn: Partial<Turn> = {}) =>
    queue
      .take({ line: name, first: false, ...turn }, async () => void order.push(name))
      .then(
        () => 'served',
        ({ code }: { code: string }) => code,
      );
  const open = async (): Promise<void> => {
    gate.resolve();
    await busy;
  };
  return { join, open, order };
}

describe('a fair queue', () => {
  test('serves lines in turns, however long one is, and before all of them who comes first', async () => {
    const { join, open, order } = occupied({ waiting: 20, line: 10 });
    const all = [...['a', 'a', 'a', 'b', 'c'].map((name) => join(name)), join('known', { first: true })];
    await open();
    await Promise.all(all);
    assert.deepEqual(order, ['known', 'a', 'b', 'c', 'a', 'a']);
  });

  test('has room for so many of one line, and when it is full the longest line gives way', async () => {
    const { join, open, order } = occupied({ waiting: 5, line: 4 });
    const many = ['a', 'a', 'a', 'a', 'a', 'b', 'c'].map((name) => join(name));
    await open();
    assert.deepEqual(await Promise.all(many), [
      'served',
      'served',
      'served',
      // to make room for c
      'too-many-logins',
      // a fifth of a line of four
      'too-many-logins',
      'served',
      'served',
    ]);
    assert.deepEqual(order, ['a', 'b', 'c', 'a', 'a']);
  });

  test('is full for who comes last, when no line is longer than that one would be', async () => {
    const { join, open } = occupied({ waiting: 2, line: 4 });
    const all = ['a', 'b', 'c'].map((name) => join(name));
    await open();
    assert.deepEqual(await Promise.all(all), ['served', 'served', 'too-many-logins']);
  });

  test('goes on after work that fails', async () => {
    const queue = new FairQueue({ running: 1, waiting: 1, line: 1 });
    const turn = { line: 'a', first: false };
    const failing = queue.take(turn, () => Promise.reject(new Error('broken')));
    const next = queue.take(turn, () => Promise.resolve('fine'));
    await assert.rejects(failing, /broken/);
    assert.equal(await next, 'fine');
    assert.equal(await queue.take(turn, () => Promise.resolve('again')), 'again');
  });
});

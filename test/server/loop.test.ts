import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Loop } from '../../src/common/loop.ts';

const everyMs = 60_000;

class Looker extends Loop {
  looks = 0;
  underWay = 0;
  most = 0;
  failures = 0;
  gate = Promise.withResolvers<void>();

  protected async look(): Promise<void> {
    this.looks++;
    this.most = Math.max(this.most, ++this.underWay);
    await this.gate.promise.finally(() => this.underWay--);
  }

  protected failed(): void {
    this.failures++;
  }
}

test('signals amid a look lead to one more look, never to two at once, and a failure ends nothing', async () => {
  const looker = new Looker(everyMs);
  looker.start();
  for (let signals = 0; signals < 5; signals++) looker.signal();
  assert.equal(looker.looks, 1);
  const first = looker.gate;
  looker.gate = Promise.withResolvers();
  first.reject(new Error('away'));
  while (looker.looks < 2) await new Promise(setImmediate);
  looker.gate.resolve();
  while (looker.underWay > 0) await new Promise(setImmediate);
  await looker.stop();
  assert.deepEqual([looker.looks, looker.most, looker.failures], [2, 1, 1]);
});

test('it looks periodically without a signal, and after its stop no more', async (context) => {
  context.mock.timers.enable({ apis: ['setInterval'] });
  const looker = new Looker(everyMs);
  looker.gate.resolve();
  looker.start();
  for (const looks of [2, 3]) {
    // the look that is under way ends
    await new Promise(setImmediate);
    context.mock.timers.tick(everyMs);
    assert.equal(looker.looks, looks);
  }
  await looker.stop();
  context.mock.timers.tick(5 * everyMs);
  assert.equal(looker.looks, 3);
});

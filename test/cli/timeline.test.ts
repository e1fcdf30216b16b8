import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { wayscloud } from '../../src/api/dialects/wayscloud.ts';
import { documentFile } from '../../src/api/document/file.ts';
import type { Document } from '../../src/api/document/openapi.ts';
import type { Order, OrderStep } from '../../src/cli/api/schema.ts';
import { duration, LiveRegion, printable, roughly, size, table } from '../../src/cli/terminal/terminal.ts';
import { liveLines, stepLine } from '../../src/cli/terminal/timeline.ts';

/** The order of the API's description. */
const { paths } = JSON.parse(readFileSync(documentFile(wayscloud), 'utf8')) as Document;
const placed = paths['/api/marketplace-orders/']?.['post']?.responses['201']?.content?.['application/json']
  ?.example as Order;

const plain = (_style: string, text: string): string => text;

function step(change: Partial<OrderStep>): OrderStep {
  return {
    name: 'guest',
    title: 'Start the guest',
    state: 'pending',
    attempt: 1,
    started: null,
    finished: null,
    duration_ms: null,
    progress: 0,
    message: '',
    estimate_ms: null,
    error: null,
    ...change,
  };
}

function order(steps: OrderStep[], change: Partial<Order> = {}): Order {
  return {
    ...placed,
    state: 'Creating',
    resource_name: 'web',
    ready: null,
    elapsed_ms: 2000,
    remaining_ms: 3000,
    steps,
    ...change,
  };
}

test('an order that runs shows elapsed and remaining time, which go on between answers', () => {
  const steps = [
    step({ name: 'disk', title: 'Prepare the disks', state: 'done', duration_ms: 90, progress: 1 }),
    step({ state: 'running', duration_ms: 500, estimate_ms: 2000, message: 'kernel\nruns' }),
    step({ name: 'ready', title: 'Wait' }),
  ];
  assert.deepEqual(liveLines({ order: order(steps), ageMs: 500 }, 0, plain), [
    '  ✓ Prepare the disks     0.1 s',
    '  ⠋ Start the guest       1.0 s  ━━━━━━━━━━╌╌╌╌╌╌╌╌╌╌  kernel runs',
    '  · Wait',
    '  2.5 s elapsed, about 3 s left',
  ]);
});

test('what a step says of its progress goes before the estimate, and no estimate is no bar', () => {
  const [told] = liveLines(
    { order: order([step({ state: 'running', progress: 0.25, estimate_ms: 10 })]), ageMs: 5 },
    1,
    plain,
  );
  assert.equal(told, '  ⠙ Start the guest     0.0 s  ━━━━━╌╌╌╌╌╌╌╌╌╌╌╌╌╌╌');
  const unknown = liveLines({ order: order([step({ state: 'waiting' })], { remaining_ms: null }), ageMs: 5 }, 1, plain);
  assert.deepEqual(unknown, [
    '  ⠙ Start the guest     0.0 s',
    '  2.0 s elapsed, no estimate yet: nothing like it was measured before',
  ]);
});

test('a step over its estimate never looks finished, and the order says that it takes longer', () => {
  const lines = liveLines({ order: order([step({ state: 'running', estimate_ms: 100 })]), ageMs: 9000 }, 0, plain);
  assert.deepEqual(lines, [
    '  ⠋ Start the guest     9.0 s  ━━━━━━━━━━━━━━━━━━━━',
    '  11.0 s elapsed, longer than usual',
  ]);
});

test('a failed order shows the cause where it happened, and what was undone', () => {
  const error = { code: 'guest-died', message: 'QEMU ended', constraint: '', remedy: 'Look' };
  const steps = [
    step({ title: 'Prepare the disks', state: 'undone', duration_ms: 10 }),
    step({ state: 'failed', attempt: 3, duration_ms: 61_400, error }),
  ];
  const lines = liveLines({ order: order(steps, { state: 'Erred', elapsed_ms: 62_000 }), ageMs: 9000 }, 0, plain);
  assert.deepEqual(lines, [
    '  ↶ Prepare the disks     0.0 s  undone',
    '  ✗ Start the guest    1 min 01 s  attempt 3, QEMU ended',
    '  1 min 02 s elapsed',
  ]);
});

test('messages cannot steer the terminal', () => {
  const hostile = step({ state: 'running', duration_ms: 0, message: 'a\u001b[2Jb\u001b]0;title\u0007c\r\nd\u009b31m' });
  const [line] = liveLines({ order: order([hostile]), ageMs: 0 }, 0, plain);
  assert.doesNotMatch(line ?? '', /\p{Cc}/u);
  assert.doesNotMatch(
    stepLine(step({ state: 'failed', error: { code: '', message: '\u001b[H', constraint: '', remedy: '' } }), 0, plain),
    /\p{Cc}/u,
  );
  assert.equal(printable('a\tb\nc\u0007\u001b[31md'), 'a\tb\ncd');
});

test('figures are for people', () => {
  assert.deepEqual([-40, 940, 59_940, 59_960, 125_000].map(duration), [
    '0.0 s',
    '0.9 s',
    '59.9 s',
    '1 min 00 s',
    '2 min 05 s',
  ]);
  assert.deepEqual([0, 1, 1001, 89_000, 90_001].map(roughly), ['1 s', '1 s', '2 s', '89 s', '2 min']);
  assert.deepEqual([96, 1024, 2560].map(size), ['96 MiB', '1 GiB', '2.5 GiB']);
  assert.deepEqual(
    table([
      ['NAME', 'UUID'],
      ['longer\nname', 'x'],
    ]),
    ['NAME         UUID', 'longer name  x'],
  );
});

test('a live region redraws in place and cuts what would wrap', () => {
  let written = '';
  const stream = { columns: 20, rows: 24, write: (text: string) => (written += text) } as unknown as NodeJS.WriteStream;
  const region = new LiveRegion(stream);
  region.draw(['one', 'x'.repeat(30)]);
  region.draw(['two']);
  region.draw(['three']);
  const cut = `${'x'.repeat(18)}…`;
  assert.equal(written, `\r\u001b[Jone\n${cut}\n\u001b[2A\r\u001b[Jtwo\n\u001b[1A\r\u001b[Jthree\n`);
});

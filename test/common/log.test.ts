import assert from 'node:assert/strict';
import { test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { createLog } from '../../src/common/log.ts';
import { addLogFields, inContext, inContextWith, requestId } from '../../src/common/log-context.ts';
import { Loop } from '../../src/common/loop.ts';

function kept(level: Parameters<typeof createLog>[0] = 'info') {
  const lines: string[] = [];
  const log = createLog(level, { write: (line) => void lines.push(line) });
  return { log, lines: () => lines.map((line) => JSON.parse(line) as Record<string, unknown>) };
}

test('a line says what its context says, however much later it is logged', async () => {
  const { log, lines } = kept();
  const asked = (request_id: string) => ({ fields: { request_id }, traceparent: null });
  await Promise.all(
    ['one', 'two'].map((id) =>
      inContext(asked(id), async () => {
        addLogFields({ object: id });
        await setImmediate();
        await inContextWith({ fields: { step: 'guest' } }, async () => {
          await setImmediate();
          log.info({ own: id }, 'inside');
          inContext(null, () => log.info({ own: id }, 'nowhere'));
        });
        assert.equal(requestId(), id);
      }),
    ),
  );
  assert.equal(requestId(), null);
  for (const { msg, own, request_id, object, step } of lines()) {
    const expected = msg === 'inside' ? [own, own, 'guest'] : [undefined, undefined, undefined];
    assert.deepEqual([request_id, object, step], expected);
  }
  assert.equal(lines().length, 4);
});

test('the level says what is left out', () => {
  const { log, lines } = kept('warn');
  log.info('left out');
  log.warn('kept');
  assert.deepEqual(
    lines().map(({ level, msg }) => [level, msg]),
    [['warn', 'kept']],
  );
});

test('an error is told with its causes and its place, but not with the values of rows', () => {
  const { log, lines } = kept();
  const cause = Object.assign(new Error('duplicate key'), {
    code: '23505',
    detail: 'Key (x)=(s3cret)',
    where: 's3cret',
  });
  log.warn({ err: cause }, 'x');
  log.warn({ err: new TypeError('outer', { cause }) }, 'y');
  const [inner, outer] = lines().map(({ err }) => err as Record<string, string>);
  assert.partialDeepStrictEqual(inner, { code: '23505', message: 'duplicate key' });
  assert.match(outer?.['message'] ?? '', /outer.*duplicate key/);
  assert.match(outer?.['stack'] ?? '', /TypeError: outer[^]*log\.test\.ts[^]*duplicate key/);
  assert.doesNotMatch(JSON.stringify(lines()), /s3cret/);
});

test('a look of a loop is not done in the name of whoever asks for it', async () => {
  const seen: (string | null)[] = [];
  class Looker extends Loop {
    protected override look(): Promise<void> {
      seen.push(requestId());
      return Promise.resolve();
    }
    protected override failed(): void {}
  }
  const looker = new Looker(60_000);
  inContext({ fields: { request_id: 'somebody' }, traceparent: null }, () => looker.signal());
  await looker.stop();
  assert.deepEqual(seen, [null]);
});

import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

const root = new URL('..', import.meta.url).pathname;

/** Words of a test that waits by itself or measures: `eventually` waits, with the one limit that only a hang reaches. */
const words =
  /\bsetTimeout\b|\bsleep\(|\bdelay\(|\bdeadline\b.*Date\.now|performance\.now|AbortSignal\.timeout\((?!hangMs)/;

/** Where they may stand, and why. */
const allowed: Record<string, string> = {
  'test/support/wait.ts': 'it is the helper',
  'test/clients/generated/waldur.ts': 'a program of its own, as a user of the client writes it',
  'test/support/client.ts': 'the limit of a stream, which is no look',
  'test/support/server-child.ts': 'how slow a pretended backend is, for benches',
  'test/images/boot.ts': 'the limit of a stream, which is no look',
  'test/workflow/interleavings.test.ts': 'a pause is one of the deeds that are tried in any order',
  'test/api/request-id.test.ts': 'a client that gives up in the middle of a request',
  'test/network/faults.test.ts': 'it moves a clock that is not the real one',
  'test/db/connections.test.ts': 'it moves a clock that is not the real one',
  'test/api/lists.test.ts': 'it moves a clock that is not the real one',
  'test/guest/guests.test.ts': 'how slow our own pace is, which no machine can hold up',
};

test('tests wait by one helper and measure nothing', () => {
  const files = globSync('test/**/*.ts', { cwd: root }).filter((file) => file !== 'test/waits.test.ts');
  const found = files.flatMap((file) => {
    const lines = readFileSync(`${root}${file}`, 'utf8').split('\n');
    return lines.flatMap((line, index) =>
      words.test(line) ? [{ file, at: `${file}:${index + 1}: ${line.trim()}` }] : [],
    );
  });
  assert.deepEqual(
    found.filter(({ file }) => !(file in allowed)).map(({ at }) => at),
    [],
  );
  const unused = Object.keys(allowed).filter((name) => !found.some(({ file }) => file === name));
  assert.deepEqual(unused, [], 'nothing there needs a reason any more');
});

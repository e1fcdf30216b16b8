import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { run } from '../../src/common/command.ts';

const CHILD = join(import.meta.dirname, '../support/descriptors-child.ts');

test('whatever a caller has left open, at whatever number, neither a program nor what it starts has it', async (context) => {
  const directory = await mkdtemp(join(tmpdir(), 'slipway-descriptors-'));
  context.after(() => rm(directory, { recursive: true }));
  const secret = join(directory, 'secret');
  await writeFile(secret, 'of the caller');
  // Node itself marks the first sixteen, and those behind as far as there is no gap
  const numbers = [3, 4, 9, 15, 16, 17, 30, 63, 64, 255, 1000];
  const kinds = [`<${secret}`, `>>${secret}`, `<>${secret}`, `<${directory}`, '<<<text', '< <(true)', '<>/dev/null'];
  for (const kind of kinds) {
    const opened = numbers.map((number) => `${number}${kind}`).join(' ');
    const { stdout } = await run('bash', ['-c', `exec ${opened}; exec "$@"`, 'bash', process.execPath, CHILD]);
    assert.deepEqual(JSON.parse(stdout), { own: [], started: [] }, kind);
  }
});

test('the channel to a parent, and what is meant for a program, stay open', async () => {
  const child = spawn(process.execPath, [CHILD], { stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
  const [said] = await once(child, 'message');
  assert.deepEqual(said, { own: [], started: [] });
});

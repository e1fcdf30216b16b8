import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { lastFailure } from '../../src/common/control-plane.ts';
import { Problem } from '../../src/common/problem.ts';
import { keepFailure } from '../../src/common/run-files.ts';

test('one that was refused beside another leaves no word of an end', async (t) => {
  const home = await mkdtemp(join(tmpdir(), 'slipway-failure-'));
  t.after(() => rm(home, { recursive: true }));
  await keepFailure(home, new Problem('already-running', 'A control plane already runs.'), false);
  assert.equal(lastFailure(home), null);
  await keepFailure(home, new Problem('port-in-use', 'Something else listens there.'), true);
  assert.deepEqual([lastFailure(home)?.code, lastFailure(home)?.final], ['port-in-use', true]);
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { preflight } from '../../src/cli/host/preflight.ts';
import { run } from '../../src/common/command.ts';
import { testSettings } from '../support/home.ts';

test('a disk that is too small is named with what is free on it', async () => {
  const disk = await mkdtemp('/tmp/slipway-test-disk-');
  await run('mount', ['-t', 'tmpfs', '-o', 'size=8m,mode=0711', 'tmpfs', disk]);
  try {
    const settings = await testSettings(join(disk, 'deep', 'home'));
    await assert.rejects(preflight(settings), {
      code: 'disk-full',
      message: `8 MiB are free at ${disk}; 2048 MiB are needed.`,
    });
  } finally {
    await run('umount', [disk]);
    await rm(disk, { recursive: true });
  }
});

test('root is asked for first', async (t) => {
  t.mock.method(process as { getuid: () => number }, 'getuid', () => 1000);
  await assert.rejects(preflight(await testSettings('/nonexistent/home')), { code: 'not-root' });
  const settings = await testSettings('/tmp/slipway-test-none', { SLIPWAY_DATABASE_URL: 'postgres://127.0.0.1/x' });
  await preflight(settings);
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { preflight } from '../../src/cli/host/preflight.ts';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { testSettings } from '../support/home.ts';
import { slipway } from './cli.ts';

test('a disk that is too small is named with what is free on it', async () => {
  const disk = await mkdtemp(join(tmpdir(), 'slipway-disk-'));
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

test('on arm64 a cloud with VMs is refused with the reason, before anything is installed or made', async () => {
  const arm = `data:text/javascript,Object.defineProperty(process,'arch',{value:'arm64'})`;
  const path = await mkdtemp(join(tmpdir(), 'slipway-bin-'));
  try {
    for (const name of ['dpkg-query', 'apt-get'])
      await writeFile(join(path, name), `#!/bin/sh\ntouch ${path}/called`, { mode: 0o755 });
    const home = join(path, 'home');
    const env = { SLIPWAY_HOME: home, NODE_OPTIONS: `--import=${arm}`, PATH: `${path}:${process.env['PATH']}` };
    for (const command of ['up', 'quickstart', 'serve']) {
      const { code, stderr } = await slipway(env, command);
      assert.equal(code, 7, stderr);
      assert.match(
        stderr,
        /VMs run on x86_64 only, and this machine is arm64: .*kernel.*\nNext: {2}Run the cloud on x86_64/,
      );
    }
    const { stdout } = await slipway(env, 'doctor');
    assert.match(stdout, /✗ architecture +VMs run on x86_64 only.*\n +Run the cloud on x86_64/);
    assert.deepEqual((await readdir(path)).toSorted(), ['apt-get', 'dpkg-query']);
    // all but VMs is there
    assert.match((await slipway({ ...env, SLIPWAY_DRIVER: 'fake' }, 'doctor')).stdout, /✓ architecture/);
  } finally {
    await rm(path, { recursive: true });
  }
});

test('who does what a refusal says is not refused any more', async (t) => {
  const closed = await mkdtemp(join(tmpdir(), 'slipway closed-'));
  t.after(() => rm(closed, { recursive: true }));
  const home = join(closed, 'home');
  const refusal = async (more: Record<string, string>): Promise<Problem> => {
    const problem: unknown = await preflight(await testSettings(home, more)).catch((error: unknown) => error);
    assert.ok(problem instanceof Problem);
    return problem;
  };
  const inside = await refusal({});
  assert.equal(inside.code, 'home-closed');
  const [, command = ''] = /^Run "(chmod [^"]+)"/.exec(inside.remedy) ?? [];
  await run('sh', ['-c', command]);

  const [first, next] = [createServer(), createServer()];
  t.after(() => [first, next].forEach((server) => server.close()));
  await once(first.listen(0, '127.0.0.1'), 'listening');
  const { port } = first.address() as AddressInfo;
  // the next one is taken, too: by us, unless it is by somebody else
  await once(next.listen(port + 1, '127.0.0.1'), 'listening').catch(() => {});
  for (const listen of [`127.0.0.1:${port}`, `203.0.113.1:${port}`]) {
    const { code, remedy } = await refusal({ SLIPWAY_LISTEN: listen });
    assert.equal(code, 'port-in-use');
    const [, name = '', value = ''] = /\b(SLIPWAY_\w+)=([\d.:]+\d)/.exec(remedy) ?? [];
    await preflight(await testSettings(home, { [name]: value }));
  }
});

test('root is asked for first', async (t) => {
  t.mock.method(process as { getuid: () => number }, 'getuid', () => 1000);
  await assert.rejects(preflight(await testSettings('/nonexistent/home')), { code: 'not-root' });
  const settings = await testSettings('/tmp/slipway-test-none', { SLIPWAY_DATABASE_URL: 'postgres://127.0.0.1/x' });
  await preflight(settings);
});

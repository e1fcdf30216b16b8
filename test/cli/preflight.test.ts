import assert from 'node:assert/strict';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { preflight } from '../../src/cli/host/preflight.ts';
import { requireHost } from '../../src/drivers/qemu/network/preflight.ts';
import { run } from '../../src/common/command.ts';
import { Problem, type StoredProblem } from '../../src/common/problem.ts';
import { testSettings } from '../support/home.ts';
import { followed } from '../support/remedy.ts';
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
    await followed(
      'disk-full',
      /Free some, or set SLIPWAY_HOME to a directory on a larger disk/,
      () => preflight(settings),
      async () => preflight(await testSettings(`${disk}-elsewhere`)),
    );
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

test('on another architecture the API can be tried without VMs', async () => {
  const settings = await testSettings('/tmp/slipway-test-none', { SLIPWAY_DRIVER: 'qemu' });
  const { value: arch = 'x64' } = Object.getOwnPropertyDescriptor(process, 'arch') ?? {};
  Object.defineProperty(process, 'arch', { value: 'arm64' });
  try {
    await followed(
      'architecture-unsupported',
      /or try the API without VMs \(SLIPWAY_DRIVER=fake\)/,
      () => preflight(settings),
      async () => preflight(await testSettings('/tmp/slipway-test-none', { SLIPWAY_DRIVER: 'fake' })),
    );
  } finally {
    Object.defineProperty(process, 'arch', { value: arch });
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
  const { remedy: printed } = await refusal({});
  const [, command = ''] = /^Run "(chmod [^"]+)"/.exec(printed) ?? [];
  const start = async () => preflight(await testSettings(home));
  await followed('home-closed', /^Run "chmod .*", or set SLIPWAY_HOME to a directory below one/, start, async () => {
    await run('sh', ['-c', command]);
    await start();
  });

  const [first, next] = [createServer(), createServer()];
  t.after(() => [first, next].forEach((server) => server.close()));
  await once(first.listen(0, '127.0.0.1'), 'listening');
  const { port } = first.address() as AddressInfo;
  // the next one is taken, too: by us, unless it is by somebody else
  await once(next.listen(port + 1, '127.0.0.1'), 'listening').catch(() => {});
  for (const [code, says, listen] of [
    ['port-in-use', /Stop it, or choose another address: SLIPWAY_LISTEN=/, `127.0.0.1:${port}`],
    ['port-in-use', /Choose another address: SLIPWAY_LISTEN=/, `203.0.113.1:${port}`],
  ] as const) {
    const { remedy } = await refusal({ SLIPWAY_LISTEN: listen });
    const [, name = '', value = ''] = /\b(SLIPWAY_\w+)=([\d.:]+\d)/.exec(remedy) ?? [];
    await followed(
      code,
      says,
      () => refusal({ SLIPWAY_LISTEN: listen }),
      async () => preflight(await testSettings(home, { [name]: value })),
    );
  }
});

test('a missing /dev/net/tun is there when the printed command was run', async (t) => {
  const bin = await mkdtemp(join(tmpdir(), 'slipway-bin-'));
  t.after(() => rm(bin, { recursive: true }));
  // what the module brings about where there is one
  await writeFile(join(bin, 'modprobe'), '#!/bin/sh\n[ "$*" = tun ] && mknod /dev/net/tun c 10 200\n', { mode: 0o755 });
  const program = `
    import { execSync } from 'node:child_process';
    import { requireHost } from '${import.meta.resolve('../../src/drivers/qemu/network/preflight.ts')}';
    try { requireHost(); } catch ({ code, remedy }) {
      console.log(JSON.stringify({ code, remedy }));
      execSync(/"(modprobe [^"]+)"/.exec(remedy)[1]);
    }
    requireHost();`;
  const alone = ['--mount', 'sh', '-ec', 'mount -t tmpfs tmpfs /dev/net; exec "$@"', 'sh'];
  const node = [process.execPath, '--input-type=module', '-e', program];
  const env = { PATH: `${bin}:${process.env['PATH']}` };
  const { stdout, stderr, code } = await run('unshare', [...alone, ...node], { env, check: false });
  await followed(
    'tun-missing',
    /pass the device in \(--device \/dev\/net\/tun\)/,
    () => JSON.parse(stdout) as StoredProblem,
    () => assert.deepEqual([code, stderr], [0, '']),
  );
});

test('root is asked for first', async (t) => {
  const uid = t.mock.method(process as { getuid: () => number }, 'getuid', () => 1000);
  const ours = await testSettings('/tmp/slipway-test-none');
  await followed(
    'not-root',
    /Run it as root, for example with sudo\. For your VMs/,
    () => preflight(ours),
    async () => {
      uid.mock.restore();
      await preflight(ours);
    },
  );
  await followed(
    'network-needs-root',
    /Start the server as root/,
    () => {
      t.mock.method(process as { getuid: () => number }, 'getuid', () => 1000);
      requireHost();
    },
    () => {
      t.mock.restoreAll();
      requireHost();
    },
  );
  t.mock.method(process as { getuid: () => number }, 'getuid', () => 1000);
  const settings = await testSettings('/tmp/slipway-test-none', { SLIPWAY_DATABASE_URL: 'postgres://127.0.0.1/x' });
  await preflight(settings);
});

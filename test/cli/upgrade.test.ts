import assert from 'node:assert/strict';
import { appendFile, cp, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { type CommandResult, run } from '../../src/common/command.ts';
import { runningServer, runningSupervisor } from '../../src/common/control-plane.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { prepareDatabase } from '../support/prepared.ts';
import { followed } from '../support/remedy.ts';
import { eventually } from '../support/wait.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));

// a checkout of its own, whose sources change beneath its cloud
let checkout: string;
let home: string;
let env: NodeJS.ProcessEnv;

before(async () => {
  checkout = await mkdtemp(join(tmpdir(), 'slipway-checkout-'));
  for (const part of ['src', 'docs', 'package.json', 'package-lock.json']) {
    await cp(join(CHECKOUT, part), join(checkout, part), { recursive: true });
  }
  await symlink(join(CHECKOUT, 'node_modules'), join(checkout, 'node_modules'));
  home = await newHome();
  const settings = await testSettings(home);
  await prepareDatabase(settings);
  const { PATH } = process.env;
  env = { PATH, SLIPWAY_HOME: home, SLIPWAY_LISTEN: settings.listen, SLIPWAY_DRIVER: 'fake', HOME: '/nonexistent' };
  await ok('up');
  await ok('vm', 'create', 'kept');
});
after(async () => {
  await slipway('down');
  await removeHome(home);
  await rm(checkout, { recursive: true });
});

function slipway(...args: string[]): Promise<CommandResult> {
  const main = join(checkout, 'src/cli/main.ts');
  return run(process.execPath, [main, ...args], { env, check: false, timeoutMs: 120_000 });
}

async function ok(...args: string[]): Promise<CommandResult> {
  const result = await slipway(...args);
  assert.equal(result.code, 0, `slipway ${args.join(' ')}: ${result.stderr}`);
  return result;
}

test('while nothing has changed, and when only the command line has, nobody says anything', async () => {
  await appendFile(join(checkout, 'src/cli/main.ts'), '// changed\n');
  assert.doesNotMatch((await ok('status')).stdout, /other version/);
  assert.match((await ok('doctor')).stdout, /✓ version/);
  const server = runningServer(home);
  const { stderr } = await ok('up');
  assert.doesNotMatch(stderr, /other sources/);
  assert.deepEqual(runningServer(home), server);
});

test('a newer checkout over an older control plane is told by status and doctor, and up starts it again', async () => {
  await appendFile(join(checkout, 'src/server/cloud.ts'), '// changed\n');
  assert.match(
    (await ok('status')).stdout,
    /other version +The control plane runs other sources .*\nupgrade +Run "\.\/slipway up"/,
  );
  const doctor = await slipway('doctor');
  assert.equal(doctor.code, 7);
  assert.match(doctor.stdout, /✗ version +The control plane runs other sources/);
  const [server, supervisor] = [runningServer(home), runningSupervisor(home)];
  assert.match((await ok('up')).stderr, /other sources .*Starting it again; VMs go on running/);
  assert.notEqual(runningServer(home)?.pid, server?.pid);
  assert.notEqual(runningSupervisor(home)?.pid, supervisor?.pid, 'the supervisor may be of the older one as well');
  assert.doesNotMatch((await ok('status')).stdout, /other version/);
  assert.match((await ok('vm', 'list')).stdout, /kept +active/);
});

test('a control plane goes on with the packages that it has begun with when node_modules leads elsewhere', async () => {
  await ok('up');
  const empty = join(checkout, 'empty');
  await mkdir(empty);
  await rm(join(checkout, 'node_modules'));
  await symlink(empty, join(checkout, 'node_modules'));
  const url = runningServer(home)?.url ?? '';
  try {
    // both are loaded when they are first asked for
    const { token } = JSON.parse(await readFile(join(home, 'credentials.json'), 'utf8')) as { token: string };
    const answers = await Promise.all([
      fetch(`${url}/api/docs/`),
      fetch(`${url}/metrics`, { headers: { authorization: `Token ${token}` } }),
    ]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 200],
    );
  } finally {
    await rm(join(checkout, 'node_modules'));
    await symlink(join(CHECKOUT, 'node_modules'), join(checkout, 'node_modules'));
  }
});

test('what runs by serve is started again by who has started it, whom up, status and doctor name', async () => {
  await ok('down');
  const serve = async (): Promise<{ pid: number; ended: Promise<unknown> }> => {
    const child = spawn(process.execPath, [join(checkout, 'src/cli/main.ts'), 'serve'], { env, stdio: 'ignore' });
    const { pid } = await eventually('it serves', () => runningServer(home));
    assert.equal(pid, child.pid);
    return { pid, ended: once(child, 'exit') };
  };
  const older = await serve();
  assert.doesNotMatch((await ok('up')).stderr, /other sources/);
  await appendFile(join(checkout, 'src/server/cloud.ts'), '// changed once more\n');
  const advice = `It runs by "./slipway serve", which process ${process.pid} (node) has started and must start again: "kill ${older.pid}" ends it`;
  for (const options of [[], ['-q'], ['--json']])
    assert.ok((await ok('up', ...options)).stderr.includes(`other sources`), options.join());
  assert.ok((await ok('up')).stderr.includes(advice));
  assert.ok((await ok('status')).stdout.includes(advice));
  assert.ok((await slipway('doctor')).stdout.includes(advice));
  assert.equal(runningServer(home)?.pid, older.pid);
  process.kill(older.pid);
  await older.ended;
  const newer = await serve();
  assert.doesNotMatch((await ok('up')).stderr, /other sources/);
  assert.match((await ok('vm', 'list')).stdout, /kept +active/);
  process.kill(newer.pid);
  await newer.ended;
});

test('an older checkout leaves a newer control plane alone, and says so', async () => {
  const migration = join(checkout, 'src/db/migrations/9999_of_tomorrow.ts');
  await writeFile(migration, '');
  await ok('up');
  const server = runningServer(home);
  await rm(migration);
  await followed(
    'older-checkout',
    /runs a newer version[\s\S]*Next: {2}Use the checkout that it was started from/,
    () => slipway('up'),
    async () => {
      assert.deepEqual(runningServer(home), server);
      assert.match((await ok('status')).stdout, /newer version/);
      await writeFile(migration, '');
      return slipway('up');
    },
  );
});

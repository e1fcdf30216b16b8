import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test, type TestContext } from 'node:test';
import { up } from '../../src/cli/host/up.ts';
import { type CommandResult, run } from '../../src/common/command.ts';
import { isAlive, runningServer, runningSupervisor } from '../../src/common/control-plane.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { prepareDatabase } from '../support/prepared.ts';
import { followed } from '../support/remedy.ts';
import { eventually } from '../support/wait.ts';
import { slipway, startSlipway } from './cli.ts';

// without systemd: `up` leaves a supervisor beside the control plane
let home: string;
let env: Record<string, string>;

before(async () => {
  home = await newHome();
  const settings = await testSettings(home);
  await prepareDatabase(settings);
  env = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: settings.listen, SLIPWAY_DRIVER: 'fake' };
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

const server = () => eventually('a control plane runs', () => runningServer(home));
const supervisor = () => eventually('a supervisor runs', () => runningSupervisor(home));

/** kill -9 of the control plane, until another one answers. */
async function loseServer(): Promise<void> {
  const lost = await server();
  process.kill(lost.pid, 'SIGKILL');
  const next = await eventually('another one runs', () => {
    const found = runningServer(home);
    return found !== null && found.pid !== lost.pid ? found : null;
  });
  assert.equal((await fetch(`${next.url}/healthz`)).status, 200);
}

/** A start whose control plane waits until it is told to go on; its supervisor is there. */
async function heldUp() {
  const gate = join(home, 'gate');
  const waits = `
    import { existsSync } from 'node:fs';
    const moment = new Int32Array(new SharedArrayBuffer(4));
    if (process.argv[1].endsWith('server/main.ts')) while (!existsSync('${gate}')) Atomics.wait(moment, 0, 0, 20);`;
  const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(waits)}`;
  const starting = startSlipway({ ...env, NODE_OPTIONS }, 'up');
  await supervisor();
  return { starting, goesOn: () => writeFile(gate, '') };
}

/** Something else takes the address of the cloud. */
async function occupied(t: TestContext): Promise<void> {
  const [host, port] = env['SLIPWAY_LISTEN']?.split(':') ?? [];
  const listens = `require('node:net').createServer().listen(${port}, '${host}', () => console.log('it listens'))`;
  const other = spawn(process.execPath, ['-e', listens], { stdio: ['ignore', 'pipe', 'inherit'] });
  t.after(() => other.kill());
  await once(other.stdout, 'data');
}

test('two starts at once make one control plane with one supervisor, which status names', async () => {
  await Promise.all([ok('up'), ok('up')]);
  const { pid } = await supervisor();
  assert.match((await ok('status')).stdout, new RegExp(`started again by +its supervisor, process ${pid}`));
  await followed(
    'already-running',
    /Use that one, or stop it first: \.\/slipway down/,
    () => slipway(env, 'serve'),
    () => slipway(env, 'status'),
  );
});

test('after kill -9 it comes back without anybody', async () => {
  await ok('vm', 'create', 'kept');
  await loseServer();
  await loseServer();
  assert.match((await ok('vm', 'list')).stdout, /kept +active/);
});

test('a supervisor that is killed is replaced, and the next one does its work', async () => {
  const killed = await supervisor();
  const { pid } = await server();
  process.kill(killed.pid, 'SIGKILL');
  await eventually('another supervisor', () => {
    const found = runningSupervisor(home);
    return found !== null && found.pid !== killed.pid;
  });
  assert.equal((await server()).pid, pid);
  await loseServer();
});

test('a control plane that somebody tells to end stays down', async () => {
  const [running, keeper] = [await server(), await supervisor()];
  process.kill(running.pid, 'SIGTERM');
  await eventually('both have ended', () => !isAlive(running) && !isAlive(keeper));
  const status = () => slipway(env, 'status');
  await followed('not-running', /is not running\.\nNext: {2}Start it: \.\/slipway up/, status, async () => {
    await ok('up');
    return status();
  });
});

test('one that is starting says so; what takes its address meanwhile is named', async (t) => {
  await ok('down');
  const { starting, goesOn } = await heldUp();
  const takenOver = async () => {
    await occupied(t);
    await goesOn();
    return { code: (await starting.ended) ?? 0, stdout: '', stderr: starting.stderr() };
  };
  const freed = async () => {
    const { stdout } = await run('ss', ['-ltnp']);
    const [, pid] = new RegExp(`${env['SLIPWAY_LISTEN']} .*pid=(\\d+)`).exec(stdout) ?? [];
    process.kill(Number(pid));
    return slipway(env, 'up');
  };
  const status = () => slipway(env, 'status');
  await followed('not-running', /It is starting: try again in some seconds/, status, async () => {
    await followed('port-in-use', /End what listens there \(ss -ltnp shows it\)/, takenOver, freed);
    return status();
  });
});

test('one that runs and does not answer is told of, and down and up mend it', async (t) => {
  await writeFile(join(home, 'run/server.json'), JSON.stringify({ ...(await server()), url: 'http://127.0.0.1:1' }));
  const settings = await testSettings(home);
  const patience = async () => {
    let ms = 0;
    const clock = t.mock.method(performance, 'now', () => (ms += 100_000));
    await up(settings, { quiet: true }).finally(() => clock.mock.restore());
  };
  await followed(
    'timeout',
    /Run "\.\/slipway down" and "\.\/slipway up"; "\.\/slipway logs" says why/,
    patience,
    async () => {
      await ok('down');
      return slipway(env, 'up');
    },
  );
});

test('one that does not come up again is given up: status and doctor say why, until up mends it', async () => {
  await ok('up');
  const [identity, keeper] = [join(home, 'cloud.json'), await supervisor()];
  const content = await readFile(identity, 'utf8');
  await writeFile(identity, '{');
  process.kill((await server()).pid, 'SIGKILL');
  await eventually('it was tried', () => existsSync(join(home, 'run/failure.json')));
  assert.match((await slipway(env, 'status')).stderr, /is not running: [\s\S]*being started again/);
  await eventually('the supervisor gives up', () => !isAlive(keeper));
  const status = await slipway(env, 'status');
  assert.equal(status.code, 7);
  assert.match(status.stderr, /is not started again any more: .*JSON/);
  assert.match((await slipway(env, 'doctor')).stdout, /✗ control plane +.*JSON/);
  assert.equal((await slipway(env, 'up')).code, 7, 'who starts it hears the reason at once');
  assert.equal(runningSupervisor(home), null);
  await writeFile(identity, content);
  await ok('up');
  assert.match((await ok('vm', 'list')).stdout, /kept +active/);
});

test('down while it waits to try again ends that', async () => {
  const [identity, keeper] = [join(home, 'cloud.json'), await supervisor()];
  const content = await readFile(identity, 'utf8');
  await writeFile(identity, '{');
  process.kill((await server()).pid, 'SIGKILL');
  await eventually('it was tried', () => existsSync(join(home, 'run/failure.json')));
  assert.match((await ok('down')).stderr, /is down/);
  assert.equal(isAlive(keeper), false);
  await writeFile(identity, content);
  assert.match((await slipway(env, 'status')).stderr, /is not running\.\n/);
});

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { environmentOf, isOurs, unitOf, unitText } from '../../src/cli/service/unit.ts';
import { type CommandResult, run } from '../../src/common/command.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { newDatabase } from '../support/databases.ts';
import { followed } from '../support/remedy.ts';
import { TestSystemd } from '../support/systemd.ts';
import { eventually } from '../support/wait.ts';

const CHECKOUT = fileURLToPath(new URL('../..', import.meta.url));
const MAIN = join(CHECKOUT, 'src/cli/main.ts');

// a real systemd runs one cloud on the fake driver, from the installation of its unit to its removal
let systemd: TestSystemd;
let home: string;
let env: Record<string, string>;
let unit: string;

before(async () => {
  systemd = await TestSystemd.boot();
  home = await newHome();
  const { listen } = await testSettings(home);
  env = { SLIPWAY_HOME: home, SLIPWAY_LISTEN: listen, SLIPWAY_DRIVER: 'fake' };
  unit = unitOf(home).name;
});
after(async () => {
  await systemd.stop();
  await removeHome(home);
});

const slipway = (...args: string[]) => systemd.run(env, process.execPath, MAIN, ...args);

async function ok(...args: string[]): Promise<CommandResult> {
  const result = await slipway(...args);
  assert.equal(result.code, 0, `slipway ${args.join(' ')}: ${result.stderr}`);
  return result;
}

/** A property of the unit, as systemd knows it. */
async function property(name: string): Promise<string> {
  return (await systemd.run({}, 'systemctl', 'show', `--property=${name}`, '--value', unit)).stdout.trim();
}

/** Changes the unit as an administrator would, in place of what was changed before. */
async function override(text: string): Promise<void> {
  const write = `mkdir -p $1.d && printf '%s\\n' "$2" >$1.d/override.conf`;
  await systemd.run({}, 'sh', '-ec', write, 'sh', `/etc/systemd/system/${unit}`, text);
  await systemd.run({}, 'systemctl', 'daemon-reload');
}

/** Sends a signal to the control plane and waits until systemd has brought up another one, which answers. */
async function loses(signal: string): Promise<void> {
  const lost = await property('MainPID');
  // to signal 0 is to signal this test
  assert.notEqual(lost, '0');
  await systemd.run({}, 'kill', `-${signal}`, lost);
  await eventually('another control plane is ready', async () => {
    const [pid, state] = [await property('MainPID'), await property('ActiveState')];
    return pid !== lost && pid !== '0' && state === 'active';
  });
  await answers();
}

async function answers(): Promise<void> {
  assert.equal((await fetch(`http://${env['SLIPWAY_LISTEN']}/healthz`)).status, 200);
}

const postmaster = async () => (await readFile(join(home, 'postgres/data/postmaster.pid'), 'utf8')).split('\n')[0];

test('without systemd it says what to use instead', async () => {
  const alone = { PATH: process.env['PATH'] ?? '', ...env };
  const { code, stderr } = await run(
    'unshare',
    ['--mount', 'sh', '-c', `mount -t tmpfs tmpfs /run && exec "$@"`, 'sh', process.execPath, MAIN, 'install-service'],
    { env: alone, check: false },
  );
  assert.equal(code, 7);
  assert.match(stderr, /not run by systemd[\s\S]*slipway up[\s\S]*slipway serve/);
});

test('a unit that somebody else wrote is left alone until it is taken away', async () => {
  const { path } = unitOf(home);
  await systemd.run(
    {},
    'sh',
    '-c',
    `printf '[Service]\\nExecStart=/bin/true\\n[Install]\\nWantedBy=multi-user.target\\n' >${path}`,
  );
  let said = '';
  await followed(
    'file-exists',
    /If it is no longer needed: systemctl disable --now .* && rm /,
    async () => {
      const refused = await slipway('install-service');
      said = refused.stderr;
      return refused;
    },
    () => systemd.run({}, 'sh', '-ec', /no longer needed: (.*)$/m.exec(said)?.[1] ?? 'false'),
  );
});

test('a database URL of the environment is not written where everybody reads it, but read from the settings', async () => {
  const [other, database] = [await newHome(), await newDatabase()];
  const { listen } = await testSettings(other);
  const there = (more: Record<string, string>, ...args: string[]) =>
    systemd.run({ ...env, SLIPWAY_HOME: other, SLIPWAY_LISTEN: listen, ...more }, process.execPath, MAIN, ...args);
  await followed(
    'bad-setting',
    /Write database_url into slipway\.toml in the state directory instead, readable for root only/,
    async () => {
      const secret = { SLIPWAY_DATABASE_URL: 'postgres://slipway:secret@127.0.0.1/slipway' };
      const refused = await there(secret, 'install-service');
      assert.doesNotMatch(refused.stderr, /secret@/);
      return refused;
    },
    async () => {
      await writeFile(join(other, 'slipway.toml'), `database_url = "${database.url}"\n`, { mode: 0o600 });
      return there({}, 'install-service');
    },
  );
  assert.equal((await there({}, 'uninstall', '--yes')).code, 0);
  await database.drop();
  await removeHome(other);
});

test('install-service takes over a cloud that is up, and systemd runs it from then on', async () => {
  await ok('up');
  await ok('vm', 'create', 'kept');
  const database = await postmaster();
  const { stdout, stderr } = await ok('install-service');
  assert.match(stderr, /VMs go on running/);
  assert.match(stdout, new RegExp(unit));
  await answers();
  assert.deepEqual([await property('ActiveState'), await property('UnitFileState')], ['active', 'enabled']);
  assert.equal(await property('StatusText'), 'ready');
  assert.equal(
    await property('MainPID'),
    String(JSON.parse(await readFile(join(home, 'run/server.json'), 'utf8')).pid),
  );
  assert.equal(existsSync(join(home, 'run/supervisor.json')), false);
  assert.notEqual(await postmaster(), database, 'the first control plane was stopped with its database');
  assert.match((await ok('vm', 'list')).stdout, /kept +active/);
  assert.match((await ok('status')).stdout, new RegExp(`started again by +systemd, by ${unit}`));
});

test('run again it changes nothing', async () => {
  const pid = await property('MainPID');
  await ok('install-service');
  await ok('up');
  assert.equal(await property('MainPID'), pid);
});

test('after kill -9 systemd starts it again; what it has started goes on', async () => {
  const database = await postmaster();
  await loses('KILL');
  assert.equal(await postmaster(), database);
});

test('one that hangs is killed by the watchdog, and started again', async () => {
  await override('[Service]\nWatchdogSec=5');
  await systemd.run({}, 'systemctl', 'restart', unit);
  await loses('STOP');
});

test('down stops the unit and its database, and up starts it', async () => {
  assert.match((await ok('down')).stderr, /is down/);
  assert.equal(await property('ActiveState'), 'inactive');
  assert.equal(existsSync(join(home, 'postgres/data/postmaster.pid')), false);
  assert.match((await ok('down')).stderr, /was not running/);
  // what keeps it from being begun at all it cannot say itself
  await override('[Service]\nExecStartPre=/bin/false');
  await followed(
    'server-died',
    /"systemctl status --lines=50 .*" says why/,
    () => slipway('up'),
    async () => {
      const { stdout } = await systemd.run({}, 'systemctl', 'status', '--lines=50', unit);
      assert.match(stdout, /ExecStartPre=\/bin\/false \(code=exited, status=1\/FAILURE\)/);
      await override('');
      return slipway('up');
    },
  );
  assert.equal(await property('ActiveState'), 'active');
  await answers();
});

test('one that cannot start is tried some times; status says why, and up tries again', async () => {
  await ok('down');
  await override('[Unit]\nStartLimitBurst=3');
  const identity = await readFile(join(home, 'cloud.json'), 'utf8');
  await writeFile(join(home, 'cloud.json'), '{');
  const { code, stderr } = await slipway('up');
  assert.equal(code, 7, stderr);
  await eventually('systemd has given up', async () => (await property('ActiveState')) === 'failed');
  assert.match((await slipway('status')).stderr, /is not running: /);
  await writeFile(join(home, 'cloud.json'), identity);
  await ok('up');
  await answers();
});

test('uninstall takes the unit away', async () => {
  await ok('uninstall', '--yes');
  assert.equal(existsSync(home), false);
  assert.equal(await property('LoadState'), 'not-found');
  assert.equal((await systemd.run({}, 'ls', '/etc/systemd/system')).stdout.includes(unit), false);
});

test('systemd understands the unit, whatever the paths are', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'slipway-unit-'));
  try {
    const checkout = join(directory, `a "b" c\\d 100%n $HOME`);
    await mkdir(checkout);
    await writeFile(join(checkout, 'slipway'), '#!/bin/sh\n');
    await chmod(join(checkout, 'slipway'), 0o755);
    const text = unitText('/var/lib/a "b" 100%n', checkout, { SLIPWAY_UPLINK: 'eth 0%i' });
    const path = join(directory, 'slipway.service');
    await writeFile(path, text);
    const { code, stderr } = await run('systemd-analyze', ['verify', '--man=no', path], { check: false });
    assert.deepEqual([code, stderr], [0, '']);
    assert.equal(isOurs(text), true);
    assert.deepEqual(environmentOf(text), { SLIPWAY_UPLINK: 'eth 0%i', SLIPWAY_HOME: '/var/lib/a "b" 100%n' });
  } finally {
    await rm(directory, { recursive: true });
  }
});

import assert from 'node:assert/strict';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { installPrerequisites, prepareHost } from '../../src/cli/host/install.ts';
import type { Diagnosis } from '../../src/cli/api/schema.ts';
import { runSsh } from '../../src/cli/vm/ssh/arguments.ts';
import { run } from '../../src/common/command.ts';
import { catalogue } from '../../src/common/problems/catalogue.ts';
import { hostPackages } from '../../src/common/packages.ts';
import { testSettings } from '../support/home.ts';
import { followed, mended } from '../support/remedy.ts';
import { slipway } from './cli.ts';

// apt itself is not part of the test: programs of its names record how they are called.
let bin: string;
let path: string | undefined;

beforeEach(async () => {
  bin = await mkdtemp(join(tmpdir(), 'slipway-apt-'));
  path = process.env['PATH'];
  process.env['PATH'] = `${bin}:${path}`;
});
afterEach(async () => {
  process.env['PATH'] = path;
  await rm(bin, { recursive: true });
});

async function program(name: string, script: string): Promise<void> {
  await writeFile(join(bin, name), `#!/bin/sh\nprintf '%s\\n' "${name} $*" >>${bin}/calls\n${script}\n`, {
    mode: 0o755,
  });
}

/** What says that everything is installed but these. */
function listing(missing: string[]): string {
  const there = hostPackages.filter((name) => !missing.includes(name));
  const lines = [
    ...there.map((name) => `${name} installed`),
    ...missing.slice(1).map((name) => `${name} config-files`),
  ];
  return `printf '%s\\n' ${lines.map((line) => `'${line}'`).join(' ')}; exit ${missing.length > 0 ? 1 : 0}`;
}

const installedBut = (...missing: string[]): Promise<void> => program('dpkg-query', listing(missing));

/** An apt that works: all is installed then. */
async function aptInstalls(): Promise<void> {
  await program('all', listing([]));
  await program('apt-get', `cp ${bin}/all ${bin}/dpkg-query`);
}

/** As the command line runs it. */
const ssh = (named: string): Promise<void> => runSsh([], named).then((status) => assert.equal(status, 0));

async function calls(): Promise<string[]> {
  return (await readFile(join(bin, 'calls'), 'utf8'))
    .split('\n')
    .filter((line) => !line.startsWith('dpkg-query') && line !== '');
}

test('only what is missing is installed, and said', async () => {
  await installedBut('nftables', 'mmdebstrap');
  await program('apt-get', 'test "$DEBIAN_FRONTEND" = noninteractive');
  const said: string[] = [];
  assert.deepEqual(await installPrerequisites((message) => said.push(message)), ['mmdebstrap', 'nftables']);
  assert.deepEqual(said, ['installing Debian packages: mmdebstrap nftables']);
  const [call = '', ...others] = await calls();
  assert.match(call, /^apt-get install .*--no-install-recommends .*mmdebstrap nftables$/);
  assert.deepEqual(others, []);
});

test('nothing is done when nothing is missing', async () => {
  await installedBut();
  assert.deepEqual(await installPrerequisites(assert.fail), []);
});

test('old lists and an installation that was killed are mended once', async () => {
  await installedBut('nftables');
  await program('dpkg', '');
  await program('apt-get', `case "$*" in *update*) touch ${bin}/updated ;; *) test -e ${bin}/updated ;; esac`);
  await installPrerequisites(() => {});
  const names = (await calls()).map((call) => call.replace(/ .*?(install|update|--configure).*/, ' $1'));
  assert.deepEqual(names, ['apt-get install', 'dpkg --configure', 'apt-get update', 'apt-get install']);
});

test('what apt cannot do is said with the command to try', async () => {
  await installedBut('nftables');
  await program('dpkg', '');
  await program('apt-get', 'echo "E: no network" >&2; exit 100');
  const install = () => installPrerequisites(() => {}).then(() => {});
  await assert.rejects(install, { message: /no network/ });
  await followed('install-failed', /Make "apt-get install nftables" work .*then run this again/, install, async () => {
    await program('apt-get', '');
    await install();
  });
});

test('what is said of a missing ssh is run, and then it is there', async () => {
  process.env['PATH'] = `${bin}:/usr/bin:/bin`;
  await program('apt-get', `ln -sf /bin/true ${bin}/slipway-ssh`);
  const { remedy } = catalogue['ssh-missing'];
  await followed(
    'ssh-missing',
    /^Install it: apt-get install openssh-client$/,
    () => ssh('slipway-ssh'),
    async () => {
      await run('sh', ['-c', remedy.replace('Install it: ', '')]);
      await ssh('slipway-ssh');
    },
  );
  assert.deepEqual(await calls(), ['apt-get install openssh-client']);
});

test('a machine without dpkg can try the API without VMs', async () => {
  process.env['PATH'] = bin;
  const prepare = async (driver: 'qemu' | 'fake') =>
    prepareHost(await testSettings('/tmp/slipway-test-none', { SLIPWAY_DRIVER: driver }), () => {});
  await followed(
    'no-apt',
    /set SLIPWAY_DRIVER=fake/,
    () => prepare('qemu'),
    () => prepare('fake'),
  );
});

test('without root it says so before it tries', async (t) => {
  await installedBut('nftables');
  t.mock.method(process as { getuid: () => number }, 'getuid', () => 1000);
  const install = () => installPrerequisites(() => {}).then(() => {});
  await followed('not-root', /or have them installed: apt-get install nftables$/, install, async () => {
    await aptInstalls();
    await run('apt-get', ['install', 'nftables']);
    await install();
  });
});

test('what doctor says of missing packages is done, and then they are there', async () => {
  await installedBut('nftables');
  // nothing is started where something listens
  const blocked = await testSettings('/tmp/slipway-test-none', { SLIPWAY_LISTEN: '203.0.113.1:80' });
  const env = { PATH: process.env['PATH'] ?? '', SLIPWAY_HOME: blocked.home, SLIPWAY_LISTEN: blocked.listen };
  const look = async (name: string) => {
    const { checks } = JSON.parse((await slipway(env, 'doctor', '--json')).stdout) as Diagnosis;
    return checks.find((check) => check.name === name) ?? assert.fail(`no check of ${name}`);
  };
  await mended('packages', /Run "\.\/slipway up": it installs them/, look, async () => {
    await aptInstalls();
    assert.match((await slipway(env, 'up')).stderr, /^installing Debian packages: nftables$/m);
  });
});

test('no package on the list brings a service that starts by itself', async () => {
  process.env['PATH'] = path;
  const { stdout } = await run('dpkg', ['-L', 'dnsmasq-base', 'nftables', 'conntrack', 'mmdebstrap', 'genisoimage'], {
    check: false,
  });
  const units = stdout.split('\n').filter((file) => /\/systemd\/system\/.*\.service$|\/init\.d\//.test(file));
  assert.deepEqual(units, ['/lib/systemd/system/nftables.service'], 'nftables.service is there and off by default');
});

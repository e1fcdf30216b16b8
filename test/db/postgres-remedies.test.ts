import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test, type TestContext } from 'node:test';
import { pino } from 'pino';
import { run } from '../../src/common/command.ts';
import type { Problem } from '../../src/common/problem.ts';
import { systemUser } from '../../src/db/postgres/account.ts';
import { findBinaries } from '../../src/db/postgres/binaries.ts';
import { openPool } from '../../src/db/index.ts';
import { ensurePostgres, removeSystemUser, stopPostgres } from '../../src/db/postgres/index.ts';
import { postgresPaths } from '../../src/db/postgres/paths.ts';
import { newDatabase } from '../support/databases.ts';
import { testSettings } from '../support/home.ts';
import { newCloudPlace, runId } from '../support/place.ts';
import { followed } from '../support/remedy.ts';
import { eventually } from '../support/wait.ts';

const user = `slipway-${runId}-${process.pid}`;
const log = pino({ level: 'silent' });
const { home } = newCloudPlace('pg');
const start = () => ensurePostgres({ home, user, log }).then(() => {});
const postmasterPid = async (): Promise<number> =>
  Number.parseInt(await readFile(join(home, 'postgres/data/postmaster.pid'), 'utf8'), 10);

after(async () => {
  await stopPostgres(home);
  await run('umount', [home], { check: false });
  await rm(home, { recursive: true });
  await removeSystemUser(user);
});

/** A clock that makes every wait end at its next look. */
function hurried(context: TestContext): { mock: { restore: () => void } } {
  let ms = Date.now();
  return context.mock.method(Date, 'now', () => (ms += 60_000));
}

test('what it says to do helps, where it cannot start', async () => {
  await run('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=0700,noexec', 'slipway-test', home]);
  const find = async () => {
    await mkdir(join(home, 'postgres'), { recursive: true, mode: 0o711 });
    await findBinaries(postgresPaths(home), await systemUser(user), null);
  };
  await followed(
    'home-closed',
    new RegExp(`Run "chmod o\\+x ${home}", or set SLIPWAY_HOME to a directory that`),
    find,
    () => run('chmod', ['o+x', home]).then(() => {}),
  );
  await followed('postgres-not-runnable', /Look for a noexec mount/, find, async () => {
    await run('mount', ['-o', 'remount,exec', home]);
    await start();
  });
  await stopPostgres(home);
  const ballast = join(home, 'ballast');
  await followed(
    'disk-full',
    new RegExp(`Free about 200 MiB there \\("df -h ${home}/postgres"\\), then try again`),
    async () => {
      await run('sh', ['-c', 'cat /dev/zero >"$0"', ballast], { check: false });
      await start();
    },
    async () => {
      assert.match((await run('df', ['-h', `${home}/postgres`])).stdout, / 100% /);
      await rm(ballast);
      await start();
    },
  );
  await stopPostgres(home);
  const settings = join(home, 'postgres/data/postgresql.auto.conf');
  const kept = await readFile(settings, 'utf8');
  await writeFile(settings, `${kept}\nmax_connections = many\n`);
  await followed('postgres-not-started', /Read .*postgres\.log; the data in .* is untouched/, start, async () => {
    assert.match(await readFile(join(home, 'log/postgres.log'), 'utf8'), /max_connections/);
    await writeFile(settings, kept);
    await start();
  });
  const version = join(home, 'postgres/data/PG_VERSION');
  const major = await readFile(version, 'utf8');
  await stopPostgres(home);
  await writeFile(version, '99\n');
  // as every other test has one
  const elsewhere = async () => {
    const database = await newDatabase('template1');
    const { database_url } = await testSettings(home, { SLIPWAY_DATABASE_URL: database.url });
    assert.equal(database_url, database.url);
    const pool = openPool(database.connection);
    await pool.query('SELECT 1');
    await pool.end();
    await database.drop();
  };
  await followed('postgres-missing', /"apt-get install postgresql", or set SLIPWAY_DATABASE_URL/, start, elsewhere);
  await writeFile(version, major);
  await start();
});

test('what it says to do helps, where it does not answer or end', async (context) => {
  const pid = await postmasterPid();
  process.kill(pid, 'SIGSTOP');
  const clock = hurried(context);
  const goOn = async (then: () => Promise<void>) => {
    clock.mock.restore();
    process.kill(pid, 'SIGCONT');
    await then();
  };
  let remedy = '';
  const heard = () =>
    start().catch((problem: Problem) => {
      remedy = problem.remedy;
      throw problem;
    });
  await followed('postgres-not-answering', /See what it does by "ps .*, then try again\.$/, heard, async () => {
    const [ps, tail] = [...remedy.matchAll(/"([^"]+)"/g)].map(([, command = '']) => run('sh', ['-c', command]));
    assert.match((await ps)?.stdout ?? '', new RegExp(`^ *${pid} .* T`, 'm'));
    assert.match((await tail)?.stdout ?? '', /ready to accept connections/);
    await goOn(start);
  });
  process.kill(pid, 'SIGSTOP');
  hurried(context);
  await followed(
    'postgres-not-stopped',
    new RegExp(`Look at process ${pid}`),
    () => stopPostgres(home),
    () => {
      context.mock.restoreAll();
      return goOn(() => stopPostgres(home));
    },
  );
});

test('what it says to do helps, where its user cannot be made or removed', async (context) => {
  const name = `${user}-x`;
  const path = process.env['PATH'];
  const shims = join(home, 'shims');
  await mkdir(shims);
  await writeFile(join(shims, 'useradd'), '#!/bin/sh\necho "useradd: no entry left" >&2; exit 1\n', { mode: 0o755 });
  process.env['PATH'] = `${shims}:${path}`;
  const make = () => systemUser(name).then(() => {});
  await followed('user-not-created', /Create the system user .* by hand: useradd --system/, make, async () => {
    process.env['PATH'] = path;
    await run('useradd', ['--system', '--user-group', name]);
    await make();
  });
  const { uid } = await systemUser(name);
  const busy = spawn('setpriv', [`--reuid=${uid}`, '--clear-groups', 'sleep', '600']);
  await once(busy, 'spawn');
  await eventually('its process', async () => (await run('ps', ['-u', name], { check: false })).code === 0);
  hurried(context);
  const remove = () => removeSystemUser(name);
  await followed('user-not-removed', /See what runs as .*, end it, and do it again/, remove, async () => {
    context.mock.restoreAll();
    busy.kill();
    await once(busy, 'exit');
    await remove();
  });
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, chown, mkdir, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { after, before, describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { Client, Pool } from 'pg';
import { pino } from 'pino';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { ensurePostgres, keepPostgres, removeSystemUser, stopPostgres } from '../../src/db/postgres/index.ts';
import { keptLog } from '../support/home.ts';
import { newCloudPlace, runId } from '../support/place.ts';
import { eventually } from '../support/wait.ts';

const user = `slipway-${runId}-${process.pid}`;
const log = pino({ level: 'silent' });
const homes: string[] = [];

function newHome(): Promise<string> {
  const { home } = newCloudPlace('pg');
  homes.push(home);
  return Promise.resolve(home);
}

async function postmasterPid(home: string): Promise<number> {
  return Number.parseInt(await readFile(join(home, 'postgres/data/postmaster.pid'), 'utf8'), 10);
}

async function query<Row extends object>(home: string, sql: string): Promise<Row[]> {
  const { connection } = await ensurePostgres({ home, user, log });
  const client = new Client(connection);
  await client.connect();
  try {
    return (await client.query<Row>(sql)).rows;
  } finally {
    await client.end();
  }
}

after(async () => {
  for (const home of homes) {
    await stopPostgres(home);
    await run('umount', [home], { check: false });
    await rm(home, { recursive: true });
  }
  await removeSystemUser(user);
});

describe('embedded PostgreSQL', () => {
  let home = '';
  before(async () => {
    home = await newHome();
  });

  test('starts from nothing as its own user, on a private socket only (T22), with checksums', async () => {
    const others = await readdir('/dev/shm');
    const { connection } = await ensurePostgres({ home, user, log });
    const [row] = await query<Record<string, unknown>>(
      home,
      `select current_setting('listen_addresses') as tcp, current_setting('data_checksums') as checksums,
              current_setting('fsync') as fsync, current_setting('server_encoding') as encoding,
              datlocprovider as provider, current_user as "user" from pg_database where datname = 'slipway'`,
    );
    const expected = { tcp: '', checksums: 'on', fsync: 'on', encoding: 'UTF8', provider: 'b', user: 'slipway' };
    assert.deepEqual(row, expected);
    const sockets = await stat(connection.host);
    assert.equal(sockets.mode & 0o777, 0o700);
    assert.equal((await stat(join(connection.host, '.s.PGSQL.5432'))).mode & 0o777, 0o700);
    const process = await stat(`/proc/${await postmasterPid(home)}`);
    assert.equal(process.uid, sockets.uid);
    assert.notEqual(process.uid, 0);
    const status = await readFile(`/proc/${await postmasterPid(home)}/status`, 'utf8');
    assert.match(status, /^NoNewPrivs:\t1$/m);
    assert.match(status, /^Groups:\t\s*$/m);
    assert.equal((await readdir(join(home, 'postgres'))).filter((name) => name.startsWith('new-')).length, 0);
    // in its directory, which goes with it; `others`: of who had this user's number
    const shared = (await readdir('/dev/shm')).filter((name) => !others.includes(name));
    const owners = await Promise.all(
      shared.map(async (name) => (await stat(join('/dev/shm', name)).catch(() => null))?.uid),
    );
    assert.ok(!owners.includes(sockets.uid), shared.join(', '));
  });

  test('finds the running one again, and starts nothing', async () => {
    const pid = await postmasterPid(home);
    const { log: kept, lines } = keptLog();
    await ensurePostgres({ home, user, log: kept });
    assert.match(lines.join(''), /found PostgreSQL running/);
    assert.equal(await postmasterPid(home), pid);
  });

  test('outlives the kill -9 of the process that started it', async () => {
    const other = await newHome();
    const program = `
      import { pino } from 'pino';
      import { ensurePostgres } from '${import.meta.resolve('../../src/db/postgres/index.ts')}';
      await ensurePostgres({ home: '${other}', user: '${user}', log: pino({ level: 'silent' }) });
      console.log('up');
      setInterval(() => {}, 1000);`;
    const args = ['--input-type=module-typescript', '-e', program];
    const child = spawn(process.execPath, args, { cwd: import.meta.dirname, stdio: ['ignore', 'pipe', 'inherit'] });
    for await (const line of createInterface({ input: child.stdout })) if (line === 'up') break;
    const pid = await postmasterPid(other);
    child.kill('SIGKILL');
    await once(child, 'exit');
    assert.deepEqual(await query(other, 'select 1 as one'), [{ one: 1 }]);
    assert.equal(await postmasterPid(other), pid);
  });

  test('two state directories live side by side, and stopping one leaves the other', async () => {
    const other = await newHome();
    const running = await ensurePostgres({ home: other, user, log });
    await query(other, 'create table only_here (n int)');
    assert.deepEqual(await query(home, "select to_regclass('only_here') as found"), [{ found: null }]);
    const pid = await postmasterPid(other);
    await running.stop();
    assert.ok(!existsSync(`/proc/${pid}`));
    assert.ok(!existsSync(join(other, 'postgres/data/postmaster.pid')));
    await running.stop();
    assert.deepEqual(await query(home, 'select 1 as one'), [{ one: 1 }]);
    assert.deepEqual(await query(other, 'select count(*)::int as n from only_here'), [{ n: 0 }]);
  });

  test('three callers at once start one server', async () => {
    const other = await newHome();
    await Promise.all(Array.from({ length: 3 }, () => ensurePostgres({ home: other, user, log })));
    const inside = (await readdir(join(other, 'postgres'))).filter((name) => name.startsWith('new-'));
    assert.deepEqual(inside, []);
    assert.deepEqual(await query(other, 'select 1 as one'), [{ one: 1 }]);
  });

  test('kill -9 of PostgreSQL in a write loop loses no acknowledged row', async (context) => {
    await query(home, 'create table written (n int primary key)');
    const keeper = await keepPostgres({ home, user, log });
    const pool = new Pool({ ...keeper.connection, max: 2 });
    pool.on('error', () => {});
    const acknowledged: number[] = [];
    const enough = new AbortController();
    const writer = async () => {
      for (let n = 0; !enough.signal.aborted; n++) {
        const row = n;
        await pool.query('insert into written values ($1)', [row]).then(
          () => acknowledged.push(row),
          () => setImmediate(),
        );
      }
    };
    const done = writer();
    context.after(async () => {
      enough.abort();
      await done;
      await pool.end();
      await keeper.release();
    });
    let killed = 0;
    for (let kill = 0; kill < 4; kill++) {
      const seen = acknowledged.length;
      await eventually('fifty more rows', () => acknowledged.length > seen + 50);
      // a backend that has not noticed the death of its postmaster writes on
      const running = () => postmasterPid(home).catch(() => killed);
      killed = await eventually('the next server', running, (pid) => pid !== killed);
      process.kill(killed, 'SIGKILL');
    }
    await eventually('an answer after the last kill', () => pool.query('select 1').catch(() => null));
    enough.abort();
    await done;
    const kept = new Set((await query<{ n: number }>(home, 'select n from written')).map(({ n }) => n));
    assert.deepEqual(
      acknowledged.filter((n) => !kept.has(n)),
      [],
    );
  });

  test('a backend that does not notice the death of its postmaster does not block the next one', async () => {
    const { connection } = await ensurePostgres({ home, user, log });
    const client = new Client(connection);
    client.on('error', () => {});
    await client.connect();
    const endless = client.query('select sum(i) from generate_series(1, 1000000000000) i').catch(() => 'dropped');
    await eventually('the query', async () => {
      const rows = await query<{ n: number }>(
        home,
        "select count(*)::int as n from pg_stat_activity where state = 'active' and query like '%generate_series(1%'",
      );
      return (rows[0]?.n ?? 0) > 1;
    });
    process.kill(await postmasterPid(home), 'SIGKILL');
    assert.deepEqual(await query(home, 'select 1 as one'), [{ one: 1 }]);
    assert.equal(await endless, 'dropped');
    await client.end().catch(() => {});
  });

  test('a pid file that names another process since a crash does not keep it from starting', async () => {
    const other = await newHome();
    await ensurePostgres({ home: other, user, log });
    const pid = await postmasterPid(other);
    process.kill(pid, 'SIGKILL');
    await eventually('the end of the killed server', () => !existsSync(`/proc/${pid}/cwd`));
    const pidFile = join(other, 'postgres/data/postmaster.pid');
    const neighbour = await postmasterPid(home);
    await writeFile(pidFile, (await readFile(pidFile, 'utf8')).replace(`${pid}`, `${neighbour}`));
    assert.deepEqual(await query(other, 'select 1 as one'), [{ one: 1 }]);
    assert.equal(await postmasterPid(home), neighbour);
  });

  test('goes on with the data of another major version when Debian has it', async (context) => {
    const [major] = await readdir('/usr/lib/postgresql').catch(() => []);
    if (major === undefined) return context.skip('Debian has no PostgreSQL here');
    const other = await newHome();
    const data = join(other, 'postgres/data');
    await mkdir(data, { recursive: true, mode: 0o711 });
    await chmod(data, 0o700);
    const uid = (await run('id', ['-u', user])).stdout.trim();
    await chown(data, Number(uid), Number(uid));
    const initdb = [`/usr/lib/postgresql/${major}/bin/initdb`, '-D', data, '-U', 'slipway', '-A', 'trust', '--no-sync'];
    await run('setpriv', [`--reuid=${uid}`, '--clear-groups', '--', ...initdb], { cwd: '/' });
    const [row] = await query<{ version: string }>(other, "select current_setting('server_version') as version");
    assert.equal(Number.parseInt(row?.version ?? '', 10), Number(major));
  });

  test('says what is wrong: a long path, a closed directory, a full disk', async () => {
    const refused = async (path: string, code: string, words: RegExp) =>
      assert.rejects(ensurePostgres({ home: path, user, log }), (problem) => {
        assert.ok(problem instanceof Problem);
        assert.equal(problem.code, code);
        assert.match(`${problem.message} ${problem.remedy}`, words);
        return true;
      });
    await refused(`/tmp/slipway-test-${'x'.repeat(80)}`, 'home-too-long', /18 bytes too long/);

    for (const size of ['30m', '75m']) {
      const small = await newHome();
      await run('mount', ['-t', 'tmpfs', '-o', `size=${size},mode=0711`, 'slipway-test', small]);
      await refused(small, 'disk-full', /df -h/);
      const left = (await readdir(join(small, 'postgres'))).filter((name) => name.startsWith('new-'));
      assert.deepEqual(left, []);
    }
  });
});

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, realpath, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { type CommandResult, run } from '../../src/common/command.ts';
import { followed } from '../support/remedy.ts';
import { setUpCloud } from '../support/setup.ts';
import { eventually, hangMs } from '../support/wait.ts';
import { environment, MAIN, slipwayWith } from './cli.ts';

const password = 'canary-password-of-her';

const cloud = await setUpCloud();
/** The operator of this machine. */
const { env: operator } = cloud;
/** Somebody elsewhere who has only the URL. */
const person = { SLIPWAY_URL: cloud.url, XDG_CONFIG_HOME: join(cloud.home, 'ada') };

/** Runs the command line, which never shows a password that it is given. */
async function given(input: string, env: Record<string, string>, ...args: string[]): Promise<CommandResult> {
  const result = await slipwayWith(input, env, ...args);
  assert.ok(!(result.stdout + result.stderr).includes(password), `slipway ${args.join(' ')} shows the password`);
  return result;
}

async function ends(code: number, env: Record<string, string>, input: string, ...args: string[]): Promise<string> {
  const result = await given(input, env, ...args);
  assert.equal(result.code, code, `slipway ${args.join(' ')}: ${result.stderr}${result.stdout}`);
  return result.stdout + result.stderr;
}

/** The operator sets the password of the first user at a terminal, which asks for it twice. */
async function typesTwice(first: string, second: string): Promise<CommandResult> {
  const command = [process.execPath, MAIN, 'user', 'password', 'admin'].join(' ');
  const terminal = spawn('script', ['-qec', command, '/dev/null'], { env: environment(operator) });
  let shown = '';
  terminal.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  const types = async (asked: string, answer: string) => {
    await eventually(asked, () => shown.includes(`${asked}: `));
    terminal.stdin.write(`${answer}\r`);
  };
  await types('New password', first);
  await types('The same again', second);
  const [code] = (await once(terminal, 'close')) as [number];
  assert.ok(!shown.includes(password), shown);
  return { code, stdout: '', stderr: shown };
}

describe('people from the command line', () => {
  test('a user is made, given a role, logs in, is limited by it, and is locked out', async () => {
    const staff = (...args: string[]) => ends(0, operator, '', ...args);
    await ends(
      0,
      operator,
      `${password}\n`,
      'user',
      'create',
      'ada',
      '--full-name',
      'Ada Lovelace',
      '--password',
      '--debug',
    );
    await staff('project', 'create', 'Engine', '--description', 'analytical', '--customer', 'Default organisation');
    await staff('member', 'add', 'ada', '--project', 'Engine', '--role', 'PROJECT.READER');
    assert.match(await staff('member', 'list', '--project', 'Engine'), /^ada +Ada Lovelace +PROJECT\.READER +no end/m);
    await staff('quota', 'set', '--project', 'Engine', '--vcpus', '7', '--floating-ips', '2');

    assert.match(await ends(4, person, 'not the password\n', 'login', 'ada'), /slipway user password ada/);
    await sql`UPDATE login_failure SET failures = 4`.execute(cloud.db);
    const logsIn = (env: Record<string, string>) => given(`${password}\n`, env, 'login', 'ada');
    await followed(
      'login-locked',
      /It ends by itself in .* s; from another address/,
      () => logsIn(person),
      async () => {
        await sql`UPDATE login_failure SET last = last - interval '10 min 1 s'`.execute(cloud.db);
        return logsIn({ ...person, XDG_CONFIG_HOME: join(cloud.home, 'later') });
      },
    );
    await followed(
      'no-login',
      /Log in: .*slipway login USER .*\(or set SLIPWAY_TOKEN\)/,
      () => given('', person, 'project', 'list'),
      () => logsIn(person),
    );
    const nowhere = { SLIPWAY_HOME: join(cloud.home, 'none'), XDG_CONFIG_HOME: join(cloud.home, 'named') };
    await followed(
      'not-running',
      /Give its URL: \.\/slipway login USER URL/,
      () => logsIn(nowhere),
      () => given(`${password}\n`, nowhere, 'login', 'ada', cloud.url),
    );
    const file = join(cloud.home, 'ada', 'slipway', 'login.json');
    assert.equal((await stat(file)).mode & 0o777, 0o600);
    const ada = (code: number, ...args: string[]) => ends(code, person, '', ...args);
    assert.match(await ada(0, 'project', 'list'), /^Engine +Default organisation/m);
    assert.match(await ada(0, 'quota', 'show'), /^vcpus +0 +7$/m);
    assert.match(await ada(0, 'project', 'costs', 'Engine'), /^VM +STATE +PRICE IN \d{4}-\d\d\ntotal +0\.0000$/m);
    assert.match(await ada(4, 'project', 'update', 'Engine', '--name', 'Mine'), /permission/);
    assert.match(
      await ada(0, 'event', 'list', '--result', 'denied'),
      /ada was refused PROJECT\.UPDATE\. +127\.0\.0\.1 +Engine/,
    );
    await ends(0, person, `${password}\n${password}-2\n`, 'user', 'password');
    const elsewhere = { ...person, XDG_CONFIG_HOME: join(cloud.home, 'elsewhere') };
    const types = (input: string) => () => given(input, elsewhere, 'login', 'ada');
    await followed(
      'invalid-login',
      /Try again\. Staff sets a new password by/,
      types(`${password}\n`),
      types(`${password}-2\n`),
    );
    await followed('usage', /Type it, or pipe it in\./, types('\n'), types(`${password}-2\n`));

    const link = (await staff('login-link', 'ada')).trim();
    const browser = { XDG_CONFIG_HOME: join(cloud.home, 'link') };
    await ends(0, browser, '', 'login', link);
    await ends(4, browser, '', 'login', link);
    assert.match(await ends(0, browser, '', 'session', 'list'), /^\w{6} +127\.0\.0\.1 .* yes$/m);
    await ends(2, browser, '', 'session', 'end');
    await ada(0, 'session', 'end', '--others');
    await ends(4, browser, '', 'session', 'list');

    const token = (await ada(0, 'token', 'create', 'watch', '--read-only', '--project', 'Engine')).trim();
    const watcher = { ...person, SLIPWAY_TOKEN: token };
    assert.match(await ends(0, watcher, '', 'project', 'show', 'Engine'), /analytical/);
    assert.match(await ends(0, watcher, '', 'token', 'list'), /^watch +\w{6} +read +1 projects/m);
    await ends(4, watcher, '', 'token', 'create', 'more');
    const renewed = (await ada(0, 'token', 'rotate', 'watch')).trim();
    await ends(4, watcher, '', 'project', 'list');
    watcher['SLIPWAY_TOKEN'] = renewed;
    assert.match(await ends(0, watcher, '', 'token', 'list'), /^watch +\w{6} +read +1 projects/m);

    const { current, contexts } = JSON.parse(await readFile(file, 'utf8'));
    const login = contexts[current].token as string;
    await ends(0, person, `${renewed}\n`, 'login', '--token', cloud.url, '--as', 'watch');
    await ada(4, 'token', 'create', 'more');
    assert.match(
      await ada(0, 'context', 'list'),
      /^USED +NAME[^]*^ +ada@127\.0\.0\.1:\d+ +ada +http[^]*^\* +watch +ada /m,
    );
    assert.match(await ada(0, 'user', 'list', '--context', current, '-o', 'name'), /ada/);
    assert.match(await ends(0, { ...person, SLIPWAY_CONTEXT: current }, '', 'user', 'list', '-o', 'name'), /ada/);
    assert.match(await ada(3, 'vm', 'list', '--context', 'nowhere'), /There are: ada@127.*, watch\./);
    await ada(0, 'logout', 'watch');
    assert.match(await ends(0, watcher, '', 'token', 'list'), /^watch/m, 'it was made by no login');
    await ada(2, 'login');
    await ada(0, 'context', 'use', current);
    await ada(0, 'logout');
    await ada(3, 'logout');
    await ends(4, { ...person, SLIPWAY_TOKEN: login }, '', 'project', 'list');
    await staff('user', 'deactivate', 'ada');
    await ends(4, watcher, '', 'project', 'list');
    assert.match(await staff('user', 'list'), /^ada +Ada Lovelace +inactive/m);
    await staff('project', 'delete', 'Engine');
    assert.doesNotMatch(await staff('project', 'list'), /Engine/);
  });

  test('a token that commands work with is kept when it is rotated, and goes to no other cloud', async () => {
    const list = ['token', 'list', '--json'];
    const { results } = JSON.parse(await ends(0, operator, '', ...list)) as { results: { name: string }[] };
    const [own] = results;
    assert.ok(own !== undefined);
    const old = (await ends(0, operator, '', 'token')).trim();
    const renewed = (await ends(0, operator, '', 'token', 'rotate', own.name)).trim();
    assert.notEqual(renewed, old);
    assert.equal((await ends(0, operator, '', 'token')).trim(), renewed);
    await ends(0, operator, '', 'vm', 'list');
    await ends(4, { ...operator, SLIPWAY_TOKEN: old }, '', 'vm', 'list');
    const elsewhere = { ...operator, SLIPWAY_URL: 'http://127.0.0.1:9' };
    assert.match(await ends(4, elsewhere, '', 'vm', 'list'), /Nobody is logged in at [^]*slipway login USER/);
    await ends(0, { ...operator, SLIPWAY_URL: cloud.url }, '', 'vm', 'list');
  });

  test('the client is one small package, which needs no checkout', async (t) => {
    const away = await mkdtemp(join(tmpdir(), 'slipway-client-'));
    t.after(() => rm(away, { recursive: true }));
    const { stdout } = await run('npm', ['pack', '--pack-destination', away], {
      cwd: 'client',
      timeoutMs: hangMs,
    });
    const packed = join(away, stdout.trim().split('\n').at(-1) ?? '');
    assert.ok((await stat(packed)).size < 5 * 2 ** 20);
    const modules = join(away, 'node_modules');
    await mkdir(modules);
    await run('tar', ['-xzf', packed, '-C', modules]);
    const manifest = JSON.parse(await readFile(join(modules, 'package', 'package.json'), 'utf8'));
    const own = JSON.parse(await readFile('package.json', 'utf8'));
    assert.deepEqual([manifest.version, manifest.license], [own.version, own.license]);
    for (const [name, version] of Object.entries(manifest.dependencies)) {
      assert.equal(version, own.dependencies[name], name);
      await symlink(await realpath(join('node_modules', name)), join(modules, name));
    }
    const { PATH = '' } = process.env;
    const env = { PATH, HOME: away, SLIPWAY_URL: cloud.url };
    const client = (input: string, ...args: string[]) =>
      run(process.execPath, [join(modules, 'package', manifest.bin.slipway), ...args], { input, env, cwd: away });
    await client(await ends(0, operator, '', 'token'), 'login', '--token');
    assert.match((await client('', 'project', 'list', '-o', 'name')).stdout, /^Default project$/m);
    const help = (await client('', 'vm', 'create', '--help')).stdout;
    assert.match(help, /^ {2}slipway vm create web$/m);
    assert.doesNotMatch((await client('', '--help')).stdout, /quickstart|\.\/slipway/, 'what only a host can do');
    const kept = join(away, '.config', 'slipway', 'login.json');
    await writeFile(kept, JSON.stringify({ url: cloud.url, token: 'of an older version' }));
    assert.match((await client('', 'context', 'list')).stdout, /^\* +default +http/m);
  });

  test('the operator of the machine sets the first password of the first user', async () => {
    await followed(
      'usage',
      /Run it again, and type the same twice/,
      () => typesTwice(password, `${password}-2`),
      () => typesTwice(password, password),
    );
    await ends(0, person, `${password}\n`, 'login', 'admin');
    assert.match(await ends(0, person, '', 'customer', 'create', 'Acme'), /^name +Acme$/m);
    assert.match(await ends(0, person, '', 'customer', 'list'), /^Acme\b/m);
    assert.match(await ends(0, person, '', 'customer', 'update', 'Acme', '--email', 'it@acme.example'), /it@acme/);
    assert.match(await ends(0, person, '', 'role', 'list'), /^PROJECT\.READER/m);
    await ends(0, person, '', 'logout');
  });
});

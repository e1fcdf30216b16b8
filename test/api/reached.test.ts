import assert from 'node:assert/strict';
import { copyFile, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { Agent, request } from 'undici';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import { readSettings } from '../../src/common/settings.ts';
import { runningServer } from '../../src/common/control-plane.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import { assertMayListen } from '../../src/server/listen.ts';
import { openCertificate } from '../../src/server/api-certificate.ts';
import { type RunningServer, startServer } from '../../src/server/server.ts';
import { followed } from '../support/remedy.ts';
import { newDatabase, type TestDatabase } from '../support/databases.ts';
import { keptLog, newHome, removeHome, testSettings } from '../support/home.ts';
import { setPasswordOf } from '../support/tenant.ts';
import { setUp } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';

const publicUrl = 'https://cloud.example.org';
const variables = { SLIPWAY_PUBLIC_URL: `${publicUrl}/`, SLIPWAY_TRUSTED_PROXIES: '127.0.0.2' };
const { cloud, tenant } = await setUp({}, { variables });

interface Asked {
  /** The address that it comes from. */
  from: string;
  headers?: Record<string, string>;
  body?: object;
}

/** Asks as somebody else's machine would. */
async function ask(path: string, { from, headers = {}, body }: Asked) {
  const dispatcher = new Agent({ localAddress: from });
  const answer = await request(`${cloud.url}${path}`, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { authorization: `Token ${tenant.client.token}`, 'content-type': 'application/json', ...headers },
    body: body === undefined ? null : JSON.stringify(body),
    dispatcher,
  });
  const text = await answer.body.text();
  await dispatcher.close();
  return { status: answer.statusCode, link: String(answer.headers['link']), text };
}

/** What a proxy says of the request that it passes on. */
const forwarded = (client: string) => ({ 'x-forwarded-for': client, 'x-forwarded-proto': 'https', host: '127.0.0.1' });
const page = '/api/marketplace-public-offerings/?page_size=1';

describe('links lead where people reach the cloud', () => {
  test('to the address that a request came to, when it names that', async () => {
    const { port } = new URL(cloud.url);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`]) {
      const { link } = await ask(page, { from: '127.0.0.1', headers: { host } });
      assert.ok(link.startsWith(`<http://${host}/api/`), link);
    }
  });

  test('to the public URL, whatever else a request says that it is called', async () => {
    for (const host of ['evil.example', 'cloud.example.org', '127.0.0.1:1', 'x" y'])
      for (const from of ['127.0.0.1', '127.0.0.2', '127.0.0.3']) {
        const headers = { host, 'x-forwarded-host': 'evil.example' };
        const { status, link } = await ask(page, { from, headers });
        if (status === 200) assert.ok(link.startsWith(`<${publicUrl}/api/`), `${host} from ${from}: ${link}`);
        else assert.ok(!link.includes('example'), link);
      }
  });

  test('to the public URL by a proxy, which names the address of ours', async () => {
    const { port } = new URL(cloud.url);
    const headers = { ...forwarded('203.0.113.9'), host: `127.0.0.1:${port}` };
    const { link } = await ask(page, { from: '127.0.0.2', headers });
    assert.ok(link.startsWith(`<${publicUrl}/api/`), link);
  });
});

describe('who asks is whom a trusted proxy names', () => {
  const addresses = async (): Promise<(string | null)[]> => {
    const events = cloud.db.selectFrom('audit_event').select('address').where('action', '=', 'user.login');
    return (await events.orderBy('id').execute()).map(({ address }) => address);
  };

  test('in events and locks, and no other proxy is believed', async () => {
    const username = await setPasswordOf(cloud.db, tenant.user, 'correct horse battery staple');
    const logIn = async (from: string, client: string, password: string): Promise<number> => {
      const body = { username, password };
      return (await ask('/api-auth/password/', { from, headers: forwarded(client), body })).status;
    };
    for (let guess = 0; guess < 5; guess++) await logIn('127.0.0.2', '203.0.113.9', `guess ${guess}`);
    assert.equal(await logIn('127.0.0.2', '203.0.113.9', 'correct horse battery staple'), 401);
    // another client of the same proxy is not locked with it
    assert.equal(await logIn('127.0.0.2', '203.0.113.10', 'correct horse battery staple'), 200);
    assert.equal(await logIn('127.0.0.3', '203.0.113.9', 'correct horse battery staple'), 200);
    const seen = await addresses();
    assert.deepEqual([...new Set(seen)], ['203.0.113.9', '203.0.113.10', '127.0.0.3']);
  });
});

test('plain HTTP on a public address is refused, unless somebody says that it may be', async () => {
  const home = await newHome();
  for (const [listen, more, refused] of [
    ['0.0.0.0:8080', {}, true],
    ['203.0.113.1:80', {}, true],
    ['[::]:8080', {}, true],
    ['10.0.0.1:8080', {}, false],
    ['127.0.0.1:8080', {}, false],
    ['0.0.0.0:8080', { SLIPWAY_PLAIN_HTTP: 'true' }, false],
    ['0.0.0.0:8080', { SLIPWAY_TLS_CERT: '/cert.pem', SLIPWAY_TLS_KEY: '/key.pem' }, false],
  ] as const) {
    const settings = await testSettings(home, { SLIPWAY_LISTEN: listen, ...more });
    const isRefusal = (error: unknown): boolean => error instanceof Problem && error.code === 'plain-http-public';
    if (refused) assert.throws(() => assertMayListen(settings), isRefusal, listen);
    else assertMayListen(settings);
    if (refused) continue;
    const open = await testSettings(home, { SLIPWAY_LISTEN: '0.0.0.0:8080' });
    await followed(
      'plain-http-public',
      /Set tls_cert and tls_key, or listen on 127\.0\.0\.1 behind a TLS proxy; .* set plain_http = true/,
      () => assertMayListen(open),
      () => assertMayListen(settings),
    );
  }
  await removeHome(home);
});

test('settings that go together come together', async () => {
  const home = await newHome();
  for (const [more, words] of [
    [{ SLIPWAY_TLS_CERT: '/cert.pem' }, /tls_key.*come together/],
    [{ SLIPWAY_TRUSTED_PROXIES: '127.0.0.1' }, /trusted_proxies.*set public_url, too/],
    [{ SLIPWAY_TRUSTED_PROXIES: 'proxy', SLIPWAY_PUBLIC_URL: publicUrl }, /"proxy" is no block of addresses/],
    [{ SLIPWAY_PUBLIC_URL: 'cloud.example.org' }, /https:\/\/ and a host/],
    [{ SLIPWAY_PUBLIC_URL: `${publicUrl}/api/` }, /https:\/\/ and a host/],
  ] as const)
    await assert.rejects(testSettings(home, more), words);
  await removeHome(home);
});

test('a setting that is left empty, in the file or in the environment, is as if it were left out', async () => {
  const home = await newHome();
  const { sources, ...plain } = readSettings({ SLIPWAY_HOME: home });
  const keys = Object.keys(sources);
  const empty = Object.fromEntries(keys.map((key) => [`SLIPWAY_${key.toUpperCase()}`, '']));
  const { sources: _environment, ...byEnvironment } = readSettings({ SLIPWAY_HOME: home, ...empty });
  await writeFile(join(home, 'slipway.toml'), keys.map((key) => `${key} = ""\n`).join(''));
  const { sources: _file, ...byFile } = readSettings({ SLIPWAY_HOME: home });
  assert.deepEqual([byEnvironment, byFile], [plain, plain]);
  await removeHome(home);
});

describe('an API that speaks TLS', () => {
  let home: string;
  let database: TestDatabase;
  let server: RunningServer;
  const file = (name: string): string => join(home, name);

  /** A certificate of its own authority for so many days. */
  async function make(name: string, days: number): Promise<string> {
    const made = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-subj', '/CN=localhost'];
    const out = ['-days', String(days), '-keyout', file(`${name}.key`), '-out', file(`${name}.crt`)];
    await run('openssl', ['req', '-x509', ...made, '-addext', 'subjectAltName=DNS:localhost', ...out]);
    return readFile(file(`${name}.crt`), 'utf8');
  }

  /** Asks for the health of the cloud, and believes one certificate alone. */
  async function status(ca: string): Promise<number> {
    const dispatcher = new Agent({ connect: { ca } });
    const { port } = new URL(server.url);
    try {
      const answer = await request(`https://localhost:${port}/healthz`, { dispatcher });
      await answer.body.dump();
      return answer.statusCode;
    } finally {
      await dispatcher.close();
    }
  }

  before(async () => {
    [home, database] = await Promise.all([newHome(), newDatabase()]);
    await make('api', 90);
    const settings = await testSettings(home, {
      SLIPWAY_DATABASE_URL: database.url,
      SLIPWAY_TLS_CERT: file('api.crt'),
      SLIPWAY_TLS_KEY: file('api.key'),
    });
    server = await startServer({ settings, log: keptLog().log, driver: new FakeDriver(join(home, 'fake')) });
  });
  after(async () => {
    await server?.stop();
    await database?.drop();
    await removeHome(home);
  });

  test('is reached by it, and by commands of the machine, which know no name', async () => {
    assert.equal(await status(await readFile(file('api.crt'), 'utf8')), 200);
    const { token } = JSON.parse(await readFile(file('credentials.json'), 'utf8')) as { token: string };
    const local = runningServer(home)?.url ?? '';
    assert.match(local, /^http:\/\/127\.0\.0\.1:\d+$/);
    const answer = await fetch(`${local}/api/doctor/`, { headers: { authorization: `Token ${token}` } });
    const { checks } = (await answer.json()) as { checks: { name: string; detail: string }[] };
    assert.match(checks.find(({ name }) => name === 'certificates')?.detail ?? '', /^that of the API ends on/);
  });

  test('takes another certificate while it runs, and keeps the one it has when that cannot be used', async () => {
    const old = await readFile(file('api.crt'), 'utf8');
    await writeFile(file('api.crt'), 'no certificate');
    assert.equal(await status(old), 200);
    const fresh = await make('fresh', 30);
    await copyFile(file('fresh.key'), file('api.key'));
    await copyFile(file('fresh.crt'), file('api.crt'));
    await eventually('the new certificate', () =>
      status(fresh).catch((error: { code?: string }) => {
        if (error.code?.includes('CERT') !== true && error.code?.includes('SELF') !== true) throw error;
        return 0;
      }),
    );
    await assert.rejects(status(old));
  });

  test('is not begun with a certificate that cannot be used', async () => {
    await make('other', 30);
    await writeFile(file('empty'), '');
    const isProblem = (error: unknown): boolean => error instanceof Problem && error.code === 'bad-certificate';
    for (const [cert, key] of [
      ['api.crt', 'other.key'],
      ['empty', 'other.key'],
      ['other.crt', 'empty'],
      ['empty', 'empty'],
      ['other.key', 'other.key'],
      ['other.crt', 'not there'],
    ] as const) {
      const settings = await testSettings(home, { SLIPWAY_TLS_CERT: file(cert), SLIPWAY_TLS_KEY: file(key) });
      await assert.rejects(startServer({ settings, log: keptLog().log }), isProblem, `${cert} with ${key}`);
    }
    const read = async (cert: string, key: string) => {
      const settings = await testSettings(home, { SLIPWAY_TLS_CERT: file(cert), SLIPWAY_TLS_KEY: file(key) });
      await (await openCertificate(settings, keptLog().log))?.stop();
    };
    await followed(
      'bad-certificate',
      /Name PEM files that can be read and belong together/,
      () => read('other.crt', 'api.key'),
      () => read('other.crt', 'other.key'),
    );
  });
});

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { parse } from 'smol-toml';
import { Agent, request } from 'undici';
import { run } from '../../src/common/command.ts';
import { type Caddy, startCaddy } from '../support/caddy.ts';
import { freePort } from '../support/home.ts';
import { blocks, readPage, section } from '../support/pages.ts';
import { followProject } from '../support/project-stream.ts';
import { setUp } from '../support/setup.ts';
import { orderFor, setPasswordOf } from '../support/tenant.ts';
import { hangMs } from '../support/wait.ts';
import { pythonWithClients } from './python.ts';

const named = section(await readPage('docs/operate.md'), 'Reach it from your team');
const site = blocks(named).find((block) => block.includes('reverse_proxy')) ?? assert.fail('there is no proxy');
const settings = blocks(named).find((block) => block.includes('trusted_proxies')) ?? assert.fail('nobody is trusted');
const host = `localhost:${await freePort()}`;
const here = `https://${host}`;
const asHere = (text: string): string => text.replaceAll('cloud.example.org', host);

const chosen = Object.entries(parse(asHere(settings))).map(([key, value]) => [`SLIPWAY_${key.toUpperCase()}`, value]);
const { cloud, tenant, catalogue } = await setUp(
  {},
  { variables: Object.fromEntries(chosen) as Record<string, string> },
);

describe('behind the proxy that the page shows', () => {
  let home: string;
  let proxy: Caddy;
  let env: Record<string, string>;
  let python: string;

  before(async () => {
    home = await mkdtemp(join(tmpdir(), 'slipway-proxy-'));
    const { host: ours } = new URL(cloud.url);
    [proxy, python] = await Promise.all([
      startCaddy(home, asHere(site).replace('127.0.0.1:8080', ours)),
      pythonWithClients(),
    ]);
    const trusts = ['CURL_CA_BUNDLE', 'SSL_CERT_FILE', 'REQUESTS_CA_BUNDLE', 'NODE_EXTRA_CA_CERTS'];
    env = {
      ...Object.fromEntries(trusts.map((name) => [name, proxy.authority])),
      PATH: [home, dirname(python), process.env['PATH']].join(delimiter),
      HOME: home,
      TOKEN: cloud.staff.token ?? '',
    };
    const client = fileURLToPath(new URL('../../src/cli/client.ts', import.meta.url));
    await writeFile(join(home, 'slipway'), `#!/bin/sh\nexec "${process.execPath}" "${client}" "$@"\n`, { mode: 0o755 });
  });
  after(async () => {
    await proxy?.stop();
    await rm(home, { recursive: true, force: true });
  });

  async function ended(program: string, args: string[], input = ''): Promise<string> {
    const { stdout, stderr, code } = await run(program, args, {
      env,
      input,
      cwd: home,
      check: false,
      timeoutMs: hangMs,
    });
    assert.equal(code, 0, `${stdout}${stderr}`);
    return stdout;
  }
  const shell = (script: string, input = ''): Promise<string> => ended('sh', ['-e', '-c', script], input);
  const inPython = (block: string, look: string): Promise<string> =>
    ended(python, ['-c', `import os\nTOKEN = os.environ["TOKEN"]\n${block}\n${look}`]);

  /** How each block of the page is run, by what stands in it, and how its effect is seen. */
  const runners: [RegExp, (block: string) => Promise<void>][] = [
    [/^slipway login/, asCommands],
    [/^curl /, async (block) => assert.ok(Array.isArray(JSON.parse(await shell(block))))],
    [
      /waldur_api_client/,
      async (block) =>
        void (await inPython(block, 'client.get_httpx_client().get("/api/users/me/").raise_for_status()')),
    ],
    [/WaldurClient/, async (block) => void (await inPython(block, 'assert client.get_current_user()["is_staff"]'))],
    [/^- hosts:/, asPlaybook],
    [/^export WALDUR_API_URL/, asVariables],
    [/^id: /, asEvent],
  ];

  async function asCommands(block: string): Promise<void> {
    const { uuid } = (await cloud.staff.post('users/', { username: 'ada' })).body;
    await setPasswordOf(cloud.db, uuid, 'correct horse battery staple');
    const link = (await cloud.staff.post(`users/${uuid}/login_link/`, {})).body.url;
    for (const line of block.replace(/#link=[^']*/, new URL(link).hash).split('\n')) {
      const secret = line.includes('--token') ? env['TOKEN'] : 'correct horse battery staple';
      await shell(line, `${secret}\n`);
    }
    assert.match(await shell('slipway context list'), new RegExp(`ada.*${here}`));
  }

  async function asPlaybook(block: string): Promise<void> {
    await writeFile(join(home, 'play.yaml'), block);
    const find = 'import ansible_waldur_module as m; print(m.__path__[0])';
    env['ANSIBLE_LIBRARY'] = (await ended(python, ['-c', find])).trim();
    for (const changed of [1, 0]) {
      // no inventory: the machine itself, with the Python that Ansible has
      const said = await ended(python, ['-m', 'ansible.cli.playbook', 'play.yaml']);
      assert.match(said, new RegExp(`changed=${changed} `));
    }
  }

  /** What programs do with them that cannot be installed: they add `/api/`, and change things by PUT. */
  async function asVariables(block: string): Promise<void> {
    const group = (await cloud.staff.in('/waldur/api').get('openstack-security-groups/?page_size=1')).body[0].uuid;
    const send = 'curl --fail --silent --header "Authorization: Token $WALDUR_ACCESS_TOKEN"';
    await shell(`${block}\n${send} "$WALDUR_API_URL/api/users/me/"`);
    const change = `--request PUT --json '{"name": "renamed", "description": "by PUT"}'`;
    const shown = await shell(`${block}\n${send} ${change} "$WALDUR_API_URL/api/openstack-security-groups/${group}/"`);
    assert.equal(JSON.parse(shown).description, 'by PUT');
  }

  /** What a project tells of a VM has the keys that the page shows. */
  async function asEvent(block: string): Promise<void> {
    const [, data = ''] = /^id: \w{8}-\d+-\d+\nevent: change\ndata: (.*)$/s.exec(block) ?? [];
    const { client } = tenant;
    const follower = await followProject(client, tenant.project);
    await client.settled((await client.post('marketplace-orders/', orderFor(tenant, catalogue))).body.uuid);
    const told = await follower.hears('a VM', ({ kind }) => kind === 'instance');
    follower.leave();
    assert.deepEqual(Object.keys(told), Object.keys(JSON.parse(data)));
  }

  test('every set-up of the page of clients works as it is written there', async (t) => {
    for (const block of blocks(await readPage('docs/clients.md'))) {
      const [, runs] = runners.find(([what]) => what.test(block)) ?? assert.fail(`nobody runs this:\n${block}`);
      await t.test(block.split('\n')[0], () => runs(block.replaceAll('https://cloud.example', here)));
    }
  });

  /** Asks by the proxy, from an address of ours. */
  async function ask(path: string, from: string, body?: object, headers: Record<string, string> = {}) {
    const ca = readFileSync(proxy.authority);
    const dispatcher = new Agent({ localAddress: from, connect: { ca, servername: 'localhost' } });
    const answer = await request(`${here}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: { authorization: `Token ${tenant.client.token}`, 'content-type': 'application/json', ...headers },
      body: body === undefined ? null : JSON.stringify(body),
      dispatcher,
    });
    const text = await answer.body.text();
    await dispatcher.close();
    return { status: answer.statusCode, headers: answer.headers, text };
  }

  test('links, Link and Location lead to it', async () => {
    const { headers } = await ask('/api/marketplace-public-offerings/?page_size=1', '127.0.0.1');
    assert.ok(String(headers['link']).startsWith(`<${here}/api/`), String(headers['link']));
    const placed = await ask('/waldur/api/marketplace-orders/', '127.0.0.1', orderFor(tenant, catalogue));
    assert.equal(placed.status, 201, placed.text);
    const { url, uuid, project } = JSON.parse(placed.text);
    assert.equal(url, `${here}/waldur/api/marketplace-orders/${uuid}/`);
    assert.ok(project.startsWith(`${here}/waldur/api/projects/`), project);
    assert.equal(placed.headers['location'] ?? url, url);
    await tenant.client.settled(uuid);
  });

  test('events have the address of the client, whatever it says of itself', async () => {
    const username = await setPasswordOf(cloud.db, tenant.user, 'correct horse battery staple');
    const body = { username, password: 'correct horse battery staple' };
    const spoofed = { 'x-forwarded-for': '203.0.113.9', 'x-forwarded-proto': 'http', forwarded: 'for=203.0.113.9' };
    assert.equal((await ask('/api-auth/password/', '127.0.0.5', body, spoofed)).status, 200);
    const events = cloud.db.selectFrom('audit_event').select('address').where('user_uuid', '=', tenant.user);
    const seen = await events.where('action', '=', 'user.login').execute();
    assert.deepEqual(seen, [{ address: '127.0.0.5' }]);
  });
});

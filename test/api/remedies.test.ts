import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { type Answer, Client } from '../support/client.ts';
import { endConsoles, openBy, problemOf } from '../support/consoles.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const trusted = 'https://console.example';
const { cloud, tenant, catalogue } = await setUp({}, { variables: { SLIPWAY_CORS_ORIGINS: trusted } });
const { client, project } = tenant;
after(endConsoles);

const network = (name: string, key?: string) =>
  client.post('openstack-networks/', { project, name }, key === undefined ? {} : { 'idempotency-key': key });

/** What a connection is answered that says `bytes`, as if a client had asked. */
async function raw(bytes: string): Promise<Answer> {
  const { hostname, port } = new URL(cloud.url);
  const socket = connect(Number(port), hostname);
  await once(socket, 'connect');
  socket.on('error', () => {});
  socket.write(bytes);
  const answered = (await text(socket)).replace(/^HTTP\/1.1 100 [^]*?\r\n\r\n/, '');
  const [head = '', said = ''] = answered.split('\r\n\r\n');
  const json = /\{.*\}/.exec(said)?.[0];
  const body = json === undefined ? null : JSON.parse(json);
  return { status: Number(head.split(' ')[1]), headers: new Headers(), text: said, body, errors: {} };
}

describe('what a refused request says to do helps, when it is about', () => {
  test('its fields', () =>
    followed(
      'invalid',
      /"name":\["This field is required\."\]/,
      () => client.post('openstack-networks/', { project }),
      () => network('corrected'),
    ));
  test('its body', () =>
    followed(
      'unreadable-request',
      /Correct the body/,
      () => client.post('openstack-networks/', `{"project": "${project}", "name": "a",}`),
      () => client.post('openstack-networks/', `{"project": "${project}", "name": "a"}`),
    ));
  test('the size of its body', () =>
    followed(
      'body-too-large',
      /Send less/,
      () => client.post('keys/', { name: 'x'.repeat(2 ** 21) }),
      () => network('less'),
    ));
  test('the type of its body', () => {
    const body = JSON.stringify({ project, name: 'typed' });
    const send = (type: string) => client.post('openstack-networks/', body, { 'content-type': type });
    return followed(
      'unsupported-media-type',
      /application\/json/,
      () => send('text/xml'),
      () => send('application/json'),
    );
  });
  test('its method', () => {
    let allowed: string[] = [];
    return followed(
      'method-not-allowed',
      /the header Allow/,
      async () => {
        const answer = await client.send('PUT', 'openstack-flavors/');
        allowed = (answer.headers.get('allow') ?? '').split(', ');
        return answer;
      },
      () => client.send(allowed.find((each) => each === 'GET') ?? 'none', 'openstack-flavors/'),
    );
  });
  test('its headers', () => {
    const head = `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n`;
    return followed(
      'headers-too-large',
      /shorter/,
      () => raw(`${head}X: ${'x'.repeat(99_999)}\r\n\r\n`),
      () => raw(`${head}\r\n`),
    );
  });
  test('what it expects', () => {
    const head = `GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: `;
    return followed(
      'expectation-failed',
      /100-continue/,
      () => raw(`${head}wonders\r\n\r\n`),
      () => raw(`${head}100-continue\r\n\r\n`),
    );
  });
  test('what it is about', async () => {
    await network('listed');
    await followed(
      'not-found',
      /in the list of its kind/,
      () => client.get(`openstack-networks/${randomUUID()}/`),
      async () => {
        const { body } = await client.get('openstack-networks/?name_exact=listed');
        return client.get(`openstack-networks/${body.results[0].uuid}/`);
      },
    );
  });
});

describe('what a request is told that is made again helps, when', () => {
  test('its key is that of another', async () => {
    const key = randomUUID();
    await network('keyed', key);
    await followed(
      'key-reused',
      /a new key/,
      () => network('another', key),
      () => network('another', randomUUID()),
    );
  });
  test('its twin still runs', async () => {
    const key = randomUUID();
    const twin = () => client.post('marketplace-orders/', orderFor(tenant, catalogue), { 'idempotency-key': key });
    let others: Promise<Answer>[] = [];
    await followed(
      'request-running',
      /Try again in a second; the answer will be that of the first/,
      () =>
        cloud.db.transaction().execute(async (tx) => {
          // the order that comes first waits for the project's row
          await sql`SELECT FROM project WHERE uuid = ${project} FOR UPDATE`.execute(tx);
          others = [twin(), twin()];
          return Promise.race(others);
        }),
      async () => {
        const first = (await Promise.all(others)).find(({ status }) => status === 201);
        const again = await twin();
        assert.deepEqual(again.body, first?.body);
        await client.settled(again.body.uuid);
        return again;
      },
    );
  });
  test('its answer had a secret', async () => {
    const make = () => client.post('tokens/', { name: 'secret' }, { 'idempotency-key': 'of-a-secret' });
    await make();
    await followed('answer-not-kept', /in the list, and give it another secret with rotate/, make, async () => {
      const { results } = (await client.get('tokens/')).body;
      const { uuid } = results.find(({ name }: { name: string }) => name === 'secret');
      const key = { 'idempotency-key': randomUUID() };
      const { body } = await client.post(`tokens/${uuid}/rotate/`, undefined, key);
      await client.delete(`tokens/${uuid}/`);
      return new Client(cloud.url, body.token).get('users/me/').then(({ status }) => {
        assert.equal(status, 401, 'or delete it');
        return client.post('tokens/', { name: 'another' });
      });
    });
  });
  test('another one has changed the object', async () => {
    const { body, headers } = await network('edited');
    const path = `openstack-networks/${body.uuid}/`;
    const edit = (etag: string | null) =>
      client.send('PATCH', path, { description: 'mine' }, { 'if-match': etag ?? 'none' });
    await client.patch(path, { description: 'theirs' });
    await followed(
      'changed-meanwhile',
      /Read the object anew.* send its ETag/,
      () => edit(headers.get('etag')),
      async () => edit((await client.get(path)).headers.get('etag')),
    );
  });
});

describe('what is said of a VM helps,', () => {
  let vm: string;
  before(async () => {
    const { body } = await client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'told' }));
    vm = (await client.settled(body.uuid)).resource_uuid;
  });
  const at = async (action: string): Promise<Answer> => client.post(`openstack-instances/${vm}/${action}/`, undefined);
  const rest = (state: string) =>
    eventually(state, async () => {
      const { body } = await client.get(`openstack-instances/${vm}/`);
      return body.runtime_state === state && body.state === 'OK';
    });
  const consoleOf = (type: string) => client.get(`openstack-instances/${vm}/console/?type=${type}`);

  test('when it is in the wrong state, or has no screen', async () => {
    await at('stop');
    await rest('SHUTOFF');
    const screen = () => consoleOf('screen');
    await followed(
      'wrong-state',
      /Start it|start/,
      () => at('restart'),
      async () => {
        await followed('no-screen', /Start it\./, screen, async () => {
          await at('start');
          await rest('ACTIVE');
          return screen();
        });
        return at('restart');
      },
    );
    await rest('ACTIVE');
  });
  const open = async (url: string, origin = cloud.url): Promise<void> => {
    const { socket: opened, closed } = await openBy(url, { origin });
    opened.close();
    await closed;
  };
  const urlOf = async (): Promise<string> => (await consoleOf('serial')).body.url;
  test('when its console is not opened', async () => {
    const used = await urlOf();
    await followed(
      'upgrade-required',
      /a client for WebSockets/,
      () => client.in('').get(new URL(used).pathname.slice(1)),
      () => open(used),
    );
    await followed(
      'invalid-ticket',
      /Ask for the console again/,
      () => problemOf(used),
      async () => open(await urlOf()),
    );
    for (const origin of [cloud.url, trusted])
      await followed(
        'foreign-origin',
        /by its public_url; .* trusted in cors_origins/,
        async () => problemOf(await urlOf(), { origin: 'https://evil.example' }),
        async () => open(await urlOf(), origin),
      );
  });
});

import assert from 'node:assert/strict';
import { request } from 'node:http';
import { describe, test } from 'node:test';
import { sql } from 'kysely';
import { Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const vms: string[] = [];
for (const name of ['alpha', 'beta', 'beta-2', 'gamma_'.replace('_', ''), 'delta']) {
  const { body, text } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name }));
  assert.ok(body.uuid, text);
  await tenant.client.settled(body.uuid);
  vms.push(body.resource_uuid);
}
await tenant.client.remove(vms[0] as string);

const names = (body: { results: { name: string }[] }) => body.results.map(({ name }) => name);

describe('a list', () => {
  test('of more than 10,000 is counted again only after 10 s, but its last page always tells the truth', async (context) => {
    let now = performance.now();
    context.mock.method(performance, 'now', () => now);
    const more = (n: number) =>
      sql`
        INSERT INTO audit_event (action, username, address, result)
        SELECT 'count.test', '', '', 'accepted' FROM generate_series(1, ${n}::int)
      `.execute(cloud.db);
    const count = async (query = '') =>
      Number(
        (await cloud.staff.get(`events/?event_type=count.test&page_size=300${query}`)).headers.get('x-result-count'),
      );
    await more(200);
    assert.equal(await count(), 200);
    await more(9800);
    assert.equal(await count(), 10_000);
    await more(200);
    assert.equal(await count(), 10_200);
    await more(1);
    now += 9_999;
    assert.deepEqual([await count(), await count('&page=35')], [10_200, 10_201]);
    now += 1;
    assert.equal(await count(), 10_201);
  });

  test('comes in pages that are linked to each other, and says how long it is', async () => {
    const url = `${cloud.url}/api/marketplace-resources/?page_size=2`;
    const first = await tenant.client.get('marketplace-resources/?page_size=2');
    assert.deepEqual(Object.keys(first.body), ['next', 'previous', 'count', 'results']);
    const { next } = first.body;
    assert.deepEqual(
      [first.body.count, first.body.previous, next.startsWith(`${url}&page=2&cursor=`)],
      [4, null, true],
    );
    assert.equal(first.headers.get('x-result-count'), '4');
    assert.equal(
      first.headers.get('link'),
      `<${url}>; rel="first", <${next}>; rel="next", <${url}&page=2>; rel="last"`,
    );
    const second = await tenant.client.get('marketplace-resources/?page_size=2&page=2');
    assert.deepEqual([second.body.next, second.body.previous], [null, url]);
    assert.equal(
      second.headers.get('link'),
      `<${url}>; rel="first", <${url}>; rel="prev", <${url}&page=2>; rel="last"`,
    );
    assert.deepEqual(
      [...names(first.body), ...names(second.body)],
      ['delta', 'gamma', 'beta-2', 'beta'],
      'newest first',
    );
  });

  test('that is empty has one page; beyond the last one there is none', async () => {
    const { body } = await tenant.client.get('marketplace-resources/?name=nothing');
    assert.deepEqual(body, { next: null, previous: null, count: 0, results: [] });
    const beyond = await tenant.client.get('marketplace-resources/?page=2');
    assert.deepEqual([beyond.status, beyond.body.detail], [404, 'Invalid page.']);
  });

  test('refuses a page or size that is none, and says which', async () => {
    for (const [query, field] of [
      ['page=0', 'page'],
      ['page=x', 'page'],
      ['page_size=301', 'page_size'],
      ['page_size=0', 'page_size'],
    ]) {
      const { status, errors } = await tenant.client.get(`marketplace-resources/?${query}`);
      assert.deepEqual([status, Object.keys(errors)], [400, [field]], query);
    }
    assert.equal((await tenant.client.get('marketplace-resources/?page_size=300')).status, 200);
  });

  test('of Waldur takes a size that is too large for the largest, and knows the last page by name', async () => {
    const waldur = tenant.client.in('/waldur/api');
    const all = await waldur.get('marketplace-resources/?page_size=1000');
    assert.deepEqual([all.status, all.body.length], [200, 4], all.text);
    const last = await waldur.get('marketplace-resources/?page_size=3&page=last');
    assert.deepEqual([last.body.length, last.headers.get('x-result-count')], [1, '4'], last.text);
    assert.match(last.headers.get('link') ?? '', /page=1>; rel="prev"|page_size=3>; rel="prev"/);
    assert.equal((await waldur.get('roles/?page_size=2&page=last')).body.length, 1);
    assert.equal((await tenant.client.get('marketplace-resources/?page=last')).status, 400);
  });

  test('links to pages of the whole query, though it has a question mark', async () => {
    const { body } = await cloud.staff.get('users/?query=?&page_size=1');
    assert.equal(body.count, 0);
    const { body: found } = await tenant.client.get('marketplace-resources/?page_size=1&o=name&state=OK&description=');
    assert.equal(found.count, 4);
    await tenant.client.patch(`marketplace-resources/${vms[1]}/`, { description: 'why?&how' });
    await tenant.client.patch(`marketplace-resources/${vms[2]}/`, { description: 'why?&how' });
    const asked = await tenant.client.get('marketplace-resources/?page_size=1&query=why?');
    const { searchParams } = new URL(asked.body.next);
    assert.deepEqual([searchParams.get('query'), searchParams.get('page')], ['why?', '2']);
    const { body: behind } = await tenant.client.get(asked.body.next.slice(`${cloud.url}/api/`.length));
    assert.deepEqual(names(behind), ['beta']);
  });

  test('is filtered by what its objects are', async () => {
    const list = async (query: string) => {
      const { body, text } = await tenant.client.get(`marketplace-resources/?${query}`);
      assert.ok(body.results, text);
      return names(body);
    };
    assert.deepEqual(await list('name=BETA'), ['beta-2', 'beta']);
    assert.deepEqual(await list('name_exact=beta'), ['beta']);
    assert.deepEqual(await list('name=%25'), [], 'a percent sign is only that');
    assert.deepEqual(await list('state=Terminated'), ['alpha']);
    assert.deepEqual(await list('state=Terminated&state=OK&name=a&page_size=1&page=5'), ['alpha']);
    assert.deepEqual(await list('runtime_state=active&page_size=1'), ['delta']);
    assert.deepEqual(await list('runtime_state=stopped'), []);
    assert.deepEqual(await list(`project_uuid=${tenant.project.replaceAll('-', '')}&name=delta`), ['delta']);
    assert.deepEqual(await list('project_uuid=nonsense'), []);
    assert.deepEqual(await list(`offering_uuid=${catalogue.starter.offering}`), []);
  });

  test('of orders is filtered by state, type and resource', async () => {
    const count = async (query: string) => (await tenant.client.get(`marketplace-orders/?${query}`)).body.count;
    assert.equal(await count(''), 6);
    assert.equal(await count('state=Success'), 6);
    assert.equal(await count('state=Succeeded&type=Terminate'), 1);
    assert.equal(await count(`resource_uuid=${vms[0]}`), 2);
    assert.equal(await count('state=Creating'), 0);
    const { status, errors } = await tenant.client.get('marketplace-orders/?state=Weird');
    assert.deepEqual([status, Object.keys(errors)], [400, ['state']]);
    const { body: item } = await tenant.client.get('marketplace-orders/?page_size=1');
    assert.ok(!('steps' in item.results[0]), 'a list leaves the steps out');
  });

  test('the catalogue fills an order in from the API alone', async () => {
    const { client } = tenant;
    const { body: projects } = await client.get('projects/');
    const { body: offerings } = await client.get('marketplace-offerings/?category_name=VM&name=Starter');
    const { body: images } = await client.get('openstack-images/?name_exact=Tiny%20Linux');
    const { body: subnets } = await client.get(`openstack-subnets/?project_uuid=${projects.results[0].uuid}`);
    const [offering] = offerings.results;
    const answer = await client.post('marketplace-orders/', {
      project: projects.results[0].uuid,
      offering: offering.uuid,
      plan: offering.plans[0].uuid,
      attributes: {
        name: 'from-the-catalogue',
        image: images.results[0].uuid,
        ssh_public_key: orderFor(tenant, catalogue).attributes['ssh_public_key'],
        networks: [{ subnet: subnets.results[0].uuid, floating_ip: 'none' }],
      },
    });
    assert.equal(answer.status, 201, answer.text);
    assert.equal((await client.settled(answer.body.uuid)).state, 'Success');
    assert.equal(images.results[0].ssh_user, 'root');
    assert.deepEqual(projects.results[0].quotas.instances, { limit: 20, usage: 4 });
    const { body: flavors } = await client.get('openstack-flavors/?cores__gte=2&ram__gte=4096');
    assert.deepEqual(names(flavors), ['large']);
    assert.equal((await client.get('marketplace-offerings/?category_name=Backup')).body.count, 0);
    await client.remove(answer.body.resource_uuid);
  });
});

describe('who asks', () => {
  const ask = (authorization?: string) =>
    new Client(cloud.url, null).get('projects/', authorization === undefined ? {} : { authorization });

  test('is told what is wrong with the token', async () => {
    const missing = 'Authentication credentials were not provided.';
    const { client, user } = tenant;
    const made = (await client.post('tokens/', { name: 'old' })).body;
    const expire = cloud.db.updateTable('token').set({ expires: new Date(Date.now() - 1_000) });
    await expire.where('uuid', '=', made.uuid).execute();
    for (const [header, detail] of [
      [undefined, missing],
      ['', missing],
      ['Token', missing],
      [`Basic ${client.token}`, missing],
      [`Token ${client.token} more`, missing],
      ['Token 0123456789', 'Invalid token.'],
      [`Token ${client.token?.toUpperCase()}x`, 'Invalid token.'],
      [`Token ${made.token}`, 'Token has expired.'],
    ] as const) {
      const answer = await ask(header);
      assert.deepEqual([answer.status, answer.body.detail], [401, detail], header);
      assert.equal(answer.headers.get('www-authenticate'), 'Token');
    }
    for (const scheme of ['Token', 'token', 'Bearer']) {
      assert.equal((await ask(`${scheme} ${client.token}`)).status, 200, scheme);
    }
    const active = (is_active: boolean) =>
      cloud.db.updateTable('app_user').set({ is_active }).where('uuid', '=', user).execute();
    await active(false);
    assert.equal((await ask(`Token ${client.token}`)).body.detail, 'User inactive or deleted.');
    await active(true);
  });

  test('finds no page for what is none', async () => {
    const { status, errors } = await tenant.client.get('marketplace-wonders/');
    assert.deepEqual([status, errors], [404, { detail: 'Not found.' }]);
  });
});

describe('hostile requests are refused, never a fault of ours', () => {
  const nul = 'a\u0000b';
  const half = 'a\ud800b';

  test('NUL, half a surrogate pair, numbers out of range', async () => {
    const { client } = tenant;
    const order = (attributes: object) =>
      client.post('marketplace-orders/', orderFor(tenant, catalogue, { ...attributes }));
    const answers = [
      await client.get('marketplace-resources/?name=%00'),
      await client.get('marketplace-resources/?state=%00'),
      await client.get('marketplace-orders/?page=9007199254740991&page_size=300'),
      await client.get('openstack-flavors/?cores__gte=9007199254740991'),
      await client.patch(`marketplace-resources/${vms[1]}/`, { description: nul }),
      await order({ description: nul }),
      await order({ user_data: nul }),
      await order({ user_data: half }),
      await order({ anything: half }),
      await client.post('keys/', { name: nul, public_key: orderFor(tenant, catalogue).attributes['ssh_public_key'] }),
      await client.post('openstack-images/', {
        name: 'big',
        ssh_user: 'root',
        sha256: 'a'.repeat(64),
        project: tenant.project,
        min_disk: Number.MAX_SAFE_INTEGER,
      }),
      await client.post('openstack-images/', {
        name: 'nowhere',
        ssh_user: 'root',
        sha256: 'a'.repeat(64),
        project: '00000000-0000-4000-8000-000000000000',
      }),
      await cloud.staff.post('openstack-images/', {
        name: 'nowhere',
        ssh_user: 'root',
        sha256: 'a'.repeat(64),
        project: '00000000-0000-4000-8000-000000000000',
      }),
    ];
    for (const [index, { status, text }] of answers.entries()) {
      assert.ok(status === 400 || status === 404, `${index}: ${status} ${text}`);
    }
  });

  test('bodies that are no JSON, not of JSON, too large, or in the wrong type', async () => {
    const { client } = tenant;
    const path = 'marketplace-orders/';
    const send = async (body: string, type = 'application/json') =>
      (await client.send('POST', path, body, { 'content-type': type, 'idempotency-key': 'k' })).status;
    assert.equal(await send('{'), 400);
    assert.equal(await send('', 'application/json'), 400);
    assert.equal(await send('{"__proto__": {"x": 1}}'), 400);
    assert.equal(await send('bytes', 'application/octet-stream'), 415);
    assert.equal(await send('<x/>', 'application/xml'), 415);
    assert.equal(await send(JSON.stringify({ project: 'x'.repeat(1024 * 1024) })), 413);
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    assert.equal(await send(deep), 400);
    assert.equal(await send(JSON.stringify(orderFor(tenant, catalogue)).replace('{', `{"x":${deep},`)), 400);
    assert.equal(await send(JSON.stringify(orderFor(tenant, catalogue, { x: 0 })).replace(':0', `:${deep}`)), 400);
  });

  test('ids that are none are unknown like any other', async () => {
    for (const id of ['x', '..%2f..%2fetc', '%00', "'%20OR%201=1", 'a'.repeat(100), 'a'.repeat(5_000)]) {
      const answer = await tenant.client.get(`marketplace-resources/${id}/`);
      assert.deepEqual([answer.status, answer.errors], [404, { detail: 'Not found.' }], id.slice(0, 20));
    }
  });

  test('a Host header that is no host does not break the links', async () => {
    const { port } = new URL(cloud.url);
    for (const host of ['a b', 'x"><script>', '']) {
      const { promise, resolve, reject } = Promise.withResolvers<number | undefined>();
      const headers = { host, authorization: `Token ${tenant.client.token}` };
      const asking = request({ port, path: '/api/marketplace-resources/', headers }, (answer) => {
        answer.resume();
        resolve(answer.statusCode);
      });
      asking.on('error', reject).end();
      assert.ok(((await promise) ?? 500) < 500, host);
    }
  });
});

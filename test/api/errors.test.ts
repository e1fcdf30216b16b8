import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { once } from 'node:events';
import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import { before, describe, test } from 'node:test';
import { sql } from 'kysely';
import { type Answer, Client } from '../support/client.ts';
import { setUp } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';
import { makeTenant, orderFor, type Tenant } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();

/** Requests that are refused, with the status and the code; that header, status and catalogue agree the client asserts. */
const refusals: [what: string, status: number, code: string, send: (client: Client) => Promise<Answer>][] = [
  ['a field that is missing', 400, 'invalid', (client) => client.post('keys/', {})],
  ['a filter that is wrong', 400, 'invalid', (client) => client.get('openstack-ports/?page=none')],
  ['broken JSON', 400, 'unreadable-request', (client) => client.post('keys/', '{')],
  [
    'too deep a body',
    400,
    'unreadable-request',
    (client) => client.post('keys/', `${'['.repeat(99)}${']'.repeat(99)}`),
  ],
  ['what no column can hold', 400, 'unreadable-request', (client) => client.get('openstack-ports/?name=%00')],
  ['no token', 401, 'not-authenticated', ({ root }) => new Client(cloud.url, null, root).get('projects/')],
  ['a wrong token', 401, 'invalid-token', ({ root }) => new Client(cloud.url, 'wrong', root).get('projects/')],
  ['what is for staff', 403, 'permission-denied', (client) => client.post('users/', { username: 'eve' })],
  ['no such object', 404, 'not-found', (client) => client.get(`openstack-ports/${randomUUID()}/`)],
  ['no such address', 404, 'not-found', (client) => client.get('nowhere/')],
  ['no such page', 404, 'not-found', (client) => client.get('openstack-ports/?page=9')],
  ['another method', 405, 'method-not-allowed', (client) => client.send('PUT', 'openstack-flavors/')],
  ['what is in use', 409, 'in-use', (client) => client.delete(`openstack-subnets/${tenant.subnet}/`)],
  ['too large a body', 413, 'body-too-large', (client) => client.post('keys/', { name: 'x'.repeat(2 ** 21) })],
  [
    'another type of body',
    415,
    'unsupported-media-type',
    (client) => client.post('keys/', 'text', { 'content-type': 'application/xml' }),
  ],
];

describe('every refusal has its code', () => {
  before(async () => {
    // what the subnet is in use by
    const { status } = await tenant.client.post('openstack-ports/', { network: tenant.network });
    assert.equal(status, 201);
  });

  for (const [what, status, code, send] of refusals) {
    test(`${what}: ${status} ${code}, in both dialects`, async () => {
      for (const client of [tenant.client, tenant.client.in('/waldur/api')]) {
        const { status: answered, headers, body, text: said } = await send(client);
        assert.deepEqual([answered, body.code], [status, code], said);
        assert.equal(headers.get('www-authenticate'), status === 401 ? 'Token' : null);
        if (code !== 'invalid') assert.deepEqual(Object.keys(body).sort(), ['code', 'detail', 'remedy']);
      }
    });
  }

  const unreadable: [what: string, body: string | Uint8Array, headers: Record<string, string>, said: RegExp][] = [
    // as the documentation has it
    [
      'a comment',
      '{\n  "attributes": {\n    "flavor": "x", // If not part of the offering\n  }\n}',
      {},
      /line 3, column 20: JSON has no comments/,
    ],
    [
      'a comma too many',
      '{"attributes": {\n  "name": "my-vm",\n}}',
      {},
      /line 2, column 18: a comma too many, before "}"/,
    ],
    ['a quote of another kind', "{'name': 1}", {}, /line 1, column 2: .* double quotes/],
    ['a bracket that is not closed', '{"name": [1, 2}', {}, /line 1, column 15: expected "," or the end/],
    ['half a body', '{"name": "my', {}, /line 1, column 10: /],
    ['nothing but more', '{} {}', {}, /line 1, column 4: expected nothing more, found "{}"/],
    ['a gzip that says nothing', gzipSync('{}'), {}, /compressed by gzip/],
    ['a gzip that says so', gzipSync('{}'), { 'content-encoding': 'gzip' }, /Content-Encoding: gzip/],
    [
      'a form',
      'name=my-vm',
      { 'content-type': 'application/x-www-form-urlencoded' },
      /"application\/x-www-form-url.*application\/json/,
    ],
  ];
  test('a body that cannot be read is told what came, what was wanted, and where', async () => {
    for (const [what, body, headers, said] of unreadable) {
      const { status, body: answer } = await tenant.client.send('POST', 'marketplace-orders/', body, headers);
      assert.equal(status, answer.code === 'unsupported-media-type' ? 415 : 400, what);
      assert.match(answer.detail, said, what);
    }
  });

  test('a key that was used for another order: 422', async () => {
    const headers = { 'idempotency-key': randomUUID() };
    const first = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'a' }), headers);
    assert.equal(first.status, 201, first.text);
    const second = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'b' }), headers);
    assert.deepEqual([second.status, second.body.code], [422, 'key-reused']);
    await tenant.client.settled(first.body.uuid);
    await tenant.client.remove(first.body.resource_uuid);
  });

  test('of two who edit the rules that both have read, one is told, and loses nothing', async () => {
    const { body, headers } = await tenant.client.post('openstack-security-groups/', {
      project: tenant.project,
      name: 'edited',
    });
    const path = `openstack-security-groups/${body.uuid}/`;
    const etag = headers.get('etag') ?? '';
    const put = (port: number, condition: Record<string, string>) =>
      tenant.client.post(`${path}set_rules/`, [{ protocol: 'tcp', from_port: port }], condition);
    const both = await Promise.all([443, 80].map((port) => put(port, { 'if-match': etag })));
    assert.deepEqual(new Set(both.map(({ status }) => status)), new Set([202, 412]));
    const won = both[0]?.status === 202 ? 443 : 80;
    const read = await tenant.client.get(path);
    assert.equal(read.body.rules[0].from_port, won);
    // what the backend makes of it is nobody's change
    const settled = await eventually(
      'the rules in force',
      () => tenant.client.get(path),
      ({ body: { state } }) => state === 'OK',
    );
    assert.equal(settled.headers.get('etag'), read.headers.get('etag'));
    const dated = await eventually(
      'a whole second',
      () => tenant.client.get(path),
      (shown) => shown.headers.has('last-modified'),
    );
    // nor does a browser show either of them what it has kept
    assert.equal(dated.headers.get('cache-control'), 'no-store');
    const since = { 'if-unmodified-since': dated.headers.get('last-modified') ?? '' };
    const again = await Promise.all([443, 80].map((port) => put(port, since)));
    assert.deepEqual(new Set(again.map(({ status }) => status)), new Set([202, 412]));
    assert.equal((await put(80, { 'if-unmodified-since': 'yesterday' })).status, 400);
    const made = await tenant.client.post('openstack-security-groups/', { project: tenant.project, name: 'x' }, since);
    assert.deepEqual([made.status, Object.keys(made.errors)], [400, ['if-unmodified-since']]);
    assert.equal((await tenant.client.delete(path)).status, 204);
  });

  test('a fault of ours: 500, and nothing of what went wrong', async () => {
    await sql`ALTER TABLE ssh_key RENAME TO mislaid`.execute(cloud.db);
    try {
      const { status, body, text: said } = await tenant.client.get('keys/');
      assert.deepEqual([status, body.code], [500, 'internal']);
      assert.doesNotMatch(said, /ssh_key|relation/);
    } finally {
      await sql`ALTER TABLE mislaid RENAME TO ssh_key`.execute(cloud.db);
    }
  });

  test('what is no HTTP request at all', async () => {
    const { hostname, port } = new URL(cloud.url);
    for (const [sent, status, code] of [
      ['nonsense\r\n\r\n', 400, 'unreadable-request'],
      [`GET / HTTP/1.1\r\nhost: a\r\nx: ${'x'.repeat(99_999)}\r\n\r\n`, 431, 'headers-too-large'],
    ] as const) {
      const socket = connect(Number(port), hostname);
      await once(socket, 'connect');
      socket.on('error', () => {});
      socket.write(sent);
      const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n');
      assert.match(head, new RegExp(`^HTTP/1.1 ${status} `));
      assert.equal(JSON.parse(body).code, code);
    }
  });
});

describe('the same cause has the same status, whatever asks', () => {
  const order = (poor: Tenant, networks: unknown[]) =>
    poor.client.post('marketplace-orders/', orderFor(poor, catalogue, { networks }));
  const allocate = ({ client, project }: Tenant) => client.post('openstack-floating-ips/', { project });
  const auto = ({ subnet }: Tenant) => [{ subnet, floating_ip: 'auto' }];

  async function alike(code: string, answers: Promise<Answer>[]): Promise<void> {
    for (const { status, body, text: said } of await Promise.all(answers)) {
      assert.deepEqual([status, body.code], [400, code], said);
    }
  }

  test('a quota of VMs, of storage, and of floating IPs', async () => {
    const quotas = { quota_instances: 0, quota_storage_mib: 0, quota_floating_ips: 0 };
    const poor = await makeTenant(cloud.db, cloud.url, quotas);
    const { client, project, subnet } = poor;
    await alike('quota-exceeded', [
      order(poor, [{ subnet, floating_ip: 'none' }]),
      client.post('openstack-volumes/', { project, name: 'data', size: 1024 }),
      allocate(poor),
      client.in('/waldur/api').post(`openstack-tenants/${project}/create_floating_ip/`, {}),
    ]);
    await cloud.db
      .updateTable('project')
      .set({ quota_instances: 1, quota_storage_mib: 9999 })
      .where('uuid', '=', project)
      .execute();
    await alike('quota-exceeded', [order(poor, auto(poor))]);
  });

  test('no floating IP left in the pool', async () => {
    const poor = await makeTenant(cloud.db, cloud.url);
    const pool = cloud.db.updateTable('subnet').where('project', 'is', null);
    const query = cloud.db.selectFrom('subnet').select('pool_last').where('project', 'is', null);
    const whole = await query.executeTakeFirstOrThrow();
    await pool.set((eb) => ({ pool_last: eb.ref('gateway') })).execute();
    try {
      await alike('no-floating-ip-left', [allocate(poor), order(poor, auto(poor))]);
    } finally {
      await pool.set(whole).execute();
    }
  });

  test('an address, a port or a floating IP that is taken', async () => {
    const { client, subnet } = tenant;
    const { body: port } = await client.post('openstack-ports/', { network: tenant.network });
    const taken = port.fixed_ips[0].ip_address;
    const { body: first } = await client.post(
      'marketplace-orders/',
      orderFor(tenant, catalogue, { name: 'first', networks: undefined, ports: [{ port: port.url }] }),
    );
    await alike('already-taken', [
      client.post('openstack-ports/', {
        network: tenant.network,
        fixed_ips: [{ subnet_id: subnet, ip_address: taken }],
      }),
      client.post(
        'marketplace-orders/',
        orderFor(tenant, catalogue, {
          networks: undefined,
          ports: [{ subnet, fixed_ips: [{ subnet_id: subnet, ip_address: taken }] }],
        }),
      ),
      client.post(
        'marketplace-orders/',
        orderFor(tenant, catalogue, { networks: undefined, ports: [{ port: port.url }] }),
      ),
    ]);
    await client.settled(first.uuid);
    await client.remove(first.resource_uuid);
  });
});

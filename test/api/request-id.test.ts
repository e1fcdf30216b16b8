import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { afterEach, test } from 'node:test';
import { logPath } from '../../src/common/log-files.ts';
import { Problem } from '../../src/common/problem.ts';
import { setUp } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';
import { linesOf } from '../support/home.ts';
import { orderFor } from '../support/tenant.ts';

const uuid = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

const { cloud, tenant, catalogue } = await setUp();
afterEach(() => {
  cloud.driver.fault = () => {};
  cloud.driver.silent = false;
});

type Line = Record<string, unknown>;

/**
 * What was logged in the name of a request; its own line comes when its connection knows that the answer has left, and that
 * of a run that it has begun behind what readers see of its end.
 */
async function linesWith(id: string, { begins = false } = {}): Promise<{ own: Line; others: Line[] }> {
  const of = () => linesOf(cloud.log).filter((line) => line['request_id'] === id);
  await eventually(`the line of ${id}`, () => of().some((line) => line['status'] !== undefined));
  if (begins) await eventually(`the end of the run of ${id}`, () => of().some(({ msg }) => msg === 'a run has ended'));
  const own = of().filter((line) => line['status'] !== undefined);
  assert.equal(own.length, 1, JSON.stringify(own));
  return { own: own[0] as Line, others: of().filter((line) => line['status'] === undefined) };
}

/** Sends bytes as they are, and returns all that comes back. */
function send(text: string): Promise<string> {
  const { hostname, port } = new URL(cloud.url);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.end(text));
    socket.on('data', (chunk) => (answer += String(chunk)));
    socket.on('close', () => resolve(answer));
    socket.on('error', reject);
  });
}

const idIn = (answer: string): string => /^x-request-id: (.*)\r$/im.exec(answer)?.[1] ?? '';

test('a well-formed id of the client is kept, any other is replaced', async () => {
  for (const id of ['abcdefgh', 'A.b_c-9Z', 'y'.repeat(128), randomUUID()]) {
    const { headers } = await tenant.client.get('projects/', { 'x-request-id': id });
    assert.equal(headers.get('x-request-id'), id);
  }
  for (const id of ['short', 'x'.repeat(129), 'with space', 'a"b"c"d"e', 'slash/slash', '{"a":"bcdefgh"}']) {
    const { headers } = await tenant.client.get('projects/', { 'x-request-id': id });
    assert.match(headers.get('x-request-id') ?? '', uuid);
  }
});

test('every answer has an id, and every request one line with it', async () => {
  const ask = async (method: string, path: string, body?: unknown, headers = {}) => {
    const answer = await tenant.client.in('').send(method, path, body, headers);
    return { answer, line: (await linesWith(answer.headers.get('x-request-id') ?? '')).own };
  };
  const { username } = (await tenant.client.get('users/me/')).body;
  const known = await ask('GET', 'api/projects/?name=hush');
  assert.match(String(known.line['time']), /^\d{4}-\d\d-\d\dT/);
  assert.ok(Number(known.line['ms']) > 0);
  assert.partialDeepStrictEqual(known.line, {
    level: 'info',
    method: 'GET',
    route: '/api/projects/',
    status: 200,
    user: username,
  });
  const project = await ask('GET', `api/projects/${tenant.project.replaceAll('-', '')}/`);
  assert.partialDeepStrictEqual(project.line, { route: '/api/projects/:uuid/', object: tenant.project });

  const nowhere = await ask('GET', `nowhere/${'t'.repeat(40)}/x?token=hush`);
  assert.partialDeepStrictEqual(nowhere.line, { status: 404, route: null, path: '/nowhere/…/x' });
  assert.equal((await ask('PUT', 'api/projects/')).line['status'], 405);
  assert.equal((await ask('POST', 'api/projects/', '{', {})).line['status'], 400);
  assert.equal((await ask('GET', 'api/projects/?page=x')).line['status'], 400);
  assert.equal((await ask('GET', 'healthz')).line['user'], null);
  const { line: stranger } = await ask('GET', 'api/projects/', undefined, { authorization: 'Token wrong-one' });
  assert.deepEqual([stranger['status'], stranger['user']], [401, null]);
  assert.doesNotMatch(cloud.log.join('\n'), new RegExp(`hush|wrong-one|t{25}|${tenant.client.token}`));
});

test('what no route and no parser takes has an id and a line, too', async () => {
  const host = 'Host: x\r\nConnection: close';
  const badEscape = await send(`GET /api/%zz?token=hush HTTP/1.1\r\n${host}\r\n\r\n`);
  assert.match(badEscape, /^HTTP\/1\.1 400/);
  assert.equal((await linesWith(idIn(badEscape))).own['status'], 400);
  const long = await send(`GET /api/projects/${'x'.repeat(300)}/ HTTP/1.1\r\n${host}\r\n\r\n`);
  assert.match(long, /^HTTP\/1\.1 404/);
  assert.equal((await linesWith(idIn(long))).own['status'], 404);
  const expecting = await send(`GET /healthz HTTP/1.1\r\n${host}\r\nExpect: wonders\r\n\r\n`);
  assert.match(expecting, /^HTTP\/1\.1 417/);
  assert.match(expecting, /"code":"expectation-failed","remedy":"Send /);
  assert.equal((await linesWith(idIn(expecting))).own['status'], 417);
  for (const [text, status] of [
    ['nonsense\r\n\r\n', 400],
    [`GET / HTTP/1.1\r\nHost: x\r\nx: ${'x'.repeat(20_000)}\r\n\r\n`, 431],
  ] as const) {
    const answer = await send(text);
    assert.ok(answer.startsWith(`HTTP/1.1 ${status} `), answer);
    assert.equal((await linesWith(idIn(answer))).own['status'], status);
  }
  assert.doesNotMatch(cloud.log.join('\n'), /hush|xxxxx/);
});

test('a stream of events has an id, and its line when it ends', async () => {
  const placed = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'streamed' }));
  const response = await fetch(`${cloud.url}/api/marketplace-orders/${placed.body.uuid}/events/`, {
    headers: { authorization: `Token ${tenant.client.token}`, 'x-request-id': 'stream-to-its-end' },
  });
  assert.equal(response.headers.get('x-request-id'), 'stream-to-its-end');
  await response.text();
  const { own } = await linesWith('stream-to-its-end');
  assert.partialDeepStrictEqual(own, { status: 200, object: placed.body.uuid });
  assert.equal(own['aborted'], undefined);
});

test('a request whose client leaves has its line, too', async () => {
  cloud.driver.silent = true;
  const placed = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name: 'left' }));
  const authorization = `Token ${tenant.client.token}`;
  const control = new AbortController();
  const stream = await fetch(`${cloud.url}/api/marketplace-orders/${placed.body.uuid}/events/`, {
    headers: { authorization, 'x-request-id': 'left-the-stream' },
    signal: control.signal,
  });
  await stream.body?.getReader().read();
  control.abort();
  assert.partialDeepStrictEqual((await linesWith('left-the-stream')).own, { status: 200, aborted: true });
  // one that leaves at once may not have been heard at all
  const heard = () => /left-unanswered-\d+/.exec(cloud.log.join('\n'))?.[0];
  for (let ms = 50; heard() === undefined; ms *= 2) {
    const late = fetch(`${cloud.url}/api/status/?after=1000000`, {
      headers: { authorization: `Token ${cloud.staff.token}`, 'x-request-id': `left-unanswered-${ms}` },
      signal: AbortSignal.timeout(ms),
    });
    await assert.rejects(late);
  }
  assert.partialDeepStrictEqual((await linesWith(heard() ?? '')).own, {
    route: '/api/status/',
    status: 499,
    aborted: true,
  });

  const headers = { authorization, 'content-type': 'application/json', 'x-request-id': 'left-in-its-body' };
  const half = httpRequest(`${cloud.url}/api/marketplace-orders/`, { method: 'POST', headers });
  half.on('error', () => {});
  await new Promise((resolve) => half.write('{"project":', resolve));
  half.destroy();
  const { own, others } = await linesWith('left-in-its-body');
  assert.partialDeepStrictEqual(own, { status: 499, aborted: true });
  assert.deepEqual(others, []);
});

test('order, audit events and the run know the request, and so do the lines of the worker later on', async () => {
  cloud.driver.fault = (method, when) => {
    if (method !== 'startGuest' || when !== 'before') return;
    throw new Problem('command-failed', 'No.', 'Nothing to do.');
  };
  const id = 'who-ordered-it';
  const body = orderFor(tenant, catalogue, { name: 'traced' });
  const placed = await tenant.client.post('marketplace-orders/', body, { 'x-request-id': id });
  const { uuid: order, resource_uuid: instance } = placed.body;
  assert.equal(placed.body.request_id, id);
  const settled = await tenant.client.settled(order);
  assert.deepEqual([settled.state, settled.request_id], ['Erred', id]);
  assert.equal((await tenant.client.in('/waldur/api').get(`marketplace-orders/${order}/`)).body.request_id, id);
  const events = await tenant.client.get(`events/?object_uuid=${order}`);
  assert.deepEqual(
    events.body.results.map((event: Record<string, unknown>) => [event['event_type'], event['request_id']]),
    [
      ['marketplace_order_failed', id],
      ['marketplace_order_created', id],
    ],
  );
  const { own, others } = await linesWith(id, { begins: true });
  assert.partialDeepStrictEqual(own, { method: 'POST', status: 201, order, instance, object: order });
  const ends = others.filter(({ msg }) => msg === 'a run has ended');
  assert.partialDeepStrictEqual(ends, [
    { level: 'info', order, instance, workflow: 'instance.create', state: 'failed' },
  ]);
  assert.ok(others.some(({ err, step }) => err !== undefined && step === 'guest'));

  cloud.driver.fault = () => {};
  const again = { 'x-request-id': 'who-retried-it' };
  assert.equal((await tenant.client.post(`marketplace-orders/${order}/retry/`, {}, again)).status, 200);
  assert.equal((await tenant.client.settled(order)).state, 'Success');
  const retried = await linesWith('who-retried-it', { begins: true });
  assert.ok(retried.others.some(({ msg, state }) => msg === 'a run has ended' && state === 'succeeded'));

  const stop = { 'x-request-id': 'who-stopped-it' };
  const answer = await tenant.client.post(`openstack-instances/${instance}/stop/`, {}, stop);
  assert.ok(answer.status < 300, answer.text);
  await eventually('its end', async () => {
    const { body: vm } = await tenant.client.get(`openstack-instances/${instance}/`);
    return vm.runtime_state === 'SHUTOFF' && vm.state === 'OK';
  });
  const stopped = await linesWith('who-stopped-it', { begins: true });
  assert.partialDeepStrictEqual(stopped.own, { instance, object: instance, run: stopped.others[0]?.['run'] });
  assert.equal(stopped.others[0]?.['order'], undefined);
});

test('a download that goes wrong in the background names the request that wanted it', async () => {
  cloud.driver.fault = (method, when) => {
    if (method === 'ensureImage' && when === 'before') throw new TypeError('a bug');
  };
  const url = 'https://images.example/x.img';
  const image = { name: 'wanted', project: tenant.project, ssh_user: 'x', url, sha256: '0'.repeat(64) };
  const answer = await tenant.client.post('openstack-images/', image, { 'x-request-id': 'who-wanted-it' });
  assert.equal(answer.status, 201, answer.text);
  await eventually('its end', async () => {
    const { body } = await tenant.client.get(`openstack-images/${answer.body.uuid}/`);
    return body.state === 'erred' && /reference \w+/.test(body.error_message) && !/bug/.test(body.error_message);
  });
  const { others } = await linesWith('who-wanted-it');
  assert.partialDeepStrictEqual(others, [{ level: 'warn', image: answer.body.uuid, err: { type: 'TypeError' } }]);
});

test('staff read the end of the log, by level and request; who is none does not', async () => {
  assert.equal((await tenant.client.get('log/')).status, 403);
  assert.deepEqual((await cloud.staff.get('log/')).body, []);
  const line = (level: string, id: string) =>
    JSON.stringify({ level, time: '2026-11-30T12:00:00.000Z', request_id: id, msg: `${level} of ${id}` });
  const path = logPath(cloud.home);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, [line('info', 'a'), line('error', 'a'), 'Aborted', line('debug', 'b'), ''].join('\n'));
  const messages = async (query: string): Promise<string[]> =>
    (await cloud.staff.get(`log/${query}`)).body.map(({ message }: { message: string }) => message);
  assert.deepEqual(await messages(''), ['info of a', 'error of a', 'Aborted']);
  assert.deepEqual(await messages('?level=warn&request=a'), ['error of a']);
  assert.deepEqual(await messages('?level=debug&lines=1'), ['debug of b']);
});

import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, test } from 'node:test';
import { Client } from '../../src/cli/api/client.ts';
import { eventBatches } from '../../src/cli/api/event-stream.ts';
import { ApiProblem } from '../../src/cli/api/refusal.ts';
import { Problem } from '../../src/common/problem.ts';
import { followed } from '../support/remedy.ts';
import { hangMs } from '../support/wait.ts';

// A server that loses connections at chosen bytes: the real one cannot be made to.
const servers: Server[] = [];

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<Client> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return new Client(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'token');
}

async function collect(client: Client): Promise<string[]> {
  const found: string[] = [];
  for await (const batch of eventBatches(client, 'events/', AbortSignal.timeout(hangMs))) {
    found.push(...batch.map(({ id, event, data }) => `${id} ${event} ${data}`));
  }
  return found;
}

const stream = { 'content-type': 'text/event-stream' };

test('a stream that breaks inside an event goes on behind the last whole one', async () => {
  const asked: (string | undefined)[] = [];
  const client = await serve((request, response): void => {
    asked.push(request.headers['last-event-id'] as string | undefined);
    if (asked.length === 3) return void response.writeHead(204).end();
    response.writeHead(200, stream);
    if (asked.length === 2) return void response.end('id: 2\nevent: step\ndata: b\n\n');
    return void response.write('retry: 5\n\nid: 1\nevent: step\ndata: a\n\nid: 2\nevent: st', () => response.destroy());
  });
  assert.deepEqual(await collect(client), ['1 step a', '2 step b']);
  assert.deepEqual(asked, [undefined, '1', '2']);
});

test('who reads no further does not go on, even when the connection is lost at that moment', async () => {
  let asked = 0;
  const lost = Promise.withResolvers<void>();
  const client = await serve((_request, response): void => {
    if (++asked > 1) return void response.writeHead(200, stream).end('id: 2\nevent: step\ndata: b\n\n');
    response.on('close', lost.resolve);
    response.writeHead(200, stream).write('retry: 5\n\nid: 1\nevent: step\ndata: a\n\n');
  });
  const batches = eventBatches(client, 'events/', AbortSignal.timeout(hangMs));
  assert.equal((await batches.next()).done, false);
  servers[0]?.closeAllConnections();
  await lost.promise;
  // what is asked later is answered later: by then the loss is noticed here too
  await client.get('order/').catch(() => {});
  assert.deepEqual(await batches.return(undefined), { value: undefined, done: true });
  assert.equal(asked, 2);
});

test('a control plane that restarts is waited for, however often it is asked in vain', async () => {
  const asked: (string | undefined)[] = [];
  const client = await serve((request, response) => {
    asked.push(request.headers['last-event-id'] as string | undefined);
    if (asked.length === 1) response.writeHead(200, stream).end('retry: 5\nid: 1\nevent: step\ndata: a\n\n');
    else if (asked.length < 5) response.destroy();
    else if (asked.length === 5) response.writeHead(200, stream).end('id: 2\nevent: order\ndata: b\n\n');
    else response.writeHead(204).end();
  });
  assert.deepEqual(await collect(client), ['1 step a', '2 order b']);
  assert.deepEqual(asked, [undefined, '1', '1', '1', '1', '2']);
});

test('a refusal is no lost connection', async () => {
  const client = await serve((_request, response) => response.writeHead(404).end('{"detail":"Not found."}'));
  await assert.rejects(collect(client), (error) => error instanceof ApiProblem && error.status === 404);
});

test('an order is placed once, however often the connection is lost', async () => {
  const keys: (string | undefined)[] = [];
  const client = await serve((request, response) => {
    keys.push(request.headers['idempotency-key'] as string | undefined);
    request.resume().on('end', () => {
      if (keys.length === 1) return response.destroy();
      if (keys.length === 2) return response.writeHead(409, { 'retry-after': '0' }).end('{"detail":"still running"}');
      return response.writeHead(201).end('{"uuid":"1"}');
    });
  });
  assert.deepEqual(await client.placeOrder({ a: 1 }), { uuid: '1' });
  assert.equal(keys.length, 3);
  assert.match(keys[0] ?? '', /^[0-9a-f-]{36}$/);
  assert.equal(new Set(keys).size, 1);
});

test('what makes something is sent once more when the connection is cut, as one and the same', async () => {
  const keys: (string | undefined)[] = [];
  const client = await serve((request, response) => {
    keys.push(request.headers['idempotency-key'] as string | undefined);
    response.destroy();
  });
  const lost = (error: unknown): boolean => error instanceof Problem && error.code === 'unreachable';
  await assert.rejects(client.post('keys/', {}), lost);
  assert.deepEqual([keys.length, new Set(keys).size], [2, 1]);
  assert.match(keys[0] ?? '', /^[0-9a-f-]{36}$/);
  // what has no key is not sent twice
  await assert.rejects(client.ask('doctor/fix/', {}), lost);
  assert.deepEqual(keys.slice(2), [undefined]);
});

test('lists are read to their last page, from where the one before it has ended', async () => {
  const asked: string[] = [];
  const client = await serve((request, response) => {
    const { searchParams } = new URL(request.url ?? '', 'http://host');
    const page = Number(searchParams.get('page') ?? 1);
    asked.push(`${searchParams.getAll('metadata').join()} ${searchParams.get('cursor')}`);
    // where people reach the cloud is not where we do
    const next = page < 3 ? `https://cloud.example/api/things/?page=${page + 1}&cursor=after-${page}` : null;
    response.end(JSON.stringify({ next, previous: null, count: 3, results: [page] }));
  });
  const all = { next: null, previous: null, count: 3, results: [1, 2, 3] };
  assert.deepEqual(await client.list('things/', { metadata: ['a', 'b'] }), all);
  assert.deepEqual(asked, ['a,b null', 'a,b after-1', 'a,b after-2']);
  // what is the same for everybody has no cursors
  const roles = { next: 'https://cloud.example/api/roles/?page_size=300&page=2', count: 2, results: [1] };
  const fixed = await serve((request, response) => {
    assert.doesNotMatch(request.url ?? '', /cursor/);
    response.end(JSON.stringify(request.url?.includes('page=2') === true ? { ...roles, next: null } : roles));
  });
  assert.equal((await fixed.list('roles/')).results.length, 2);
});

test('what is changed by what was read is read anew when somebody else has changed it meanwhile', async () => {
  let versions = 0;
  const sent: [unknown, boolean][] = [];
  const client = await serve((request, response) => {
    const { method, headers } = request;
    if (method === 'GET') {
      response.setHeader('etag', `"${versions}"`).end(JSON.stringify({ rules: versions }));
      // another one, after the first look
      versions = 1;
      return;
    }
    sent.push([headers['if-match'], headers['idempotency-key'] !== undefined]);
    if (headers['if-match'] === `"${versions}"`) response.end('{"status": "ok"}');
    else response.writeHead(412).end('{"code": "changed-meanwhile", "detail": "It was changed."}');
  });
  const changed: number[] = [];
  const change = ({ rules }: { rules: number }) => changed.push(rules);
  assert.deepEqual(await client.edit('groups/1/', change, 'set_rules/'), { status: 'ok' });
  assert.deepEqual(
    [changed, sent],
    [
      [0, 1],
      [
        ['"0"', true],
        ['"1"', true],
      ],
    ],
  );
  await client.edit('ports/1/', change);
  assert.deepEqual(sent.at(-1), ['"1"', false]);
});

test('an answer of something else than the API is a problem with a remedy', async () => {
  const page = await serve((_request, response) => response.end('<html>'));
  const api = await serve((_request, response) => response.end('{}'));
  const get = (from: Client) => () => from.get('x/').then(() => {});
  await followed('no-api', /Correct SLIPWAY_URL/, get(page), get(api));
  const gone = new Client('http://127.0.0.1:9', 'token');
  await followed('unreachable', /If it listens elsewhere, set .*SLIPWAY_URL/, get(gone), get(api));
  let asked = 0;
  const busy = await serve((_request, response) => response.writeHead(asked++ === 0 ? 429 : 200).end('{}'));
  await followed('too-many-requests', /Try again later/, get(busy), get(busy));
  const client = await serve((_request, response) => response.writeHead(502).end('<html>'));
  await assert.rejects(
    client.get('x/'),
    (error) => error instanceof ApiProblem && error.status === 502 && error.remedy !== '',
  );
});

import assert from 'node:assert/strict';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { text } from 'node:stream/consumers';
import { after, describe, test } from 'node:test';
import fastify from 'fastify';
import { boundedServer } from '../../src/api/http/connections.ts';
import { registerDeadlines } from '../../src/api/http/deadlines.ts';
import { answerError } from '../../src/api/http/errors.ts';
import { readJson } from '../../src/api/http/json-bodies.ts';
import type { StoredProblem } from '../../src/common/problem.ts';
import { answerMalformed } from '../../src/api/http/malformed.ts';
import { followed } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { eventually } from '../support/wait.ts';

const few = 12;
const { cloud, tenant } = await setUp({}, { variables: { SLIPWAY_CONNECTIONS_PER_ADDRESS: String(few) } });
const { hostname, port } = new URL(cloud.url);

const sockets = new Set<Socket>();
after(() => sockets.forEach((socket) => socket.destroy()));

async function open(to: { port: number; localAddress?: string }): Promise<Socket> {
  const socket = connect({ host: hostname, ...to });
  sockets.add(socket);
  await once(socket, 'connect');
  return socket;
}

/** Status and code of what comes before the other side ends the connection; null: it ends without a word. */
async function answerOf(socket: Socket): Promise<[number, string] | null> {
  const [head = '', body = ''] = (await text(socket)).split('\r\n\r\n', 2);
  return head === '' ? null : [Number(head.split(' ')[1]), (JSON.parse(body) as { code: string }).code];
}

async function refusalOf(socket: Socket): Promise<StoredProblem> {
  return JSON.parse((await text(socket)).split('\r\n\r\n', 2)[1] ?? '') as StoredProblem;
}

describe('connections of one address', () => {
  const from = (localAddress: string) => open({ port: Number(port), localAddress });

  test('beyond as many as it may have are refused, and others come through', async () => {
    const held: Socket[] = [];
    while (held.length < few) held.push(await from('127.0.0.2'));
    // the server has heard of them all when it answers the last
    held.at(-1)?.write('GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n');
    await once(held.at(-1) as Socket, 'data');
    for (let more = 0; more < 5; more++)
      assert.deepEqual(await answerOf(await from('127.0.0.2')), [429, 'too-many-connections']);
    assert.equal((await tenant.client.get('projects/')).status, 200);
    const { text: figures } = await cloud.staff.in('').get('metrics');
    assert.match(figures, /^slipway_connections_refused_total 5$/m);
    const refused = async () => refusalOf(await from('127.0.0.2'));
    await followed('too-many-connections', /Close connections that are not needed/, refused, async () => {
      held.pop()?.destroy();
      await eventually('a place that was given up', async () => {
        const socket = await from('127.0.0.2');
        socket.write('GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n');
        return (await text(socket)).startsWith('HTTP/1.1 200');
      });
    });
  });
});

describe('a connection is held no longer than its deadline', async () => {
  const soon = 200;
  const app = fastify({
    serverFactory: boundedServer({ perAddress: () => 100, refused: () => {} }, { headersMs: soon, idleMs: soon }),
    clientErrorHandler: answerMalformed,
    forceCloseConnections: true,
  });
  app.setErrorHandler((error: Error, request, reply) => answerError(error, request, reply));
  registerDeadlines(app, { bodyMs: soon, answerMs: soon });
  readJson(app);
  app.addContentTypeParser('application/octet-stream', (_request, payload, done) => done(null, payload));
  app.post('/json', () => ({}));
  app.get('/json', () => ({}));
  // more than the sockets of both sides hold
  app.get('/large', () => 'x'.repeat(64 * 1024 * 1024));
  app.put('/stream', { config: { stream: true } }, async ({ body }) => ({
    got: await text(body as NodeJS.ReadableStream),
  }));
  await app.listen({ port: 0, host: '127.0.0.1' });
  const { port: there } = app.server.address() as { port: number };
  after(() => app.close());

  const json = 'Content-Type: application/json\r\n';
  const chunked = 'Transfer-Encoding: chunked\r\n\r\n5\r\n{"a":';
  const silences: [what: string, said: string, answer: [number, string] | null][] = [
    ['by nothing at all', '', null],
    ['by headers that do not end', 'GET /json HTTP/1.1\r\nHost: x\r\nX-A: b', [408, 'request-timeout']],
    [
      'by a body that does not end',
      `POST /json HTTP/1.1\r\nHost: x\r\n${json}Content-Length: 99\r\n\r\n{"a"`,
      [408, 'request-timeout'],
    ],
    ['by chunks that do not end', `POST /json HTTP/1.1\r\nHost: x\r\n${json}${chunked}`, [408, 'request-timeout']],
  ];
  for (const [what, said, answer] of silences) {
    test(what, async () => {
      const socket = await open({ port: there });
      socket.write(said);
      assert.deepEqual(await answerOf(socket), answer);
    });
  }

  test('and what is sent faster is answered', async () => {
    const send = async (body: string): Promise<Socket> => {
      const socket = await open({ port: there });
      const head = `POST /json HTTP/1.1\r\nHost: x\r\n${json}Connection: close\r\nContent-Length: 7\r\n\r\n`;
      socket.write(`${head}${body}`);
      return socket;
    };
    await followed(
      'request-timeout',
      /Send it again, faster/,
      async () => refusalOf(await send('{"a"')),
      async () => assert.match(await text(await send('{"a":1}')), /^HTTP\/1.1 200/),
    );
  });

  const ends: [what: string, said: string][] = [
    ['by a body that nobody waits for', 'GET /json HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{'],
    ['by a body where there is no route', `POST /none HTTP/1.1\r\nHost: x\r\n${json}Content-Length: 99\r\n\r\n{`],
    ['by idleness behind an answer', 'GET /json HTTP/1.1\r\nHost: x\r\n\r\n'],
  ];
  for (const [what, said] of ends) {
    test(what, async () => {
      const socket = await open({ port: there });
      socket.write(said);
      assert.match(await text(socket), /^HTTP\/1.1 \d/);
    });
  }

  test('by an answer that is not read', async () => {
    const [response] = await Promise.all([
      once(app.server, 'request').then(([, each]) => each as NodeJS.WritableStream),
      open({ port: there }).then((socket) => socket.pause().write('GET /large HTTP/1.1\r\nHost: x\r\n\r\n')),
    ]);
    await once(response, 'close');
  });

  test('but a stream has its own', async () => {
    const slow = await open({ port: there });
    slow.write(
      'PUT /stream HTTP/1.1\r\nHost: x\r\nContent-Type: application/octet-stream\r\nContent-Length: 4\r\nConnection: close\r\n\r\nab',
    );
    await once(app.server, 'request');
    // another body that begins later meets its deadline meanwhile
    const other = await open({ port: there });
    other.write(`POST /json HTTP/1.1\r\nHost: x\r\n${json}Content-Length: 99\r\n\r\n{`);
    assert.equal((await answerOf(other))?.[0], 408);
    slow.write('cd');
    assert.match(await text(slow), /\{"got":"abcd"\}$/);
  });
});

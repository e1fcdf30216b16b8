import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fastify from 'fastify';
import { registerGuard } from '../../src/api/http/guard.ts';
import { type Actor, everyUserMay, mayUse, record } from '../../src/identity/index.ts';
import { actorFor } from '../support/tenant.ts';

const somebody = actorFor('u', 'p');

describe('the request guard', () => {
  const reports: string[] = [];
  const app = fastify();
  app.decorateRequest('actor', null as unknown as Actor);
  app.addHook('onRequest', async (request) => {
    if (request.headers.authorization !== undefined) request.actor = { ...somebody };
  });
  registerGuard(app, (violation) => void reports.push(violation));
  app.get('/careless', () => Promise.resolve({ secret: 1 }));
  app.get('/careful', (request) => Promise.resolve({ may: mayUse(request.actor, 'p') }));
  app.post('/silent', (request) => {
    everyUserMay(request.actor);
    return Promise.resolve({});
  });
  app.post('/recorded', (request) => {
    everyUserMay(request.actor);
    record(request.actor, 'audited');
    return Promise.resolve({});
  });
  app.post('/refused', async (request, reply) => {
    everyUserMay(request.actor);
    return reply.code(409).send({});
  });
  app.get('/stream', (_request, reply) => {
    reply.hijack();
    reply.raw.end('secret');
  });

  const call = async (method: 'GET' | 'POST', url: string) => {
    reports.length = 0;
    const { statusCode, body } = await app.inject({ method, url, headers: { authorization: 'x' } });
    return { statusCode, body };
  };

  test('an answer that nobody decided about does not leave', async () => {
    const { statusCode, body } = await call('GET', '/careless');
    assert.equal(statusCode, 500);
    assert.doesNotMatch(body, /secret/);
    assert.deepEqual(reports, ['GET /careless answered 200 without a decision: ask identity whether the actor may']);
  });

  test('a change without an audit record does not pass for done', async () => {
    assert.equal((await call('POST', '/silent')).statusCode, 500);
    assert.deepEqual(reports, ['POST /silent answered 200 without an audit record']);
  });

  test('a stream is reported too', async () => {
    await call('GET', '/stream');
    assert.equal(reports.length, 1);
  });

  test('what was decided and recorded, or refused, passes', async () => {
    for (const [method, url, status] of [
      ['GET', '/careful', 200],
      ['POST', '/recorded', 200],
      ['POST', '/refused', 409],
      ['GET', '/nowhere', 404],
    ] as const) {
      assert.equal((await call(method, url)).statusCode, status, url);
      assert.deepEqual(reports, []);
    }
  });

  test('a route that the description hides must be public', async () => {
    const open = fastify();
    registerGuard(open, () => {});
    open.get('/back-door', { schema: { hide: true } }, () => Promise.resolve({}));
    await assert.rejects(async () => open.ready(), /back-door is neither described nor public/);
  });
});

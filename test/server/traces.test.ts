import assert from 'node:assert/strict';
import { createServer, type Server } from 'node:http';
import { after, before, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { openTelemetry } from '../../src/server/opentelemetry.ts';
import { startCloud, type TestCloud } from '../support/cloud.ts';
import { freePort, keptLog, linesOf } from '../support/home.ts';
import { makeTenant, orderFor, readCatalogue } from '../support/tenant.ts';

interface Sent {
  traceId: string;
  spanId: string;
  parentSpanId?: string;
  name: string;
  kind: number;
  status: { code?: number; message?: string };
  attributes: { key: string; value: Record<string, unknown> }[];
  events?: { name: string }[];
}

/** A collector, as far as OTLP over HTTP with JSON goes. */
class Collector {
  readonly spans: Sent[] = [];
  readonly resources: Record<string, unknown>[] = [];
  readonly #server: Server;

  constructor() {
    this.#server = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => (body += text));
      request.on('end', () => {
        assert.deepEqual([request.method, request.url], ['POST', '/v1/traces']);
        assert.equal(request.headers['content-type'], 'application/json');
        this.#take(body);
        response.setHeader('content-type', 'application/json').end('{}');
      });
    });
  }

  listen(port: number): Promise<void> {
    return new Promise((resolve) => this.#server.listen(port, '127.0.0.1', resolve));
  }

  close(): void {
    this.#server.close();
    this.#server.closeAllConnections();
  }

  #take(body: string): void {
    const { resourceSpans } = JSON.parse(body) as {
      resourceSpans: { resource: { attributes: Sent['attributes'] }; scopeSpans: { spans: Sent[] }[] }[];
    };
    for (const { resource, scopeSpans } of resourceSpans) {
      this.resources.push(attributesOf(resource));
      this.spans.push(...scopeSpans.flatMap(({ spans }) => spans));
    }
  }

  /** The spans of a trace. */
  of(traceId: string): Sent[] {
    return this.spans.filter((span) => span.traceId === traceId);
  }
}

function attributesOf({ attributes }: { attributes: Sent['attributes'] }): Record<string, unknown> {
  return Object.fromEntries(attributes.map(({ key, value }) => [key, Object.values(value)[0]]));
}

const client = { trace: '4bf92f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };
const unsampled = { trace: 'aaaa2f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };
const failing = { trace: 'bbbb2f3577b34da6a3ce929d0e0e4736', span: '00f067aa0ba902b7' };

const collector = new Collector();
let order: { uuid: string; resource_uuid: string };

before(async () => {
  const port = await freePort();
  await collector.listen(port);
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${port}`;
  process.env['OTEL_RESOURCE_ATTRIBUTES'] = 'deployment.environment.name=test';
  const cloud = await startCloud();
  try {
    await work(cloud);
  } finally {
    // what has not been sent yet is sent at the end
    await cloud.stop();
  }
});
after(() => collector.close());

async function work(cloud: TestCloud): Promise<void> {
  const tenant = await makeTenant(cloud.db, cloud.url);
  const catalogue = await readCatalogue(cloud.db);
  const place = async (name: string, headers: Record<string, string>) => {
    const placed = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name }), headers);
    assert.equal(placed.status, 201, placed.text);
    await tenant.client.settled(placed.body.uuid);
    return placed.body as typeof order;
  };
  order = await place('traced', {
    traceparent: `00-${client.trace}-${client.span}-01`,
    'x-request-id': 'traced-order',
  });
  await place('unsampled', { traceparent: `00-${unsampled.trace}-${unsampled.span}-00` });
  cloud.driver.fault = (method, when) => {
    if (method === 'ensureImage' && when === 'before') throw new TypeError('a bug');
  };
  await place('failing', { traceparent: `00-${failing.trace}-${failing.span}-01` });
  await tenant.client.get('nowhere/?token=hush', { traceparent: 'nonsense' });
}

test('the trace of an order: below the span of the client the request, below it the steps, below these the driver', () => {
  const spans = collector.of(client.trace);
  const [request, ...more] = spans.filter(({ parentSpanId }) => parentSpanId === client.span);
  assert.ok(request);
  assert.deepEqual(more, []);
  assert.deepEqual([request.name, request.kind], ['POST /api/marketplace-orders/', 2]);
  assert.partialDeepStrictEqual(attributesOf(request), {
    'http.request.method': 'POST',
    'http.route': '/api/marketplace-orders/',
    'http.response.status_code': 201,
    'slipway.request_id': 'traced-order',
    'slipway.order': order.uuid,
  });
  const steps = spans.filter(({ parentSpanId }) => parentSpanId === request.spanId);
  const names = ['reserve', 'image', 'network', 'volumes', 'guest', 'ready'].map((step) => `instance.create/${step}`);
  assert.deepEqual([...new Set(steps.map(({ name }) => name))], names);
  for (const step of steps) {
    assert.partialDeepStrictEqual(attributesOf(step), {
      'slipway.request_id': 'traced-order',
      'slipway.order': order.uuid,
      'slipway.instance': order.resource_uuid,
      'slipway.workflow': 'instance.create',
      'slipway.step': step.name.replace('instance.create/', ''),
      'slipway.attempt': 1,
    });
  }
  const callsOf = (step: string): Sent[] => {
    const ids = steps.filter(({ name }) => name === `instance.create/${step}`).map(({ spanId }) => spanId);
    return spans.filter(({ parentSpanId }) => ids.includes(parentSpanId ?? ''));
  };
  assert.deepEqual(
    callsOf('guest').map(({ name }) => name),
    ['driver.guestState', 'driver.startGuest'],
  );
  assert.ok(callsOf('network').some(({ name }) => name === 'driver.applyRouter'));
  const [volume] = callsOf('volumes');
  assert.equal(volume?.name, 'driver.createVolume');
  assert.match(String(attributesOf(volume)['slipway.target']), /^[0-9a-f-]{36}$/);
  const known = new Set([client.span, ...spans.map(({ spanId }) => spanId)]);
  assert.ok(
    spans.every(({ parentSpanId }) => known.has(parentSpanId ?? '')),
    'every span has its parent',
  );
});

test('a step that fails is a span that says so, and so is every try', () => {
  const spans = collector.of(failing.trace);
  const tries = spans.filter(({ name }) => name === 'instance.create/image');
  assert.deepEqual(
    tries.map((span) => attributesOf(span)['slipway.attempt']),
    [1, 2, 3],
  );
  for (const { status, events } of tries) {
    assert.deepEqual([status.code, status.message], [2, 'a bug']);
    assert.deepEqual(
      events?.map(({ name }) => name),
      ['exception'],
    );
  }
  assert.ok(spans.some(({ name }) => name === 'undo instance.create/reserve'));
});

test('what the client does not want sampled is not sent', () => {
  assert.deepEqual(collector.of(unsampled.trace), []);
});

test('other requests begin traces of their own, without a secret; loops begin none', () => {
  const lost = collector.spans.filter((span) => attributesOf(span)['http.response.status_code'] === 404);
  assert.equal(lost.length, 1);
  assert.deepEqual([lost[0]?.name, lost[0]?.parentSpanId ?? ''], ['GET', '']);
  assert.doesNotMatch(JSON.stringify(collector.spans), /hush/);
  const roots = collector.spans.filter(({ parentSpanId = '' }) => parentSpanId === '');
  assert.ok(
    roots.every(({ kind }) => kind === 2),
    'only requests',
  );
});

test('the resource says what it is, and what the environment says', () => {
  assert.partialDeepStrictEqual(collector.resources[0], {
    'service.name': 'slipway',
    'deployment.environment.name': 'test',
  });
});

test('a collector that is away costs a line in the log and no more', async () => {
  process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] = `http://127.0.0.1:${await freePort()}`;
  process.env['OTEL_EXPORTER_OTLP_TIMEOUT'] = '200';
  const { log, lines } = keptLog();
  const tracing = openTelemetry(log);
  const span = tracing.begin('lost', 'internal', null);
  span.end({ attributes: {} });
  await tracing.stop();
  assert.partialDeepStrictEqual(linesOf(lines), [{ level: 'warn', msg: 'spans could not be sent' }]);
});

test('without the variable none of its libraries is loaded', async () => {
  const program = `
    import { registerHooks } from 'node:module';
    const loaded = [];
    registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) });
    await import('${new URL('../../src/server/server.ts', import.meta.url).href}');
    console.log(JSON.stringify(loaded));
    process.exit();`;
  const { stdout } = await run(process.execPath, ['--input-type=module', '-e', program]);
  const loaded = JSON.parse(stdout) as string[];
  assert.ok(loaded.some((url) => url.endsWith('/src/common/tracing.ts')));
  assert.deepEqual(
    loaded.filter((url) => url.includes('opentelemetry')),
    [],
  );
});

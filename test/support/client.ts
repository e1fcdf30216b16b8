import assert from 'node:assert/strict';
import { createParser } from 'eventsource-parser';
import { catalogue, isCode } from '../../src/common/problems/catalogue.ts';
import { hangMs } from './wait.ts';

export interface Answer {
  status: number;
  headers: Headers;
  /** As it came. */
  text: string;
  // answers are asserted field by field: their shape is what the tests are about
  // eslint-disable-next-line @typescript-eslint/no-explicit-any
  body: any;
  /** The body of a refusal without what all of them say: what is wrong per field, or as `detail`. */
  errors: Record<string, unknown>;
}

export interface SseEvent {
  id: number;
  event: string;
  data: Record<string, unknown>;
}

/** Every refusal says its code, which has one status wherever it comes from. */
function assertRefusal({ status, headers, text, body }: Answer, request: string): void {
  const code: unknown = body?.code;
  assert.ok(isCode(code), `${request} answered ${status} without a code: ${text}`);
  assert.deepEqual([catalogue[code].status, headers.get('x-error-code')], [status, code], `${request}: ${text}`);
}

/** What is answered, or null when the server was gone before it could be: then it may have been done all the same. */
export function unlessGone(asked: Promise<Answer>): Promise<Answer | null> {
  return asked.catch((error: unknown) => {
    if (error instanceof TypeError && error.message === 'fetch failed') return null;
    throw error;
  });
}

/** What comes first of a stream, which is then left. */
async function beginningOf({ body }: Response): Promise<string> {
  for await (const chunk of body ?? []) return new TextDecoder().decode(chunk);
  return '';
}

/** A client of one user: paths are below the root of a dialect, and nothing is retried or hidden. */
export class Client {
  readonly url: string;
  readonly token: string | null;
  readonly root: string;

  constructor(url: string, token: string | null, root = '/api') {
    this.url = url;
    this.token = token;
    this.root = root;
  }

  /** The same user in another dialect. */
  in(root: string): Client {
    return new Client(this.url, this.token, root);
  }

  get = (path: string, headers: Record<string, string> = {}): Promise<Answer> =>
    this.send('GET', path, undefined, headers);
  delete = (path: string): Promise<Answer> => this.send('DELETE', path);
  post = (path: string, body: unknown, headers: Record<string, string> = {}): Promise<Answer> =>
    this.send('POST', path, body, headers);
  patch = (path: string, body: unknown): Promise<Answer> => this.send('PATCH', path, body);

  /** A string or bytes as `body` go out as they are, anything else as JSON. */
  async send(method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
    const raw = typeof body === 'string' || body instanceof Uint8Array;
    const response = await fetch(`${this.url}${this.root}/${path}`, {
      method,
      headers: {
        ...(this.token === null ? {} : { authorization: `Token ${this.token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body === undefined ? {} : { body: raw ? (body as string | Uint8Array<ArrayBuffer>) : JSON.stringify(body) }),
      signal: AbortSignal.timeout(hangMs),
    });
    const type = response.headers.get('content-type') ?? '';
    // some streams never end: who reads all of one uses `events`, or reads it by itself
    const text = type.startsWith('text/event-stream') ? await beginningOf(response) : await response.text();
    const json = type.includes('json');
    const parsed: Answer['body'] = json && text !== '' ? JSON.parse(text) : null;
    const { code: _code, remedy: _remedy, ...errors } = (parsed ?? {}) as Record<string, unknown>;
    const answer: Answer = { status: response.status, headers: response.headers, text, body: parsed, errors };
    if (answer.status >= 400 && method !== 'HEAD') assertRefusal(answer, `${method} ${path}`);
    return answer;
  }

  /** The events of an order from behind `after` until the stream ends, or `stop` says so. */
  async events(order: string, after = 0, stop: (event: SseEvent) => boolean = () => false): Promise<SseEvent[]> {
    const found: SseEvent[] = [];
    const control = new AbortController();
    const timer = setTimeout(() => control.abort(new Error(`order ${order} did not end in time`)), hangMs);
    try {
      const response = await fetch(`${this.url}${this.root}/marketplace-orders/${order}/events/`, {
        headers: { authorization: `Token ${this.token}`, ...(after === 0 ? {} : { 'last-event-id': String(after) }) },
        signal: control.signal,
      });
      if (response.status === 204) return [];
      assert.equal(response.status, 200);
      let stopped = false;
      const parser = createParser({
        onEvent: ({ id, event, data }) => {
          if (stopped) return;
          const next = { id: Number(id), event: event ?? '', data: JSON.parse(data) as Record<string, unknown> };
          found.push(next);
          stopped = stop(next);
        },
      });
      const decoder = new TextDecoder();
      for await (const chunk of response.body ?? []) {
        parser.feed(decoder.decode(chunk, { stream: true }));
        if (stopped) break;
      }
      return found;
    } finally {
      clearTimeout(timer);
    }
  }

  /** Waits for the end of an order and returns it as it then is. */
  async settled(order: string): Promise<Answer['body']> {
    await this.events(order);
    const { body } = await this.get(`marketplace-orders/${order}/`);
    return body;
  }

  /** Deletes a VM and waits until nothing is left of it. */
  async remove(vm: string): Promise<void> {
    const answer = await this.delete(`marketplace-resources/${vm}/`);
    assert.equal(answer.status, 204, answer.text);
    const orders = await this.get(`marketplace-orders/?resource_uuid=${vm}&type=Terminate`);
    assert.equal((await this.settled(orders.body.results[0].uuid)).state, 'Success');
  }
}

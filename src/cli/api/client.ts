import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { Problem } from '../../common/problem.ts';
import { curlOf } from './curl.ts';
import { usage } from '../terminal/exit.ts';
import type { ProjectList } from './schema.ts';
import { ApiProblem } from '../api/refusal.ts';
import { connectionProblem, problemOf } from './refusal.ts';

/** Longer than the long poll of `status/`, ms. */
const ANSWER_MS = 60_000;

interface Request {
  method?: string;
  query?: Record<string, string | number | readonly string[]>;
  /** Sent as JSON. */
  body?: unknown;
  /** Sent as it is, and without a deadline: uploads take as long as they take. */
  upload?: ReadableStream;
  headers?: Record<string, string>;
  /** How long to go on trying when the connection is refused or lost, ms; only for what may be sent twice. */
  patienceMs?: number;
  /** How many times more to try whatever it takes; only for what may be sent twice. */
  again?: number;
  signal?: AbortSignal;
}

/** A page, or all of them, as every list is answered. */
export type List<T> = Omit<ProjectList, 'results'> & { results: T[] };

/** The API over HTTP. Everything throws `Problem`s: an `ApiProblem` when it was refused, `unreachable` without answer. */
export class Client {
  readonly url: string;
  readonly #token: string;
  readonly #trace: (curl: string) => void;

  /** `trace` hears of every request, as the curl command that asks the same. */
  constructor(url: string, token: string, trace: (curl: string) => void = () => {}) {
    this.url = cloudUrl(url);
    this.#token = token;
    this.#trace = trace;
  }

  get<T>(path: string, options: Pick<Request, 'query' | 'patienceMs' | 'signal'> = {}): Promise<T> {
    return this.#exchange<T>(path, options);
  }

  /** All pages as one envelope, by the links between them: what comes or goes meanwhile hides nothing that stays. */
  async list<T>(path: string, query: Request['query'] = {}): Promise<List<T>> {
    const all: List<T> = { next: null, previous: null, count: 0, results: [] };
    for (let at: Record<string, string> = {}; ; ) {
      const answer = await this.get<List<T>>(path, { query: { page_size: 300, ...query, ...at } });
      all.results.push(...answer.results);
      all.count = answer.count;
      if (answer.next === null) return all;
      const next = [...new URL(answer.next).searchParams];
      at = Object.fromEntries(next.filter(([name]) => name === 'page' || name === 'cursor'));
    }
  }

  patch<T>(path: string, body: unknown): Promise<T> {
    return this.#exchange<T>(path, { method: 'PATCH', body });
  }

  /**
   * Sends what `change` makes of an object that is there, by PATCH or to an `action` of it, and begins anew when somebody
   * has changed it since it was read: nothing of either is lost.
   */
  async edit<T, R = T>(path: string, change: (found: T) => unknown, action?: string): Promise<R> {
    for (let left = 5; ; left -= 1) {
      const { answer, headers: read } = await this.#answered(path, {});
      const body = await change(answer as T);
      const headers = { 'if-match': read.get('etag') ?? '*' };
      try {
        if (action === undefined) return await this.#exchange<R>(path, { method: 'PATCH', body, headers });
        return await this.#once<R>(`${path}${action}`, body, { again: 1, headers });
      } catch (error) {
        const isOther = error instanceof ApiProblem && error.code === 'changed-meanwhile';
        if (!isOther || left === 0) throw error;
      }
    }
  }

  /** Makes or begins something, once: by its Idempotency-Key it can be sent again when the connection is cut. */
  post<T>(path: string, body?: unknown): Promise<T> {
    return this.#once<T>(path, body, { again: 1 });
  }

  /** Places an order once, however often the connection is lost, for it is worth the wait. */
  placeOrder<T>(body: unknown): Promise<T> {
    return this.#once<T>('marketplace-orders/', body, { patienceMs: 15_000 });
  }

  /** A POST that takes no Idempotency-Key, for each stands for itself: it is sent once. */
  ask<T>(path: string, body?: unknown): Promise<T> {
    return this.#exchange<T>(path, { method: 'POST', body });
  }

  /** All attempts carry the same Idempotency-Key. */
  async #once<T>(path: string, body: unknown, sent: Pick<Request, 'again' | 'patienceMs' | 'headers'>): Promise<T> {
    const headers = { 'idempotency-key': randomUUID(), ...sent.headers };
    for (let left = 10; ; left -= 1) {
      try {
        return await this.#exchange<T>(path, { ...sent, method: 'POST', body, headers });
      } catch (error) {
        const stillRunning = error instanceof ApiProblem && error.status === 409 && error.retryAfter !== null;
        if (!stillRunning || left === 0) throw error;
        await pause((error.retryAfter ?? 0) * 1000);
      }
    }
  }

  upload<T>(path: string, upload: ReadableStream): Promise<T> {
    return this.#exchange<T>(path, { method: 'PUT', upload, headers: { 'content-type': 'application/octet-stream' } });
  }

  delete(path: string): Promise<null> {
    return this.#exchange<null>(path, { method: 'DELETE' });
  }

  /** An answer whose body is still coming, such as an event stream. */
  async open(path: string, headers: Record<string, string>, signal: AbortSignal): Promise<Response> {
    return this.#send(path, { headers, signal });
  }

  async #exchange<T>(path: string, request: Request): Promise<T> {
    return (await this.#answered(path, request)).answer as T;
  }

  async #answered(path: string, request: Request): Promise<{ answer: unknown; headers: Headers }> {
    const giveUp = performance.now() + (request.patienceMs ?? 0);
    const { again = 0 } = request;
    for (let wait = 50, tried = 0; ; wait = Math.min(wait * 2, 1000), tried += 1) {
      const deadline = request.upload === undefined ? [AbortSignal.timeout(ANSWER_MS)] : [];
      const signal = AbortSignal.any([...deadline, ...(request.signal === undefined ? [] : [request.signal])]);
      try {
        const response = await this.#send(path, { ...request, signal });
        const text = await response.text();
        return { answer: text === '' ? null : (JSON.parse(text) as unknown), headers: response.headers };
      } catch (error) {
        request.signal?.throwIfAborted();
        const problem = connectionProblem(error, this.url);
        const lost = problem instanceof Problem && problem.code === 'unreachable';
        if (!lost || (tried >= again && performance.now() > giveUp)) throw problem;
        await pause(wait);
      }
    }
  }

  async #send(path: string, request: Request & { signal: AbortSignal }): Promise<Response> {
    const { method = 'GET', body, upload, signal } = request;
    // logins are beside the API, and say so by a slash
    const url = new URL(path.startsWith('/') ? `${this.url}${path}` : `${this.url}/api/${path}`);
    for (const [key, value] of Object.entries(request.query ?? {}))
      for (const each of [value].flat()) url.searchParams.append(key, String(each));
    const headers: Record<string, string> = { authorization: `Token ${this.#token}`, ...request.headers };
    if (body !== undefined) headers['content-type'] = 'application/json';
    this.#trace(curlOf(method, url, headers, body));
    const response = await fetch(url, {
      method,
      headers,
      signal,
      redirect: 'error',
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      ...(upload === undefined ? {} : { body: upload, duplex: 'half' as const }),
    });
    if (!response.ok) throw problemOf(response.status, response.headers, parsed(await response.text()));
    return response;
  }
}

/** A URL as somebody gave it, without slashes at its end. Throws `usage` where it is none, such as one without a scheme. */
export function cloudUrl(url: string): string {
  if (/^https?:\/\/[^/]/.test(url) && URL.canParse(url)) return url.replace(/\/+$/, '');
  const remedy = `Write it like https://${/^[a-z+.-]+:\/\//i.test(url) || url === '' ? 'cloud.example' : url}`;
  throw usage(`"${url}" is no URL of a cloud (SLIPWAY_URL, or what login was given).`, remedy);
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

import type { Readable } from 'node:stream';
import type { Logger } from 'pino';
import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import type { Access } from './access.ts';
import { type Answer, Exchange } from './exchange.ts';
import { Identity, type Service, type Token } from './identity.ts';
import { paused } from '../wait.ts';
import { type Asked, Refusal, unanswered } from './refusal.ts';

/**
 * The microversions that are spoken, whatever newer ones there are. Nova: tags at the create (2.52), rescue of what boots
 * from a volume (2.87), hostname (2.90): Yoga and newer. Cinder: exact filters of names (3.34), growing in use (3.42).
 */
const MICROVERSIONS: Partial<Record<Service, string>> = { compute: '2.90', volume: '3.59' };

const DEADLINE_MS = 30_000;
/** Of a request in all, when the first is not answered or turned away. */
const ATTEMPTS = 3;
const PAGE = 1000;

type Query = Record<string, string | undefined>;

export interface Call<T> {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  service: Service;
  path: string;
  /** What is left out or undefined is not asked. */
  query?: Query;
  body?: unknown;
  /** Of the body; else it is plain JSON. */
  type?: string;
  /** What is read of the answer. */
  answer: z.ZodType<T>;
  /** For each attempt, ms. */
  deadlineMs?: number;
  signal?: AbortSignal | undefined;
}

/** Of answers that are empty, or of which nothing is read. */
export const nothing = z.unknown().transform(() => {});

/** One project of one OpenStack, as one user: tokens, endpoints, repeats, pages. Throws `Refusal`s. */
export class Session {
  readonly #identity: Identity;
  readonly #exchange: Exchange;
  readonly #log: Logger;

  constructor(access: Access, log: Logger) {
    this.#exchange = new Exchange(access.cacert);
    this.#identity = new Identity(access, this.#exchange);
    this.#log = log;
  }

  /** Who we are and where the services are. */
  token(): Promise<Token> {
    return this.#identity.token();
  }

  close(): Promise<void> {
    return this.#exchange.close();
  }

  /**
   * Asks a service. What has the same effect however often it is done is tried again when nobody answers; a POST only when
   * it was turned away: what becomes of one that was cut off nobody knows (`Refusal.outcomeUnknown`).
   */
  async call<T>(call: Call<T>): Promise<T> {
    const { method, service, body, type = 'application/json', answer, signal } = call;
    const asked = { method, service, path: pathOf(call) };
    const json = body === undefined ? {} : { body: JSON.stringify(body) };
    const { text } = await this.#patiently(asked, signal, () => {
      const headers = body === undefined ? {} : { 'content-type': type };
      return this.#authorized(asked, { headers, ...json, deadlineMs: call.deadlineMs ?? DEADLINE_MS, signal });
    });
    return read(asked, answer, text);
  }

  /** Sends the content of an image; only once, for it is not kept. */
  async upload(path: string, content: () => Readable, deadlineMs: number, signal?: AbortSignal): Promise<void> {
    const asked: Asked = { method: 'PUT', service: 'image', path };
    const headers = { 'content-type': 'application/octet-stream' };
    await this.#authorized(asked, { headers, content, deadlineMs, signal });
  }

  /** Writes the content of an image to a file. */
  async download(path: string, file: string, deadlineMs: number, signal?: AbortSignal): Promise<void> {
    const asked: Asked = { method: 'GET', service: 'image', path };
    await this.#patiently(asked, signal, () => this.#authorized(asked, { headers: {}, file, deadlineMs, signal }));
  }

  /** All objects of a collection, over all of its pages. */
  async list<T>(
    service: Service,
    path: string,
    key: string,
    of: z.ZodType<T>,
    query: Query = {},
    signal?: AbortSignal,
  ): Promise<T[]> {
    const page = z.object({
      [key]: z.array(z.looseObject({ id: z.string() })),
      [`${key}_links`]: z.array(z.object({ rel: z.string() })).optional(),
      next: z.string().optional(),
    });
    const found: unknown[] = [];
    for (let marker: string | undefined; ; ) {
      const asked = { ...query, limit: String(PAGE), marker };
      const answer: Record<string, unknown> = await this.call({
        method: 'GET',
        service,
        path,
        query: asked,
        answer: page,
        signal,
      });
      const items = answer[key] as { id: string }[];
      found.push(...items);
      const links = (answer[`${key}_links`] ?? []) as { rel: string }[];
      // a service may give less than was asked for, though it has more
      const more = answer['next'] !== undefined || links.some(({ rel }) => rel === 'next');
      if (!more || items.length === 0) return z.array(of).parse(found);
      marker = items.at(-1)?.id;
    }
  }

  /** Tries again what may be tried again, as late as the service wants it. */
  async #patiently(asked: Asked, signal: AbortSignal | undefined, work: () => Promise<Answer>): Promise<Answer> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (!(error instanceof Refusal) || attempt === ATTEMPTS) throw error;
        const repeatable = error.wasTurnedAway || (error.outcomeUnknown && asked.method !== 'POST');
        if (!repeatable) throw error;
        this.#log.info({ ...asked, attempt, status: error.status }, 'OpenStack is asked again');
        const seconds = error.retryAfter ?? 0.25 * attempt;
        await paused(seconds * 1000, signal);
      }
    }
  }

  /** With a token; with another one when that is not taken any more, as can happen at any time. */
  async #authorized(asked: Asked, request: Request): Promise<Answer> {
    const token = await this.#identity.token();
    return this.#send(asked, request, token).catch(async (error: unknown) => {
      if (!(error instanceof Refusal) || error.status !== 401) throw error;
      this.#identity.forget(token);
      return this.#send(asked, request, await this.#identity.token());
    });
  }

  async #send(asked: Asked, request: Request, token: Token): Promise<Answer> {
    const root = token.endpoints[asked.service as Service];
    if (root === undefined) {
      const message = `The catalogue of the OpenStack has no ${asked.service} service in this region.`;
      throw new Problem('openstack-unfit', message);
    }
    const microversion = MICROVERSIONS[asked.service as Service];
    const version: Record<string, string> =
      microversion === undefined ? {} : { 'openstack-api-version': `${asked.service} ${microversion}` };
    const headers = { ...request.headers, ...version, 'x-auth-token': token.secret };
    const content = request.content === undefined ? {} : { body: request.content() };
    const began = Date.now();
    try {
      return await this.#exchange.send(asked, { ...request, ...content, url: `${root}${asked.path}`, headers });
    } finally {
      this.#log.debug({ ...asked, ms: Date.now() - began }, 'asked OpenStack');
    }
  }
}

interface Request {
  headers: Record<string, string>;
  body?: string;
  content?: () => Readable;
  file?: string;
  deadlineMs: number;
  signal?: AbortSignal | undefined;
}

function pathOf({ path, query = {} }: { path: string; query?: Query }): string {
  const asked = Object.entries(query).flatMap(([key, value]) => (value === undefined ? [] : [[key, value]]));
  return asked.length === 0 ? path : `${path}?${new URLSearchParams(asked as [string, string][]).toString()}`;
}

/** A page of a proxy that answers in place of the service is no answer. */
function read<T>(asked: Asked, answer: z.ZodType<T>, text: string): T {
  try {
    return answer.parse(text === '' ? null : JSON.parse(text));
  } catch (cause) {
    throw unanswered(asked, `what is none of its answers: ${text.slice(0, 100)}`, cause);
  }
}

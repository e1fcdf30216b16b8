import { createWriteStream, readFileSync } from 'node:fs';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { Agent, request } from 'undici';
import { assertHeld } from '../../../common/fence.ts';
import { type Asked, Refusal, refusalOf, unanswered } from './refusal.ts';

/** So many requests at once to one endpoint: neutron often has no more workers, and the others wait in line. */
const CONNECTIONS = 4;

export interface Sent {
  url: string;
  headers: Record<string, string>;
  /** JSON, or the content of an image. */
  body?: string | Readable;
  /** Where an answer that is 2xx is written to, in place of its text. */
  file?: string;
  deadlineMs: number;
  signal?: AbortSignal | undefined;
}

export interface Answer {
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

/** One HTTP request after another, over connections that are kept. */
export class Exchange {
  readonly #agent: Agent;

  /** `cacert`: a PEM file of the authority of the certificates, beside those that Node.js knows; null: none. */
  constructor(cacert: string | null) {
    const connect = { timeout: 10_000, ...(cacert === null ? {} : { ca: readFileSync(cacert) }) };
    this.#agent = new Agent({ connect, connections: CONNECTIONS });
  }

  /** The answer, when it is 2xx. Throws a `Refusal` else, also when none comes within the deadline. */
  async send(asked: Asked, { url, headers, body, file, deadlineMs, signal }: Sent): Promise<Answer> {
    const deadline = AbortSignal.timeout(deadlineMs);
    const { method } = asked;
    if (method !== 'GET') assertHeld();
    try {
      const answer = await request(url, {
        dispatcher: this.#agent,
        method,
        headers: { accept: 'application/json', 'user-agent': 'slipway', ...headers },
        body: body ?? null,
        signal: signal === undefined ? deadline : AbortSignal.any([deadline, signal]),
        headersTimeout: deadlineMs,
        bodyTimeout: deadlineMs,
      });
      const isFine = answer.statusCode >= 200 && answer.statusCode < 300;
      if (isFine && file !== undefined) {
        await pipeline(answer.body, createWriteStream(file));
        return { headers: answer.headers, text: '' };
      }
      const text = await answer.body.text();
      if (isFine) return { headers: answer.headers, text };
      throw refusalOf(asked, answer.statusCode, text, answer.headers);
    } catch (cause) {
      if (cause instanceof Refusal) throw cause;
      signal?.throwIfAborted();
      const why = deadline.aborted ? `nothing within ${deadlineMs / 1000} s` : (cause as Error).message;
      throw unanswered(asked, why, cause);
    }
  }

  async close(): Promise<void> {
    await this.#agent.destroy();
  }
}

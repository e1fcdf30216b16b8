import { useSyncExternalStore } from 'react';

/** A request that has changed something, or was refused to. */
export interface Sent {
  key: number;
  method: string;
  /** Its path in the API's document, such as `/api/keys/{uuid}/`. */
  schemaPath: string;
  /** With what it was asked for: `/api/keys/…/?…`. */
  path: string;
  uuid: string;
  /** What of JSON was in it; undefined: nothing. */
  body?: unknown;
}

/** So many are remembered, in this page alone. */
const most = 20;
/** What is posted to ask something. */
const questions = /\/(preflight|suggest_name)\/$/;
/** What nobody is to read over a shoulder. */
const secret = /password|token|secret|^link$/i;

const listeners = new Set<() => void>();
let all: Sent[] = [];
let sentYet = 0;

/** Thrown in place of sending what is only to be shown. */
class NotSent extends Error {
  readonly request: Sent;
  constructor(request: Sent) {
    super('It was to be shown, not to be sent.');
    this.request = request;
  }
}
let showing = false;

/** Of each the first request that writes of those that it would send, where it has one: nothing is sent. Throws what else keeps one from that. */
export async function requestsOf(sends: (() => Promise<unknown>)[]): Promise<Sent[]> {
  const found: Sent[] = [];
  for (const send of sends) found.push(...(await requestOf(send)));
  return found;
}

async function requestOf(send: () => Promise<unknown>): Promise<Sent[]> {
  showing = true;
  try {
    await send();
    return [];
  } catch (error) {
    if (error instanceof NotSent) return [error.request];
    throw error;
  } finally {
    showing = false;
  }
}

/** Remembers a request that writes. */
export async function keepSent(request: Request, schemaPath: string, uuid: string): Promise<void> {
  const { method, url, headers } = request;
  if (method === 'GET' || questions.test(schemaPath) || schemaPath.startsWith('/api-auth/')) return;
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  const text = isJson ? await request.clone().text() : '';
  const body = text === '' ? {} : { body: JSON.parse(text, hidden) as unknown };
  const { pathname, search } = new URL(url);
  const sent = { key: ++sentYet, method, schemaPath, path: `${pathname}${search}`, uuid, ...body };
  if (showing) throw new NotSent(sent);
  all = [sent, ...all].slice(0, most);
  for (const listener of listeners) listener();
}

const hidden = (key: string, value: unknown): unknown => (secret.test(key) ? '…' : value);

/** What this page has sent, the last one first. */
export function useSent(): Sent[] {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => all,
  );
}

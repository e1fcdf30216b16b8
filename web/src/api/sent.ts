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

/** Remembers a request that writes. */
export async function keepSent(request: Request, schemaPath: string, uuid: string): Promise<void> {
  const { method, url, headers } = request;
  if (method === 'GET' || questions.test(schemaPath) || schemaPath.startsWith('/api-auth/')) return;
  const isJson = headers.get('content-type')?.startsWith('application/json') === true;
  const text = isJson ? await request.clone().text() : '';
  const body = text === '' ? {} : { body: JSON.parse(text, hidden) as unknown };
  const { pathname, search } = new URL(url);
  all = [{ key: ++sentYet, method, schemaPath, path: `${pathname}${search}`, uuid, ...body }, ...all].slice(0, most);
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

/** What a service answers; `body` is JSON, or text or bytes as they are. */
export interface Answer {
  status: number;
  body?: unknown;
  headers?: Record<string, string>;
}

/** What was asked of a service, with the token's project checked. */
export interface Asked {
  method: string;
  /** Below the service's root, without the query. */
  path: string;
  query: URLSearchParams;
  body: unknown;
  /** Parts of the path that a route names. */
  params: string[];
  /** `http://host:port/service` of the service. */
  root: string;
}

/** A refusal in the words of the service that throws it. */
export class Refused extends Error {
  readonly answer: Answer;

  constructor(answer: Answer) {
    super(`refused by ${answer.status}`);
    this.answer = answer;
  }
}

const KEYS: Record<number, string> = {
  400: 'badRequest',
  403: 'forbidden',
  404: 'itemNotFound',
  409: 'conflictingRequest',
  413: 'overLimit',
};

/** As nova and cinder say it. */
export function refused(status: number, message: string): Refused {
  const more = status === 413 ? { retryAfter: '0' } : {};
  return new Refused({ status, body: { [KEYS[status] ?? 'computeFault']: { code: status, message, ...more } } });
}

/** As neutron says it. */
export function refusedBy(type: string, message: string, status = 409): Refused {
  return new Refused({ status, body: { NeutronError: { type, message, detail: '' } } });
}

export type Handler = (asked: Asked) => Answer;
/** `GET /servers/:` leads to it; a colon stands for any one part. */
export type Routes = Record<string, Handler>;

/** The handler of a request among these, with the parts that its route left open; null: there is none. */
export function routed(routes: Routes, method: string, path: string): { handle: Handler; params: string[] } | null {
  for (const [route, handle] of Object.entries(routes)) {
    const [verb, pattern = ''] = route.split(' ');
    const match = new RegExp(`^${pattern.replaceAll('.', String.raw`\.`).replaceAll(':', '([^/]+)')}/?$`).exec(path);
    if (verb === method && match !== null) return { handle, params: match.slice(1) };
  }
  return null;
}

/** A page of a collection: at most `cap`, whatever was asked for, with a link to what follows. */
export function page(key: string, all: { id: string }[], asked: Asked, cap: number): Answer {
  const marker = asked.query.get('marker');
  const start = marker === null ? 0 : all.findIndex(({ id }) => id === marker) + 1;
  const limit = Math.min(Number(asked.query.get('limit') ?? cap), cap);
  const items = all.slice(start, start + limit);
  const more = start + items.length < all.length;
  const links = more ? { [`${key}_links`]: [{ rel: 'next', href: `${asked.root}${asked.path}?marker=…` }] } : {};
  return { status: 200, body: { [key]: items, ...links } };
}

import type pg from 'pg';
import { isStale } from './outage.ts';

/** So many statements a connection keeps; those beyond, of which lists with many filters can make any number, it does not. */
const maxStatements = 400;
/** Of statements with more parameters, as when many rows are written at once, there are too many alike. */
const maxParameters = 60;

/** Names of statements by their text, the same on every connection. */
const names = new Map<string, string>();
let named = 0;

/**
 * Has PostgreSQL keep what it has parsed and planned: half of the time that it spent went into doing that anew for each
 * of our small queries. A kept plan follows changes of indexes and statistics; one that another node's migration has made
 * stale fails once, as an outage, and is made anew.
 */
export function keepStatements(client: pg.ClientBase): void {
  const send = client.query.bind(client) as (query: unknown, ...rest: unknown[]) => Promise<unknown>;
  const query = (text: unknown, ...rest: unknown[]): Promise<unknown> => {
    const [values, callback] = rest;
    const kept = typeof text === 'string' && Array.isArray(values) && callback === undefined && isKept(text, values);
    const name = kept ? nameOf(text) : undefined;
    if (name === undefined) return send(text, ...rest);
    return send({ name, text, values }).catch((error: unknown) => {
      if (isStale(error) && names.get(text as string) === name) names.delete(text as string);
      throw error;
    });
  };
  client.query = query as pg.ClientBase['query'];
}

/** Without parameters only what reads: a migration is many statements in one text. */
function isKept(text: string, { length }: unknown[]): boolean {
  return length === 0 ? /^\s*(?:select|with)\b[^;]*$/i.test(text) : length <= maxParameters;
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= maxStatements) return known;
  const name = `s${named++}`;
  names.set(text, name);
  return name;
}

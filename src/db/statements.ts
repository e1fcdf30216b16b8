import type pg from 'pg';

/** So many statements a connection keeps; those beyond, of which lists with many filters can make any number, it does not. */
const maxStatements = 400;
/** Of statements with more parameters, as when many rows are written at once, there are too many alike. */
const maxParameters = 60;

/** Names of statements by their text, the same on every connection. */
const names = new Map<string, string>();

/**
 * Has PostgreSQL keep what it has parsed and planned: half of the time that it spent went into doing that anew for each
 * of our small queries. A kept plan follows changes of indexes and statistics; migrations come before all else.
 */
export function keepStatements(client: pg.ClientBase): void {
  const send = client.query.bind(client) as (query: unknown, values?: unknown, callback?: unknown) => unknown;
  const query = (text: unknown, values?: unknown, callback?: unknown): unknown => {
    const kept = typeof text === 'string' && Array.isArray(values) && values.length > 0;
    const name = kept && values.length <= maxParameters ? nameOf(text) : undefined;
    return name === undefined ? send(text, values, callback) : send({ name, text, values }, undefined, callback);
  };
  client.query = query as pg.ClientBase['query'];
}

function nameOf(text: string): string | undefined {
  const known = names.get(text);
  if (known !== undefined || names.size >= maxStatements) return known;
  const name = `s${names.size}`;
  names.set(text, name);
  return name;
}

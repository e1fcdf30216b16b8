import { mock } from 'node:test';
import pg from 'pg';
import { type LogFields, logFields } from '../../src/common/log-context.ts';

/** What this process has sent to PostgreSQL, in its order. */
export interface Sent {
  connection: unknown;
  /** For what: as a line of the log would say. */
  cause: LogFields;
  text: string;
  /** Whether it left by a write of its own: what is begun in one turn of the event loop leaves in one. */
  alone: boolean;
}

/** Remembers every statement from now on: before any connection is opened, for each keeps what it finds here. */
export function rememberStatements(): Sent[] {
  const sent: Sent[] = [];
  const writing = new Set<unknown>();
  const query = Reflect.get(pg.Client.prototype, 'query') as (...args: unknown[]) => unknown;
  mock.method(pg.Client.prototype, 'query', function remembered(this: pg.Client, ...args: unknown[]): unknown {
    const [first] = args as [string | { text?: string }];
    const text = (typeof first === 'string' ? first : first.text) ?? '';
    sent.push({ connection: this, cause: logFields(), text, alone: !writing.has(this) });
    writing.add(this);
    process.nextTick(() => writing.delete(this));
    return Reflect.apply(query, this, args);
  });
  return sent;
}

/** How many times PostgreSQL was written to: what is waited for. */
export function roundTrips(sent: Sent[]): number {
  return sent.filter(({ alone }) => alone).length;
}

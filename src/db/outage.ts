import { setTimeout as sleep } from 'node:timers/promises';
import { Problem } from '../common/problem.ts';

/**
 * Nothing waits for PostgreSQL for ever: these bound every connection of ours, ms. The server ends a statement first;
 * when it is silent itself we hang up. `keepAlive` finds a dead machine behind an external address.
 */
export const deadlines = {
  /** To open a connection; who waits for one that others use waits longer, see `queueMs`. */
  connectionTimeoutMillis: 5_000,
  statement_timeout: 10_000,
  query_timeout: 12_000,
  /** What a process that is stopped has locked is free again before others take over what it did. */
  idle_in_transaction_session_timeout: 6_000,
  keepAlive: true,
};

/** A burst of requests queues so long for the connections that there are, ms, before it is told to come again. */
export const queueMs = 30_000;

/** SQLSTATEs that pass by themselves: connection lost, out of resources, starting or stopping, read-only, gave way. */
const passing = /^(08...|53...|57P0[1-5]|57014|55P03|25006|40001|40P01)$/;
const network = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EPIPE', 'ETIMEDOUT', 'EHOSTUNREACH', 'EAI_AGAIN']);
/** What pg says in words only. */
const words =
  /^(Connection terminated|Query read timeout|timeout expired|timeout exceeded when trying to connect|Client has encountered a connection error)/;

/** Whether a kept statement fits its table no more, because it has been migrated since. */
export function isStale(error: unknown): boolean {
  return error instanceof Error && error.message === 'cached plan must not change result type';
}

/** Whether an error of the database passes by itself: the same transaction, tried again from its begin, may succeed. */
export function isOutage(error: unknown): boolean {
  if (!(error instanceof Error) || error instanceof Problem) return false;
  const { code, syscall } = error as NodeJS.ErrnoException;
  // the socket of a PostgreSQL that is down is a missing file, and other missing files are no outage
  if (code === 'ENOENT') return syscall === 'connect';
  return (
    (code !== undefined && (passing.test(code) || network.has(code))) || words.test(error.message) || isStale(error)
  );
}

/** The outage in words for people, with what is done about it. */
export function outageProblem(cause: unknown): Problem {
  const options = { transient: true, cause };
  const { code } = cause as { code?: string };
  if (code === '53100') {
    return new Problem('database-full', 'The disk of the database is full.', undefined, options);
  }
  if (code === '25006') {
    return new Problem('database-read-only', 'The database takes no changes at the moment.', undefined, options);
  }
  return new Problem('database-away', 'The database does not answer at the moment.', undefined, options);
}

const pauseMs = 100;

/** Does `work` again while an outage keeps it from succeeding; `database-away` after `patienceMs`. */
export async function throughOutage<T>(work: () => Promise<T>, patienceMs: number): Promise<T> {
  const deadline = Date.now() + patienceMs;
  for (;;) {
    try {
      return await work();
    } catch (error) {
      if (!isOutage(error)) throw error;
      if (Date.now() > deadline) throw outageProblem(error);
      await sleep(pauseMs);
    }
  }
}

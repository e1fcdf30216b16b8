import { setTimeout as delay } from 'node:timers/promises';
import { Problem } from '../../common/problem.ts';

/** How patiently an OpenStack is asked, ms. */
export interface Patience {
  /** Between two looks at something that is awaited. */
  lookMs: number;
  /** How long is looked for what a create may have made whose answer was lost. */
  lostMs: number;
  /** Between two looks at what has changed. */
  pollMs: number;
  /** How long a server may be in the making. */
  buildMs: number;
}

export const usualPatience: Patience = { lookMs: 2_000, lostMs: 30_000, pollMs: 2_000, buildMs: 15 * 60_000 };

/** No wait is longer, ms: a step gives up before, by its own deadline. */
const LONGEST_MS = 30 * 60_000;

/** Throws what the signal says as soon as it comes. */
export async function paused(ms: number, signal: AbortSignal | undefined): Promise<void> {
  await delay(ms, undefined, signal === undefined ? {} : { signal }).catch((error: unknown) => {
    signal?.throwIfAborted();
    throw error;
  });
}

/** Looks until what `read` returns is no null, and returns it. Throws what the signal says, or `openstack-busy`. */
export async function awaited<T>(
  what: string,
  lookMs: number,
  signal: AbortSignal | undefined,
  read: () => Promise<T | null>,
): Promise<T> {
  const end = Date.now() + LONGEST_MS;
  // what comes soon is seen soon
  for (let pause = lookMs / 8; Date.now() < end; pause = Math.min(2 * pause, lookMs)) {
    const found = await read();
    if (found !== null) return found;
    await paused(pause, signal);
  }
  throw new Problem('openstack-busy', `OpenStack has not ${what} in time.`, undefined, { transient: true });
}

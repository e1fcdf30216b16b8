import { setTimeout as sleep } from 'node:timers/promises';
import { inspect } from 'node:util';

/** The limit of every wait in a test, ms: nothing that works needs so long, however busy the machine. */
export const hangMs = 600_000;

/** Between two looks, ms: what comes soon is seen soon, and what takes long is not held up by those who look. */
const pauses = { first: 5, longest: 100 };

/**
 * Looks again and again until what `read` returns is truthy, or as `wanted` says, and returns it. Throws what was seen
 * last after `hangMs`. What `read` throws is thrown at once.
 */
export function eventually<T>(
  what: string,
  read: () => T | Promise<T>,
): Promise<Exclude<T, false | '' | 0 | null | undefined>>;
export function eventually<T>(what: string, read: () => T | Promise<T>, wanted: (value: T) => boolean): Promise<T>;
export async function eventually<T>(
  what: string,
  read: () => T | Promise<T>,
  wanted: (value: T) => boolean = Boolean,
): Promise<T> {
  const deadline = Date.now() + hangMs;
  for (let pause = pauses.first; ; pause = Math.min(2 * pause, pauses.longest)) {
    const value = await read();
    if (wanted(value)) return value;
    if (Date.now() > deadline) throw new Error(`${what} did not come in ${hangMs} ms; seen last: ${inspect(value)}`);
    await sleep(pause);
  }
}

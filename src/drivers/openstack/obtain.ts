import { setTimeout as delay } from 'node:timers/promises';
import { Refusal } from './client/index.ts';
import type { Patience } from './wait.ts';

/** A thing of ours by its identity, in a service that does not keep two from having the same. */
export interface Identified<T> {
  find: () => Promise<T[]>;
  make: () => Promise<T>;
  /** Takes away one that is there a second time. */
  remove: (thing: T) => Promise<void>;
  /** Of several the one to go on with comes first. */
  order: (a: T, b: T) => number;
}

/**
 * The thing of this identity, made when there is none. A create is sent once; when nobody knows what became of it, it is
 * looked for, and only then the failure is thrown: the next attempt begins with finding. Of several one stays.
 */
export async function obtain<T>(thing: Identified<T>, patience: Patience, signal?: AbortSignal): Promise<T> {
  const known = await only(thing);
  if (known !== null) return known;
  signal?.throwIfAborted();
  try {
    return await thing.make();
  } catch (error) {
    if (!(error instanceof Refusal) || !error.outcomeUnknown) throw error;
    const end = Date.now() + patience.lostMs;
    do {
      const found = await only(thing);
      if (found !== null) return found;
      await delay(patience.lookMs);
    } while (Date.now() < end);
    throw error;
  }
}

/** The one that is there, without the others. */
export async function only<T>({ find, remove, order }: Identified<T>): Promise<T | null> {
  const [first = null, ...others] = (await find()).toSorted(order);
  for (const other of others) await remove(other);
  return first;
}

/** The one that was made first comes first, by the second and then in an order that everybody sees alike. */
export function older(a: { id: string; at: string }, b: { id: string; at: string }): number {
  return a.at === b.at ? (a.id < b.id ? -1 : 1) : a.at < b.at ? -1 : 1;
}

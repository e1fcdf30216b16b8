import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let lostAt: number | null = null;
let told = false;

/** Told of every request: whether the cloud was reached. */
export function reached(ok: boolean): void {
  if (ok === (lostAt === null)) return;
  lostAt = ok ? null : Date.now();
  for (const listener of listeners) listener();
}

/** Since when the cloud does not answer, ms since 1970; null: it does. */
export function useLost(): number | null {
  return useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => lostAt,
  );
}

/** Whether the cloud tells by itself what changes in the project that is shown. */
export const isTold = (): boolean => told;
export const setTold = (now: boolean): void => void (told = now);

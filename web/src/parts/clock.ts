import { useSyncExternalStore } from 'react';

const listeners = new Set<() => void>();
let now = Date.now();
let timer: ReturnType<typeof setInterval> | undefined;

/** One clock for all that shows an age, however many rows that are. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  // it has stood still while nobody asked
  if (timer === undefined) now = Date.now();
  timer ??= setInterval(() => {
    now = Date.now();
    for (const each of listeners) each();
  }, 1000);
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    clearInterval(timer);
    timer = undefined;
  };
}

/** The time now, ms; what asks for it is shown anew each second. */
export const useNow = (): number => useSyncExternalStore(subscribe, () => now);

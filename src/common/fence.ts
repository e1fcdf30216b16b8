import { AsyncLocalStorage } from 'node:async_hooks';

const fences = new AsyncLocalStorage<() => boolean>();

/** Does `work`, and all that it begins, as one who may only while `holds` says so, too: others may do it from then on. */
export function fenced<T>(holds: () => boolean, work: () => T): T {
  const outer = fences.getStore();
  return fences.run(outer === undefined ? holds : () => outer() && holds(), work);
}

/** Does `work` as one whom nobody else can take the place of: it runs on by itself, whatever becomes of whoever began it. */
export function unfenced<T>(work: () => T): T {
  return fences.exit(work);
}

/**
 * Throws when others may do by now what is being done: a process that was stopped learns of it only when it goes on. Asked at
 * the last moment before an effect. It counts as an outage of the database (SQLSTATE `idle_session_timeout`): nothing is
 * recorded, and whoever may does it again.
 */
export function assertHeld(): void {
  if (fences.getStore()?.() !== false) return;
  throw Object.assign(new Error('another node may do this by now'), { code: '57P05' });
}

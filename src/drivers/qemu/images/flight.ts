import type { Progress } from '../../driver.ts';

interface Flight<T> {
  result: Promise<T>;
  abort: AbortController;
  watchers: Set<Progress>;
}

/** One run of a long piece of work per key, shared by all who ask for it meanwhile; it is aborted when all have left. */
export class SingleFlight<T> {
  readonly #flights = new Map<string, Flight<T>>();

  /** Joins the work under `key`, or begins it. When `signal` aborts, this caller leaves with the signal's reason. */
  async join(
    key: string,
    watcher: Progress,
    signal: AbortSignal | undefined,
    work: (progress: Progress, signal: AbortSignal) => Promise<T>,
  ): Promise<T> {
    signal?.throwIfAborted();
    const flight = this.#flights.get(key) ?? this.#begin(key, work);
    flight.watchers.add(watcher);
    const left = Promise.withResolvers<never>();
    const leave = () => {
      flight.watchers.delete(watcher);
      if (flight.watchers.size > 0) return left.reject(signal?.reason);
      // Nobody may join work that is being torn down, and the last one waits until it has cleaned up.
      flight.abort.abort(signal?.reason);
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    signal?.addEventListener('abort', leave, { once: true });
    try {
      return await Promise.race([flight.result, left.promise]);
    } finally {
      signal?.removeEventListener('abort', leave);
    }
  }

  #begin(key: string, work: (progress: Progress, signal: AbortSignal) => Promise<T>): Flight<T> {
    const abort = new AbortController();
    const watchers = new Set<Progress>();
    const progress: Progress = (fraction, message) => watchers.forEach((watcher) => watcher(fraction, message));
    const flight: Flight<T> = { result: work(progress, abort.signal), abort, watchers };
    const forget = () => {
      if (this.#flights.get(key) === flight) this.#flights.delete(key);
    };
    flight.result.then(forget, forget);
    this.#flights.set(key, flight);
    return flight;
  }
}

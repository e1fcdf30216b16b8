import { Problem } from '../common/problem.ts';

/** For 4 MiB to any disk that lives, and for a server of files to come back, ms. */
const MOST_MS = 120_000;

/**
 * Waits for the file system of a target no longer than it may take. A server of files that is away holds a thread of ours for each question:
 * so there is one at most that hangs, and until it is answered no other is asked.
 */
export class Patience {
  readonly #target: string;
  readonly #mostMs: number;
  #hanging = 0;

  constructor(target: string, mostMs = MOST_MS) {
    this.#target = target;
    this.#mostMs = mostMs;
  }

  /** Throws a transient `target-slow`. */
  async with<T>(work: () => Promise<T>): Promise<T> {
    if (this.#hanging > 0) throw this.#slow();
    const late = Promise.withResolvers<never>();
    const working = work();
    const timer = setTimeout(() => {
      this.#hanging++;
      const answered = (): void => void this.#hanging--;
      working.then(answered, answered);
      late.reject(this.#slow());
    }, this.#mostMs);
    try {
      return await Promise.race([working, late.promise]);
    } finally {
      clearTimeout(timer);
    }
  }

  #slow(): Problem {
    const message = `The target "${this.#target}" has not answered for ${this.#mostMs / 1000} s.`;
    return new Problem('target-slow', message, undefined, { transient: true });
  }
}

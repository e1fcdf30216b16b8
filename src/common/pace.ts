import type { Problem } from './problem.ts';

/** How slow a transfer may be. */
export interface PaceLimits {
  /** For all of it, ms. */
  timeoutMs: number;
  /** In any such time, ms, at least as much has to come as `leastBytesPerS` makes of it. */
  stallMs: number;
  leastBytesPerS: number;
}

/** Watches a transfer from its beginning until it is disposed of: `signal` aborts when it is too slow or takes too long. */
export class Pace {
  readonly #abort = new AbortController();
  readonly #deadline: NodeJS.Timeout;
  readonly #window: NodeJS.Timeout;
  #bytes = 0;

  /** `tooSlow` makes the reason of the signal, of what was found in words. */
  constructor({ timeoutMs, stallMs, leastBytesPerS }: PaceLimits, tooSlow: (what: string) => Problem) {
    this.#deadline = setTimeout(() => this.#stop(tooSlow(`took longer than ${timeoutMs / 1000} s`)), timeoutMs);
    const least = (leastBytesPerS * stallMs) / 1000;
    this.#window = setInterval(() => {
      if (this.#bytes < least) {
        const rate = `${Math.floor((this.#bytes * 1000) / stallMs)} bytes a second`;
        this.#stop(tooSlow(`brought ${rate} for ${stallMs / 1000} s: at least ${leastBytesPerS} must come`));
      }
      this.#bytes = 0;
    }, stallMs);
  }

  get signal(): AbortSignal {
    return this.#abort.signal;
  }

  moved(bytes: number): void {
    this.#bytes += bytes;
  }

  [Symbol.dispose](): void {
    clearTimeout(this.#deadline);
    clearInterval(this.#window);
  }

  #stop(problem: Problem): void {
    this[Symbol.dispose]();
    this.#abort.abort(problem);
  }
}

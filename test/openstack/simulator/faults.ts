import type { Answer } from './answers.ts';

/** What becomes of a request in place of its answer. */
export type Effect =
  /** The connection is cut, before anything is done or behind it. */
  | 'cut-before'
  | 'cut-after'
  /** It stands still: done, and never answered. */
  | 'hang-after'
  | Answer;

interface Fault {
  /** `POST /compute/v2.1/servers`. */
  request: RegExp;
  effect: Effect;
  times: number;
}

/** A bad gateway, as a proxy in front of OpenStack says it. */
export const badGateway: Answer = {
  status: 502,
  body: '<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1></body></html>',
  headers: { 'content-type': 'text/html' },
};

/** What goes wrong from now on. */
export class Faults {
  #faults: Fault[] = [];

  /** The next requests that look so fail so; `times` may be for ever. */
  add(request: RegExp, effect: Effect, times = 1): void {
    this.#faults.push({ request, effect, times });
  }

  clear(): void {
    this.#faults = [];
  }

  /** What becomes of this request; null: nothing goes wrong. */
  take(request: string): Effect | null {
    const fault = this.#faults.find((each) => each.times > 0 && each.request.test(request));
    if (fault === undefined) return null;
    fault.times--;
    return fault.effect;
  }
}

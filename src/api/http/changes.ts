import type { FastifyInstance } from 'fastify';
import { Problem } from '../../common/problem.ts';
import type { Actor } from '../../identity/index.ts';

/** What a user may do at once is what these minutes give. */
const burstMinutes = 2;

/** How many changes and refusals, which are all kept as events, one user may make; staff is not counted. */
export class ChangeBudget {
  readonly #perMinute: () => number;
  /** When a user has made up for all that was done, ms of `performance.now()`. */
  readonly #settled = new Map<string, number>();

  constructor(perMinute: () => number) {
    this.#perMinute = perMinute;
  }

  /** Counts one; a problem says that it is too many, which is not counted. */
  excessOf({ user, isStaff }: Actor): Problem | null {
    if (isStaff) return null;
    const now = performance.now();
    const settled = Math.max(now, this.#settled.get(user) ?? 0) + 60_000 / this.#perMinute();
    const late = settled - now - burstMinutes * 60_000;
    if (late <= 0) {
      this.#settled.set(user, settled);
      return null;
    }
    const message = `You may make ${this.#perMinute()} changes a minute, and ${burstMinutes} minutes' worth at once.`;
    return new Problem('too-many-changes', message, undefined, { retryAfter: Math.ceil(late / 1000) });
  }
}

export function mayChange(method: string): boolean {
  return !['GET', 'HEAD'].includes(method);
}

/** Counts what could change something, before it is looked at. */
export function registerChangeBudget(app: FastifyInstance, budget: ChangeBudget): void {
  app.addHook('onRequest', async ({ actor, method }) => {
    const excess = actor !== null && mayChange(method) ? budget.excessOf(actor) : null;
    if (excess !== null) throw excess;
  });
}

import { AsyncLocalStorage } from 'node:async_hooks';
import type { PostgresPool } from 'kysely';
import type pg from 'pg';
import { queueMs } from './outage.ts';

const borrower = new AsyncLocalStorage<string>();

/** What `work` asks of a `FairPool`, however much later, it asks as `who`. */
export function borrowAs<T>(who: string, work: () => T): T {
  return borrower.run(who, work);
}

interface Share {
  held: number;
  waiting: (() => void)[];
}

/**
 * A pool of which nobody has more than `most` connections at once: what they ask beyond that waits in the order in which it
 * was asked, and others find connections meanwhile. Who waits in vain for `patienceMs` is told as the pool itself
 * does. Work that nobody is named for, and that is short, is not counted.
 */
export class FairPool implements PostgresPool {
  readonly #pool: pg.Pool;
  readonly #most: number;
  readonly #patienceMs: number;
  readonly #shares = new Map<string, Share>();

  constructor(pool: pg.Pool, most: number, patienceMs = queueMs) {
    this.#pool = pool;
    this.#most = most;
    this.#patienceMs = patienceMs;
  }

  get options(): object {
    return this.#pool.options;
  }

  get totalCount(): number {
    return this.#pool.totalCount;
  }

  get idleCount(): number {
    return this.#pool.idleCount;
  }

  /** How many wait, for the pool or for what they have themselves. */
  get waitingCount(): number {
    return [...this.#shares.values()].reduce((sum, { waiting }) => sum + waiting.length, this.#pool.waitingCount);
  }

  async connect(): Promise<pg.PoolClient> {
    const who = borrower.getStore();
    if (who === undefined) return this.#pool.connect();
    await this.#take(who);
    try {
      const client = await this.#pool.connect();
      // the pool gives a client another `release` each time
      const release = client.release.bind(client);
      client.release = (destroy) => {
        release(destroy);
        this.#giveBack(who);
      };
      return client;
    } catch (error) {
      this.#giveBack(who);
      throw error;
    }
  }

  end(): Promise<void> {
    return this.#pool.end();
  }

  async #take(who: string): Promise<void> {
    const share = this.#shares.get(who) ?? { held: 0, waiting: [] };
    this.#shares.set(who, share);
    if (share.held < this.#most) {
      share.held++;
      return;
    }
    await new Promise<void>((resolve, reject) => {
      const turn = (): void => {
        clearTimeout(timer);
        resolve();
      };
      const timer = setTimeout(() => {
        share.waiting.splice(share.waiting.indexOf(turn), 1);
        reject(new Error('timeout exceeded when trying to connect'));
      }, this.#patienceMs);
      share.waiting.push(turn);
    });
  }

  /** Passes what `who` held on to the first of theirs that waits. */
  #giveBack(who: string): void {
    const share = this.#shares.get(who);
    if (share === undefined) return;
    const next = share.waiting.shift();
    if (next !== undefined) return next();
    share.held--;
    if (share.held === 0) this.#shares.delete(who);
  }
}

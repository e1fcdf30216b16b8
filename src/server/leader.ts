import type { Logger } from 'pino';
import type { RunLocks } from '../engine/index.ts';

/** Held by the node that does what is to be done once, however many nodes a cloud has. */
export const leaderLock = '3f6b2c18-90d4-4e77-a1c9-6d5e8b0f7a24';
/** How often a node asks whether it is its turn, ms: each time that it is not, the others have somebody. */
const askEveryMs = 500;

export interface Duty {
  start(): void;
  /** Ends with what is under way. */
  stop(): Promise<void>;
}

/**
 * Whether this node leads: one of all nodes does, by a lock of the session that its runs are locked by. When it dies, is stopped
 * or cut off, another one leads as soon as the server has ended that session; it itself knows by then that it may do nothing.
 */
export class Leader {
  readonly #locks: RunLocks;
  readonly #duties: readonly Duty[];
  readonly #log: Logger;
  #leads = false;
  #timer: NodeJS.Timeout | null = null;
  #asking: Promise<void> | null = null;
  /** The end of what was under way when another one may have come to lead. */
  #laying = Promise.resolve();
  #unwatch = (): void => {};

  constructor(locks: RunLocks, duties: readonly Duty[], log: Logger) {
    this.#locks = locks;
    this.#duties = duties;
    this.#log = log;
  }

  /** Whether it is sure to be nobody else's turn at this moment. */
  leads(): boolean {
    return this.#leads && this.#locks.isHeld(leaderLock);
  }

  /** Takes its turn at once when nobody has it, and else when it comes. */
  async start(): Promise<void> {
    this.#unwatch = this.#locks.onLost((lock) => lock === leaderLock && this.#stepDown());
    this.#timer = setInterval(() => void this.#ask(), askEveryMs).unref();
    await this.#ask();
  }

  /** Ends with what is under way. The lock goes with the session. */
  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#unwatch();
    await this.#asking;
    this.#stepDown();
    await this.#laying;
  }

  #ask(): Promise<void> {
    if (this.#leads) return Promise.resolve();
    this.#asking ??= this.#takeTurn()
      .catch((error: unknown) => this.#log.debug({ err: error }, 'the turn to lead could not be asked for'))
      .finally(() => {
        this.#asking = null;
      });
    return this.#asking;
  }

  async #takeTurn(): Promise<void> {
    await this.#laying;
    if (!(await this.#locks.take(leaderLock))) return;
    this.#leads = true;
    this.#log.info('this node leads');
    for (const duty of this.#duties) duty.start();
  }

  #stepDown(): void {
    if (!this.#leads) return;
    this.#leads = false;
    this.#log.info('this node leads no more');
    this.#laying = Promise.all(this.#duties.map((duty) => duty.stop())).then(() => {});
  }
}

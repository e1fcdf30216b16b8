import type { Logger } from 'pino';
import type { Database } from '../db/index.ts';
import type { Driver, DriverEvent } from '../drivers/driver.ts';
import { observe } from '../instances/index.ts';
import type { Services } from '../orders/index.ts';
import type { Engine } from '../workflow/index.ts';
import type { Reconciler } from './reconciler.ts';

/** Ties a driver to the rows: what it reports is written down and wakes who waits for it. */
export class Backend {
  readonly #db: Database;
  readonly #driver: Driver;
  readonly #engine: Engine<Services>;
  readonly #reconciler: Reconciler;
  readonly #log: Logger;
  /** Reports are written in the order they come. */
  #reports: Promise<void> = Promise.resolve();

  constructor(db: Database, driver: Driver, engine: Engine<Services>, reconciler: Reconciler, log: Logger) {
    this.#db = db;
    this.#driver = driver;
    this.#engine = engine;
    this.#reconciler = reconciler;
    this.#log = log;
  }

  async start(): Promise<void> {
    await this.#driver.start((event) => this.#heard(event));
    await this.#reports;
  }

  #heard(event: DriverEvent): void {
    this.#reports = this.#reports
      .then(async () => {
        if (!(await observe(this.#db, event))) return;
        await this.#engine.wake(event.guest);
        if (event.kind === 'guest' && event.state === 'stopped') this.#reconciler.signal();
      })
      .catch((error) => this.#log.error({ err: error, guest: event.guest }, 'a report of the backend was lost'));
  }
}

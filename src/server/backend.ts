import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/index.ts';
import type { Driver, DriverEvent } from '../drivers/driver.ts';
import { observe } from '../instances/index.ts';
import { beginPower, type Services } from '../orders/index.ts';
import type { Engine } from '../workflow/index.ts';

/** Ties a driver to the rows: what it reports is written down and wakes who waits for it. */
export class Backend {
  readonly #db: Database;
  readonly #driver: Driver;
  readonly #engine: Engine<Services>;
  readonly #log: Logger;
  /** Reports are written in the order they come. */
  #reports: Promise<void> = Promise.resolve();

  constructor(db: Database, driver: Driver, engine: Engine<Services>, log: Logger) {
    this.#db = db;
    this.#driver = driver;
    this.#engine = engine;
    this.#log = log;
  }

  async start(): Promise<void> {
    await this.#driver.start((event) => this.#heard(event));
  }

  #heard(event: DriverEvent): void {
    this.#reports = this.#reports
      .then(async () => {
        if (await observe(this.#db, event)) await this.#engine.wake(event.guest);
      })
      .catch((error) => this.#log.error({ err: error, guest: event.guest }, 'a report of the backend was lost'));
  }

  /**
   * Makes runtime states true again, and starts instances that should run and do not: after a reboot of the host, or
   * when guests ended while nobody watched. Instances with a run under way are that run's.
   */
  async reconcile(): Promise<void> {
    const settled = await this.#db
      .selectFrom('instance')
      .select(['uuid', 'power', 'runtime_state'])
      .where('state', '=', 'OK')
      .where('reserved', '=', true)
      .execute();
    for (const { uuid, power, runtime_state } of settled) {
      const running = (await this.#driver.guestState(uuid)) === 'running';
      if (!running && power === 'on') await this.#startAgain(uuid);
      else if (running !== (runtime_state === 'ACTIVE')) {
        const state = running ? 'ACTIVE' : 'SHUTOFF';
        await sql`UPDATE instance SET runtime_state = ${state} WHERE uuid = ${uuid} AND state = 'OK'`.execute(this.#db);
      }
    }
  }

  async #startAgain(uuid: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const query = tx.selectFrom('instance').select('uuid').where('uuid', '=', uuid).where('state', '=', 'OK');
      const row = await query.where('power', '=', 'on').forUpdate().executeTakeFirst();
      if (row === undefined) return;
      this.#log.warn({ instance: uuid }, 'an instance that should run does not: starting it');
      await beginPower(tx, this.#engine, uuid, 'start');
    });
  }
}

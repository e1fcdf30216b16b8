import { sql } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/index.ts';
import type { Driver } from '../drivers/driver.ts';
import { beginPower, type Services } from '../orders/index.ts';
import type { Engine } from '../workflow/index.ts';

const everyMs = 10_000;
/** So many ends within `crashWindow` are taken for a guest that cannot run. */
const maxCrashes = 3;
const crashWindow = '10 minutes';

/**
 * Makes instances run as their rows want them to: rows say what should be, the backend what is. Takes no input, runs on
 * a signal and periodically, never twice at once. Instances with a run under way are that run's.
 */
export class Reconciler {
  readonly #db: Database;
  readonly #driver: Driver;
  readonly #engine: Engine<Services>;
  readonly #log: Logger;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #again = false;

  constructor(db: Database, driver: Driver, engine: Engine<Services>, log: Logger) {
    this.#db = db;
    this.#driver = driver;
    this.#engine = engine;
    this.#log = log;
  }

  start(): void {
    this.#timer = setInterval(() => this.signal(), everyMs).unref();
    this.signal();
  }

  async stop(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    this.#timer = null;
    this.#again = false;
    await this.#running;
  }

  /** Looks as soon as the look that is under way has ended. */
  signal(): void {
    this.#again = true;
    this.#running ??= this.#loop().finally(() => {
      this.#running = null;
    });
  }

  async #loop(): Promise<void> {
    while (this.#again) {
      this.#again = false;
      await this.#look().catch((error) =>
        this.#log.warn({ err: error }, 'instances could not be compared with the host'),
      );
    }
  }

  async #look(): Promise<void> {
    const settled = await this.#db
      .selectFrom('instance')
      .select(['uuid', 'power', 'runtime_state'])
      .where('state', '=', 'OK')
      .where('reserved', '=', true)
      .execute();
    for (const { uuid, power, runtime_state } of settled) {
      const runs = (await this.#driver.guestState(uuid)) === 'running';
      if (!runs && power === 'on' && runtime_state !== 'ERROR') await this.#startAgain(uuid);
      else if (runs !== (runtime_state === 'ACTIVE') && runtime_state !== 'ERROR') {
        const state = runs ? 'ACTIVE' : 'SHUTOFF';
        await sql`UPDATE instance SET runtime_state = ${state} WHERE uuid = ${uuid} AND state = 'OK'`.execute(this.#db);
      }
    }
  }

  /** Starts an instance that should run and does not, unless it may not or has just ended too often. */
  async #startAgain(uuid: string): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      const { rows } = await sql<{ crashes: number; auto_restart: boolean }>`
        UPDATE instance SET modified = now(),
          crashes = CASE WHEN started > now() - ${crashWindow}::interval THEN crashes + 1 ELSE 1 END
        WHERE uuid = ${uuid} AND state = 'OK' AND power = 'on' RETURNING crashes, auto_restart
      `.execute(tx);
      const row = rows[0];
      if (row === undefined) return;
      if (row.auto_restart && row.crashes <= maxCrashes) {
        this.#log.warn({ instance: uuid, crashes: row.crashes }, 'an instance that should run does not: starting it');
        await beginPower(tx, this.#engine, uuid, 'start');
        return;
      }
      const message = row.auto_restart
        ? `It ended ${row.crashes} times within ${crashWindow} and is not started again. Look at its console log, then start it.`
        : 'It ended without anybody having asked for it, and auto_restart is off. Start it when it shall run.';
      this.#log.warn({ instance: uuid }, message);
      await sql`
        UPDATE instance SET power = 'off', runtime_state = 'SHUTOFF', error_message = ${message}, crashes = 0
        WHERE uuid = ${uuid}
      `.execute(tx);
    });
  }
}

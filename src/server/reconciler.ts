import { sql } from 'kysely';
import type { Logger } from 'pino';
import { Loop } from '../common/loop.ts';
import { type Database, rowOf, type RuntimeState, type Tx } from '../db/index.ts';
import type { Driver, GuestPause, GuestState } from '../drivers/driver.ts';
import { auditSelf } from '../identity/index.ts';
import { observe } from '../instances/index.ts';
import type { Engine } from '../engine/index.ts';
import { beginPower, doDueWork } from '../actions/index.ts';
import type { Services } from '../workflows/index.ts';
import { z } from 'zod';

const everyMs = 10_000;
/** So many ends within `crashWindow` are taken for a guest that cannot run. */
const maxCrashes = 3;
const crashWindow = '10 minutes';

const endedRow = z.strictObject({
  crashes: z.int(),
  auto_restart: z.boolean(),
  project: z.string(),
  /** What the backend said of the end; empty when it said nothing. */
  reason: z.string(),
});

/** The state of a guest that a row tells of. */
function stateOf(runtime: RuntimeState): GuestState {
  if (runtime === 'PAUSED') return 'paused';
  return runtime === 'ACTIVE' || runtime === 'RESCUE' ? 'running' : 'stopped';
}

export interface ReconcilerParts {
  db: Database;
  cloud: string;
  driver: Driver;
  engine: Engine<Services>;
  log: Logger;
  /** What ends by itself can be brought back for so long. */
  keptDays: number;
  /** Of copies of backups, by their names. */
  targets: readonly string[];
}

/**
 * Makes the instances of a cloud run as their rows want them to: rows say what should be, the backend what is. Takes no input, runs on
 * a signal and periodically, never twice at once. Instances with a run under way are that run's.
 */
export class Reconciler extends Loop {
  readonly #db: Database;
  readonly #cloud: string;
  readonly #driver: Driver;
  readonly #engine: Engine<Services>;
  readonly #log: Logger;
  readonly #keptDays: number;
  readonly #targets: readonly string[];
  readonly #owesEnd: (instance: string) => boolean;

  /** `owesEnd`: whether an instance has ended by itself and its row does not say so yet. */
  constructor(
    { db, cloud, driver, engine, log, keptDays, targets }: ReconcilerParts,
    owesEnd: (instance: string) => boolean,
  ) {
    super(everyMs);
    this.#owesEnd = owesEnd;
    this.#db = db;
    this.#cloud = cloud;
    this.#driver = driver;
    this.#engine = engine;
    this.#log = log;
    this.#keptDays = keptDays;
    this.#targets = targets;
  }

  protected failed(error: unknown): void {
    this.#log.warn({ err: error }, 'instances could not be compared with the host');
  }

  protected async look(): Promise<void> {
    await this.#resume().catch((error: unknown) => this.failed(error));
    await this.#end();
    await this.#compare().catch((error: unknown) => this.failed(error));
  }

  /** What is due, and when to look for it next. What ends now is not started first. */
  async #end(): Promise<void> {
    const failed = (err: unknown, what: string): void => this.#log.warn({ err }, what);
    const where = { cloud: this.#cloud, keptDays: this.#keptDays, targets: this.#targets, soonMs: 2 * everyMs };
    try {
      const next = await doDueWork(this.#db, this.#engine, where, failed);
      if (next !== null) this.lookIn(next);
    } catch (error) {
      failed(error, 'what is due could not be found');
    }
  }

  async #compare(): Promise<void> {
    const settled = await this.#db
      .selectFrom('instance')
      .select(['uuid', 'power', 'runtime_state', sql`xmin::text`.as('version')])
      .where('state', '=', 'OK')
      .where('reserved', '=', true)
      .where('project', 'in', (eb) => eb.selectFrom('project').select('project.uuid').where('cloud', '=', this.#cloud))
      .execute();
    if (settled.length === 0) return;
    // behind the rows: what was found of a row that is another by now is not written
    const states = await this.#driver.guestStates();
    for (const { uuid, power, runtime_state, version } of settled) {
      const found = states.get(uuid) ?? 'absent';
      const guest = found === 'absent' ? 'stopped' : found;
      // It may have powered itself off: its row still wants it on.
      if (this.#owesEnd(uuid)) continue;
      if (runtime_state === 'ERROR') continue;
      const starts = guest === 'stopped' && power === 'on';
      if (!starts && guest === stateOf(runtime_state)) continue;
      const pause = (await this.#driver.pausedGuests()).get(uuid);
      await this.#db.transaction().execute(async (tx) => {
        // what was found is of a row that is another by now: look anew
        if (!(await isStill(tx, uuid, version))) return this.signal();
        if (starts) await this.#startAgain(tx, uuid);
        else await this.#write(tx, uuid, guest, pause);
      });
    }
  }

  /** Writes what was found as if it had been reported, whose report was lost or is still to come. */
  async #write(tx: Tx, guest: string, state: GuestState, pause: GuestPause | undefined): Promise<void> {
    const of = { kind: 'guest', guest, at: Date.now() } as const;
    const paused = pause === undefined ? null : ({ ...of, state: 'paused', pause } as const);
    const stopped = { ...of, state: 'stopped', byGuest: false, reason: '' } as const;
    const found = paused ?? (state === 'running' ? ({ ...of, state: 'running' } as const) : stopped);
    await observe(tx, found);
  }

  /** Sets guests going that stood still for want of room, also those that a run waits for. */
  async #resume(): Promise<void> {
    for (const [guest, { cause }] of await this.#driver.pausedGuests()) {
      if (cause !== 'no-room') continue;
      const goes = await this.#driver.resumeGuest(guest);
      if (goes) this.#log.info({ instance: guest }, 'there is room again: a paused instance goes on');
    }
  }

  /** Starts an instance that should run and does not, unless it may not or has just ended too often. */
  async #startAgain(tx: Tx, uuid: string): Promise<void> {
    const query = sql`
        UPDATE instance SET modified = now(),
          crashes = CASE WHEN started > now() - ${crashWindow}::interval THEN crashes + 1 ELSE 1 END
        WHERE uuid = ${uuid} AND state = 'OK' AND power = 'on'
        RETURNING crashes, auto_restart, project, error_message AS reason`;
    const row = await rowOf(tx, endedRow, query);
    if (row === undefined) return;
    const { crashes, auto_restart, project, reason } = row;
    const restarts = auto_restart && crashes <= maxCrashes;
    const detail = { reason, crashes };
    await auditSelf(tx, 'instance.ended', { object: uuid, project, result: restarts ? 'restarted' : 'off', detail });
    if (restarts) {
      this.#log.warn({ instance: uuid, ...detail }, 'an instance that should run does not: starting it');
      await beginPower(tx, this.#engine, uuid, 'start');
      return;
    }
    const last = reason === '' ? '' : ` (${reason})`;
    const message = auto_restart
      ? `It ended ${crashes} times within ${crashWindow}${last} and is not started again. Look at its console log, then start it.`
      : `It ended without anybody having asked for it${last}, and auto_restart is off. Start it when it shall run.`;
    this.#log.warn({ instance: uuid, ...detail }, 'an instance that ended stays off');
    await sql`
        UPDATE instance SET power = 'off', runtime_state = 'SHUTOFF', error_message = ${message}, crashes = 0
        WHERE uuid = ${uuid}
      `.execute(tx);
  }
}

/** Locks a row of an instance, if it is the version that was read. */
async function isStill(tx: Tx, uuid: string, version: unknown): Promise<boolean> {
  const row = tx.selectFrom('instance').select('uuid').where('uuid', '=', uuid).where(sql`xmin::text`, '=', version);
  return (await row.forUpdate().executeTakeFirst()) !== undefined;
}

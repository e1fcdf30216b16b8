import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { inContext } from '../common/log-context.ts';
import { type Database, isOutage, together } from '../db/index.ts';
import type { Driver, DriverEvent, GuestFault, GuestPause } from '../drivers/driver.ts';
import { endedGuests, guestMetadata, observe } from '../instances/index.ts';
import type { Engine } from '../engine/index.ts';
import type { Reconciler } from './reconciler.ts';
import type { Services } from '../workflows/index.ts';

const retryMs = 200;
/** Reports that are written in one transaction. */
const maxTogether = 100;
/** A guest can bring faults about by itself: of one kind so many are written down, while figures count them all. */
const faultEveryMs = 60_000;

/** What the figures call what befalls guests: why one stands still, or a fault. */
export type Trouble = GuestPause['cause'] | GuestFault;

/** Reports of one guest and word replace each other until they are written. */
function keyOf(event: DriverEvent): string {
  const word = event.kind === 'report' ? event.report.stage : event.kind === 'fault' ? event.fault : event.kind;
  return `${event.guest} ${word}`;
}

/** Ties a driver to the rows: what it reports is written down and wakes who waits for it. */
export class Backend {
  readonly #db: Database;
  readonly #driver: Driver;
  readonly #engine: Engine<Services>;
  readonly #reconciler: Reconciler;
  readonly #log: Logger;
  readonly #troubled: (trouble: Trouble) => void;
  /** When a fault was written down last, by guest and kind, the latest last: of the last minute alone. */
  readonly #faults = new Map<string, number>();
  /** What is still to be written, the latest of a kind per guest, oldest first: bounded however long it takes. */
  readonly #reports = new Map<string, DriverEvent>();
  #writing: Promise<void> | null = null;
  readonly #stopped = new AbortController();

  /** `troubled` counts what befalls guests. */
  constructor(
    db: Database,
    driver: Driver,
    engine: Engine<Services>,
    reconciler: Reconciler,
    log: Logger,
    troubled: (trouble: Trouble) => void,
  ) {
    this.#db = db;
    this.#driver = driver;
    this.#engine = engine;
    this.#reconciler = reconciler;
    this.#log = log;
    this.#troubled = troubled;
  }

  async start(): Promise<void> {
    await this.#driver.start(
      (event) => this.#heard(event),
      (guest) => guestMetadata(this.#db, guest),
      (guests) => endedGuests(this.#db, guests),
    );
    await this.#writing;
  }

  async stop(): Promise<void> {
    // what is not written by now is found again by the next start
    this.#stopped.abort();
    await this.#driver.stop();
    await this.#writing;
  }

  /** Whether a guest has ended and its row does not say so yet; once it does the reconciler is told. */
  owesEnd(guest: string): boolean {
    const event = this.#reports.get(`${guest} guest`);
    return event?.kind === 'guest' && event.state === 'stopped';
  }

  #heard(event: DriverEvent): void {
    if (event.kind === 'guest' && event.state === 'paused') this.#troubled(event.pause.cause);
    if (event.kind === 'fault') {
      this.#troubled(event.fault);
      if (!this.#isNew(event)) return;
      this.#log.warn(
        { instance: event.guest, fault: event.fault, detail: event.detail },
        'a fault has befallen a guest',
      );
    }
    const key = keyOf(event);
    this.#reports.delete(key);
    this.#reports.set(key, event);
    // what a guest says is not of the step that once started it
    this.#writing ??= inContext(null, () => this.#write());
  }

  /** Whether the last of its kind was long ago. */
  #isNew({ guest, fault, at }: Extract<DriverEvent, { kind: 'fault' }>): boolean {
    for (const [key, last] of this.#faults) {
      if (Math.abs(at - last) < faultEveryMs) break;
      this.#faults.delete(key);
    }
    const key = `${guest} ${fault}`;
    // a clock that was set back leaves old ones behind newer ones
    if (Math.abs(at - (this.#faults.get(key) ?? 0)) < faultEveryMs) return false;
    this.#faults.delete(key);
    this.#faults.set(key, at);
    return true;
  }

  /** A guest says it once: what cannot be written because the database is away is kept until it can. */
  async #write(): Promise<void> {
    let most = maxTogether;
    for (let batch; (batch = this.#next(most)).length > 0; ) {
      try {
        await this.#record(batch.map(([, event]) => event));
        most = maxTogether;
      } catch (error) {
        if (isOutage(error)) {
          await sleep(retryMs, undefined, { signal: this.#stopped.signal }).catch(() => {});
          continue;
        }
        if (batch.length > 1) {
          // one that cannot be written takes no other with it
          most = 1;
          continue;
        }
        this.#log.error({ err: error, instance: batch[0]?.[1].guest }, 'a report of the backend was lost');
      }
      this.#written(batch);
    }
    this.#writing = null;
  }

  /** The oldest reports, of which there are none once it stops; they stay until they are written. */
  #next(most: number): [string, DriverEvent][] {
    return this.#stopped.signal.aborted ? [] : [...this.#reports].slice(0, most);
  }

  #written(batch: [string, DriverEvent][]): void {
    for (const [key, event] of batch) {
      if (this.#reports.get(key) !== event) continue;
      this.#reports.delete(key);
      // it has left this guest alone while its end was owed
      if (event.kind === 'guest' && event.state === 'stopped') this.#reconciler.signal();
    }
  }

  async #record(events: DriverEvent[]): Promise<void> {
    await this.#db.transaction().execute(async (tx) => {
      // the runs before the instances, as their ends lock them
      for (const guest of new Set(events.map((event) => event.guest))) await this.#engine.wake(tx, guest);
      const isLatest = (event: DriverEvent): boolean => this.#reports.get(keyOf(event)) === event;
      await together(...events.map((event) => observe(tx, event, () => isLatest(event))));
    });
  }
}

import { setTimeout as sleep } from 'node:timers/promises';
import type { Logger } from 'pino';
import { type Metrics, Preparation } from '../api/index.ts';
import type { ImageImports } from '../catalogue/index.ts';
import type { Loop } from '../common/loop.ts';
import { asProblem, type Problem } from '../common/problem.ts';
import type { Settings } from '../common/settings.ts';
import type { Database } from '../db/index.ts';
import type { BackendFacts, Driver } from '../drivers/driver.ts';
import type { Engine } from '../engine/index.ts';
import type { RouterApplier } from '../network/index.ts';
import type { Services } from '../workflows/index.ts';
import { Backend } from './backend.ts';
import { DiskWatch } from './disk-watch.ts';
import { findOrphans } from './orphans.ts';
import { prepare, prepareAgain } from './preparing.ts';
import { Reconciler } from './reconciler.ts';
import { TrashCollector } from './trash.ts';
import { Upkeep } from './upkeep.ts';

/** Before a cloud that is away is asked again, ms: doubled each time. */
const pauses = { first: 500, longest: 30_000 };

export interface CloudParts {
  cloud: string;
  driver: Driver;
  /** Of work that nobody waits for. */
  db: Database;
  engine: Engine<Services>;
  routers: RouterApplier;
  images: ImageImports;
  metrics: Metrics;
  settings: Settings;
  log: Logger;
}

/** All that works by itself for one cloud: its guests, what must be there for them, its disk, its trash. */
export class CloudWorkers {
  readonly upkeep: Upkeep;
  readonly preparation = new Preparation();
  /** What was proven of the backend; null: not yet. */
  facts: BackendFacts | null = null;
  /** Why its guests are not found again yet; null: they are, or it is not over. */
  away: Problem | null = null;
  readonly #parts: CloudParts;
  readonly #backend: Backend;
  readonly #reconciler: Reconciler;
  readonly #trash: TrashCollector;
  readonly #disk: DiskWatch;
  readonly #asked = Promise.withResolvers<void>();
  readonly #stopping = new AbortController();
  #working = Promise.resolve();

  constructor(parts: CloudParts) {
    const { cloud, driver, db, engine, routers, metrics, settings, log } = parts;
    this.#parts = parts;
    const keptDays = settings.keep_deleted_days;
    const targets = settings.targets.map(({ name }) => name);
    this.#reconciler = new Reconciler({ db, cloud, driver, engine, log, keptDays, targets }, (instance) =>
      this.#backend.owesEnd(instance),
    );
    this.#backend = new Backend(db, driver, engine, this.#reconciler, log, (trouble) => metrics.troubled(trouble));
    this.upkeep = new Upkeep({
      db,
      cloud,
      driver,
      routers,
      log,
      strays: () => findOrphans(db, driver),
      startGuests: () => this.#reconciler.signal(),
      figures: metrics,
    });
    this.#trash = new TrashCollector(driver, settings, log);
    this.#disk = new DiskWatch(db, cloud, driver, log);
  }

  /** Before anything is given away: what its disk has. */
  measure(): Promise<void> {
    return this.#disk.measure();
  }

  /** Finds the guests again that run. Throws when it is away: then `start` goes on trying. */
  async take(): Promise<void> {
    try {
      await this.#backend.start();
      this.away = null;
    } catch (error) {
      this.away = asProblem(error);
      throw error;
    } finally {
      this.#asked.resolve();
    }
  }

  /** Waits until its guests are found again: before, it would say that they are not there. Throws why they are not. */
  async taken(): Promise<void> {
    await this.#asked.promise;
    if (this.away !== null) throw this.away;
  }

  /** What looks after the cloud, for whoever leads. */
  get loops(): Loop[] {
    const { watch } = this.#parts.driver;
    return [this.#reconciler, this.upkeep, this.#disk, this.#trash, ...(watch === null ? [] : [watch])];
  }

  /** Has them look only while `may` says so, and once its guests are found. */
  onlyWhile(may: () => boolean): void {
    for (const loop of this.loops) loop.onlyWhile(() => may() && this.away === null);
  }

  start(): void {
    this.#working = this.#work().catch((error: unknown) => {
      if (!this.#stopping.signal.aborted) this.#parts.log.error({ err: error }, 'a cloud is not worked on any more');
    });
  }

  signal(): void {
    this.#reconciler.signal();
    this.upkeep.signal();
  }

  async #work(): Promise<void> {
    for (let pause = pauses.first; this.away !== null; pause = Math.min(2 * pause, pauses.longest)) {
      await sleep(pause, undefined, { signal: this.#stopping.signal });
      await this.take().catch(() => {});
    }
    this.#stopping.signal.throwIfAborted();
    this.signal();
    await this.#prepare();
  }

  async #prepare(): Promise<void> {
    const { cloud, db, driver, images, settings, log } = this.#parts;
    const ready = cloud === settings.default_cloud;
    const options = { db, cloud, driver, images, preparation: this.preparation, log, ready };
    this.facts = (await prepare(options)) ?? (await prepareAgain(options, this.#stopping.signal));
  }

  /** Begins nothing more by itself; guests go on. */
  stop(): void {
    this.#stopping.abort();
  }

  /** Once nobody asks it any more. */
  async letGo(): Promise<void> {
    await this.#backend.stop();
    await Promise.race([this.#working, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
  }
}

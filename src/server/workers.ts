import type { Logger } from 'pino';
import { type Metrics, Preparation } from '../api/index.ts';
import { ImageFollower, ImageImports } from '../catalogue/index.ts';
import type { PaceLimits } from '../common/pace.ts';
import type { Settings } from '../common/settings.ts';
import type { Tracing } from '../common/tracing.ts';
import { Listener } from '../db/index.ts';
import type { BackendFacts, Driver, MeasuredGuest } from '../drivers/driver.ts';
import { Engine, RunLocks } from '../engine/index.ts';
import { UsageMeter } from '../instances/index.ts';
import { NetworkReconciler, RouterApplier } from '../network/index.ts';
import { type Services, workflows } from '../workflows/index.ts';
import { Backend } from './backend.ts';
import { DailyBackups } from './daily-backups.ts';
import { patiently, type Store } from './database.ts';
import { DiskWatch } from './disk-watch.ts';
import { Leader } from './leader.ts';
import { findOrphans } from './orphans.ts';
import { prepare, prepareAgain } from './preparing.ts';
import { Pruner } from './pruner.ts';
import { Reconciler } from './reconciler.ts';
import { withConnection } from './store.ts';
import { TrashCollector } from './trash.ts';
import { Upkeep } from './upkeep.ts';

export interface WorkersOptions {
  settings: Settings;
  store: Store;
  driver: Driver;
  metrics: Metrics;
  tracing: Tracing;
  log: Logger;
  /** Called at the named points of every workflow. */
  debugPoint?: (point: string) => Promise<void>;
  /** In place of how slow an upload may be. */
  uploadPace?: PaceLimits;
}

/** All that works by itself beside the API: runs, guests, networks, images, figures, and what has ended. */
export class Workers {
  readonly listener: Listener;
  readonly engine: Engine<Services>;
  readonly images: ImageImports;
  readonly usage: UsageMeter;
  readonly upkeep: Upkeep;
  readonly preparation = new Preparation();
  readonly backups: DailyBackups;
  /** What was proven of the backend; null: not yet. */
  facts: BackendFacts | null = null;
  readonly #options: WorkersOptions;
  readonly #backend: Backend;
  readonly #reconciler: Reconciler;
  readonly #networks: NetworkReconciler;
  readonly #follower: ImageFollower;
  readonly #pruner: Pruner;
  readonly #trash: TrashCollector;
  readonly #disk: DiskWatch;
  readonly #leader: Leader;
  #preparing = Promise.resolve();
  readonly #stopping = new AbortController();
  readonly #hostTaken = Promise.withResolvers<void>();

  constructor(options: WorkersOptions) {
    const { settings, store, driver, metrics, tracing, log, debugPoint } = options;
    const { connection, workDb: db } = store;
    this.#options = options;
    this.listener = new Listener(connection);
    this.images = new ImageImports(db, driver, settings.home, log, options.uploadPace);
    const locks = new RunLocks(connection, { alone: settings.database_url === null });
    const routers = new RouterApplier(db, driver, locks);
    this.engine = new Engine<Services>({
      db,
      listener: this.listener,
      locks,
      services: { db, driver, routers, images: this.images },
      workflows,
      log,
      tracing,
      observed: (...step) => metrics.step(...step),
      ...(debugPoint === undefined ? {} : { debugPoint }),
    });
    const { capabilities } = driver;
    const guestUsage = this.onceTaken((guests: MeasuredGuest[]) => driver.guestUsage(guests));
    this.usage = new UsageMeter(db, { capabilities, guestUsage });
    this.#networks = new NetworkReconciler(db, routers, log);
    this.#follower = new ImageFollower(db, this.images, log);
    this.#reconciler = new Reconciler(db, driver, this.engine, log, (instance) => this.#backend.owesEnd(instance));
    this.#backend = new Backend(db, driver, this.engine, this.#reconciler, log, (trouble) => metrics.troubled(trouble));
    this.upkeep = new Upkeep({
      db,
      driver,
      routers,
      log,
      strays: () => findOrphans(db, driver),
      startGuests: () => this.#reconciler.signal(),
      figures: metrics,
    });
    this.#pruner = new Pruner(db, locks, settings, log, (table, rows) => metrics.pruned(table, rows));
    this.backups = new DailyBackups(settings.home, (work) => withConnection(connection, work), log);
    this.#trash = new TrashCollector(driver, settings, log);
    this.#disk = new DiskWatch(db, driver, log);
    const { usage, upkeep } = this;
    const looks = [this.#reconciler, upkeep, this.#disk, this.#pruner, this.#trash, this.#networks, this.#follower];
    this.#leader = new Leader(locks, [...looks, usage], log);
    for (const each of looks) each.onlyWhile(() => this.#leader.leads());
    // whoever waits for it hears of a failure
    this.#hostTaken.promise.catch(() => {});
  }

  /** Before anything is given away: what the disk of the host has, and what an end of the process has left claimed. */
  async openLedger(): Promise<void> {
    await this.#disk.measure();
    await this.images.forgetInterrupted();
  }

  /** Finds the guests again that run, once the database is `ready`. */
  takeHost(ready: Promise<void>): Promise<void> {
    this.#hostTaken.resolve(ready.then(() => this.#backend.start()));
    return this.#hostTaken.promise;
  }

  /** A question to the backend that waits until its guests are found: before, it would say that they are not there. */
  onceTaken<Args extends unknown[], Answer>(
    ask: (...args: Args) => Promise<Answer>,
  ): (...args: Args) => Promise<Answer> {
    return async (...args) => {
      await this.#hostTaken.promise;
      return ask(...args);
    };
  }

  /** Begins to work, on what was left too. */
  async start(): Promise<void> {
    await patiently(() => this.engine.start());
    this.backups.start();
    await patiently(() => this.#leader.start());
    this.listener.on('network_changed', () => this.#networks.signal());
    this.listener.on('resource_changed', () => {
      this.#reconciler.signal();
      this.upkeep.signal();
    });
    this.listener.on('image_changed', () => this.#follower.signal());
    this.#preparing = this.#prepare();
  }

  async #prepare(): Promise<void> {
    const { store, driver, log } = this.#options;
    const options = { db: store.db, driver, images: this.images, preparation: this.preparation, log };
    this.facts = (await prepare(options)) ?? (await prepareAgain(options, this.#stopping.signal));
  }

  /** Guests go on. */
  async stop(): Promise<void> {
    this.#stopping.abort();
    await this.backups.stop();
    await this.listener.stop();
    await this.#leader.stop();
    await this.engine.stop();
    await this.#backend.stop();
    await Promise.race([this.#preparing, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
  }
}

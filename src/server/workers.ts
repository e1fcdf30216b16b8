import type { Logger } from 'pino';
import type { Metrics } from '../api/index.ts';
import { ImageFollower, ImageImports } from '../catalogue/index.ts';
import type { PaceLimits } from '../common/pace.ts';
import type { Settings } from '../common/settings.ts';
import type { Tracing } from '../common/tracing.ts';
import { Listener } from '../db/index.ts';
import type { Driver, GuestUsage, MeasuredGuest } from '../drivers/driver.ts';
import { Engine, RunLocks } from '../engine/index.ts';
import { UsageMeter } from '../instances/index.ts';
import { NetworkReconciler, RouterApplier } from '../network/index.ts';
import { Targets } from '../targets/index.ts';
import { type Services, workflows } from '../workflows/index.ts';
import { existingCloud } from './cloud.ts';
import { CloudWorkers } from './cloud-workers.ts';
import type { Clouds } from './clouds.ts';
import { DailyBackups } from './daily-backups.ts';
import { patiently, type Store } from './database.ts';
import { driverOfAll } from './driver-of-all.ts';
import { Leader } from './leader.ts';
import { Pruner } from './pruner.ts';
import { withConnection } from './store.ts';

export interface WorkersOptions {
  settings: Settings;
  store: Store;
  clouds: Clouds;
  metrics: Metrics;
  tracing: Tracing;
  log: Logger;
  /** Called at the named points of every workflow. */
  debugPoint?: (point: string) => Promise<void>;
  /** In place of how slow an upload may be. */
  uploadPace?: PaceLimits;
}

/** All that works by itself beside the API: runs, the clouds, networks, images, figures, and what has ended. */
export class Workers {
  readonly listener: Listener;
  readonly engine: Engine<Services>;
  readonly images: ImageImports;
  readonly usage: UsageMeter;
  readonly backups: DailyBackups;
  /** All clouds as one, once they are taken over. */
  readonly driver: Driver;
  readonly clouds: ReadonlyMap<string, CloudWorkers>;
  readonly #options: WorkersOptions;
  readonly #networks: NetworkReconciler;
  readonly #follower: ImageFollower;
  readonly #pruner: Pruner;
  readonly #leader: Leader;
  readonly #hostTaken = Promise.withResolvers<void>();

  constructor(options: WorkersOptions) {
    const { settings, store, clouds, metrics, tracing, log, debugPoint } = options;
    const { connection, workDb: db } = store;
    this.#options = options;
    this.listener = new Listener(connection);
    this.images = new ImageImports(db, clouds, settings.home, log, options.uploadPace);
    this.driver = driverOfAll(db, clouds, (cloud) => this.of(cloud).taken());
    const locks = new RunLocks(connection, { alone: settings.database_url === null });
    const routers = new RouterApplier(db, this.driver, locks);
    const targets = new Targets(settings.targets, settings.home, () => existingCloud(settings.home)?.uuid ?? null);
    this.engine = new Engine<Services>({
      db,
      listener: this.listener,
      locks,
      services: { db, driver: this.driver, routers, images: this.images, targets },
      workflows,
      log,
      tracing,
      observed: (...step) => metrics.step(...step),
      ...(debugPoint === undefined ? {} : { debugPoint }),
    });
    const parts = { db, engine: this.engine, routers, images: this.images, metrics, settings, log };
    this.clouds = new Map(
      [...clouds.drivers].map(([cloud, driver]) => [cloud, new CloudWorkers({ ...parts, cloud, driver })]),
    );
    const measured = [...clouds.drivers.values()].some(({ capabilities }) => capabilities.unmeasured === null);
    this.usage = new UsageMeter(db, { measured, guestUsage: this.onceTaken((guests) => this.#usageOf(guests)) });
    this.#networks = new NetworkReconciler(db, routers, log);
    this.#follower = new ImageFollower(db, this.images, settings.default_cloud, log);
    this.#pruner = new Pruner(db, locks, settings, log, (table, rows) => metrics.pruned(table, rows));
    this.backups = new DailyBackups(settings.home, targets, (work) => withConnection(connection, work), log);
    const own = [this.#pruner, this.#networks, this.#follower];
    const clouded = [...this.clouds.values()].flatMap((cloud) => cloud.loops);
    this.#leader = new Leader(locks, [...clouded, ...own, this.usage], log);
    for (const each of own) each.onlyWhile(() => this.#leader.leads());
    for (const cloud of this.clouds.values()) cloud.onlyWhile(() => this.#leader.leads());
    // whoever waits for it hears of a failure
    this.#hostTaken.promise.catch(() => {});
  }

  /** One of the clouds that there are. */
  of(cloud: string): CloudWorkers {
    return this.clouds.get(cloud) as CloudWorkers;
  }

  /** The cloud that people are told of who do not name one. */
  get first(): CloudWorkers {
    return this.of(this.#options.settings.default_cloud);
  }

  /** Before anything is given away: what the disks of the clouds have, and what an end of the process has left claimed. */
  async openLedger(): Promise<void> {
    await this.#options.clouds.each((_, cloud) => this.of(cloud).measure());
    await this.images.forgetInterrupted();
  }

  /** Finds the guests again that run, once the database is `ready`. */
  takeHost(ready: Promise<void>): Promise<void> {
    const { clouds } = this.#options;
    const taken = async (): Promise<void> => void (await clouds.each((_, cloud) => this.of(cloud).take()));
    this.#hostTaken.resolve(ready.then(taken));
    return this.#hostTaken.promise;
  }

  /** A question to the clouds that waits until their guests are found: before, they would say that they are not there. */
  onceTaken<Args extends unknown[], Answer>(
    ask: (...args: Args) => Promise<Answer>,
  ): (...args: Args) => Promise<Answer> {
    return async (...args) => {
      await this.#hostTaken.promise;
      return ask(...args);
    };
  }

  /** Each cloud tells what it knows of: guests of others are unknown to it. */
  async #usageOf(guests: MeasuredGuest[]): Promise<Map<string, GuestUsage>> {
    const { clouds } = this.#options;
    const figures = await clouds.all(async (driver) => {
      return driver.capabilities.unmeasured === null ? [...(await driver.guestUsage(guests))] : [];
    });
    return new Map(figures);
  }

  /** Begins to work, on what was left too. */
  async start(): Promise<void> {
    await patiently(() => this.engine.start());
    this.backups.start();
    await patiently(() => this.#leader.start());
    this.listener.on('network_changed', () => this.#networks.signal());
    this.listener.on('resource_changed', () => {
      for (const cloud of this.clouds.values()) cloud.signal();
    });
    this.listener.on('image_changed', () => this.#follower.signal());
    for (const cloud of this.clouds.values()) cloud.start();
  }

  /** Guests go on. */
  async stop(): Promise<void> {
    const clouds = [...this.clouds.values()];
    for (const cloud of clouds) cloud.stop();
    await this.backups.stop();
    await this.listener.stop();
    await this.#leader.stop();
    await this.engine.stop();
    await Promise.all(clouds.map((cloud) => cloud.letGo()));
  }
}

import { mkdir, rm } from 'node:fs/promises';
import { sql } from 'kysely';
import type { PoolConfig } from 'pg';
import type { Logger } from 'pino';
import { ImageFollower, ImageImports, readCatalogue } from '../catalogue/index.ts';
import { type ApiContext, buildApi, Metrics, Preparation } from '../api/index.ts';
import { controlPlaneFiles } from '../common/control-plane.ts';
import { asProblem, Problem, stored } from '../common/problem.ts';
import { type Tracing, untraced } from '../common/tracing.ts';
import type { Settings } from '../common/settings.ts';
import { release, version } from '../common/version.ts';
import {
  type Database,
  FairPool,
  keepPostgres,
  Listener,
  migrate,
  openDatabase,
  openPool,
  stopPostgres,
  throughOutage,
} from '../db/index.ts';
import type { BackendFacts, Driver } from '../drivers/driver.ts';
import { guestSpec, UsageMeter } from '../instances/index.ts';
import { NetworkReconciler, RouterApplier } from '../network/index.ts';
import { Engine, RunLocks, WorkflowEvents } from '../engine/index.ts';
import { Backend } from './backend.ts';
import { bootstrap } from './bootstrap.ts';
import { type Cloud, openCloud } from './cloud.ts';
import { diagnose, removeOrphans } from './diagnosis.ts';
import { makeDriver } from './drivers.ts';
import { ownHome } from './ownership.ts';
import { Pruner } from './pruner.ts';
import { Reconciler } from './reconciler.ts';
import { tracedDriver } from './traced-driver.ts';
import { announce } from '../common/run-files.ts';
import { type Services, workflows } from '../workflows/index.ts';

/** Of the connections that requests share one user has so many at most: a burst of theirs holds nobody else up. */
const userConnections = 5;
/** A start waits so long for a database that goes away meanwhile. */
const patienceMs = 60_000;
/** A migration may have to rewrite a large table. */
const migrationMs = 600_000;

export interface ServerOptions {
  settings: Settings;
  log: Logger;
  /** Shown while the server starts. */
  tell?: (message: string, fraction: number) => void;
  /** Called at the named points of every workflow; tests stop the world there. */
  debugPoint?: (point: string) => Promise<void>;
  /** In place of the one that the settings name. */
  driver?: Driver;
  /** Tests hear of answers that nobody decided about. */
  guard?: (violation: string) => void;
}

export interface RunningServer {
  url: string;
  /** Resolves when the database has answered; rejects when it does not. */
  answers(): Promise<void>;
  /** Ends the control plane; guests go on. With `database`, our own PostgreSQL ends too. */
  stop(options?: { database: boolean }): Promise<void>;
}

/**
 * Starts the whole control plane of a state directory; resolves when orders are worked on. The API answers before, while
 * the host is still being taken over: a guest that is slow to answer holds nobody up.
 */
export async function startServer(options: ServerOptions): Promise<RunningServer> {
  const { settings, log, tell = () => {} } = options;
  // before anybody changes the checkout
  const startedFrom = release();
  await mkdir(settings.home, { recursive: true, mode: 0o711 });
  const letGo = await ownHome(settings.home);
  const cloud = await openCloud(settings);
  tell('starting PostgreSQL', 0.1);
  const database = await openStore(settings, cloud, log);
  const pools = {
    api: new FairPool(openPool(database.connection), userConnections),
    work: openPool({ ...database.connection, max: 10 }),
  };
  const db = openDatabase(pools.api);
  // connections of their own, so that no request waits behind the workflows of others
  const workDb = openDatabase(pools.work);

  const tracing = await openTracing(log);
  const driver = tracedDriver(options.driver ?? (await makeDriver(settings, cloud, log)), tracing);
  const images = new ImageImports(workDb, driver, settings.home, log);
  const services: Services = { db: workDb, driver, routers: new RouterApplier(workDb, driver), images };
  const metrics = new Metrics({ db, version: version(), pools, usage: () => usage.all() });
  const listener = new Listener(database.connection);
  const locks = new RunLocks(database.connection);
  const engine = new Engine<Services>({
    db: workDb,
    listener,
    locks,
    services,
    workflows,
    log,
    tracing,
    observed: (...step) => metrics.step(...step),
    ...(options.debugPoint === undefined ? {} : { debugPoint: options.debugPoint }),
  });
  const events = new WorkflowEvents(db, listener);
  const networks = new NetworkReconciler(workDb, services.routers, log);
  const follower = new ImageFollower(workDb, images, log);
  const reconciler = new Reconciler(workDb, driver, engine, log, (instance) => backend.owesEnd(instance));
  const backend = new Backend(workDb, driver, engine, reconciler, log, (trouble) => metrics.troubled(trouble));
  const pruner = new Pruner(workDb, locks, settings, log, (table, rows) => metrics.pruned(table, rows));
  const preparation = new Preparation();
  let facts: BackendFacts | null = null;
  // asked before, a backend would say of guests that run that they are not there
  const taken = Promise.withResolvers<void>();
  const onceTaken = <Args extends unknown[], Answer>(ask: (...args: Args) => Promise<Answer>) => {
    return (...args: Args): Promise<Answer> => taken.promise.then(() => ask(...args));
  };
  const usage = new UsageMeter(workDb, { guestUsage: onceTaken((guests) => driver.guestUsage(guests)) });
  const context: ApiContext = {
    db,
    engine,
    events,
    settings,
    version: version(),
    backend: {
      guestState: onceTaken((guest) => driver.guestState(guest)),
      diagnosePort: onceTaken((router, port) => driver.diagnosePort(router, port)),
    },
    consoleLog: onceTaken((instance, bytes) => driver.consoleLog(instance, bytes)),
    capacity: () => driver.capacity(),
    images: {
      upload: (image, bytes) => images.upload(image, bytes),
      progress: (image) => images.progress(image),
      remove: (image) => images.remove(image),
      catalogue: readCatalogue(settings.image_catalogue),
    },
    metrics,
    tracing,
    usage,
    preparation,
    diagnose: onceTaken(() => diagnose(db, driver, settings, facts)),
    repair: onceTaken(() => removeOrphans(db, driver, log)),
    receipt: onceTaken(async (instance) => driver.receipt(await guestSpec(db, instance))),
    ...(options.guard === undefined ? {} : { guard: options.guard }),
  };
  const useDatabase = async (): Promise<void> => {
    tell('bringing the database up to date', 0.6);
    await throughOutage(() => bringUpToDate(database.connection), patienceMs);
    await Promise.all([
      throughOutage(() => bootstrap(db, settings, cloud.floatingPool), patienceMs),
      throughOutage(() => listener.start(), patienceMs),
    ]);
  };
  const ready = useDatabase();
  taken.resolve(ready.then(() => backend.start()));
  // whoever waits for it hears of a failure
  taken.promise.catch(() => {});
  // one waits for the database, for guests and commands, the other computes
  const [app] = await Promise.all([buildApi(context, log), ready]);
  await listen(app, settings);
  await announce(settings.home, 'server', { url: settings.url, release: startedFrom });
  tell('taking the host over', 0.8);
  await taken.promise;
  await throughOutage(() => engine.start(), patienceMs);
  reconciler.start();
  pruner.start();
  usage.start();
  networks.start();
  listener.on('network_changed', () => networks.signal());
  listener.on('resource_changed', () => reconciler.signal());
  listener.on('image_changed', () => follower.signal());
  const preparing = prepare(db, driver, images, preparation, log).then(async (proven) => {
    facts = proven;
    await images.removeLeftUploads();
    follower.start();
  });

  return {
    url: settings.url,
    async answers() {
      await sql`SELECT 1`.execute(db);
    },
    async stop({ database: withDatabase } = { database: false }) {
      await app.close();
      await pruner.stop();
      await listener.stop();
      await usage.stop();
      await reconciler.stop();
      await networks.stop();
      await engine.stop();
      await backend.stop();
      await Promise.race([preparing, new Promise((resolve) => setTimeout(resolve, 1_000).unref())]);
      await follower.stop();
      await workDb.destroy();
      await db.destroy();
      await database.release();
      await tracing.stop();
      if (withDatabase && settings.database_url === null) await stopPostgres(settings.home);
      await rm(controlPlaneFiles(settings.home).server, { force: true });
      await letGo();
    },
  };
}

/** By the variable that every program with OpenTelemetry knows; without it none of its libraries is loaded. */
async function openTracing(log: Logger): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint = '' } = process.env;
  return endpoint === '' ? untraced : (await import('./opentelemetry.ts')).openTelemetry(log);
}

/** Makes the tiny image and proves the accelerator, so that the first order is quick; failures are shown, not fatal. */
async function prepare(
  db: Database,
  driver: Driver,
  images: ImageImports,
  preparation: Preparation,
  log: Logger,
): Promise<BackendFacts | null> {
  try {
    const query = db.selectFrom('image').select(['uuid', 'source']).where('removed', 'is', null);
    const rows = await throughOutage(() => query.execute(), patienceMs);
    const tiny = rows.find(({ source }) => source.kind === 'builtin' && source.name === 'tiny');
    if (tiny !== undefined) {
      await images.bring(tiny.uuid, (fraction, message) => {
        preparation.update({ fraction: fraction * 0.8, message: `tiny image: ${message}` });
      });
    }
    preparation.update({ fraction: 0.8, message: 'proving the accelerator' });
    const facts = await driver.facts();
    preparation.accelerator = facts.accelerator;
    preparation.evidence = facts.evidence;
    preparation.update({ state: 'done', fraction: 1, message: `accelerator: ${facts.accelerator}` });
    return facts;
  } catch (error) {
    const problem = asProblem(error);
    log.error({ err: error }, 'the preparation failed');
    preparation.update({ state: 'erred', message: problem.message, error: stored(problem) });
    return null;
  }
}

interface Store {
  connection: PoolConfig & { connectionString?: string; host?: string; database?: string; user?: string };
  release: () => Promise<void>;
}

async function openStore(settings: Settings, cloud: Cloud, log: Logger): Promise<Store> {
  if (settings.database_url !== null) {
    return { connection: { connectionString: settings.database_url }, release: () => Promise.resolve() };
  }
  return keepPostgres({ home: settings.home, user: cloud.postgresUser, log });
}

async function bringUpToDate(connection: PoolConfig): Promise<void> {
  const limits = { statement_timeout: migrationMs, query_timeout: migrationMs };
  const db = openDatabase(openPool({ ...connection, ...limits, max: 2 }));
  try {
    await migrate(db);
  } finally {
    await db.destroy();
  }
}

async function listen(
  app: Awaited<ReturnType<typeof buildApi>>,
  { host, port, listen: where }: Settings,
): Promise<void> {
  await app.listen({ host, port }).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code !== 'EADDRINUSE') throw cause;
    const remedy =
      'End what listens there (ss -ltnp shows it), or set SLIPWAY_LISTEN to another address, such as 127.0.0.1:8081.';
    throw new Problem('port-in-use', `Something else listens on ${where}.`, remedy, { cause });
  });
}

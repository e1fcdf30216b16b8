import { mkdir, rm } from 'node:fs/promises';
import { sql } from 'kysely';
import type { Logger } from 'pino';
import { Metrics, openApi, type WebConsole } from '../api/index.ts';
import { controlPlaneFiles } from '../common/control-plane.ts';
import type { PaceLimits } from '../common/pace.ts';
import { announce } from '../common/run-files.ts';
import { runsGuestsHere, type Settings } from '../common/settings.ts';
import { type Tracing, untraced } from '../common/tracing.ts';
import { release, version } from '../common/version.ts';
import { stopPostgres } from '../db/index.ts';
import type { Driver } from '../drivers/driver.ts';
import { moveFloatingPool } from '../network/index.ts';
import { apiContext } from './api-context.ts';
import { recoverCloud } from './backups.ts';
import { bootstrap } from './bootstrap.ts';
import { type Cloud, openCloud } from './cloud.ts';
import { bringUpToDate, openStore, patiently, type Store } from './database.ts';
import type { Clouds } from './clouds.ts';
import { openClouds } from './drivers.ts';
import { orderedDriver } from './ordered-driver.ts';
import { ownHome } from './ownership.ts';
import { registerClouds } from './register-clouds.ts';
import { collectAtRest } from './rest.ts';
import { poolOwner, settlePool } from './settle-pool.ts';
import { openCertificate } from './api-certificate.ts';
import { assertMayListen, listen } from './listen.ts';
import { assertDatabaseKept, assertSameCloud, joinCloud, shareIdentity } from './same-cloud.ts';
import { tracedDriver } from './traced-driver.ts';
import { Workers } from './workers.ts';

export interface ServerOptions {
  settings: Settings;
  log: Logger;
  /** Shown while the server starts. */
  tell?: (message: string, fraction: number) => void;
  /** Called at the named points of every workflow; tests stop the world there. */
  debugPoint?: (point: string) => Promise<void>;
  /** In place of that of the default cloud. */
  driver?: Driver;
  /** Tests hear of answers that nobody decided about. */
  guard?: (violation: string) => void;
  /** Served at `/`; tests of other things have none. */
  webConsole?: WebConsole | null;
  /** In place of how slow an upload may be. */
  uploadPace?: PaceLimits;
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
  const { settings, log, tell = () => {}, webConsole = null } = options;
  // before anybody changes the checkout
  const startedFrom = release();
  assertMayListen(settings);
  const certificate = await openCertificate(settings, log);
  await mkdir(settings.home, { recursive: true, mode: 0o711 });
  const letGo = await ownHome(settings.home);
  await recoverCloud(settings.home);
  const opened = await openCloud(settings);
  const tracing = await openTracing(log);
  tell('starting PostgreSQL', 0.1);
  const { store, cloud, clouds } = await openOwn(options, opened).catch(async (error: unknown) => {
    await letGo();
    throw error;
  });
  const { db, pools } = store;
  const metrics = new Metrics({ db, version: version(), pools, usage: () => workers.usage.all() });
  const driven = clouds.with((driver) => tracedDriver(orderedDriver(driver), tracing));
  const workers = new Workers({ ...options, store, clouds: driven, metrics, tracing });

  tell('bringing the database up to date', 0.6);
  const ready = useDatabase(store, settings, cloud, workers);
  const hostTaken = workers.takeHost(ready);
  const context = apiContext({ ...options, store, clouds: driven, workers, metrics, tracing, certificate, webConsole });
  // one waits for the database, for guests and commands, the other computes
  const [app] = await Promise.all([openApi(context, log, certificate?.identity), ready]);
  const doors = await listen(app, context, certificate);
  await announce(settings.home, 'server', { url: doors.url, release: startedFrom });
  tell('taking the host over', 0.8);
  await hostTaken;
  await workers.start();
  const stopCollecting = collectAtRest();

  return {
    url: settings.url,
    async answers() {
      await sql`SELECT 1`.execute(db);
    },
    async stop({ database } = { database: false }) {
      stopCollecting();
      await doors.close();
      await workers.stop();
      await store.close();
      await tracing.stop();
      if (database) await stopDatabase(settings);
      await rm(controlPlaneFiles(settings.home).server, { force: true });
      await letGo();
    },
  };
}

/**
 * Opens the database if it is that of the state directory: another would take all that is there for nobody's. The cloud has
 * the pool then that it can have.
 */
async function openOwn(options: ServerOptions, opened: Cloud): Promise<{ store: Store; cloud: Cloud; clouds: Clouds }> {
  const { settings, log } = options;
  const held = await openClouds(settings, opened, log, options.driver);
  await assertDatabaseKept(settings, held);
  const store = await openStore(settings, opened, log);
  const settle = async (): Promise<Cloud> => {
    await assertSameCloud(store.db, held, settings.home, opened);
    const joined = await joinCloud(store.db, settings, opened);
    return settlePool(store.db, settings, await beginCloud(store, settings, joined), log);
  };
  const settled = await patiently(settle).catch(async (error: unknown) => {
    await store.close();
    await stopDatabase(settings);
    throw error;
  });
  // what they are told of the cloud is another by now
  return { store, cloud: settled, clouds: await openClouds(settings, settled, log, options.driver) };
}

/** Has the records what a start needs. */
async function useDatabase(store: Store, settings: Settings, cloud: Cloud, workers: Workers): Promise<void> {
  const { db, connection } = store;
  await patiently(() => bringUpToDate(connection, settings.home));
  await patiently(() => shareIdentity(db, settings, cloud));
  await patiently(() => db.transaction().execute((tx) => registerClouds(tx, settings.clouds)));
  // quotas of the first project derive from it, and nothing is given away before
  await patiently(() => workers.openLedger());
  const { floatingPool: pool } = cloud;
  await patiently(() => db.transaction().execute((tx) => moveFloatingPool(tx, poolOwner(settings), pool)));
  await Promise.all([patiently(() => bootstrap(db, settings, pool)), patiently(() => workers.listener.start())]);
}

/** Of nodes that begin a cloud at once all have the identity of one of them, before anything has its name. */
async function beginCloud({ db, connection }: Store, settings: Settings, cloud: Cloud): Promise<Cloud> {
  if (cloud.uuid !== null || runsGuestsHere(settings)) return cloud;
  await bringUpToDate(connection, settings.home);
  return shareIdentity(db, settings, cloud);
}

/** Ends our own PostgreSQL; one of somebody else goes on. */
async function stopDatabase({ home, database_url }: Settings): Promise<void> {
  if (database_url === null) await stopPostgres(home);
}

/** By the variable that every program with OpenTelemetry knows; without it none of its libraries is loaded. */
async function openTracing(log: Logger): Promise<Tracing> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint = '' } = process.env;
  return endpoint === '' ? untraced : (await import('./opentelemetry.ts')).openTelemetry(log);
}

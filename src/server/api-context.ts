import type { Logger } from 'pino';
import { type ApiContext, Consoles, type Metrics, ProjectChanges, type WebConsole } from '../api/index.ts';
import { readCatalogue } from '../catalogue/index.ts';
import type { Settings } from '../common/settings.ts';
import type { Tracing } from '../common/tracing.ts';
import { version } from '../common/version.ts';
import { certificateEnd } from '../db/index.ts';
import type { Driver } from '../drivers/driver.ts';
import { WorkflowEvents } from '../engine/index.ts';
import { Proofs } from '../identity/index.ts';
import { guestSpec, wantedOf } from '../instances/index.ts';
import type { Store } from './database.ts';
import type { ApiCertificate } from './api-certificate.ts';
import { diagnose } from './diagnosis.ts';
import { hostChecks } from './host-checks.ts';
import { removeOrphans } from './orphans.ts';
import { trashEntries } from './trash.ts';
import type { Workers } from './workers.ts';

export interface ApiParts {
  settings: Settings;
  store: Store;
  driver: Driver;
  workers: Workers;
  metrics: Metrics;
  tracing: Tracing;
  log: Logger;
  /** Of the API; null: it has none. */
  certificate: ApiCertificate | null;
  webConsole: WebConsole | null;
  /** Tests hear of answers that nobody decided about. */
  guard?: (violation: string) => void;
}

/** What the API may ask of the workers and, as functions, of the backend. */
export function apiContext({
  settings,
  store,
  driver,
  workers,
  metrics,
  tracing,
  log,
  certificate,
  webConsole,
  guard,
}: ApiParts): ApiContext {
  const { db } = store;
  const { engine, images, upkeep, usage, preparation } = workers;
  const ends = async () => ({ database: await certificateEnd(store.pools.work), API: certificate?.end() ?? null });
  const checked = { db, driver, home: settings.home, clock: upkeep.clock, certificates: ends };
  const host = (projects: string[]): ReturnType<typeof hostChecks> => hostChecks(checked, projects);
  return {
    db,
    engine,
    events: new WorkflowEvents(db, workers.listener),
    changes: new ProjectChanges(db, workers.listener),
    settings,
    version: version(),
    backend: {
      guestState: workers.onceTaken((guest) => driver.guestState(guest)),
      diagnosePort: workers.onceTaken((router, port) => driver.diagnosePort(router, port)),
      hostChecks: workers.onceTaken((project) => host([project])),
    },
    consoleLog: workers.onceTaken((instance, bytes) => driver.consoleLog(instance, bytes)),
    consoles: consolesOf(driver, workers),
    capacity: () => driver.capacity(),
    images: {
      upload: (image, sent) => images.upload(image, sent),
      progress: (image) => images.progress(image),
      catalogue: readCatalogue(settings.image_catalogue),
    },
    webConsole,
    metrics,
    proofs: new Proofs(db, (outcome) => metrics.proof(outcome)),
    tracing,
    usage,
    preparation,
    diagnose: workers.onceTaken(async () => {
      const projects = (await wantedOf(db)).routers;
      return diagnose(db, driver, {
        host: () => host(projects),
        facts: workers.facts,
        upkeep,
        backups: workers.backups,
      });
    }),
    repair: workers.onceTaken((shown) => removeOrphans(db, driver, log, shown)),
    trash: { list: () => trashEntries(driver, settings), restore: (entry) => driver.restoreTrash(entry) },
    backups: workers.backups,
    receipt: workers.onceTaken(async (instance) => driver.receipt(await guestSpec(db, instance))),
    ...(guard === undefined ? {} : { guard }),
  };
}

function consolesOf(driver: Driver, workers: ApiParts['workers']): Consoles {
  return new Consoles({
    serial: workers.onceTaken((instance) => driver.openConsole(instance)),
    screen: workers.onceTaken((instance) => driver.openScreen(instance)),
  });
}

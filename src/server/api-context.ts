import type { Logger } from 'pino';
import type { ApiContext, Metrics } from '../api/index.ts';
import { readCatalogue } from '../catalogue/index.ts';
import type { Settings } from '../common/settings.ts';
import type { Tracing } from '../common/tracing.ts';
import { version } from '../common/version.ts';
import type { Driver } from '../drivers/driver.ts';
import { WorkflowEvents } from '../engine/index.ts';
import { guestSpec } from '../instances/index.ts';
import type { Store } from './database.ts';
import { diagnose } from './diagnosis.ts';
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
  /** Tests hear of answers that nobody decided about. */
  guard?: (violation: string) => void;
}

/** What the API may ask of the workers and, as functions, of the backend. */
export function apiContext({ settings, store, driver, workers, metrics, tracing, log, guard }: ApiParts): ApiContext {
  const { db } = store;
  const { engine, images, usage, preparation } = workers;
  return {
    db,
    engine,
    events: new WorkflowEvents(db, workers.listener),
    settings,
    version: version(),
    backend: {
      guestState: workers.onceTaken((guest) => driver.guestState(guest)),
      diagnosePort: workers.onceTaken((router, port) => driver.diagnosePort(router, port)),
    },
    consoleLog: workers.onceTaken((instance, bytes) => driver.consoleLog(instance, bytes)),
    capacity: () => driver.capacity(),
    images: {
      upload: (image, bytes) => images.upload(image, bytes),
      progress: (image) => images.progress(image),
      catalogue: readCatalogue(settings.image_catalogue),
    },
    metrics,
    tracing,
    usage,
    preparation,
    diagnose: workers.onceTaken(() => diagnose(db, driver, settings, workers.facts, workers.backups)),
    repair: workers.onceTaken((shown) => removeOrphans(db, driver, log, shown)),
    trash: {
      list: () => trashEntries(driver, settings),
      restore: (entry) => driver.restoreTrash(entry),
    },
    receipt: workers.onceTaken(async (instance) => driver.receipt(await guestSpec(db, instance))),
    ...(guard === undefined ? {} : { guard }),
  };
}

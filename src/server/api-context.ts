import type { Logger } from 'pino';
import {
  type ApiContext,
  type CloudStates,
  Consoles,
  type Diagnosis,
  type Metrics,
  ProjectChanges,
  type WebConsole,
} from '../api/index.ts';
import { DownloadSizes, readCatalogue } from '../catalogue/index.ts';
import { asProblem, type Problem, stored } from '../common/problem.ts';
import type { Settings } from '../common/settings.ts';
import type { Tracing } from '../common/tracing.ts';
import { version } from '../common/version.ts';
import { certificateEnd, type Database } from '../db/index.ts';
import { WorkflowEvents } from '../engine/index.ts';
import { Proofs } from '../identity/index.ts';
import { guestSpec, wantedOf } from '../instances/index.ts';
import type { HostFinding } from '../network/index.ts';
import type { ApiCertificate } from './api-certificate.ts';
import type { Clouds } from './clouds.ts';
import type { Store } from './database.ts';
import { diagnose, together } from './diagnosis.ts';
import { hostChecks } from './host-checks.ts';
import { joined, removeOrphans } from './orphans.ts';
import { restoreTrash, trashEntries } from './trash.ts';
import type { Workers } from './workers.ts';

export interface ApiParts {
  settings: Settings;
  store: Store;
  clouds: Clouds;
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

/** What the API may ask of the workers and, as functions, of the clouds. */
export function apiContext(parts: ApiParts): ApiContext {
  const { settings, store, workers, metrics, tracing, log, webConsole, guard } = parts;
  const { db } = store;
  const { engine, images, usage, driver } = workers;
  const sizes = new DownloadSizes();
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
      hostChecks: workers.onceTaken(async (project) => checksOf(parts, await cloudOfProject(db, project), [project])),
    },
    consoleLog: workers.onceTaken((instance, bytes) => driver.consoleLog(instance, bytes)),
    consoles: consolesOf(workers),
    capacity: (cloud) => parts.clouds.of(cloud).capacity(),
    clouds: cloudStates(parts),
    images: {
      upload: (copy, sent) => images.upload(copy, sent),
      progress: (image) => images.progress(image),
      downloadSize: (url) => sizes.of(url),
      catalogue: readCatalogue(settings.image_catalogue),
    },
    webConsole,
    metrics,
    proofs: new Proofs(db, (outcome) => metrics.proof(outcome)),
    tracing,
    usage,
    preparation: workers.first.preparation,
    diagnose: workers.onceTaken(async () => together(await parts.clouds.each((_, cloud) => diagnosisOf(parts, cloud)))),
    repair: workers.onceTaken(async (shown) => {
      const repairs = await parts.clouds.each((each) => removeOrphans(db, each, log, shown));
      return joined([...repairs.values()]);
    }),
    trash: {
      list: () => parts.clouds.all((each) => trashEntries(each, settings)),
      restore: (entry) => restoreTrash(parts.clouds, entry),
    },
    backups: workers.backups,
    receipt: workers.onceTaken(async (instance) => driver.receipt(await guestSpec(db, instance))),
    ...(guard === undefined ? {} : { guard }),
  };
}

async function cloudOfProject(db: Database, project: string): Promise<string> {
  const { cloud } = await db
    .selectFrom('project')
    .select('cloud')
    .where('uuid', '=', project)
    .executeTakeFirstOrThrow();
  return cloud;
}

function cloudStates(parts: ApiParts): CloudStates {
  const { workers, settings } = parts;
  return {
    first: settings.default_cloud,
    of(cloud) {
      const found = workers.clouds.get(cloud);
      if (found === undefined) return null;
      const { accelerator, evidence } = found.preparation;
      const away = found.away === null ? null : stored(found.away);
      return { accelerator, evidence, away, diagnose: workers.onceTaken(() => diagnosisOf(parts, cloud)) };
    },
  };
}

/** The machine, the database and what one cloud has; of a cloud that is away, why. */
async function diagnosisOf(parts: ApiParts, cloud: string): Promise<Diagnosis> {
  const { store, workers, clouds } = parts;
  const { upkeep, facts, away } = workers.of(cloud);
  if (away !== null) return unanswered(away);
  const host = async (): Promise<HostFinding[]> => checksOf(parts, cloud, (await wantedOf(store.db, cloud)).routers);
  const diagnosis = diagnose(store.db, cloud, clouds.of(cloud), { host, facts, upkeep, backups: workers.backups });
  // with others beside it, it is one finding among theirs
  return clouds.drivers.size === 1 ? diagnosis : diagnosis.catch((error: unknown) => unanswered(asProblem(error)));
}

function unanswered({ message: detail, remedy }: Problem): Diagnosis {
  return { ok: false, checks: [{ name: 'backend', ok: false, detail, remedy }], orphans: [], missing: [] };
}

function checksOf({ store, settings, clouds, workers, certificate }: ApiParts, cloud: string, projects: string[]) {
  const certificates = async () => ({
    database: await certificateEnd(store.pools.work),
    API: certificate?.end() ?? null,
  });
  const { clock } = workers.first.upkeep;
  return hostChecks(
    { db: store.db, cloud, driver: clouds.of(cloud), home: settings.home, clock, certificates },
    projects,
  );
}

function consolesOf(workers: Workers): Consoles {
  const { driver } = workers;
  return new Consoles({
    serial: workers.onceTaken((instance) => driver.openConsole(instance)),
    screen: workers.onceTaken((instance) => driver.openScreen(instance)),
  });
}

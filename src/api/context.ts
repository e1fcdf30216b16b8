import type { CloudImage, ImageProgress, Upload } from '../catalogue/index.ts';
import type { Settings } from '../common/settings.ts';
import type { Tracing } from '../common/tracing.ts';
import type { Database } from '../db/index.ts';
import type { Prober } from '../network/index.ts';
import type { Engine, WorkflowEvents } from '../engine/index.ts';
import type { Proofs } from '../identity/index.ts';
import type { UsageMeter } from '../instances/index.ts';
import type { ProjectChanges } from './identity/project-changes.ts';
import type { Metrics } from './operation/request-metrics.ts';
import type { Consoles } from './openstack/console/consoles.ts';
import type { CloudStates, Diagnosis, Preparation, Repair, TrashEntry } from './operation/preparation.ts';
import type { WebConsole } from './operation/web-console.ts';
import type { Services } from '../workflows/index.ts';

/** All that routes work with. What they need of a backend is a function here: no room of the API knows a driver. */
export interface ApiContext {
  db: Database;
  engine: Engine<Services>;
  events: WorkflowEvents;
  changes: ProjectChanges;
  settings: Settings;
  version: string;
  /** What is measured of a VM's reachability. */
  backend: Prober;
  consoleLog: (instance: string, bytes: number) => Promise<string>;
  consoles: Consoles;
  /** What a cloud could still give; MiB. */
  capacity: (cloud: string) => Promise<{
    vcpus: number;
    memoryMiB: number;
    diskMiB: number;
    total: { memoryMiB: number; diskMiB: number };
  }>;
  /** Of the clouds that there are. */
  clouds: CloudStates;
  images: {
    /** Takes uploaded bytes as an image's content; throws a `Problem` when they cannot be used. */
    upload: (copy: { image: string; cloud: string }, sent: Upload) => Promise<void>;
    progress: (image: string) => ImageProgress | null;
    /** How large the file of a well-known image is, bytes; null: its server does not say. */
    downloadSize: (url: string) => Promise<number | null>;
    /** The well-known images. */
    catalogue: CloudImage[];
  };
  /** null: there is none here. */
  webConsole: WebConsole | null;
  metrics: Metrics;
  proofs: Proofs;
  tracing?: Tracing;
  usage: UsageMeter;
  preparation: Preparation;
  diagnose: () => Promise<Diagnosis>;
  /** Takes away what is on the host without a row, of what has been shown; null: all of it. */
  repair: (shown: ReadonlySet<string> | null) => Promise<Repair>;
  trash: {
    list: () => Promise<TrashEntry[]>;
    /** Puts it back where it was. */
    restore: (entry: string) => Promise<void>;
  };
  /** What the cloud keeps of its own records, newest first. */
  backups: {
    list: () => Promise<{ made: Date; occasion: 'daily' | 'migration' | 'asked'; path: string; bytes: number }[]>;
    /** Makes one more. Throws `disk-full`. */
    make: () => Promise<void>;
  };
  /** What an instance owns on the host. */
  receipt: (instance: string) => Promise<{ kind: string; detail: string }[]>;
  /** Tests watch every answer, and hear of those that nobody decided about; see `registerGuard`. */
  guard?: (violation: string) => void;
}

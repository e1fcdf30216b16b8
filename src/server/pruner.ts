import type { Logger } from 'pino';
import { pruneAnswers, pruneChanges } from '../api/index.ts';
import { pruneCatalogue } from '../catalogue/index.ts';
import { Loop } from '../common/loop.ts';
import type { Settings } from '../common/settings.ts';
import type { Database, Prune, Pruned } from '../db/index.ts';
import { pruneRuns, type RunLocks } from '../engine/index.ts';
import { pruneAccess, pruneEvents, pruneProjects } from '../identity/index.ts';
import { pruneUsage } from '../instances/index.ts';
import { pruneDiskFigures } from '../quotas/index.ts';
import { pruneQuotes, pruneResources, retriedRun } from '../orders/index.ts';

const everyMs = 3_600_000;
/** Rows at a time: a batch takes some milliseconds, and holds nobody up that wants one of them. */
const batch = 500;
/** Held by whichever process of the cloud prunes. */
export const pruningLock = '9d1c4a52-7f0e-4b6a-8c35-51e2a07bd914';

type Kept = Pick<Settings, 'keep_runs_days' | 'keep_orders_days' | 'keep_events_days'>;

/** All that ends and is not needed for ever. What stands behind others may be named by them, and goes after them. */
export function prunes({ keep_runs_days, keep_orders_days, keep_events_days }: Kept): Prune[] {
  return [
    ...pruneAnswers(),
    ...pruneChanges(),
    ...pruneQuotes(),
    ...pruneAccess(),
    ...pruneEvents(keep_events_days),
    ...pruneRuns(keep_runs_days, retriedRun),
    ...pruneUsage(),
    ...pruneDiskFigures(),
    ...pruneResources(keep_orders_days),
    ...pruneCatalogue(keep_orders_days),
    ...pruneProjects(keep_orders_days),
  ];
}

/** Deletes old rows, once an hour in one process of the cloud, in small batches; see docs/operate.md for what goes when. */
export class Pruner extends Loop {
  readonly #db: Database;
  readonly #locks: RunLocks;
  readonly #prunes: Prune[];
  readonly #log: Logger;
  readonly #pruned: (table: string, rows: number) => void;
  #stopping = false;

  constructor(
    db: Database,
    locks: RunLocks,
    settings: Kept,
    log: Logger,
    pruned: (table: string, rows: number) => void,
  ) {
    super(everyMs);
    this.#db = db;
    this.#locks = locks;
    this.#prunes = prunes(settings);
    this.#log = log;
    this.#pruned = pruned;
  }

  override start(): void {
    this.#stopping = false;
    super.start();
  }

  override stop(): Promise<void> {
    this.#stopping = true;
    return super.stop();
  }

  protected failed(error: unknown): void {
    this.#log.warn({ err: error }, 'old rows could not be pruned');
  }

  protected async look(): Promise<void> {
    if (!(await this.#locks.take(pruningLock))) return;
    try {
      for (const prune of this.#prunes) await this.#all(prune).catch((error: unknown) => this.failed(error));
    } finally {
      await this.#locks.release(pruningLock);
    }
  }

  async #all(prune: Prune): Promise<void> {
    for (let full = true; full && !this.#stopping; ) {
      const pruned: Pruned = await this.#db.transaction().execute((tx) => prune(tx, batch));
      const counts = Object.entries(pruned).filter(([, rows]) => rows > 0);
      for (const [table, rows] of counts) this.#pruned(table, rows);
      if (counts.length > 0) this.#log.info(Object.fromEntries(counts), 'old rows were pruned');
      full = counts.some(([, rows]) => rows >= batch);
    }
  }
}

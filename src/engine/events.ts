import { EventEmitter } from 'node:events';
import { SharedLooks } from '../common/shared-looks.ts';
import type { Database, Listener } from '../db/index.ts';

export interface WorkflowEvent {
  /** Grows within a run: what a reader names to go on from. */
  id: number;
  created: Date;
  data: Record<string, unknown>;
}

/** Tells readers that a run has news. */
export class WorkflowEvents {
  readonly #db: Database;
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #looks = new SharedLooks<WorkflowEvent[]>();

  constructor(db: Database, listener: Listener) {
    this.#db = db;
    listener.on('workflow_event', (run) => {
      this.#looks.news();
      for (const each of run === null ? this.#emitter.eventNames() : [run]) this.#emitter.emit(each);
    });
  }

  /** The events of a run behind `after`, oldest first. */
  since(run: string, after: number): Promise<WorkflowEvent[]> {
    return this.#looks.share(`${run} ${after}`, () => this.#read(run, after));
  }

  async #read(run: string, after: number): Promise<WorkflowEvent[]> {
    const rows = await this.#db
      .selectFrom('workflow_event')
      .select(['id', 'created', 'data'])
      .where('workflow', '=', run)
      .where('id', '>', String(after))
      .orderBy('id')
      .execute();
    return rows.map((row) => ({ id: Number(row.id), created: row.created, data: row.data }));
  }

  /** Calls `news` whenever the run may have new events; returns the way to stop that. */
  follow(run: string, news: () => void): () => void {
    this.#emitter.on(run, news);
    return () => this.#emitter.off(run, news);
  }
}

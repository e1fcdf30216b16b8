import { EventEmitter } from 'node:events';
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
  /** Looks that are under way and were begun behind the last news, by run and event. */
  readonly #looks = new Map<string, Promise<WorkflowEvent[]>>();

  constructor(db: Database, listener: Listener) {
    this.#db = db;
    listener.on('workflow_event', (run) => {
      this.#looks.clear();
      for (const each of run === null ? this.#emitter.eventNames() : [run]) this.#emitter.emit(each);
    });
  }

  /** The events of a run behind `after`, oldest first: readers that are equally far look together. */
  since(run: string, after: number): Promise<WorkflowEvent[]> {
    const key = `${run} ${after}`;
    const known = this.#looks.get(key);
    if (known !== undefined) return known;
    const look = this.#read(run, after).finally(() => {
      if (this.#looks.get(key) === look) this.#looks.delete(key);
    });
    this.#looks.set(key, look);
    return look;
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

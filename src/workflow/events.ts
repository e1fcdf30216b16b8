import { EventEmitter } from 'node:events';
import pg from 'pg';
import type { Database } from '../db/index.ts';

export interface WorkflowEvent {
  /** Grows within a run: what a reader names to go on from. */
  id: number;
  created: Date;
  data: Record<string, unknown>;
}

const reconnectMs = 250;

/** Tells readers that a run has news: one LISTEN session for the process, however many readers there are. */
export class WorkflowEvents {
  readonly #db: Database;
  readonly #config: pg.ClientConfig;
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #client: pg.Client | null = null;
  #stopped = false;

  constructor(db: Database, config: pg.ClientConfig) {
    this.#db = db;
    this.#config = config;
  }

  async start(): Promise<void> {
    const client = new pg.Client(this.#config);
    client.on('notification', (note) => this.#emitter.emit(note.payload ?? ''));
    client.on('error', () => {});
    client.on('end', () => {
      if (!this.#stopped) setTimeout(() => void this.start().catch(() => client.emit('end')), reconnectMs).unref();
    });
    await client.connect();
    await client.query('LISTEN workflow_event');
    this.#client = client;
    // what happened while nobody listened: every reader looks
    for (const run of this.#emitter.eventNames()) this.#emitter.emit(run);
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    await this.#client?.end().catch(() => {});
  }

  /** The events of a run behind `after`, oldest first. */
  async since(run: string, after: number): Promise<WorkflowEvent[]> {
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

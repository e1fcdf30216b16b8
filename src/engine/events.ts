import { EventEmitter } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { type Database, deadlines } from '../db/index.ts';

export interface WorkflowEvent {
  /** Grows within a run: what a reader names to go on from. */
  id: number;
  created: Date;
  data: Record<string, unknown>;
}

const reconnectMs = 250;

interface Session {
  ended: Promise<void>;
}

/** Tells readers that a run has news: one LISTEN session for the process, however many readers there are. */
export class WorkflowEvents {
  readonly #db: Database;
  readonly #config: pg.ClientConfig;
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  #client: pg.Client | null = null;
  #listening: Promise<void> = Promise.resolve();
  readonly #stopped = new AbortController();

  constructor(db: Database, config: pg.ClientConfig) {
    this.#db = db;
    this.#config = { ...deadlines, ...config };
  }

  /** Listens from now on, and again whenever the session breaks. Throws when the first one cannot be opened. */
  async start(): Promise<void> {
    const first = await this.#listen();
    this.#listening = this.#keepListening(first);
  }

  async stop(): Promise<void> {
    this.#stopped.abort();
    await this.#client?.end().catch(() => {});
    await this.#listening;
  }

  async #keepListening(first: Session): Promise<void> {
    let session: Session | null = first;
    while (!this.#stopped.signal.aborted) {
      await session?.ended;
      await sleep(reconnectMs, undefined, { signal: this.#stopped.signal }).catch(() => {});
      if (!this.#stopped.signal.aborted) session = await this.#listen().catch(() => null);
    }
  }

  async #listen(): Promise<Session> {
    const client = new pg.Client(this.#config);
    const ended = new Promise<void>((resolve) => void client.once('end', resolve));
    client.on('notification', (note) => this.#emitter.emit(note.payload ?? ''));
    client.on('error', () => {});
    this.#client = client;
    try {
      await client.connect();
      await client.query('LISTEN workflow_event');
    } catch (error) {
      void client.end().catch(() => {});
      throw error;
    }
    // what happened while nobody listened: every reader looks
    for (const run of this.#emitter.eventNames()) this.#emitter.emit(run);
    return { ended };
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

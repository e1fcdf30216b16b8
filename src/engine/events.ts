import { EventEmitter } from 'node:events';
import { z } from 'zod';
import { SharedLooks } from '../common/shared-looks.ts';
import type { Database, Listener } from '../db/index.ts';

const eventShape = z.strictObject({
  /** Grows within a run: what a reader names to go on from. */
  id: z.int(),
  data: z.record(z.string(), z.unknown()),
});
export type WorkflowEvent = z.output<typeof eventShape>;

/** What a notification of a run carries behind its UUID. */
const newsShape = z.array(eventShape);
const uuidLength = 36;

/** One who follows a run, from the event behind `after`. */
export interface RunReader {
  /** What has come since it last asked, oldest first. The first one is asked for behind the beginning of `follow`. */
  next: () => Promise<WorkflowEvent[]>;
  /** Whether nothing has come behind that by now. */
  isAtEnd: () => Promise<boolean>;
  /** Calls `news` whenever the run may have new events; returns the way to stop that. */
  follow: (news: () => void) => () => void;
}

/** Tells readers what is new of a run. */
export class WorkflowEvents {
  readonly #db: Database;
  /** By the UUID of a run: the events that came, or null when there may be some that did not. */
  readonly #emitter = new EventEmitter().setMaxListeners(0);
  readonly #looks = new SharedLooks<WorkflowEvent[]>();

  constructor(db: Database, listener: Listener) {
    this.#db = db;
    listener.on('workflow_event', (payload) => this.#heard(payload));
  }

  /** The events of a run behind `after`, oldest first. */
  since(run: string, after: number): Promise<WorkflowEvent[]> {
    return this.#looks.share(`${run} ${after}`, () => this.#read(run, after));
  }

  /** Calls `news` whenever the run may have new events: with them, or with null when they have to be looked for. */
  follow(run: string, news: (events: WorkflowEvent[] | null) => void): () => void {
    this.#emitter.on(run, news);
    return () => this.#emitter.off(run, news);
  }

  /** Reads once, and then takes what comes: notifications come in the order of the commits, as the events of a run are numbered. */
  reader(run: string, from: number): RunReader {
    let after = from;
    let looks = true;
    const told: WorkflowEvent[] = [];
    return {
      next: async () => {
        const unseen = looks;
        looks = false;
        const found = unseen ? await this.since(run, after) : [];
        const fresh: WorkflowEvent[] = [];
        for (const event of [...found, ...told.splice(0)]) {
          if (event.id <= after) continue;
          after = event.id;
          fresh.push(event);
        }
        return fresh;
      },
      isAtEnd: async () => (await this.since(run, after)).length === 0,
      follow: (news) =>
        this.follow(run, (events) => {
          if (events === null) looks = true;
          else told.push(...events);
          news();
        }),
    };
  }

  #heard(payload: string | null): void {
    this.#looks.news();
    if (payload === null) {
      for (const run of this.#emitter.eventNames()) this.#emitter.emit(run, null);
      return;
    }
    const run = payload.slice(0, uuidLength);
    if (this.#emitter.listenerCount(run) === 0) return;
    const news = payload.slice(uuidLength);
    this.#emitter.emit(run, news === '' ? null : newsShape.parse(JSON.parse(news)));
  }

  async #read(run: string, after: number): Promise<WorkflowEvent[]> {
    const rows = await this.#db
      .selectFrom('workflow_event')
      .select(['id', 'data'])
      .where('workflow', '=', run)
      .where('id', '>', String(after))
      .orderBy('id')
      .execute();
    return rows.map(({ id, data }) => ({ id: Number(id), data }));
  }
}

import { sql } from 'kysely';
import { addLogFields, inContext, type LogContext } from '../common/log-context.ts';
import type { Tx } from '../db/index.ts';
import type { WorkflowDefinition } from './define.ts';
import type { RunLocks } from './lock.ts';
import { Advancer, type AdvanceOptions, type Next, stopping } from './advance.ts';
import { insertRun, loadRun, type NewRun, resetRun, type RunRow } from './store.ts';
import type { Wakeups } from './wakeups.ts';

const sweepEveryMs = 2_000;
/** So many runs are worked on at once: a flood of them must not make every query wait beyond its deadline. */
const maxWorking = 200;
/** How long steps that run may take to end when the engine stops; what they leave is found again at the next start. */
const stopPatienceMs = 5_000;

export interface EngineOptions<Services> extends AdvanceOptions<Services> {
  wakeups: Wakeups;
  locks: RunLocks;
  workflows: readonly WorkflowDefinition<Services>[];
}

/**
 * Advances runs: do → record → event, step by step; after a failure or a cancellation undo, in reverse. Here is who moves
 * which run when; `Advancer` has the moves.
 */
export class Engine<Services> {
  readonly #options: EngineOptions<Services>;
  readonly #advancer: Advancer<Services>;
  readonly #workflows: Map<string, WorkflowDefinition<Services>>;
  /** Runs that this process works on, with what stops their current step. */
  readonly #active = new Map<string, AbortController>();
  /** Those of them that were woken meanwhile. */
  readonly #woken = new Set<string>();
  readonly #working = new Set<Promise<void>>();
  /** Runs that shall be looked at as soon as another one rests. */
  readonly #queue = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #sweeping = false;
  /** Whether the runs that wait for a wake-up have had one since the start: it may have come while nobody was there. */
  #allWoken = false;
  #stopping = false;

  constructor(options: EngineOptions<Services>) {
    this.#options = options;
    this.#advancer = new Advancer(options);
    this.#workflows = new Map(options.workflows.map((workflow) => [workflow.kind, workflow]));
  }

  /** From now on runs can be begun; `start` moves them. */
  async connect(): Promise<void> {
    await this.#options.wakeups.start((run) => this.#look(run));
  }

  /** Finds every unfinished run again and keeps looking for due ones. */
  async start(): Promise<void> {
    this.#timer = setInterval(() => void this.#sweep(), sweepEveryMs);
    await this.#sweep();
  }

  /** Begins no step any more, aborts those that run and gives them 5 s to end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const current of this.#active.values()) current.abort(stopping);
    await this.#options.wakeups.stop();
    const patience = new Promise((resolve) => setTimeout(resolve, stopPatienceMs).unref());
    await Promise.race([Promise.allSettled(this.#working), patience]);
    await this.#options.locks.stop();
  }

  /** Part of the caller's transaction. A subject has one unfinished run at most: the unique index refuses another. */
  async begin(tx: Tx, kind: string, run: NewRun): Promise<void> {
    await insertRun(tx, this.#definition(kind), run);
    addLogFields({ run: run.uuid, ...run.labels });
    await this.#options.wakeups.wakeIn(tx, run.uuid);
  }

  /** Something happened that the unfinished run of `subject` may be waiting for. */
  async wake(subject: string): Promise<void> {
    const { rows } = await sql<{ uuid: string }>`
      UPDATE workflow SET wake_seq = wake_seq + 1, due = NULL
      WHERE subject = ${subject} AND state IN ('running', 'undoing') RETURNING uuid
    `.execute(this.#options.db);
    for (const { uuid } of rows) {
      // who lets go of it at this very moment does not see the wake-up any more
      if (this.#active.has(uuid)) this.#woken.add(uuid);
      else this.#look(uuid);
    }
  }

  /** Part of the caller's transaction: true when the run was still running and will now be undone. */
  async cancel(tx: Tx, run: string): Promise<boolean> {
    const { rows } = await sql`
      UPDATE workflow SET cancel_requested = true, wake_seq = wake_seq + 1, due = NULL
      WHERE uuid = ${run} AND state = 'running' AND NOT cancel_requested RETURNING uuid
    `.execute(tx);
    if (rows.length === 0) return false;
    await this.#options.wakeups.wakeIn(tx, run);
    return true;
  }

  /** Part of the caller's transaction: begins a run that has failed once more, from its first step. False: it has not failed. */
  async beginAgain(tx: Tx, run: string): Promise<boolean> {
    if (!(await resetRun(tx, (kind) => this.#definition(kind), run))) return false;
    await this.#options.wakeups.wakeIn(tx, run);
    return true;
  }

  #definition(kind: string): WorkflowDefinition<Services> {
    const found = this.#workflows.get(kind);
    if (found === undefined) throw new Error(`no workflow of kind ${kind}`);
    return found;
  }

  async #sweep(): Promise<void> {
    // one at a time: while the database is silent they would pile up
    if (this.#sweeping) return;
    this.#sweeping = true;
    try {
      if (!this.#allWoken) {
        const change = sql`UPDATE workflow SET wake_seq = wake_seq + 1, due = NULL WHERE state IN ('running', 'undoing')`;
        await change.execute(this.#options.db);
        this.#allWoken = true;
      }
      const { rows } = await sql<{ uuid: string }>`
        SELECT uuid FROM workflow WHERE state IN ('running', 'undoing') AND (due IS NULL OR due <= now())
      `.execute(this.#options.db);
      for (const row of rows) if (!this.#active.has(row.uuid)) this.#look(row.uuid);
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the sweep for due runs failed');
    } finally {
      this.#sweeping = false;
    }
  }

  #look(run: string): void {
    // before the start nothing moves: its first sweep finds what was begun or woken meanwhile
    if (this.#stopping || this.#timer === null) return;
    // a cancellation is a wake-up too: it reaches a step that is under way through its signal
    if (this.#active.has(run)) return void this.#abortIfCancelled(run);
    if (this.#working.size >= maxWorking) return void this.#queue.add(run);
    // whoever has it looked at is not who has begun it
    const work = inContext(null, () => this.#advance(run))
      .catch((error) => this.#options.log.warn({ err: error, run }, 'a run could not be advanced'))
      .finally(() => {
        this.#working.delete(work);
        const [next] = this.#queue;
        if (next === undefined) return;
        this.#queue.delete(next);
        this.#look(next);
      });
    this.#working.add(work);
  }

  async #abortIfCancelled(run: string): Promise<void> {
    const query = this.#options.db.selectFrom('workflow').select(['state', 'cancel_requested']).where('uuid', '=', run);
    const row = await query.executeTakeFirst().catch(() => undefined);
    if (row?.state === 'running' && row.cancel_requested) this.#active.get(run)?.abort();
  }

  async #advance(uuid: string): Promise<void> {
    const { db, locks } = this.#options;
    if (!(await locks.take(uuid))) return;
    try {
      let next: Next = 'at once';
      // with another session came another lock: somebody else may work on the run by now
      while (next === 'at once' && !this.#stopping && (await locks.keep(uuid))) {
        const current = new AbortController();
        this.#active.set(uuid, current);
        const loaded = await loadRun(db, uuid);
        if (loaded === null) return;
        const { run, steps } = loaded;
        const move = () => this.#advancer.move(run, steps, this.#definition(run.kind), current.signal);
        next = await inContext(contextOf(run), move);
      }
      if (typeof next === 'number') setTimeout(() => this.#look(uuid), next + 20).unref();
    } finally {
      this.#active.delete(uuid);
      await locks.release(uuid);
      if (this.#woken.delete(uuid)) void this.#sweep();
    }
  }
}

/** A run speaks in the context of the request that began it, however much later. */
function contextOf({ uuid, kind, labels, request_id, traceparent }: RunRow): LogContext {
  const cause = request_id === null ? {} : { request_id };
  return { fields: { ...cause, run: uuid, workflow: kind, ...labels }, traceparent };
}

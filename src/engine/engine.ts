import { fenced } from '../common/fence.ts';
import { addLogFields, inContext, type LogContext } from '../common/log-context.ts';
import type { Listener, Tx } from '../db/index.ts';
import type { WorkflowDefinition } from './define.ts';
import type { RunLocks } from './lock.ts';
import { Advancer, type AdvanceOptions, lettingGo } from './advance.ts';
import type { Next } from './place.ts';
import { insertRun, type NewRun, resetRun, runOf, runQuery, type RunRow } from './store.ts';
import { abandonRun, type BegunRun, cancelRun, dueRuns, isCancelled, unqueueRuns, wakeAll, wakeRun } from './due.ts';

const sweepEveryMs = 2_000;
/** So many runs are worked on at once: a flood of them must not make every query wait beyond its deadline. */
const maxWorking = 200;
/** How long steps that run may take to end when the engine stops; what they leave is found again at the next start. */
const stopPatienceMs = 5_000;

export interface EngineOptions<Services> extends Omit<AdvanceOptions<Services>, 'begins'> {
  listener: Listener;
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
  #unlisten = (): void => {};
  #sweeping = false;
  /** Whether the runs that wait for a wake-up have had one since the start: it may have come while nobody was there. */
  #allWoken = false;
  #stopping = false;

  constructor(options: EngineOptions<Services>) {
    this.#options = options;
    this.#advancer = new Advancer({ ...options, begins: (tx, run) => this.#begins(tx, run) });
    this.#workflows = new Map(options.workflows.map((workflow) => [workflow.kind, workflow]));
  }

  /** Finds every unfinished run again, hears of those that are due, and keeps looking for them. */
  async start(): Promise<void> {
    const { listener, locks } = this.#options;
    const unlisten = [
      locks.onLost((lock) => this.#active.get(lock)?.abort(lettingGo)),
      listener.on('workflow_due', (run) => (run === null ? void this.#sweep() : this.#wake(run))),
      listener.on('workflow_cancelled', (run) => run !== null && this.#cancel(run)),
    ];
    this.#unlisten = () => unlisten.forEach((end) => end());
    this.#timer = setInterval(() => void this.#sweep(), sweepEveryMs);
    await this.#sweep();
  }

  /** Begins no step any more, aborts those that run and gives them 5 s to end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    this.#unlisten();
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const current of this.#active.values()) current.abort(lettingGo);
    const patience = new Promise((resolve) => setTimeout(resolve, stopPatienceMs).unref());
    await Promise.race([Promise.allSettled(this.#working), patience]);
    await this.#options.locks.stop();
  }

  /**
   * Part of the caller's transaction. A subject has one run at work at most: the unique index refuses another. With `after`
   * it begins with the end of that run, whatever comes of it.
   */
  async begin<Input>(
    tx: Tx,
    { kind }: WorkflowDefinition<Services, Input>,
    run: NewRun<NoInfer<Input>>,
    after: string | null = null,
  ): Promise<void> {
    const definition = this.#definition(kind);
    await insertRun(tx, definition, run, after);
    addLogFields({ run: run.uuid, ...run.labels });
    if (after === null) await this.#begins(tx, { kind, ...run });
  }

  /**
   * Part of the caller's transaction: begins a run in place of `old`, whose row is locked. That one ends as soon as the step
   * is over that it is at, with nothing undone; the new one begins with its end, and must take away whatever it has left.
   */
  async replace<Input>(
    tx: Tx,
    workflow: WorkflowDefinition<Services, Input>,
    run: NewRun<NoInfer<Input>>,
    old: string,
  ): Promise<void> {
    await this.begin(tx, workflow, run, old);
    await abandonRun(tx, old, run.uuid);
  }

  /** Part of the caller's transaction: something happened that the unfinished run of `subject` may be waiting for. */
  wake(tx: Tx, subject: string): Promise<void> {
    return wakeRun(tx, subject);
  }

  /** Part of the caller's transaction: true when the run was still running and will now be undone. */
  cancel(tx: Tx, run: string): Promise<boolean> {
    return cancelRun(tx, run);
  }

  /** Whether a run was cancelled, and is not at its end yet. */
  isCancelled(tx: Tx, run: string): Promise<boolean> {
    return isCancelled(tx, run);
  }

  /** Part of the caller's transaction: begins a run that has failed once more, from its first step. */
  beginAgain(tx: Tx, run: string): Promise<void> {
    return resetRun(tx, (kind) => this.#definition(kind), run);
  }

  #definition(kind: string): WorkflowDefinition<Services> {
    const found = this.#workflows.get(kind);
    if (found === undefined) throw new Error(`no workflow of kind ${kind}`);
    return found;
  }

  async #begins(tx: Tx, { uuid: workflow, kind, subject, input }: BegunRun): Promise<void> {
    const definition = this.#definition(kind);
    await definition.begins?.(tx, { workflow, subject, input: definition.input.parse(input) });
  }

  /** Begins what waits for the end of a run whose row is gone. */
  async #beginOrphans(tx: Tx): Promise<void> {
    for (const begun of await unqueueRuns(tx, null)) await this.#begins(tx, begun);
  }

  async #sweep(): Promise<void> {
    // one at a time: while the database is silent they would pile up
    if (this.#sweeping) return;
    this.#sweeping = true;
    try {
      if (!this.#allWoken) {
        await wakeAll(this.#options.db);
        this.#allWoken = true;
      }
      await this.#options.db.transaction().execute((tx) => this.#beginOrphans(tx));
      for (const { uuid, cancelled } of await dueRuns(this.#options.db, [...this.#workflows.keys()])) {
        if (cancelled) this.#cancel(uuid);
        else this.#look(uuid);
      }
    } catch (error) {
      this.#options.log.warn({ err: error }, 'the sweep for due runs failed');
    } finally {
      this.#sweeping = false;
    }
  }

  #wake(run: string): void {
    // who lets go of it at this very moment does not see the wake-up any more
    if (this.#active.has(run)) this.#woken.add(run);
    else this.#look(run);
  }

  #cancel(run: string): void {
    this.#active.get(run)?.abort();
    this.#wake(run);
  }

  #look(run: string): void {
    if (this.#stopping || this.#active.has(run)) return;
    if (this.#working.size >= maxWorking) return void this.#queue.add(run);
    // whoever has it looked at is not who has begun it
    const work = inContext({ fields: { run }, traceparent: null }, () => this.#advance(run))
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

  /** Whether the next move of a run may be made: wake-ups until now are seen by it. With another session came another lock. */
  async #keep(uuid: string): Promise<boolean> {
    this.#woken.delete(uuid);
    return !this.#stopping && this.#options.locks.keep(uuid);
  }

  async #advance(uuid: string): Promise<void> {
    const { db, locks } = this.#options;
    // from here on wake-ups are noted: what is read next may not know of them
    this.#active.set(uuid, new AbortController());
    try {
      const rows = await locks.takeAndRead(uuid, runQuery(db, uuid).compile());
      let loaded = rows === null || this.#stopping ? null : runOf(rows);
      // a newer version beside this one does what only that knows
      while (loaded !== null && this.#workflows.has(loaded.run.kind)) {
        const next = await this.#move(loaded);
        if (typeof next === 'number') setTimeout(() => this.#look(uuid), next + 20).unref();
        if (next !== 'at once' || !(await this.#keep(uuid))) return;
        this.#active.set(uuid, new AbortController());
        loaded = runOf(await runQuery(db, uuid).execute());
      }
    } finally {
      await locks.release(uuid);
      this.#active.delete(uuid);
      if (this.#woken.delete(uuid)) this.#look(uuid);
    }
  }

  #move({ run, steps }: NonNullable<ReturnType<typeof runOf>>): Promise<Next> {
    const { uuid, kind } = run;
    const { signal } = this.#active.get(uuid) as AbortController;
    const hold = { signal, keep: () => this.#keep(uuid) };
    const move = () => this.#advancer.move(run, steps, this.#definition(kind), hold);
    const holds = () => this.#options.locks.isHeld(uuid);
    return inContext(contextOf(run), () => fenced(holds, move));
  }
}

/** A run speaks in the context of the request that began it, however much later. */
function contextOf({ uuid, kind, labels, request_id, traceparent }: RunRow): LogContext {
  const cause = request_id === null ? {} : { request_id };
  return { fields: { ...cause, run: uuid, workflow: kind, ...labels }, traceparent };
}

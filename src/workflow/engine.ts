import { sql } from 'kysely';
import { asProblem, Problem, stored } from '../common/problem.ts';
import { type Database, isOutage, outageProblem, type StoredProblem, type Tx } from '../db/index.ts';
import type { Step, StepContext, WorkflowDefinition } from './define.ts';
import type { RunLocks } from './lock.ts';
import {
  insertRun,
  loadRun,
  moveStep,
  type NewRun,
  type RunRow,
  type StepRow,
  showProgress,
  tellRun,
} from './store.ts';
import type { Wakeups } from './wakeups.ts';

const sweepEveryMs = 2_000;
/** So many runs are worked on at once: a flood of them must not make every query wait beyond its deadline. */
const maxWorking = 200;
/** An attempt gets this long even when its step began long ago: the process was down meanwhile, or the clock jumped. */
const fairMs = 30_000;
/** How long steps that run may take to end when the engine stops; what they leave is found again at the next start. */
const stopPatienceMs = 5_000;

export interface EngineOptions<Services> {
  db: Database;
  wakeups: Wakeups;
  locks: RunLocks;
  services: Services;
  workflows: readonly WorkflowDefinition<Services>[];
  /** Told of everything that went wrong outside a step: the database away, a step whose undo failed. */
  log: (message: string, detail: Record<string, unknown>) => void;
  /** Called at the named points of a run; tests stop the world there. */
  debugPoint?: (point: string) => Promise<void>;
}

/** Advances runs: do → record → event, step by step; after a failure or a cancellation undo, in reverse. */
export class Engine<Services> {
  readonly #options: EngineOptions<Services>;
  readonly #workflows: Map<string, WorkflowDefinition<Services>>;
  /** Runs that this process works on, with what stops their current step. */
  readonly #active = new Map<string, AbortController>();
  readonly #working = new Set<Promise<void>>();
  /** Runs that shall be looked at as soon as another one rests. */
  readonly #queue = new Set<string>();
  #timer: NodeJS.Timeout | null = null;
  #sweeping = false;
  #stopping = false;

  constructor(options: EngineOptions<Services>) {
    this.#options = options;
    this.#workflows = new Map(options.workflows.map((workflow) => [workflow.kind, workflow]));
  }

  /** Finds every unfinished run again and keeps looking for due ones. */
  async start(): Promise<void> {
    await this.#options.wakeups.start((run) => this.#look(run));
    this.#timer = setInterval(() => void this.#sweep(), sweepEveryMs);
    await this.#sweep(true);
  }

  /** Begins no step any more, aborts those that run and gives them 5 s to end. */
  async stop(): Promise<void> {
    this.#stopping = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const current of this.#active.values()) current.abort();
    await this.#options.wakeups.stop();
    const patience = new Promise((resolve) => setTimeout(resolve, stopPatienceMs).unref());
    await Promise.race([Promise.allSettled(this.#working), patience]);
    await this.#options.locks.stop();
  }

  /** Part of the caller's transaction. A subject has one unfinished run at most: the unique index refuses another. */
  async begin(tx: Tx, kind: string, run: NewRun): Promise<void> {
    await insertRun(tx, this.#definition(kind), run);
    await this.#options.wakeups.wakeIn(tx, run.uuid);
  }

  /**
   * Something happened that the unfinished run of `subject` may be waiting for. Who lets go of the run at this very
   * moment does not see it any more: then the sweep does, for the run is due.
   */
  async wake(subject: string): Promise<void> {
    const { rows } = await sql<{ uuid: string }>`
      UPDATE workflow SET wake_seq = wake_seq + 1, due = NULL
      WHERE subject = ${subject} AND state IN ('running', 'undoing') RETURNING uuid
    `.execute(this.#options.db);
    for (const row of rows) if (!this.#active.has(row.uuid)) this.#look(row.uuid);
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

  #definition(kind: string): WorkflowDefinition<Services> {
    const found = this.#workflows.get(kind);
    if (found === undefined) throw new Error(`no workflow of kind ${kind}`);
    return found;
  }

  /** `all`: at start, also those that wait for a wake-up, which may have come while nobody was there. */
  async #sweep(all = false): Promise<void> {
    // one at a time: while the database is silent they would pile up
    if (this.#sweeping) return;
    this.#sweeping = true;
    try {
      const { rows } = await sql<{ uuid: string }>`
        SELECT uuid FROM workflow
        WHERE state IN ('running', 'undoing') AND (${all} OR due IS NULL OR due <= now())
      `.execute(this.#options.db);
      for (const row of rows) if (!this.#active.has(row.uuid)) this.#look(row.uuid);
    } catch (error) {
      this.#options.log('the sweep for due runs failed', { error: String(error) });
    } finally {
      this.#sweeping = false;
    }
  }

  #look(run: string): void {
    if (this.#stopping) return;
    // a cancellation is a wake-up too: it reaches a step that is under way through its signal
    if (this.#active.has(run)) return void this.#abortIfCancelled(run);
    if (this.#working.size >= maxWorking) return void this.#queue.add(run);
    const work = this.#advance(run)
      .catch((error) => this.#options.log('a run could not be advanced', { run, error: String(error) }))
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
    if (!(await this.#options.locks.take(uuid))) return;
    this.#active.set(uuid, new AbortController());
    try {
      let again = true;
      while (again && !this.#stopping) {
        const loaded = await loadRun(this.#options.db, uuid);
        if (loaded === null) return;
        again = await this.#move(loaded.run, loaded.steps);
      }
    } finally {
      this.#active.delete(uuid);
      await this.#options.locks.release(uuid);
    }
  }

  /** One move of a run; true when another one can follow at once. */
  async #move(run: RunRow, steps: StepRow[]): Promise<boolean> {
    const definition = this.#definition(run.kind);
    if (run.state === 'running') {
      const failed = steps.find((step) => step.state === 'failed');
      if (run.cancel_requested || failed !== undefined) return this.#turnAround(run);
      const next = steps.find((step) => step.state !== 'done');
      if (next === undefined) return this.#finish(run, definition);
      return this.#do(run, next, definition.steps[next.position] as Step<Services>);
    }
    if (run.state === 'undoing') {
      const next = steps.findLast((step) => step.state !== 'pending' && step.state !== 'undone');
      if (next === undefined) return this.#finish(run, definition);
      return this.#undo(run, next, definition.steps[next.position] as Step<Services>);
    }
    return false;
  }

  async #do(run: RunRow, row: StepRow, step: Step<Services>): Promise<boolean> {
    const { db } = this.#options;
    const attempt = await moveStep(db, run.uuid, row, { state: 'running', begin: true, error: null });
    if (attempt === null) return true;
    const now: StepRow = { ...row, attempt };
    const leftMs = step.deadlineMs - (row.started === null ? 0 : Date.now() - row.started.getTime());
    const limitMs = Math.max(leftMs, Math.min(step.deadlineMs, fairMs));
    await this.#options.debugPoint?.(`${step.name}:before`);
    let outcome;
    try {
      outcome = await within(step, limitMs, step.do(this.#context(run, now, limitMs, leftMs <= 0)));
    } catch (error) {
      if (this.#stopping) return false;
      return this.#failed(run, now, step, leftMs, error);
    }
    await this.#options.debugPoint?.(`${step.name}:after`);
    if (outcome === undefined) {
      await moveStep(db, run.uuid, now, { state: 'done' });
      return true;
    }
    await moveStep(db, run.uuid, now, { state: 'waiting', message: outcome.waiting });
    return !(await this.#rest(run, Math.max(leftMs, 100)));
  }

  async #failed(run: RunRow, row: StepRow, step: Step<Services>, leftMs: number, error: unknown): Promise<boolean> {
    const outage = isOutage(error);
    // an outage of the database is nobody's failure: the sweep finds the run again when there is one to be asked
    if (outage && leftMs > 0) throw error;
    const problem = outage ? outageProblem(error) : asProblem(error);
    const again = problem.transient && row.failures < step.retries && leftMs > 0;
    const change = { state: again ? 'running' : 'failed', error: stored(problem) } as const;
    await moveStep(this.#options.db, run.uuid, row, change);
    return again ? !(await this.#rest(run, backoffMs(row.failures + 1))) : true;
  }

  async #undo(run: RunRow, row: StepRow, step: Step<Services>): Promise<boolean> {
    const { db } = this.#options;
    if (typeof step.undo !== 'function') {
      await moveStep(db, run.uuid, row, { state: 'undone', message: `nothing to undo: ${step.undo.none}` });
      return true;
    }
    const attempt = await moveStep(db, run.uuid, row, { state: 'undoing', begin: true });
    if (attempt === null) return true;
    const now: StepRow = { ...row, attempt };
    await this.#options.debugPoint?.(`${step.name}:undo`);
    try {
      await within(step, step.deadlineMs, step.undo(this.#context(run, now, step.deadlineMs, false)));
      await this.#options.debugPoint?.(`${step.name}:undone`);
      await moveStep(db, run.uuid, now, { state: 'undone' });
      return true;
    } catch (error) {
      // an undo is never given up: it stays visible and is tried again for as long as it takes
      const problem = asProblem(error);
      this.#options.log('an undo failed and will be tried again', {
        run: run.uuid,
        step: step.name,
        code: problem.code,
      });
      await moveStep(db, run.uuid, now, { state: 'undoing', message: `undo failed: ${problem.message}` });
      return !(await this.#rest(run, backoffMs(attempt)));
    }
  }

  #context(run: RunRow, row: StepRow, limitMs: number, overdue: boolean): StepContext<Services> {
    const undoing = run.state === 'undoing';
    const cancelled = this.#active.get(run.uuid)?.signal;
    const signals = [AbortSignal.timeout(limitMs), ...(undoing || cancelled === undefined ? [] : [cancelled])];
    let shown = 0;
    return {
      services: this.#options.services,
      workflow: run.uuid,
      subject: run.subject,
      input: run.input,
      signal: AbortSignal.any(signals),
      overdue,
      progress: (fraction, message) => {
        // four times a second is enough for an eye and kind to the database
        if (Date.now() - shown < 250) return;
        shown = Date.now();
        void showProgress(this.#options.db, run.uuid, row, fraction, message).catch(() => {});
      },
    };
  }

  async #turnAround(run: RunRow): Promise<boolean> {
    await this.#options.db.transaction().execute(async (tx) => {
      const failed = await tx
        .selectFrom('workflow_step')
        .select('error')
        .where('workflow', '=', run.uuid)
        .where('state', '=', 'failed')
        .executeTakeFirst();
      // a cancellation that came in the meantime was answered with yes: the run ends as cancelled
      const { rows } = await sql<{ error: StoredProblem | null }>`
        UPDATE workflow SET state = 'undoing', due = NULL,
          error = CASE WHEN NOT cancel_requested THEN ${failed?.error == null ? null : JSON.stringify(failed.error)}::jsonb END
        WHERE uuid = ${run.uuid} AND state = 'running' RETURNING error
      `.execute(tx);
      if (rows[0] !== undefined) await tellRun(tx, run.uuid, 'undoing', rows[0].error);
    });
    this.#active.set(run.uuid, new AbortController());
    return true;
  }

  /** Ends the run together with the rows of its subject; a cancellation that came first wins. */
  async #finish(run: RunRow, definition: WorkflowDefinition<Services>): Promise<boolean> {
    const unwound = run.state === 'undoing';
    const state = !unwound ? 'succeeded' : run.error === null ? 'cancelled' : 'failed';
    await this.#options.debugPoint?.('finish:before');
    await this.#options.db.transaction().execute(async (tx) => {
      const { rows } = await sql`
        UPDATE workflow SET state = ${state}, finished = now(), due = NULL
        WHERE uuid = ${run.uuid} AND state = ${run.state} AND (${unwound} OR NOT cancel_requested) RETURNING uuid
      `.execute(tx);
      if (rows.length === 0) return;
      const finished = { workflow: run.uuid, subject: run.subject, input: run.input };
      if (unwound) await definition.unwound(tx, finished, run.error === null ? null : fromStored(run.error));
      else await definition.succeeded(tx, finished);
      await tellRun(tx, run.uuid, state, run.error);
    });
    return true;
  }

  /** Lets go of the run until a wake-up or `ms` from now; false when a wake-up came meanwhile. */
  async #rest(run: RunRow, ms: number): Promise<boolean> {
    const { rows } = await sql`
      UPDATE workflow SET due = clock_timestamp() + ${ms} * interval '1 ms'
      WHERE uuid = ${run.uuid} AND wake_seq = ${run.wake_seq} RETURNING uuid
    `.execute(this.#options.db);
    if (rows.length === 0) return false;
    setTimeout(() => this.#look(run.uuid), ms + 20).unref();
    return true;
  }
}

/** 200 ms, doubling to 30 s, each anywhere between half and all of it so that many do not come back at once. */
function backoffMs(attempt: number): number {
  return Math.min(200 * 2 ** Math.min(attempt, 20), 30_000) * (0.5 + Math.random() / 2);
}

/** A step that does not come back by its deadline has failed: nothing hangs silently. */
async function within<T>(step: { name: string; deadlineMs: number }, limitMs: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      const message = `The step "${step.name}" did not end within ${Math.round(step.deadlineMs / 1000)} s.`;
      reject(new Problem('step-deadline', message, 'Retry; if it happens again, look at the load of the machine.'));
    }, limitMs + 1_000);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}

function fromStored(error: { code: string; message: string; constraint: string; remedy: string }): Problem {
  return new Problem(error.code, error.message, error.remedy, { constraint: error.constraint });
}

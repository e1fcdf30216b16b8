import { sql } from 'kysely';
import type { Logger } from 'pino';
import { inContextWith } from '../common/log-context.ts';
import { inSpan, type Tracing, untraced } from '../common/tracing.ts';
import { asProblem, Problem, stored } from '../common/problem.ts';
import { type Database, isOutage, json, outageProblem, rowOf, type Tx, unread } from '../db/index.ts';
import type { StepContext, Undo, WorkflowDefinition, Written } from './define.ts';
import { withDeadline } from './deadline.ts';
import type { BegunRun } from './due.ts';
import { finish } from './finish.ts';
import { type Begun, type Hold, type Last, type Next, type PassedOn, passOn, type Place, stepOf } from './place.ts';
import { type Moved, moveStep, type RunRow, type StepChange, type StepRow, showProgress, tellRun } from './store.ts';
import { z } from 'zod';

/** An attempt gets this long even when its step began long ago: the process was down meanwhile, or the clock jumped. */
const fairMs = 30_000;
/** The reason of the signal of a step that ends because its process does, or because others may do it by now. */
export const lettingGo = new Error('The engine lets go of the run.');

export interface AdvanceOptions<Services> {
  db: Database;
  services: Services;
  log: Logger;
  /** Writes what is with the begin of a run that has waited for the end of this one. */
  begins: (tx: Tx, run: BegunRun) => Promise<void>;
  /** Every attempt of a step, and of an undo, is a span below the request that has begun the run. */
  tracing?: Tracing;
  /** Told of every step that is done, or has failed for good: its total time over all attempts and waits, ms. */
  observed?: (workflow: string, step: string, outcome: 'done' | 'failed', ms: number) => void;
  /** Called at the named points of a run; tests stop the world there. */
  debugPoint?: (point: string) => Promise<void>;
}

const errorRow = z.strictObject({ error: json['workflow.error'].nullable() });

/** The moves of a run: a step is done or undone, the run turns around, the run ends. */
export class Advancer<Services> {
  readonly #options: AdvanceOptions<Services>;

  constructor(options: AdvanceOptions<Services>) {
    this.#options = options;
  }

  /** One move of a run whose lock the caller holds, and those that follow from it. */
  async move(run: RunRow, steps: StepRow[], definition: WorkflowDefinition<Services>, hold: Hold): Promise<Next> {
    if (run.abandoned && (run.state === 'running' || run.state === 'undoing'))
      return finish(this.#options, run, definition);
    if (run.state === 'running') {
      const failed = steps.find((step) => step.state === 'failed');
      if (run.cancel_requested || failed !== undefined) return this.#turnAround(run);
      const next = steps.find((step) => step.state !== 'done');
      if (next === undefined) return finish(this.#options, run, definition);
      return this.#do({ run, steps, definition, step: stepOf(definition, next) }, next, hold);
    }
    if (run.state === 'undoing') {
      // the first step's undo takes back what the request itself has reserved: it is owed even before the step began
      const begun = (step: StepRow): boolean => step.state !== 'pending' || step.position === 0;
      const next = steps.findLast((step) => begun(step) && step.state !== 'undone');
      if (next === undefined) return finish(this.#options, run, definition);
      return this.#undo({ run, steps, definition, step: stepOf(definition, next) }, next);
    }
    return 'never';
  }

  /** Does a step and those behind it, until one of them does not end well at once. */
  async #do(at: Place<Services>, row: StepRow, hold: Hold): Promise<Next> {
    const begin = { state: 'running', begin: true, error: null } as const;
    const moved = await moveStep(this.#options.db, at.run.uuid, row, begin);
    if (moved === null) return 'at once';
    let begun: Begun<Services> = { at, row: { ...row, attempt: moved.attempt } };
    for (;;) {
      const { name, failures } = begun.row;
      // counted as the timeline counts: looks at a step that waits are none
      const next = await inStep(name, failures + 1, () => this.#attempt(begun, hold));
      if (typeof next !== 'object') return next;
      // with another session came another lock: somebody else may work on the run by now
      if (!(await hold.keep())) return 'never';
      if ('row' in next) return finish(this.#options, at.run, at.definition, next);
      ({ begun } = next);
    }
  }

  /** One attempt of a step that has begun: `row` has its number. */
  async #attempt({ at, row }: Begun<Services>, { signal }: Hold): Promise<Next | PassedOn<Services> | Last> {
    const { log } = this.#options;
    const { run, step } = at;
    const began = performance.now();
    const tell = (how: 'done' | 'failed'): void =>
      this.#options.observed?.(run.kind, step.name, how, (row.elapsed_ms ?? 0) + performance.now() - began);
    const deadlineMs = step.deadline.of(this.#options.services);
    const leftMs = deadlineMs - (row.elapsed_ms ?? 0);
    const limitMs = Math.max(leftMs, Math.min(deadlineMs, fairMs));
    const { name } = step;
    await this.#options.debugPoint?.(`${step.name}:before`);
    let outcome;
    try {
      const context = this.#context(at, row, leftMs <= 0, limited(signal, limitMs));
      outcome = await this.#inSpan(`${run.kind}/${name}`, () =>
        withDeadline({ name, deadlineMs }, limitMs, step.do(context)),
      );
    } catch (error) {
      if (signal.reason === lettingGo) return 'never';
      return this.#failed(at, row, { leftMs, error, cancelled: signal.aborted }, () => tell('failed'));
    }
    await this.#options.debugPoint?.(`${step.name}:after`);
    if (outcome !== undefined && 'waiting' in outcome) {
      const rest = { ms: Math.max(leftMs, 100), wake_seq: run.wake_seq };
      return this.#rest(run, row, { state: 'waiting', message: outcome.waiting, rest });
    }
    tell('done');
    log.debug({ ms: Math.round(performance.now() - began) }, 'a step is done');
    const next = at.steps.find(({ position }) => position > row.position);
    if (next === undefined && !signal.aborted) return { row, written: outcome ?? undefined };
    // once it shall end nothing more is begun
    const moved = await this.#done(run, row, outcome ?? undefined, signal.aborted ? undefined : next);
    if (moved === null || next === undefined || moved.next === null) return 'at once';
    return { begun: passOn(at, { ...next, attempt: moved.next, elapsed_ms: 0 }, moved.wake_seq) };
  }

  /** Records that a step is done, together with what it has written. */
  async #done(run: RunRow, row: StepRow, written?: Written, next?: StepRow): Promise<Moved | null> {
    const { db } = this.#options;
    if (written === undefined) return moveStep(db, run.uuid, row, { state: 'done' }, next);
    // nothing is read before the commit, so that all of it leaves in one write
    const { moved } = await db.transaction().execute((tx) => {
      const answer = moveStep(tx, run.uuid, row, { state: 'done' }, next);
      unread(answer);
      written.writes(tx);
      return Promise.resolve({ moved: answer });
    });
    return moved;
  }

  async #failed(
    { run, step }: Place<Services>,
    row: StepRow,
    { leftMs, error, cancelled }: { leftMs: number; error: unknown; cancelled: boolean },
    forGood: () => void,
  ): Promise<Next> {
    const { log } = this.#options;
    // an outage of the database is nobody's failure: the sweep finds the run again when there is one to be asked
    if (isOutage(error) && leftMs > 0) throw error;
    const problem = problemOf(error);
    const again = problem.transient && row.failures < step.retries && leftMs > 0;
    const found = { err: error, ...traceOf(problem) };
    if (cancelled) log.info(found, 'a step was cut off by a cancellation');
    else if (again) log.warn(found, 'a step failed and will be tried again');
    else log.error(found, 'a step failed for good');
    if (again) {
      const rest = { ms: backoffMs(row.failures + 1), wake_seq: run.wake_seq };
      return this.#rest(run, row, { state: 'running', error: stored(problem), rest });
    }
    await moveStep(this.#options.db, run.uuid, row, { state: 'failed', error: stored(problem) });
    forGood();
    return 'at once';
  }

  async #undo(at: Place<Services>, row: StepRow): Promise<Next> {
    const { db } = this.#options;
    const { run, step } = at;
    const { undo } = step;
    if ('none' in undo) {
      await moveStep(db, run.uuid, row, { state: 'undone', message: `nothing to undo: ${undo.none}` });
      return 'at once';
    }
    const moved = await moveStep(db, run.uuid, row, { state: 'undoing', begin: true, message: undo.words });
    if (moved === null) return 'at once';
    const { attempt } = moved;
    return inStep(row.name, attempt, () => this.#attemptUndo(at, { ...row, attempt }, undo));
  }

  /** One attempt of an undo that has begun; it is never given up: it stays visible and is tried again for as long as it takes. */
  async #attemptUndo(at: Place<Services>, row: StepRow, undo: Undo<Services>): Promise<Next> {
    const { db, log, debugPoint } = this.#options;
    const { run, step } = at;
    await debugPoint?.(`${step.name}:undo`);
    try {
      const { name } = step;
      const deadlineMs = step.deadline.of(this.#options.services);
      const context = this.#context(at, row, false, AbortSignal.timeout(deadlineMs));
      await this.#inSpan(`undo ${run.kind}/${name}`, () =>
        withDeadline({ name, deadlineMs }, deadlineMs, undo.run(context)),
      );
      await debugPoint?.(`${step.name}:undone`);
      await moveStep(db, run.uuid, row, { state: 'undone' });
      return 'at once';
    } catch (error) {
      const problem = problemOf(error);
      log.error({ err: error, ...traceOf(problem) }, 'an undo failed and will be tried again');
      const rest = { ms: backoffMs(row.attempt), wake_seq: run.wake_seq };
      return this.#rest(run, row, { state: 'undoing', message: `undo failed: ${problem.message}`, rest });
    }
  }

  #inSpan<T>(name: string, work: () => Promise<T>): Promise<T> {
    return inSpan(this.#options.tracing ?? untraced, name, work);
  }

  /** Throws when the workflow does not understand the input any more: then the step fails, and all see it. */
  #context(
    { run, definition }: Place<Services>,
    row: StepRow,
    overdue: boolean,
    signal: AbortSignal,
  ): StepContext<Services> {
    let shown = Date.now();
    return {
      services: this.#options.services,
      workflow: run.uuid,
      subject: run.subject,
      input: definition.input.parse(run.input),
      restored: run.restored,
      signal,
      overdue,
      progress: (fraction, message) => {
        // four times a second is enough for an eye and kind to the database
        if (Date.now() - shown < 250) return;
        shown = Date.now();
        void showProgress(this.#options.db, run.uuid, row, fraction, message).catch(() => {});
      },
    };
  }

  async #turnAround(run: RunRow): Promise<Next> {
    await this.#options.db.transaction().execute(async (tx) => {
      const failed = await tx
        .selectFrom('workflow_step')
        .select('error')
        .where('workflow', '=', run.uuid)
        .where('state', '=', 'failed')
        .executeTakeFirst();
      // a cancellation that came in the meantime was answered with yes: the run ends as cancelled
      const query = sql`
        UPDATE workflow SET state = 'undoing', due = NULL,
          error = CASE WHEN NOT cancel_requested THEN ${failed?.error == null ? null : JSON.stringify(failed.error)}::jsonb END
        WHERE uuid = ${run.uuid} AND state = 'running' AND (cancel_requested OR ${failed !== undefined}) RETURNING error`;
      const unwinding = await rowOf(tx, errorRow, query);
      if (unwinding !== undefined) await tellRun(tx, run.uuid, 'undoing', unwinding.error);
    });
    return 'at once';
  }

  /** Moves a step after which the run waits, unless a wake-up came meanwhile or somebody else has moved the step since. */
  async #rest(run: RunRow, row: StepRow, change: StepChange & Required<Pick<StepChange, 'rest'>>): Promise<Next> {
    const moved = await moveStep(this.#options.db, run.uuid, row, change);
    return moved?.rests === true ? change.rest.ms : 'at once';
  }
}

/** Has all that is logged meanwhile name the step, and which attempt this is. */
function inStep<T>(step: string, attempt: number, work: () => T): T {
  return inContextWith({ fields: { step, attempt } }, work);
}

function problemOf(error: unknown): Problem {
  return isOutage(error) ? outageProblem(error) : asProblem(error);
}

/** By what the line of an error is found from what people are told of it. */
function traceOf({ code, reference }: Problem): { code: string; reference?: string } {
  return reference === '' ? { code } : { code, reference };
}

function limited(signal: AbortSignal, ms: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(ms)]);
}

/** 200 ms, doubling to 30 s, each anywhere between half and all of it so that many do not come back at once. */
function backoffMs(attempt: number): number {
  return Math.min(200 * 2 ** Math.min(attempt, 20), 30_000) * (0.5 + Math.random() / 2);
}

import type { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';

/** What a step is given. `Services` is whatever the workflows of an engine work with; the engine does not look at it. */
export interface StepContext<Services> {
  readonly services: Services;
  readonly workflow: string;
  readonly subject: string;
  readonly input: Record<string, unknown>;
  /** Aborted when the run is cancelled or this attempt is over its time. */
  readonly signal: AbortSignal;
  /** True once the deadline of a waiting step has passed: the step may end or throw, but not wait on. */
  readonly overdue: boolean;
  /** Shown in the timeline: 0..1 and a word on what is going on. */
  readonly progress: (fraction: number, message: string) => void;
}

/** A step that returns this holds no worker; it is called again on a wake-up of its subject or at its deadline. */
export interface Waiting {
  readonly waiting: string;
}

export function waitFor(what: string): Waiting {
  return { waiting: what };
}

export interface Step<Services> {
  readonly name: string;
  readonly do: (context: StepContext<Services>) => Promise<Waiting | undefined | void>;
  readonly undo: ((context: StepContext<Services>) => Promise<void>) | { readonly none: string };
  /** Total time from the step's first start, over all attempts and waits, ms. */
  readonly deadlineMs: number;
  /** How often a transient failure is tried again. */
  readonly retries: number;
}

type StepOptions<Services> = Pick<Step<Services>, 'do' | 'undo'> &
  Partial<Pick<Step<Services>, 'deadlineMs' | 'retries'>>;

/**
 * One row of a workflow's table. Both `do` and `undo` may run more than once and must not mind. The undo of the first one
 * runs even when the run is cancelled before it began: what the request has reserved is given back there.
 */
export function step<Services>(name: string, options: StepOptions<Services>): Step<Services> {
  return { name, deadlineMs: 60_000, retries: 5, ...options };
}

/** For a step that leaves nothing to undo: the reason is part of the table. */
export function none(reason: string): { none: string } {
  return { none: reason };
}

/** Runs in the transaction that ends the workflow, so that the subject's rows and the run can never disagree. */
export interface Outcome {
  succeeded: (tx: Tx, run: FinishedRun) => Promise<void>;
  /** After everything was undone; `error` is null when the run was cancelled. */
  unwound: (tx: Tx, run: FinishedRun, error: Problem | null) => Promise<void>;
}

export interface FinishedRun {
  readonly workflow: string;
  readonly subject: string;
  readonly input: Record<string, unknown>;
}

export interface WorkflowDefinition<Services> extends Outcome {
  readonly kind: string;
  readonly steps: readonly Step<Services>[];
}

export function defineWorkflow<Services>(
  kind: string,
  steps: readonly Step<Services>[],
  outcome: Outcome,
): WorkflowDefinition<Services> {
  return { kind, steps, ...outcome };
}

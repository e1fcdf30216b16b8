import type { z } from 'zod';
import type { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';

/**
 * What a step is given. `Services` is whatever the workflows of an engine work with; the engine does not look at it.
 * `Input` is what the request that began the run has said, read anew by the workflow's schema.
 */
export interface StepContext<Services, Input = unknown> {
  readonly services: Services;
  readonly workflow: string;
  readonly subject: string;
  readonly input: Input;
  /** The run came back with a backup: what it would delete may have become somebody's since. */
  readonly restored: boolean;
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

/** What a step that is done leaves to the transaction that says so: rows that are of no use before. Their answers are not read. */
export interface Written {
  readonly writes: (tx: Tx) => void;
}

/** A row of a workflow's table. Its functions are methods: a workflow of any input is one of `unknown`, which is parsed. */
export interface Step<Services, Input = unknown> {
  /** Stable, for machines; steps of one name are the same in all workflows. */
  readonly name: string;
  /** What it does, as the timeline shows it. */
  readonly title: string;
  do(context: StepContext<Services, Input>): Promise<Waiting | Written | undefined | void>;
  readonly undo: Undo<Services, Input> | { readonly none: string };
  readonly deadline: Deadline<Services>;
  /** How often a transient failure is tried again. */
  readonly retries: number;
}

export interface Undo<Services, Input = unknown> {
  /** What it does, as the timeline shows it meanwhile. */
  readonly words: string;
  run(context: StepContext<Services, Input>): Promise<void>;
}

/** Total time from a step's first start, over all attempts and waits. */
interface Deadline<Services> {
  /** What it is, for the table of workflows. */
  readonly words: string;
  /** ms. */
  of(services: Services): number;
}

/** How patient a step is: 1 minute and 5 retries, when nothing is said. */
export interface Patience<Services> {
  deadline?: Deadline<Services>;
  retries?: number;
}

const oneMinute = { words: '1 min', of: () => 60_000 };

/**
 * A row of a workflow's table: what is done and how that is undone, each in words and as a function. Both may run more than
 * once and must not mind. The undo of the first one runs even when the run is cancelled before it began: what the request
 * has reserved is given back there.
 */
export function step<Services, Input>(
  name: string,
  [title, act]: [title: string, act: Step<Services, Input>['do']],
  undo: [words: string, run: Undo<Services, Input>['run']] | { none: string },
  { deadline = oneMinute, retries = 5 }: Patience<Services> = {},
): Step<Services, Input> {
  const back = Array.isArray(undo) ? { words: undo[0], run: undo[1] } : undo;
  return { name, title, do: act, undo: back, deadline, retries };
}

/** For a step that leaves nothing to undo: the reason is part of the table. */
export function none(reason: string): { none: string } {
  return { none: reason };
}

/**
 * Runs in the transaction that begins or ends the workflow, so that the subject's rows and the run can never disagree.
 */
export interface Outcome<Input = unknown> {
  /** When the run begins: with its request, or once the run has ended that it waits for. Left out, the request writes all. */
  begins?(tx: Tx, run: FinishedRun<Input>): Promise<void>;
  succeeded(tx: Tx, run: FinishedRun<Input>): Promise<void>;
  /** After everything was undone; `error` is null when the run was cancelled. */
  unwound(tx: Tx, run: FinishedRun<Input>, error: Problem | null): Promise<void>;
  /** With nothing undone, before a run begins that takes all of it away. Left out, nothing has to be said to that one. */
  abandoned?(tx: Tx, run: FinishedRun<Input>): Promise<void>;
}

export interface FinishedRun<Input = unknown> {
  readonly workflow: string;
  readonly subject: string;
  readonly input: Input;
}

export interface WorkflowDefinition<Services, Input = unknown> extends Outcome<Input> {
  readonly kind: string;
  /** From what to what, in words. */
  readonly purpose: string;
  /**
   * What a request has to say to begin a run. Runs that an older version has begun are read by it, too: a field that is new
   * has a default.
   */
  readonly input: z.ZodType<Input>;
  readonly steps: readonly Step<Services, Input>[];
}

export function defineWorkflow<Services, Input>(
  definition: Pick<WorkflowDefinition<Services, Input>, 'kind' | 'purpose' | 'input'> & {
    steps: readonly Step<Services, NoInfer<Input>>[];
  } & Outcome<NoInfer<Input>>,
): WorkflowDefinition<Services, Input> {
  return definition;
}

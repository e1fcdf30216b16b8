import type { Step, WorkflowDefinition } from './define.ts';
import type { RunRow, StepRow } from './store.ts';

/** What whoever moves a run has of it. */
export interface Hold {
  /** Ends the step that is being done. */
  signal: AbortSignal;
  /** Whether the run may be moved on: its lock is still held, or again. */
  keep: () => Promise<boolean>;
}

/** Where a run is. */
export interface Place<Services> {
  run: RunRow;
  steps: StepRow[];
  definition: WorkflowDefinition<Services>;
  step: Step<Services>;
}

/** A step that has begun. */
export interface Begun<Services> {
  at: Place<Services>;
  row: StepRow;
}

/** A step is done, and the next one has begun with that; null: it was the last one. */
export interface Done<Services> {
  begun: Begun<Services> | null;
}

export function passOn<Services>(at: Place<Services>, row: StepRow, wake_seq: string): Begun<Services> {
  return { at: { ...at, run: { ...at.run, wake_seq }, step: stepOf(at.definition, row) }, row };
}

/** By its name: a run does the steps that it was begun with, in their order, whatever the table is today. */
export function stepOf<Services>({ kind, steps }: WorkflowDefinition<Services>, { name }: StepRow): Step<Services> {
  const found = steps.find((step) => step.name === name);
  if (found === undefined) throw new Error(`${kind} has no step ${name}`);
  return found;
}

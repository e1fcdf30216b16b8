import type { Step, WorkflowDefinition, Written } from './define.ts';
import type { RunRow, StepRow } from './store.ts';

/** When the run can be moved again: at once, after a rest of so many ms or a wake-up, or never. */
export type Next = 'at once' | 'never' | number;

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

/** A step is done, and the next one has begun with that. */
export interface PassedOn<Services> {
  begun: Begun<Services>;
}

/** The last step is done, which is for the end of the run to say. */
export interface Last {
  row: StepRow;
  written: Written | undefined;
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

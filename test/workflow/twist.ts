import { Problem } from '../../src/common/problem.ts';
import type { StepContext } from '../../src/engine/index.ts';
import type { Services } from '../../src/workflows/index.ts';

export type Context = StepContext<Services>;
export type Body = (context: Context) => Promise<unknown>;

/** Takes the place of a step's `do` or `undo` in the runs of one subject. */
export interface Twist {
  kind: string;
  step: string;
  do?: (original: Body, context: Context) => Promise<unknown>;
  undo?: (original: Body, context: Context) => Promise<unknown>;
  /** In place of the step's own. */
  deadlineMs?: number;
}

/** What takes the place of `original` for as long as there is something. */
export function twisted(original: Body, other: () => Twist['do']): Body {
  return (context) => other()?.(original, context) ?? original(context);
}

export function failure(transient: boolean): Problem {
  return new Problem('command-failed', 'The test made this step fail.', 'Nothing to do.', { transient });
}

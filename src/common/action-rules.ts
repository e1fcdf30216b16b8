import { Problem } from './problem.ts';

/** When one action can be done with a thing that stands so; `E` is what is still known of one that has ended. */
export interface ActionRule<S extends E, E extends { state: string } = S> {
  states: readonly S['state'][];
  /** A further reason why not, and what to do first. */
  unless?: (standing: S) => string | null;
  /** Where it is taken, and begins in place of what is being done, or after it; without that it begins at once. */
  waits?: (standing: S) => 'instead' | 'after' | null;
  /** Where it is not refused although it cannot be done: it is under way by an earlier request, or there is nothing left. */
  already?: (standing: E) => 'under way' | 'gone' | null;
}

/** What the table of a noun answers. */
export interface ActionRules<A extends string, S extends E, E extends { state: string } = S> {
  actions: A[];
  /** null when the action can be done now, else why not and what to do first. */
  refuses(action: A, standing: S): string | null;
  /** When an action begins that can be done. */
  whenDone(action: A, standing: S): 'now' | 'instead' | 'after';
  /** Throws `wrong-state` unless the action can be done now. */
  require(action: A, standing: S): void;
  /** What has become of an action that was asked for before; null: nothing. */
  already(action: A, standing: E): 'under way' | 'gone' | null;
}

/** The table of what can be done with a noun, by action; `remedies` says what to do about a state that is the wrong one. */
export function actionRules<A extends string, S extends E, E extends { state: string } = S>(
  noun: string,
  rules: Record<A, ActionRule<S, E>>,
  remedies: Partial<Record<S['state'], string>>,
): ActionRules<A, S, E> {
  const refuses = (action: A, standing: S): string | null => {
    const { states, unless } = rules[action];
    const state: S['state'] = standing.state;
    if (states.includes(state)) return unless?.(standing) ?? null;
    return `Valid states for operation: ${states.join(', ')}. The ${noun} is ${state}.${remedies[state] ?? ''}`;
  };
  return {
    actions: Object.keys(rules) as A[],
    refuses,
    whenDone: (action, standing) => rules[action].waits?.(standing) ?? 'now',
    require: (action, standing) => {
      const why = refuses(action, standing);
      if (why !== null) throw new Problem('wrong-state', why);
    },
    already: (action, standing) => rules[action].already?.(standing) ?? null,
  };
}

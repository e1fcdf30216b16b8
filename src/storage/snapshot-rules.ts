import { Problem } from '../common/problem.ts';
import type { SnapshotState } from '../db/index.ts';

/** What decides whether something can be done with a snapshot now. */
export interface SnapshotStanding {
  state: SnapshotState;
  /** A volume is being made of it. */
  restoring: boolean;
}

interface Rule {
  states: readonly SnapshotState[];
  /** A further reason why not. */
  unless?: (snapshot: SnapshotStanding) => string | null;
  /** Where it is taken, and begins in place of what is being done; without that it begins at once. */
  instead?: readonly SnapshotState[];
  /** Where it is not refused although it cannot be done: it is under way by an earlier request, or there is nothing left. */
  already?: Partial<Record<SnapshotState, 'under way' | 'gone'>>;
}

const rules = {
  update: { states: ['OK', 'ERRED'] },
  restore: { states: ['OK'] },
  terminate: {
    states: ['CREATING', 'OK', 'ERRED'],
    instead: ['CREATING'],
    already: { DELETING: 'under way', TERMINATED: 'gone' },
    unless: ({ restoring }) =>
      restoring ? 'A volume is being made of the snapshot. Wait for its end, or delete that volume.' : null,
  },
} as const satisfies Record<string, Rule>;

export type SnapshotAction = keyof typeof rules;
export const snapshotActions = Object.keys(rules) as SnapshotAction[];

/** null when the action can be done now, else why not and what to do first. */
export function snapshotRefuses(action: SnapshotAction, snapshot: SnapshotStanding): string | null {
  const rule: Rule = rules[action];
  if (rule.states.includes(snapshot.state)) return rule.unless?.(snapshot) ?? null;
  const now = `Valid states for operation: ${rule.states.join(', ')}. The snapshot is ${snapshot.state}.`;
  return now + (snapshot.state === 'CREATING' ? ' Wait until it is there.' : '');
}

/** When an action begins that can be done. */
export function snapshotWhenDone(action: SnapshotAction, { state }: SnapshotStanding): 'now' | 'instead' {
  const rule: Rule = rules[action];
  return rule.instead?.includes(state) === true ? 'instead' : 'now';
}

/** Throws `wrong-state` unless the action can be done now. */
export function requireSnapshotAction(action: SnapshotAction, snapshot: SnapshotStanding): void {
  const why = snapshotRefuses(action, snapshot);
  if (why !== null) throw new Problem('wrong-state', why);
}

/** What has become of an action that was asked for before; null: nothing. */
export function snapshotAlready(action: SnapshotAction, { state }: SnapshotStanding): 'under way' | 'gone' | null {
  const rule: Rule = rules[action];
  return rule.already?.[state] ?? null;
}

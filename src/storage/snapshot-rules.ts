import { type ActionRule, type ActionRules, actionRules } from '../common/action-rules.ts';
import type { SnapshotState } from '../db/index.ts';

/** What decides whether something can be done with a snapshot now. */
export interface SnapshotStanding {
  state: SnapshotState;
  /** A volume is being made of it. */
  restoring: boolean;
  /** That it is part of. */
  backup: string | null;
}

type Ending = Pick<SnapshotStanding, 'state'>;

const rules = {
  update: {
    states: ['OK', 'ERRED'],
    unless: ({ backup }) => (backup === null ? null : 'The snapshot is part of a backup. Change that.'),
  },
  restore: { states: ['OK'] },
  terminate: {
    states: ['CREATING', 'OK', 'ERRED'],
    waits: ({ state }) => (state === 'CREATING' ? 'instead' : null),
    already: ({ state }) => (state === 'DELETING' ? 'under way' : state === 'TERMINATED' ? 'gone' : null),
    unless: ({ restoring, backup }) => {
      if (backup !== null) return 'The snapshot is part of a backup. Delete that.';
      return restoring ? 'A volume is being made of the snapshot. Wait for its end, or delete that volume.' : null;
    },
  },
} as const satisfies Record<string, ActionRule<SnapshotStanding, Ending>>;

export type SnapshotAction = keyof typeof rules;
/** What can be done with a snapshot, and when. */
export const snapshotRules: ActionRules<SnapshotAction, SnapshotStanding, Ending> = actionRules('snapshot', rules, {
  CREATING: ' Wait until it is there.',
});

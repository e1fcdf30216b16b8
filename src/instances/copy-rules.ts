import { type ActionRule, type ActionRules, actionRules } from '../common/action-rules.ts';
import type { BackupCopyState } from '../db/index.ts';

/** What decides whether something can be done with a copy of a backup now. */
export interface CopyStanding {
  state: BackupCopyState;
  /** A VM is being made of it. */
  restoring: boolean;
}

type Ending = Pick<CopyStanding, 'state'>;

const rules = {
  verify: { states: ['OK'] },
  restore: { states: ['OK'] },
  terminate: {
    states: ['CREATING', 'OK', 'UPDATING', 'ERRED'],
    waits: ({ state }) => (state === 'CREATING' || state === 'UPDATING' ? 'instead' : null),
    already: ({ state }) => (state === 'DELETING' ? 'under way' : state === 'TERMINATED' ? 'gone' : null),
    unless: ({ restoring }) => (restoring ? 'A VM is being made of the copy. Wait for its end, or delete that.' : null),
  },
} as const satisfies Record<string, ActionRule<CopyStanding, Ending>>;

export type CopyAction = keyof typeof rules;
/** What can be done with a copy of a backup, and when. */
export const copyRules: ActionRules<CopyAction, CopyStanding, Ending> = actionRules('copy', rules, {
  CREATING: ' Wait until it is there.',
  UPDATING: ' It is being verified: wait for the end of that.',
});

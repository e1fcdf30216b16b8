import { type ActionRule, type ActionRules, actionRules } from '../common/action-rules.ts';
import type { BackupState } from '../db/index.ts';

/** What decides whether something can be done with a backup now. */
export interface BackupStanding {
  state: BackupState;
  /** A volume is being made of one of its snapshots. */
  restoring: boolean;
}

type Ending = Pick<BackupStanding, 'state'>;

const rules = {
  update: { states: ['OK', 'ERRED'] },
  restore: { states: ['OK'] },
  terminate: {
    states: ['CREATING', 'OK', 'ERRED'],
    waits: ({ state }) => (state === 'CREATING' ? 'instead' : null),
    already: ({ state }) => (state === 'DELETING' ? 'under way' : state === 'TERMINATED' ? 'gone' : null),
    unless: ({ restoring }) =>
      restoring ? 'A VM or a volume is being made of the backup. Wait for its end, or delete that.' : null,
  },
} as const satisfies Record<string, ActionRule<BackupStanding, Ending>>;

export type BackupAction = keyof typeof rules;
/** What can be done with a backup, and when. */
export const backupRules: ActionRules<BackupAction, BackupStanding, Ending> = actionRules('backup', rules, {
  CREATING: ' Wait until it is there.',
});

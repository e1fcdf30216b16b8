import { type ActionRule, type ActionRules, actionRules } from '../common/action-rules.ts';
import type { BackupState, InstanceState, RuntimeState } from '../db/index.ts';
import { instanceBusy } from '../storage/index.ts';

/** What decides whether something can be done with a backup now. */
export interface BackupStanding {
  state: BackupState;
  /** A volume is being made of one of its snapshots. */
  restoring: boolean;
  /** Its VM is going back to it, or keeps by it what it was before that. */
  rolling_back: boolean;
  /** Its VM. */
  vm_state: InstanceState;
  vm_runtime_state: RuntimeState;
  vm_in_rescue: boolean;
  /** A snapshot is being taken of one of the volumes of its VM. */
  vm_being_kept: boolean;
  /** What it holds is being copied to a target. */
  copying: boolean;
}

type Ending = Pick<BackupStanding, 'state'>;

const rules = {
  update: { states: ['OK', 'ERRED'] },
  restore: { states: ['OK'] },
  copy: { states: ['OK'] },
  rollback: {
    states: ['OK'],
    unless: ({ vm_state, vm_runtime_state, vm_in_rescue, vm_being_kept }) => {
      const busy = instanceBusy(vm_state);
      if (busy !== null) return busy;
      if (vm_in_rescue) return 'The instance is in rescue mode. Unrescue it first.';
      if (vm_runtime_state !== 'SHUTOFF')
        return `Valid states for operation: SHUTOFF. The instance is ${vm_runtime_state}. Stop it first.`;
      return vm_being_kept ? 'A snapshot or a backup of the instance is just being taken. Wait for its end.' : null;
    },
  },
  terminate: {
    states: ['CREATING', 'OK', 'ERRED'],
    waits: ({ state }) => (state === 'CREATING' ? 'instead' : null),
    already: ({ state }) => (state === 'DELETING' ? 'under way' : state === 'TERMINATED' ? 'gone' : null),
    unless: ({ restoring, rolling_back, copying }) => {
      if (rolling_back) return 'The VM is being rolled back with the backup. Wait for its end, or cancel that.';
      if (copying) return 'The backup is being copied to a target. Wait for its end, or delete the copy.';
      return restoring ? 'A VM or a volume is being made of the backup. Wait for its end, or delete that.' : null;
    },
  },
} as const satisfies Record<string, ActionRule<BackupStanding, Ending>>;

export type BackupAction = keyof typeof rules;
/** What can be done with a backup, and when. */
export const backupRules: ActionRules<BackupAction, BackupStanding, Ending> = actionRules('backup', rules, {
  CREATING: ' Wait until it is there.',
});

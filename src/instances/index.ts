export { backedUp, firstSnapshot } from './standing.ts';
export { type BackupAction, backupRules, type BackupStanding } from './backup-rules.ts';
export { forgetBackups, type LockedBackup, lockBackup, toBackUp } from './backups.ts';
export { type BackupView, backupView } from './read-backups.ts';
export { type CopyAction, copyRules, type CopyStanding } from './copy-rules.ts';
export { countCopies, disksOf, lockCopy } from './copies.ts';
export { type CopyView, copyView } from './read-copies.ts';
export {
  type Action,
  instanceRules,
  type PowerAction,
  powerActions,
  type Standing,
} from './rules.ts';
export { keepDeletedInstance, takeAgain } from './deleted.ts';
export { type DeletedView, deletedView } from './read-deleted.ts';
export { guestMetadata, guestSpec, runningImage } from './guest-spec.ts';
export { observe, runningState } from './observe.ts';
export { type LockedInstance, lockInstance } from './lock.ts';
export { findInstance, type InstanceView, instanceView, type NestedOrder } from './read.ts';
export { forgetRollback, giveUpRollback, noteDiskBefore, replace, rollBack, rollbackOf } from './rollback.ts';
export { isReady, missing, nothingSeen, stageOf } from './readiness.ts';
export { type Usage, UsageMeter } from './usage.ts';
export { type Figures, grains, pruneUsage, type Stretch, usageBetween } from './usage-history.ts';
export { endedGuests, wantedOf } from './wanted.ts';
export { instanceName } from './name.ts';
export { instanceLabels } from './labels.ts';
export { userData } from './user-data.ts';
export { releaseReservation, reserveInstance } from './reservation.ts';
export {
  createServerGroup,
  deleteServerGroup,
  findServerGroup,
  joinServerGroup,
  removeServerGroups,
  type ServerGroup,
  updateServerGroup,
} from './server-groups.ts';

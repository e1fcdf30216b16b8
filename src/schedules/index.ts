export { surplusCopies, uncopied } from './copies.ts';
export { type KeptWord, powerWords, schedulePermissions } from './makes.ts';
export {
  type BackupScheduleView,
  backupSchedules,
  isOfKind,
  type KeptPlanView,
  type PlanView,
  type PowerScheduleView,
  powerSchedules,
  type ScheduleKind,
  type SnapshotScheduleView,
  snapshotSchedules,
} from './read.ts';
export { isLeft, isStuck, surplus } from './retention.ts';
export {
  couldNotBegin,
  type DueSchedule,
  dueSchedules,
  failingSchedules,
  goesOn,
  lockDue,
  moveOn,
  noteFailure,
  pauseItself,
  schedulesDue,
} from './runs.ts';
export {
  activateSchedule,
  type Changes,
  createBackupSchedule,
  createPowerSchedule,
  createSnapshotSchedule,
  deactivateSchedule,
  deleteSchedule,
  updateSchedule,
} from './schedules.ts';
export { cron, nextRun, timezone } from './timing.ts';

export {
  type PlanView,
  type PowerScheduleView,
  powerScheduleView,
  type SnapshotScheduleView,
  snapshotScheduleView,
} from './read.ts';
export { surplus } from './retention.ts';
export {
  couldNotBegin,
  type DueSchedule,
  dueSchedules,
  failingSchedules,
  lockDue,
  moveOn,
  noteFailure,
  powerWords,
} from './runs.ts';
export {
  activateSchedule,
  createPowerSchedule,
  createSnapshotSchedule,
  deactivateSchedule,
  deleteSchedule,
  updateSchedule,
} from './schedules.ts';
export { cron, nextRun, timezone } from './timing.ts';

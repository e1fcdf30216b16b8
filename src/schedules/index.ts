export { type ScheduleView, scheduleView } from './read.ts';
export { surplus } from './retention.ts';
export {
  couldNotBegin,
  type DueSchedule,
  dueSchedules,
  failingSchedules,
  lockDue,
  moveOn,
  noteOutcome,
} from './runs.ts';
export {
  activateSchedule,
  createSchedule,
  deactivateSchedule,
  deleteSchedule,
  updateSchedule,
} from './schedules.ts';
export { cron, nextRun, timezone } from './timing.ts';

export {
  defineWorkflow,
  type FinishedRun,
  none,
  type StepContext,
  step,
  waitFor,
  type WorkflowDefinition,
} from './define.ts';
export { Engine, type EngineOptions } from './engine.ts';
export { type WorkflowEvent, WorkflowEvents } from './events.ts';
export { RunLocks } from './lock.ts';
export { type Timeline, type TimelineStep, timeline } from './timeline.ts';
export { Wakeups } from './wakeups.ts';

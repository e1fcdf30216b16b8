export {
  defineWorkflow,
  type FinishedRun,
  none,
  type Outcome,
  type Patience,
  type StepContext,
  step,
  waitFor,
  type Waiting,
  type WorkflowDefinition,
  type Written,
} from './define.ts';
export { Engine } from './engine.ts';
export { lockRunOf, type OpenRun } from './due.ts';
export { expectedMs } from './estimate.ts';
export { WorkflowEvents } from './events.ts';
export { RunLocks } from './lock.ts';
export { pruneRuns } from './prune.ts';
export { forgetRun, type NewRun, notifyReaders } from './store.ts';
export { type Timeline, timeline } from './timeline.ts';

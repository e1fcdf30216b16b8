import type { Database, StepState, StoredProblem, WorkflowState } from '../db/index.ts';
import { remainingMs } from './estimate.ts';

export interface TimelineStep {
  name: string;
  state: StepState;
  /** Which try this is, from 1; looks at a waiting step do not count. */
  attempt: number;
  started: Date | null;
  finished: Date | null;
  durationMs: number | null;
  /** 0..1 */
  progress: number;
  message: string;
  /** From the history of runs like this one; null when there is none yet. */
  estimateMs: number | null;
  error: StoredProblem | null;
}

export interface Timeline {
  /** Of the workflow. */
  kind: string;
  state: WorkflowState;
  steps: TimelineStep[];
  /** 0..1, by estimated time where history knows it, else by steps. */
  progress: number;
  elapsedMs: number;
  /** null when history knows too little, 0 when the run has ended. */
  remainingMs: number | null;
}

/** How far a run is, step by step. */
export async function timeline(db: Database, run: string, now = new Date()): Promise<Timeline | null> {
  const rows = await db
    .selectFrom('workflow as w')
    .innerJoin('workflow_step as s', 's.workflow', 'w.uuid')
    .selectAll('s')
    .select(['w.kind', 'w.state as run_state', 'w.created', 'w.finished as run_finished'])
    .where('w.uuid', '=', run)
    .orderBy('s.position')
    .execute();
  const [first] = rows;
  if (first === undefined) return null;
  const workflow = { kind: first.kind, state: first.run_state, created: first.created, finished: first.run_finished };
  const steps = rows.map((row) => ({
    name: row.name,
    state: row.state,
    attempt: row.state === 'pending' ? 0 : Math.max(row.failures + (row.state === 'failed' ? 0 : 1), 1),
    started: row.started,
    finished: row.finished,
    // two clocks: the database's and ours
    durationMs: row.started === null ? null : Math.max((row.finished ?? now).getTime() - row.started.getTime(), 0),
    progress: row.progress,
    message: row.message,
    estimateMs: row.estimate_ms,
    error: row.error,
  }));
  const ended = workflow.finished !== null;
  const remaining = ended ? 0 : remainingMs(steps);
  const elapsedMs = (workflow.finished ?? now).getTime() - workflow.created.getTime();
  const done = steps.filter((step) => step.state === 'done').length / Math.max(steps.length, 1);
  const progress =
    workflow.state === 'succeeded' ? 1 : remaining === null ? done : elapsedMs / (elapsedMs + remaining || 1);
  return {
    kind: workflow.kind,
    state: workflow.state,
    steps,
    progress: ended && workflow.state !== 'succeeded' ? done : progress,
    elapsedMs,
    remainingMs: remaining,
  };
}

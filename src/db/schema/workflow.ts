import type { ColumnType, Generated } from 'kysely';
import type { StoredProblem } from '../../common/problem.ts';
import type { Json, Stamp } from './columns.ts';

export interface WorkflowTables {
  workflow: WorkflowTable;
  workflow_step: WorkflowStepTable;
  workflow_event: { id: Generated<string>; workflow: string; created: Stamp; data: Json<Record<string, unknown>> };
  step_duration: { kind: string; step: string; key: string; mean_ms: number; updated: Stamp };
}

export type WorkflowState = 'running' | 'undoing' | 'succeeded' | 'failed' | 'cancelled';

interface WorkflowTable {
  uuid: string;
  kind: string;
  subject: string;
  input: Json<Record<string, unknown>>;
  state: WorkflowState;
  cancel_requested: Generated<boolean>;
  wake_seq: Generated<string>;
  due: Date | null;
  estimate_key: Generated<string>;
  /** Of the request that began it; null: none did. */
  request_id: Generated<string | null>;
  /** The span of that request. */
  traceparent: Generated<string | null>;
  /** What log lines say it is about: the order, the instance, the volume. */
  labels: ColumnType<Record<string, string>, string | undefined, string>;
  error: ColumnType<StoredProblem | null, string | null, string | null>;
  created: Stamp;
  finished: Date | null;
}

export type StepState = 'pending' | 'running' | 'waiting' | 'done' | 'failed' | 'undoing' | 'undone';

interface WorkflowStepTable {
  workflow: string;
  position: number;
  name: string;
  state: Generated<StepState>;
  attempt: Generated<number>;
  failures: Generated<number>;
  started: Date | null;
  finished: Date | null;
  progress: Generated<number>;
  message: Generated<string>;
  error: ColumnType<StoredProblem | null, string | null, string | null>;
  estimate_ms: number | null;
}

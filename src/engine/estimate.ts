import { type RawBuilder, sql } from 'kysely';
import type { Database, StepState } from '../db/index.ts';

interface EstimatedStep {
  position: number;
  name: string;
  /** What it has taken lately; null: nothing like it was ever done. */
  estimate_ms: number | null;
}

/** The steps of a workflow as a query, with what history says of runs that have this key. */
export function estimatedSteps(
  { kind, steps }: { kind: string; steps: readonly { name: string }[] },
  key: string,
): RawBuilder<EstimatedStep> {
  const names = steps.map(({ name }) => name);
  return sql`
    SELECT (s.position - 1)::int AS position, s.name, round(d.mean_ms)::int AS estimate_ms
    FROM unnest(${names}::text[]) WITH ORDINALITY AS s (name, position)
    LEFT JOIN step_duration d ON d.kind = ${kind} AND d.step = s.name AND d.key = ${key}`;
}

/** How long a run of a workflow that has this key will take, ms; null when history knows too little. */
export async function expectedMs(
  db: Database,
  definition: { kind: string; steps: readonly { name: string }[] },
  key: string,
): Promise<number | null> {
  const { rows } = await estimatedSteps(definition, key).execute(db);
  return remainingMs(rows.map((row) => ({ state: 'pending', estimateMs: row.estimate_ms, durationMs: null })));
}

/** How long steps will go on together, ms; null when history knows too little of one that is not done. */
export function remainingMs(
  steps: { state: StepState; estimateMs: number | null; durationMs: number | null }[],
): number | null {
  let sum = 0;
  for (const { state, estimateMs, durationMs } of steps) {
    if (state === 'done') continue;
    if (estimateMs === null) return null;
    sum += Math.max(estimateMs - (durationMs ?? 0), 0);
  }
  return sum;
}

/** Of the steps that have `moved`: how long those took that are done. It is an estimate: nobody waits for a row that another run writes. */
export const remembered = sql`
    took AS (
      SELECT w.kind, moved.name AS step, w.estimate_key AS key,
        extract(epoch FROM moved.finished - moved.started) * 1000 AS ms
      FROM moved JOIN workflow w ON w.uuid = moved.workflow WHERE moved.state = 'done'
    ), first AS (
      INSERT INTO step_duration (kind, step, key, mean_ms) SELECT kind, step, key, ms FROM took ON CONFLICT DO NOTHING
    ), free AS (
      SELECT d.* FROM step_duration d JOIN took USING (kind, step, key) FOR NO KEY UPDATE OF d SKIP LOCKED
    ), known AS (
      UPDATE step_duration d SET mean_ms = free.mean_ms * 2 / 3 + took.ms / 3, updated = now()
      FROM free JOIN took USING (kind, step, key)
      WHERE d.kind = free.kind AND d.step = free.step AND d.key = free.key
    )`;

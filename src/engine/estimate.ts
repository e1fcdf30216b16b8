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

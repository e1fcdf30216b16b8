import { z } from 'zod';
import type { Timeline } from '../../engine/index.ts';
import { titleOf } from '../../workflows/index.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { problemSchema, time } from '../http/schemas.ts';
import { stepState } from '../states.ts';

export const stepSchema = z
  .object({
    name: z.string(),
    title: z.string(),
    state: stepState,
    attempt: z.int(),
    started: time.nullable(),
    finished: time.nullable(),
    duration_ms: z.int().nullable(),
    progress: z.number().meta({ description: '0 to 1' }),
    message: z.string(),
    estimate_ms: z.int().nullable().meta({ description: 'From the measured history of orders like this one' }),
    error: problemSchema.nullable(),
  })
  .meta({ id: 'OrderStep' });

/** What is being done to something, with the step that its run is at. */
export function presentAction(
  details: Record<string, string>,
  step: { workflow: string; name: string; message: string } | null,
): Record<string, string> {
  if (step === null) return details;
  return { ...details, step: titleOf(step.workflow, step.name), step_message: step.message };
}

/** The steps of an order's run, with titles for people. */
export function presentSteps(timeline: Timeline | null, as: Presenter): z.input<typeof stepSchema>[] {
  if (timeline === null) return [];
  return timeline.steps.map((step) => ({
    name: step.name,
    title: titleOf(timeline.kind, step.name),
    state: step.state,
    attempt: step.attempt,
    started: step.started && as.time(step.started),
    finished: step.finished && as.time(step.finished),
    duration_ms: step.durationMs,
    progress: step.progress,
    message: step.message,
    estimate_ms: step.estimateMs,
    error: step.error,
  }));
}

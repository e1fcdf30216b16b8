import { z } from 'zod';
import type { Timeline } from '../../engine/index.ts';
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

const titles: Record<string, string> = {
  reserve: 'Reserve addresses and quota',
  image: 'Make the image ready',
  network: 'Connect the network',
  volumes: 'Prepare the disks',
  volume: 'Make the volume',
  guest: 'Start the guest',
  ready: 'Wait until it answers',
  release: 'Give back addresses and quota',
  stop: 'Stop the guest',
  disk: 'Change the disk',
  'clean-up': 'Remove what was replaced',
  plug: 'Connect the network',
  cards: 'Change the network cards',
  unplug: 'Disconnect what is left out',
  apply: 'Bring the rules into force',
};
const deleteTitles: Record<string, string> = {
  guest: 'Stop and remove the guest',
  network: 'Disconnect the network',
  volumes: 'Delete the disks',
  volume: 'Delete the volume',
};

/** What is being done to something, with the step that its run is at. */
export function presentAction(
  details: Record<string, string>,
  step: { name: string; message: string } | null,
): Record<string, string> {
  return step === null ? details : { ...details, step: titles[step.name] ?? step.name, step_message: step.message };
}

/** The steps of an order's run, with titles for people. */
export function presentSteps(type: string, timeline: Timeline | null, as: Presenter): z.input<typeof stepSchema>[] {
  const named = type === 'Terminate' ? { ...titles, ...deleteTitles } : titles;
  return (timeline?.steps ?? []).map((step) => ({
    name: step.name,
    title: named[step.name] ?? step.name,
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

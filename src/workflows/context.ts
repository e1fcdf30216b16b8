import { z } from 'zod';
import type { ImageImports } from '../catalogue/index.ts';
import type { Database } from '../db/index.ts';
import type { Driver, Operation } from '../drivers/driver.ts';
import type { Patience, StepContext } from '../engine/index.ts';
import type { RouterApplier } from '../network/index.ts';
import type { Targets } from '../targets/index.ts';

/** What the steps of all workflows work with. */
export interface Services {
  db: Database;
  driver: Driver;
  routers: RouterApplier;
  images: ImageImports;
  targets: Targets;
}

/** What a step is given; most need no more than their subject. */
export type Context<Input = unknown> = StepContext<Services, Input>;

/** Of a step that may take as long as the backend says of what it does. */
export function within(operation: Operation, retries = 5): Patience<Services> {
  return { deadline: { words: `\`${operation}\``, of: ({ driver }) => driver.deadlines[operation] }, retries };
}

/** Of a workflow whose rows say everything. */
export const noInput = z.object({});

/** Of a workflow that has a volume as its object, and as its subject what it belongs to. */
export const volumeInput = z.object({ volume: z.uuid() });
export type VolumeInput = z.output<typeof volumeInput>;

/** Why the steps of a deletion have no undo. */
export const forward = 'a deletion only goes forward: it is tried again';

/** Of a deletion that can be taken back for so many days; `by` is who has asked for it. */
export const keepingInput = z.object({ days: z.int().min(1), by: z.uuid().nullable() });
export type KeepingInput = z.output<typeof keepingInput>;

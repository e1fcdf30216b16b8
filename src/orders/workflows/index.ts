import type { WorkflowDefinition } from '../../workflow/index.ts';
import { createInstance } from './create.ts';
import { deleteInstance } from './delete.ts';
import { restartInstance, startInstance, stopInstance } from './power.ts';
import type { Services } from './services.ts';

/** Every workflow there is; the laws are tested for each of them. */
export const workflows: readonly WorkflowDefinition<Services>[] = [
  createInstance,
  deleteInstance,
  startInstance,
  stopInstance,
  restartInstance,
];
export type { Services };

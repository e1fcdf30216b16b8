import type { WorkflowDefinition } from '../../workflow/index.ts';
import { captureInstance } from './capture.ts';
import { createInstance } from './create.ts';
import { deleteInstance } from './delete.ts';
import { changePorts, followNetwork } from './network.ts';
import { rebuildInstance } from './rebuild.ts';
import { rescueInstance, unrescueInstance } from './rescue.ts';
import { resizeInstance } from './resize.ts';
import { restartInstance, startInstance, stopInstance } from './power.ts';
import type { Services } from './services.ts';
import { attachVolume, createVolume, deleteVolume, detachVolume, extendVolume } from './volume.ts';

/** Every workflow there is; the laws are tested for each of them. */
export const workflows: readonly WorkflowDefinition<Services>[] = [
  createInstance,
  deleteInstance,
  startInstance,
  stopInstance,
  restartInstance,
  resizeInstance,
  rebuildInstance,
  rescueInstance,
  unrescueInstance,
  createVolume,
  deleteVolume,
  attachVolume,
  detachVolume,
  extendVolume,
  changePorts,
  followNetwork,
  captureInstance,
];
export type { Services };

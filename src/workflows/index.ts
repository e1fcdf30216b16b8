import type { WorkflowDefinition } from '../engine/index.ts';
import { captureInstance } from './capture-instance.ts';
import { createInstance } from './create-instance.ts';
import { deleteInstance } from './delete-instance.ts';
import { changePorts, followNetwork } from './instance-network.ts';
import { rebuildInstance } from './rebuild-instance.ts';
import { rescueInstance, unrescueInstance } from './rescue-instance.ts';
import { resizeInstance } from './resize-instance.ts';
import { restartInstance, startInstance, stopInstance } from './power.ts';
import { attachVolume, createVolume, deleteVolume, detachVolume, extendVolume } from './volume.ts';
import type { Services } from './services.ts';

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
export { createInstance } from './create-instance.ts';
export { createVolume } from './volume.ts';
export { endOrder, setInstance } from './outcome.ts';

import { defineWorkflow, step } from '../engine/index.ts';
import { noInput, within } from './context.ts';
import { rollbackOutcome } from './outcomes.ts';
import { growDisk, shrinkDisk } from './steps/disk.ts';

export const instanceResize = defineWorkflow({
  kind: 'instance.resize',
  purpose: 'Another flavor for a stopped instance: the next start takes processors and memory from the rows',
  input: noInput,
  steps: [step('grow', ['Grow the disk', growDisk], ['shrink the disk to what it was', shrinkDisk], within('disk'))],
  ...rollbackOutcome,
});

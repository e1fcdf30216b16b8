import { defineWorkflow, type StepContext, step } from '../engine/index.ts';
import { endAction } from './outcome.ts';
import type { Services } from './services.ts';

type Input = StepContext<Services>['input'];

const imageOf = (input: Input): string => input['image'] as string;

const copyDisk = step<Services>('image', {
  do: ({ services, input, progress, signal }) => services.images.bring(imageOf(input), progress, signal),
  undo: ({ services, input }) => services.images.remove(imageOf(input)),
  deadlineMs: 60 * 60_000,
  retries: 2,
});

/** An image of a stopped instance's disk. It is nobody's to use before the run has ended, and gone when it has failed. */
export const captureInstance = defineWorkflow<Services>('instance.create_image', [copyDisk], {
  succeeded: async (tx, { subject, input }) => {
    const change = tx.updateTable('image').set({ state: 'ready', error_message: '' });
    await change.where('uuid', '=', imageOf(input)).execute();
    await endAction(tx, subject, null);
  },
  unwound: async (tx, { subject, input }, error) => {
    const change = tx.updateTable('image').set({ removed: new Date(), error_message: error?.message ?? '' });
    await change.where('uuid', '=', imageOf(input)).execute();
    await endAction(tx, subject, error);
  },
});

import { z } from 'zod';
import { defineWorkflow, step } from '../engine/index.ts';
import { endAction } from './outcomes.ts';
import { copyDisk, removeCopy } from './steps/image.ts';

/** The image is nobody's to use before the run has ended, and gone when it has failed. */
export const instanceCreateImage = defineWorkflow({
  kind: 'instance.create_image',
  purpose: "An image of a stopped instance's disk",
  input: z.object({ image: z.uuid() }),
  steps: [step('capture', ['Copy the disk', copyDisk], ['remove the copy', removeCopy], { minutes: 60, retries: 2 })],
  succeeded: async (tx, { subject, input }) => {
    const change = tx.updateTable('image').set({ state: 'ready', error_message: '' });
    await change.where('uuid', '=', input.image).execute();
    await endAction(tx, subject, null);
  },
  unwound: async (tx, { subject, input }, error) => {
    const change = tx.updateTable('image').set({ removed: new Date(), error_message: error?.message ?? '' });
    await change.where('uuid', '=', input.image).execute();
    await endAction(tx, subject, error);
  },
});

import { z } from 'zod';
import { notify } from '../db/index.ts';
import { defineWorkflow, step } from '../engine/index.ts';
import { within } from './context.ts';
import { endAction } from './outcomes.ts';
import { copyDisk, removeCopy } from './steps/image.ts';

/** The image is nobody's to use before the run has ended, and gone when it has failed. */
export const instanceCreateImage = defineWorkflow({
  kind: 'instance.create_image',
  purpose: "An image of a stopped instance's disk",
  input: z.object({ image: z.uuid() }),
  steps: [step('capture', ['Copy the disk', copyDisk], ['remove the copy', removeCopy], within('capture', 2))],
  succeeded: async (tx, { subject, input }) => {
    const change = tx.updateTable('image').set({ state: 'ready', error_message: '' });
    await change.where('uuid', '=', input.image).execute();
    await endAction(tx, subject, null);
  },
  // what there is of the copy is taken away by who follows the rows of images
  abandoned: async (tx, { input }) => {
    await tx.updateTable('image').set({ removed: new Date() }).where('uuid', '=', input.image).execute();
    await notify(tx, 'image_changed');
  },
  unwound: async (tx, { subject, input }, error) => {
    const change = tx.updateTable('image').set({ removed: new Date(), error_message: error?.message ?? '' });
    await change.where('uuid', '=', input.image).execute();
    await endAction(tx, subject, error);
  },
});

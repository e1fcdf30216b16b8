import type { Starter } from './starters.ts';
import { requestCapture } from '../../src/actions/index.ts';

/** An image of the standing instance's disk. */
export const imageStarter: Starter = {
  instance: 'off',
  prepare: (rig, instance) => {
    let image: string | undefined;
    return {
      begin: () =>
        rig.request(instance, async (tx, engine, actor, uuid) => {
          image = await requestCapture(tx, engine, actor, uuid, { name: 'captured', description: '' });
        }),
      clear: async () => {
        if (image !== undefined) await rig.removeImage(image);
      },
    };
  },
};

import { defineWorkflow } from '../engine/index.ts';
import { awaitReadiness, cacheImage, createVolumes, plugNetwork, reserve, startGuest } from './steps/instance.ts';
import { endOrder, setInstance } from './outcome.ts';

/** From a reservation to a guest that answers. */
export const createInstance = defineWorkflow(
  'instance.create',
  [reserve, cacheImage, plugNetwork, createVolumes, startGuest, awaitReadiness],
  {
    succeeded: async (tx, run) => {
      await setInstance(tx, run.subject, 'OK', null);
      await endOrder(tx, run.workflow, 'done', null);
    },
    unwound: async (tx, run, error) => {
      await setInstance(tx, run.subject, error === null ? 'TERMINATED' : 'ERRED', error);
      await endOrder(tx, run.workflow, error === null ? 'canceled' : 'erred', error);
    },
  },
);

import type { Rig } from '../rig.ts';
import { failure, type Twist } from '../twist.ts';

/** What a law does to a step, how the run must then end, and whether it needs a step with an undo. */
export interface Law {
  name: string;
  ends: 'succeeded' | 'failed' | 'cancelled';
  undo?: true;
  /** What the run works on is deleted in its place. */
  deletes?: true;
  twist: (rig: Rig) => Omit<Twist, 'kind' | 'step'> & { crash?: Promise<void>; over?: () => void };
}

/** The process ends at a point of its first pass: the work there never comes back. */
function crashPoint(): { here: () => Promise<void>; crash: Promise<void>; over: () => void } {
  const reached = Promise.withResolvers<void>();
  const gone = Promise.withResolvers<never>();
  gone.promise.catch(() => {});
  let passed = false;
  const here = async (): Promise<void> => {
    if (passed) return;
    passed = true;
    reached.resolve();
    await gone.promise;
  };
  return { here, crash: reached.promise, over: () => gone.reject(new Error('the process is gone')) };
}

export const laws: Law[] = [
  {
    name: 'fails for good before its effect',
    ends: 'failed',
    twist: () => ({ do: () => Promise.reject(failure(false)) }),
  },
  {
    name: 'fails for good after its effect',
    ends: 'failed',
    twist: () => ({
      do: async (original, context) => {
        await original(context);
        throw failure(false);
      },
    }),
  },
  {
    name: 'fails for a while after its effect',
    ends: 'succeeded',
    twist: () => {
      let attempt = 0;
      return {
        do: async (original, context) => {
          const outcome = await original(context);
          if (++attempt === 1) throw failure(true);
          return outcome;
        },
      };
    },
  },
  {
    name: 'is killed before its effect',
    ends: 'succeeded',
    twist: () => {
      const { here, ...point } = crashPoint();
      return { ...point, do: (original, context) => here().then(() => original(context)) };
    },
  },
  {
    name: 'is killed after its effect',
    ends: 'succeeded',
    twist: () => {
      const { here, ...point } = crashPoint();
      return {
        ...point,
        do: async (original, context) => {
          const outcome = await original(context);
          await here();
          return outcome;
        },
      };
    },
  },
  {
    name: 'runs twice',
    ends: 'succeeded',
    twist: () => ({ do: (original, context) => original(context).then(() => original(context)) }),
  },
  {
    name: 'is cancelled while it runs',
    ends: 'cancelled',
    twist: (rig) => ({
      do: async (original, context) => {
        const outcome = await original(context);
        await rig.db.transaction().execute((tx) => rig.engine.cancel(tx, context.workflow));
        return outcome;
      },
    }),
  },
  {
    name: 'is undone twice',
    ends: 'failed',
    undo: true,
    twist: () => ({
      do: (original, context) => original(context).then(() => Promise.reject(failure(false))),
      undo: (original, context) => original(context).then(() => original(context)),
    }),
  },
  {
    name: 'fails once while it is undone',
    ends: 'failed',
    undo: true,
    twist: () => {
      let attempt = 0;
      return {
        do: (original, context) => original(context).then(() => Promise.reject(failure(false))),
        undo: async (original, context) => {
          await original(context);
          if (++attempt === 1) throw failure(false);
        },
      };
    },
  },
  {
    name: 'is killed before its undo has an effect',
    ends: 'failed',
    undo: true,
    twist: () => {
      const { here, ...point } = crashPoint();
      return {
        ...point,
        do: (original, context) => original(context).then(() => Promise.reject(failure(false))),
        undo: (original, context) => here().then(() => original(context)),
      };
    },
  },
  {
    name: 'is killed after its undo had its effect',
    ends: 'failed',
    undo: true,
    twist: () => {
      const { here, ...point } = crashPoint();
      return {
        ...point,
        do: (original, context) => original(context).then(() => Promise.reject(failure(false))),
        undo: (original, context) => original(context).then(here),
      };
    },
  },
  {
    name: 'gives way to a deletion, and is killed before it has',
    ends: 'cancelled',
    deletes: true,
    twist: (rig) => {
      const { here, ...point } = crashPoint();
      return {
        ...point,
        do: async (original, context) => {
          const outcome = await original(context);
          await rig.destroy(context.subject);
          await here();
          return outcome;
        },
      };
    },
  },
  {
    name: 'gives way to a deletion while it is undone in vain',
    ends: 'cancelled',
    undo: true,
    deletes: true,
    twist: (rig) => {
      let asked = false;
      return {
        do: (original, context) => original(context).then(() => Promise.reject(failure(false))),
        undo: async (original, context) => {
          await original(context);
          if (!asked) await rig.destroy(context.subject);
          asked = true;
          throw failure(false);
        },
      };
    },
  },
];

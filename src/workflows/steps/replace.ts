import { forgetRollback, giveUpRollback, rollBack, rollbackOf } from '../../instances/index.ts';
import { none, type StepContext, step, type WorkflowDefinition } from '../../engine/index.ts';
import { endAction } from '../outcome.ts';
import { awaitReadiness, plugNetwork, startGuest as bootGuest, stopGuest as powerOff } from './instance.ts';
import type { Services } from '../services.ts';

type Context = StepContext<Services>;

/**
 * Resize, rebuild and rescue replace what the rows say of an instance before their run begins; the run makes it so. Its
 * failure brings back what was replaced, until that has been given up.
 */
export const outcome: Pick<WorkflowDefinition<Services>, 'succeeded' | 'unwound'> = {
  succeeded: async (tx, run) => {
    await forgetRollback(tx, run.subject);
    await endAction(tx, run.subject, null);
  },
  unwound: async (tx, run, error) => {
    await rollBack(tx, run.subject);
    await endAction(tx, run.subject, error);
  },
};

/** An undo that has nothing to do once what was replaced has been given up. */
export function whileReplaced(undo: (context: Context) => Promise<void>): (context: Context) => Promise<void> {
  return async (context) => {
    if ((await rollbackOf(context.services.db, context.subject))?.reversible === true) await undo(context);
  };
}

export const stopGuest = { ...powerOff, undo: none('the reconciler starts it again when it ran before') };
export const plug = { ...plugNetwork, undo: none('a stopped instance keeps its ports') };
export const ready = awaitReadiness;

/** What has booted goes down when a later step fails: the reconciler then starts what the instance was before. */
export const startGuest = step<Services>('guest', {
  ...bootGuest,
  undo: async ({ services, subject }) => {
    await services.driver.stopGuest(subject, 0);
    const change = { runtime_state: 'SHUTOFF' as const, readiness: '{}' };
    await services.db.updateTable('instance').set(change).where('uuid', '=', subject).execute();
  },
});

async function discard({ services, subject }: Context): Promise<void> {
  const { reversible = true, old_disk: disk = null } = (await rollbackOf(services.db, subject)) ?? {};
  if (!reversible && disk !== null) await services.driver.deleteVolume(disk);
}

/** The point of no return: what was replaced is given up, and its disk goes. */
export const discardReplaced = step<Services>('clean-up', {
  do: async (context) => {
    await giveUpRollback(context.services.db, context.subject);
    await discard(context);
  },
  undo: discard,
  retries: 20,
});

import { guestSpec } from '../instances/index.ts';
import { plugSome, takePorts } from '../network/index.ts';
import { defineWorkflow, none, type StepContext, step } from '../engine/index.ts';
import { endAction } from './outcome.ts';
import { applyNetwork } from './steps/instance.ts';
import type { Services } from './services.ts';

type Context = StepContext<Services>;

/** Ports that come and ports that go, by UUID. */
interface PortChange {
  add: string[];
  remove: string[];
}

const changeOf = ({ input }: { input: Record<string, unknown> }): PortChange => input as unknown as PortChange;

async function plug(context: Context, ports: string[], plugged: boolean): Promise<void> {
  await context.services.db.transaction().execute((tx) => plugSome(tx, ports, plugged));
  await applyNetwork(context);
}

/** Gives the guest all of its cards but those of `without`. */
async function syncCards({ services, subject }: Context, without: string[]): Promise<void> {
  const spec = await guestSpec(services.db, subject);
  await services.driver.syncPorts({ ...spec, ports: spec.ports.filter(({ id }) => !without.includes(id)) });
}

/** Ports that come are on the backend before the guest has their cards; those that go, until it has let go of them. */
export const changePorts = defineWorkflow(
  'instance.update_ports',
  [
    step<Services>('plug', {
      do: (context) => plug(context, changeOf(context).add, true),
      undo: (context) => plug(context, changeOf(context).add, false),
    }),
    step<Services>('cards', {
      do: (context) => syncCards(context, changeOf(context).remove),
      undo: (context) => syncCards(context, changeOf(context).add),
    }),
    step<Services>('unplug', {
      do: (context) => plug(context, changeOf(context).remove, false),
      undo: (context) => plug(context, changeOf(context).remove, true),
    }),
  ],
  {
    succeeded: async (tx, run) => {
      await endAction(tx, run.subject, null);
      await takePorts(tx, run.subject, changeOf(run).remove);
    },
    unwound: async (tx, run, error) => {
      await endAction(tx, run.subject, error);
      await takePorts(tx, run.subject, changeOf(run).add);
    },
  },
);

/** Groups and floating IPs: the request has written what shall be, and here it comes into force. */
export const followNetwork = defineWorkflow(
  'instance.update_network',
  [step<Services>('apply', { do: applyNetwork, undo: none('what the owner has asked for is not taken back') })],
  {
    succeeded: (tx, run) => endAction(tx, run.subject, null),
    unwound: (tx, run, error) => endAction(tx, run.subject, error),
  },
);

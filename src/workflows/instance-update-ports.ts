import { z } from 'zod';
import { defineWorkflow, step } from '../engine/index.ts';
import { takePorts } from '../network/index.ts';
import { within } from './context.ts';
import { endAction } from './outcomes.ts';
import { giveCards, plugComing, plugGoing, takeCards, unplugComing, unplugGoing } from './steps/network.ts';

/** Ports that come are on the backend before the guest has their cards; those that go, until it has let go of them. */
export const instanceUpdatePorts = defineWorkflow({
  kind: 'instance.update_ports',
  purpose: 'Ports that come and ports that go, while the guest runs',
  input: z.object({ add: z.array(z.uuid()), remove: z.array(z.uuid()) }),
  steps: [
    step('plug', ['Connect the network', plugComing], ['disconnect what has come', unplugComing], within('network')),
    step(
      'cards',
      ['Change the network cards', giveCards],
      ['change the network cards back', takeCards],
      within('network'),
    ),
    step('unplug', ['Disconnect what is left out', unplugGoing], ['connect it again', plugGoing], within('network')),
  ],
  succeeded: async (tx, run) => {
    await endAction(tx, run.subject, null);
    await takePorts(tx, run.subject, run.input.remove);
  },
  unwound: async (tx, run, error) => {
    await endAction(tx, run.subject, error);
    await takePorts(tx, run.subject, run.input.add);
  },
});

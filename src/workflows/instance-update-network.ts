import { z } from 'zod';
import { defineWorkflow, none, step } from '../engine/index.ts';
import { within } from './context.ts';
import { endAction } from './outcomes.ts';
import { applyNetwork } from './steps/network.ts';

const changes = ['update-security-groups', 'update-floating-ips', 'update-allowed-address-pairs'] as const;
export type NetworkChange = (typeof changes)[number];

/** Groups and floating IPs: the request has written what shall be, and here it comes into force. */
export const instanceUpdateNetwork = defineWorkflow({
  kind: 'instance.update_network',
  purpose: 'Security groups, floating IPs and address pairs as the rows want them',
  // what was asked for, by the word of its events; runs that are older do not say it
  input: z.object({ asked: z.enum(changes).exactOptional() }),
  steps: [
    step(
      'apply',
      ['Bring the rules into force', applyNetwork],
      none('what the owner has asked for is not taken back'),
      within('network'),
    ),
  ],
  succeeded: (tx, run) => endAction(tx, run.subject, null),
  unwound: (tx, run, error) => endAction(tx, run.subject, error),
});

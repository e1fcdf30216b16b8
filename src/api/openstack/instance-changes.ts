import { z } from 'zod';
import { invalid } from '../../common/field-errors.ts';
import type { Tx } from '../../db/index.ts';
import { requirePermission } from '../../identity/index.ts';
import { instanceLabels, instanceName } from '../../instances/index.ts';
import { changedEndDate, endAction, updateInstance } from '../../actions/index.ts';
import type { Asked } from '../http/route.ts';

export const instanceChanges = z.object({
  name: instanceName.optional().describe('The host name too: DHCP tells it at once, the guest takes it when it boots'),
  description: z.string().max(4096).optional(),
  metadata: instanceLabels.optional(),
  end_date: changedEndDate.optional(),
  end_action: endAction.optional(),
  auto_restart: z.boolean().optional(),
  termination_protection: z.boolean().optional(),
});

/** All labels, by a request of their own. */
export const labelsBody = z.object({ metadata: instanceLabels });

/** The end alone, by a request of its own. */
export const endDateBody = z.object({ end_date: changedEndDate.optional(), end_action: endAction.optional() });

type Change = Asked<{ uuid: string; project: string }, z.output<typeof instanceChanges>>;

export function mayChangeInstance({ actor, found, body }: Change): void {
  requirePermission(actor, 'RESOURCE.UPDATE', found.project);
  if (body.end_date !== undefined || body.end_action !== undefined)
    requirePermission(actor, 'RESOURCE.TERMINATE', found.project);
}

export async function changeInstance(tx: Tx, { actor, found, body }: Change): Promise<void> {
  if (Object.values(body).every((value) => value === undefined)) {
    const fields = Object.keys(instanceChanges.shape).join(', ');
    throw invalid('non_field_errors', `Nothing to change: give one of ${fields}.`);
  }
  await updateInstance(tx, actor, found.uuid, body);
}

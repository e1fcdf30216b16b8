import { randomUUID } from 'node:crypto';
import { invalid, noSuch } from '../../common/field-errors.ts';
import { addLogFields, requestId } from '../../common/log-context.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit, requirePermission } from '../../identity/index.ts';
import { instanceRules, lockInstance } from '../../instances/index.ts';

/**
 * Puts an instance on another plan of its offering, by an order that needs no more approval. Only the price changes, so that
 * it is done at once. Throws `AccessDenied`, and `InvalidRequest` on `plan`. Returns the Update order's UUID.
 */
export async function switchPlan(tx: Tx, actor: Actor, instance: string, wanted: string): Promise<string> {
  const { project, offering, plan: old, ...standing } = await lockInstance(tx, instance);
  requirePermission(actor, 'ORDER.APPROVE', project);
  instanceRules.require('update', standing);
  const plan = await tx
    .selectFrom('plan')
    .select(['uuid', 'offering', 'unit_price'])
    .where('uuid', '=', parseUuid(wanted))
    .where('archived', '=', false)
    .executeTakeFirst();
  if (plan === undefined) throw invalid('plan', noSuch('plan', 'marketplace-plans'));
  if (plan.offering !== offering) throw invalid('plan', 'This plan is not available for selected offering.');
  if (plan.uuid === old) throw invalid('plan', 'The VM has this plan already. Choose another one of its offering.');
  const uuid = randomUUID();
  addLogFields({ order: uuid });
  const now = new Date();
  await tx
    .insertInto('order')
    .values({
      uuid,
      type: 'Update',
      project,
      offering,
      plan: plan.uuid,
      old_plan: old,
      cost: plan.unit_price,
      instance,
      state: 'done',
      attributes: '{}',
      created_by: actor.user,
      request_id: requestId(),
      reviewed_by: actor.user,
      reviewed: now,
      completed: now,
    })
    .execute();
  await tx.updateTable('instance').set({ plan: plan.uuid, modified: now }).where('uuid', '=', instance).execute();
  await audit(tx, actor, 'instance.switch_plan', {
    object: instance,
    project,
    detail: { order: uuid, plan: plan.uuid },
  });
  return uuid;
}

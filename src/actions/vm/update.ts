import { endChange, endOf, type EndWish } from '../ends.ts';
import { definedFields } from '../../common/defined-fields.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit, before, changed } from '../../identity/index.ts';
import { instanceRules, lockInstance } from '../../instances/index.ts';
import { changeNetworkOf } from '../../network/index.ts';

export interface InstanceChanges extends EndWish {
  name?: string | undefined;
  description?: string | undefined;
  metadata?: Record<string, string> | undefined;
  auto_restart?: boolean | undefined;
  termination_protection?: boolean | undefined;
}

/** Changes what needs no run. A new name reaches DHCP at once; the guest asks for it when it boots. */
export async function updateInstance(
  tx: Tx,
  actor: Actor,
  uuid: string,
  { end_date, end_action, metadata, ...changes }: InstanceChanges,
): Promise<void> {
  if (changes.name !== undefined) await changeNetworkOf(tx, uuid);
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('update', instance);
  const end = await endChange(tx, actor, ['instance', uuid], { end_date, end_action });
  const set = { ...definedFields(changes), ...end };
  const now = { ...definedFields({ ...changes, metadata }), ...endOf(end) };
  const { was } = await tx
    .updateTable('instance')
    .set({ ...set, ...definedFields({ metadata: metadata && JSON.stringify(metadata) }), modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('instance', now).as('was'))
    .executeTakeFirstOrThrow();
  await audit(tx, actor, 'instance.update', { object: uuid, project: instance.project, detail: changed(was, now) });
}

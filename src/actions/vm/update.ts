import { endColumns } from '../end-dates.ts';
import { definedFields } from '../../common/defined-fields.ts';
import { notify, type Tx } from '../../db/index.ts';
import { type Actor, audit, before, changed } from '../../identity/index.ts';
import { instanceRules, lockInstance } from '../../instances/index.ts';
import { changeNetworkOf } from '../../network/index.ts';

export interface InstanceChanges {
  name?: string | undefined;
  description?: string | undefined;
  metadata?: Record<string, string> | undefined;
  auto_restart?: boolean | undefined;
  termination_protection?: boolean | undefined;
  end_date?: string | null | undefined;
}

/** Changes what needs no run. A new name reaches DHCP at once; the guest asks for it when it boots. */
export async function updateInstance(
  tx: Tx,
  actor: Actor,
  uuid: string,
  { end_date, metadata, ...changes }: InstanceChanges,
): Promise<void> {
  if (changes.name !== undefined) await changeNetworkOf(tx, uuid);
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('update', instance);
  const set = { ...definedFields(changes), ...endColumns(actor, end_date) };
  const now = { ...definedFields({ ...changes, end_date, metadata }) };
  const { was } = await tx
    .updateTable('instance')
    .set({ ...set, ...definedFields({ metadata: metadata && JSON.stringify(metadata) }), modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('instance', now).as('was'))
    .executeTakeFirstOrThrow();
  if (end_date !== undefined) await notify(tx, 'resource_changed');
  await audit(tx, actor, 'instance.update', { object: uuid, project: instance.project, detail: changed(was, now) });
}

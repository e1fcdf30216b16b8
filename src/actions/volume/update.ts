import { invalid, noSuch } from '../../common/field-errors.ts';
import { endChange, type EndWish, endOf, requireDeletes } from '../ends.ts';
import { definedFields } from '../../common/defined-fields.ts';
import { lockVolume, volumeRules } from '../../storage/index.ts';
import { type Actor, audit, before, changed } from '../../identity/index.ts';
import type { Tx } from '../../db/index.ts';

export interface VolumeChanges extends EndWish {
  name?: string | undefined;
  description?: string | undefined;
}

/** Changes what needs no run. */
export async function updateVolume(
  tx: Tx,
  actor: Actor,
  uuid: string,
  { end_date, end_action, ...changes }: VolumeChanges,
): Promise<void> {
  const volume = await lockVolume(tx, uuid);
  volumeRules.require('update', volume);
  requireDeletes(end_action);
  const end = await endChange(tx, actor, ['volume', uuid], { end_date });
  const set = { ...definedFields(changes), ...end };
  const now = { ...definedFields(changes), ...endOf(end) };
  const { was } = await tx
    .updateTable('volume')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('volume', now).as('was'))
    .executeTakeFirstOrThrow();
  await audit(tx, actor, 'volume.update', { object: uuid, project: volume.project, detail: changed(was, now) });
}

/** Gives a volume another type, which is a word here: all are kept alike. Throws `InvalidRequest` on `type`. */
export async function retypeVolume(tx: Tx, actor: Actor, uuid: string, type: string): Promise<void> {
  const volume = await lockVolume(tx, uuid);
  volumeRules.require('retype', volume);
  const query = tx.selectFrom('volume_type').select('uuid').where('uuid', '=', type);
  if ((await query.executeTakeFirst()) === undefined)
    throw invalid('type', noSuch('volume type', 'openstack-volume-types'));
  if (volume.type === type) throw invalid('type', 'The volume has this type already. Name another one.');
  await tx.updateTable('volume').set({ type, modified: new Date() }).where('uuid', '=', uuid).execute();
  const detail = changed({ type: volume.type }, { type });
  await audit(tx, actor, 'volume.retype', { object: uuid, project: volume.project, detail });
}

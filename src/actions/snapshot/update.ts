import { invalid } from '../../common/field-errors.ts';
import { definedFields } from '../../common/defined-fields.ts';
import { notify, type Tx } from '../../db/index.ts';
import { type Actor, audit, before, changed } from '../../identity/index.ts';
import { lockSnapshot, type NewSnapshot, snapshotRules } from '../../storage/index.ts';

/** What is left out stays as it is. */
type SnapshotChanges = { [Field in keyof NewSnapshot]?: NewSnapshot[Field] | undefined };

/** Changes what is said of a snapshot, and until when it is kept. Throws `wrong-state`, `InvalidRequest`. */
export async function updateSnapshot(tx: Tx, actor: Actor, uuid: string, changes: SnapshotChanges): Promise<void> {
  const { project, ...snapshot } = await lockSnapshot(tx, uuid);
  snapshotRules.require('update', snapshot);
  const { metadata, ...plain } = definedFields(changes);
  const set = metadata === undefined ? plain : { ...plain, metadata: JSON.stringify(metadata) };
  // who says how long it is kept has it from its schedule, which neither counts nor deletes it from now on
  const own = changes.kept_until === undefined ? {} : { schedule: null };
  if (Object.keys(set).length === 0)
    throw invalid('non_field_errors', 'Nothing to change: give name, description, kept_until or metadata.');
  const { was } = await tx
    .updateTable('snapshot')
    .set({ ...set, ...own, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('snapshot', plain).as('was'))
    .executeTakeFirstOrThrow();
  if (changes.kept_until !== undefined) await notify(tx, 'resource_changed');
  await audit(tx, actor, 'snapshot.update', { object: uuid, project, detail: changed(was, plain) });
}

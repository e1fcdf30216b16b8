import { invalid } from '../../common/field-errors.ts';
import { definedFields } from '../../common/defined-fields.ts';
import { notify, type Tx } from '../../db/index.ts';
import { type Actor, audit, before, changed } from '../../identity/index.ts';
import { backupRules, lockBackup } from '../../instances/index.ts';
import type { NewBackup } from './make.ts';

/** What is left out stays as it is. */
type BackupChanges = { [Field in keyof NewBackup]?: NewBackup[Field] | undefined };

/** Changes what is said of a backup, and until when it is kept. Throws `wrong-state`, `InvalidRequest`. */
export async function updateBackup(tx: Tx, actor: Actor, uuid: string, changes: BackupChanges): Promise<void> {
  const { project, ...backup } = await lockBackup(tx, uuid);
  backupRules.require('update', backup);
  const set = definedFields(changes);
  if (Object.keys(set).length === 0)
    throw invalid('non_field_errors', 'Nothing to change: give name, description or kept_until.');
  // who says how long it is kept has it from its schedule, which neither counts nor deletes it from now on
  const own = changes.kept_until === undefined ? {} : { schedule: null };
  const { was } = await tx
    .updateTable('backup')
    .set({ ...set, ...own, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('backup', set).as('was'))
    .executeTakeFirstOrThrow();
  if (changes.kept_until !== undefined) await notify(tx, 'resource_changed');
  await audit(tx, actor, 'backup.update', { object: uuid, project, detail: changed(was, set) });
}

import { FieldErrors, noSuch } from '../common/field-errors.ts';
import type { Path } from '../common/fields.ts';
import type { Tx } from '../db/index.ts';

/** The volume type that is named, or the default one; one that does not exist is noted at `at`. */
export async function findVolumeType(
  tx: Tx,
  named: string | undefined,
  at: Path,
  errors: FieldErrors,
): Promise<string | undefined> {
  const types = tx.selectFrom('volume_type').select('uuid');
  const query = named === undefined ? types.where('name', '=', 'default') : types.where('uuid', '=', named);
  const uuid = (await query.executeTakeFirst())?.uuid;
  if (uuid === undefined) errors.add(at, noSuch('volume type', 'openstack-volume-types'));
  return uuid;
}

import type { Tx } from '../db/index.ts';

/** The UUID of the volume type that is used when none is named. */
export async function defaultVolumeType(tx: Tx): Promise<string> {
  const query = tx.selectFrom('volume_type').select('uuid').where('name', '=', 'default');
  return (await query.executeTakeFirstOrThrow()).uuid;
}

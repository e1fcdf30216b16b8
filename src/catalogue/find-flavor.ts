import type { Path } from '../common/fields.ts';
import { type FieldErrors, noSuch } from '../common/field-errors.ts';
import type { Tx } from '../db/index.ts';

/** A size of VMs; MiB. */
export interface FoundFlavor {
  uuid: string;
  name: string;
  vcpus: number;
  memory_mib: number;
  disk_mib: number;
}

/** The flavor of this UUID; what is wrong is noted at `path`. */
export async function findFlavor(
  tx: Tx,
  uuid: string,
  path: Path,
  errors: FieldErrors,
): Promise<{ flavor?: FoundFlavor }> {
  const columns = ['uuid', 'name', 'vcpus', 'memory_mib', 'disk_mib'] as const;
  const row = await tx
    .selectFrom('flavor')
    .select(columns)
    .where('uuid', '=', uuid)
    .where('removed', 'is', null)
    .executeTakeFirst();
  if (row === undefined) errors.add(path, noSuch('flavor', 'openstack-flavors'));
  return row === undefined ? {} : { flavor: row };
}

import type { Path } from '../common/fields.ts';
import { type FieldErrors, noSuch } from '../common/field-errors.ts';
import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';
import { cloudOf, hasSize } from '../identity/index.ts';

/** A size of VMs; MiB. */
export interface FoundFlavor {
  uuid: string;
  name: string;
  vcpus: number;
  memory_mib: number;
  disk_mib: number;
}

/** The flavor of this UUID, when the cloud of the project has such a size; what is wrong is noted at `path`. */
export async function findFlavor(
  tx: Tx,
  { uuid, project }: { uuid: string; project: string | undefined },
  path: Path,
  errors: FieldErrors,
): Promise<{ flavor?: FoundFlavor }> {
  const columns = ['uuid', 'name', 'vcpus', 'memory_mib', 'disk_mib'] as const;
  const row = await tx
    .selectFrom('flavor as f')
    .select(columns)
    .select((project === undefined ? sql<boolean>`true` : hasSize(cloudOf(project))).as('is_there'))
    .where('uuid', '=', uuid)
    .where('removed', 'is', null)
    .executeTakeFirst();
  if (row === undefined) errors.add(path, noSuch('flavor', 'openstack-flavors'));
  else if (!row.is_there) {
    const list = 'GET /api/openstack-flavors/?project_uuid=… lists those that it has.';
    errors.add(path, `The cloud that the project lives on has no VMs of the size of "${row.name}". ${list}`);
  } else {
    const { is_there: _, ...flavor } = row;
    return { flavor };
  }
  return {};
}

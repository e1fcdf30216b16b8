import type { Path } from '../common/fields.ts';
import { type Actor, isElsewhere, visible } from '../identity/index.ts';
import { type FieldErrors, noSuch } from '../common/field-errors.ts';
import type { ImageSource, Tx } from '../db/index.ts';

/** An image that a VM can boot; MiB. */
export interface FoundImage {
  uuid: string;
  name: string;
  min_disk_mib: number;
  min_memory_mib: number;
  /** From where its content has to be downloaded first; null: it need not, or is already. */
  awaits: string | null;
}

/** The image that a body names, when the project can boot it; what is wrong is noted at `path`. */
export async function findImage(
  tx: Tx,
  actor: Actor,
  wanted: { image?: string; project?: string },
  path: Path,
  errors: FieldErrors,
): Promise<{ image?: FoundImage }> {
  if (wanted.image === undefined) return {};
  const row = await tx
    .selectFrom('image')
    .select(['uuid', 'name', 'state', 'source', 'error_message', 'project', 'cloud', 'min_disk_mib', 'min_memory_mib'])
    .select('catalogue')
    .select(isElsewhere(actor, wanted.project, 'image.cloud').as('elsewhere'))
    .where('uuid', '=', wanted.image)
    .where('removed', 'is', null)
    .where((eb) => eb.or([eb('project', 'is', null), visible(actor, 'project')]))
    // whoever removes the image waits for this order, and then finds the VM that uses it
    .forShare()
    .executeTakeFirst();
  const foreign = row?.project != null && wanted.project !== undefined && row.project !== wanted.project;
  if (row === undefined || foreign) errors.add(path, noSuch('image', 'openstack-images'));
  else if (row.elsewhere) {
    const why = `The content of this image is on the cloud "${row.cloud}" alone, and the project lives on another one.`;
    errors.add(path, `${why} Import it there, or choose another image.`);
  } else if (row.state === 'erred') {
    errors.add(path, `This image cannot be used: ${row.error_message || 'it failed to import'}. Choose another image.`);
  } else if (row.state === 'pending' && row.source.kind === 'upload') {
    errors.add(path, `This image has no content yet: PUT /api/openstack-images/<uuid>/file/ uploads it.`);
  } else if (row.state === 'importing' && row.source.kind === 'volume') {
    errors.add(path, 'This image is being made of the disk of a VM. Order when GET of it says that it is ready.');
  } else return { image: { ...row, awaits: awaitedUrl(row) } };
  return {};
}

/** Of a well-known image alone: the operator has chosen where it comes from. */
function awaitedUrl({ state, source, catalogue }: { state: string; source: ImageSource; catalogue: string | null }) {
  return state === 'pending' && source.kind === 'url' && catalogue !== null ? source.url : null;
}

import type { z } from 'zod';
import { type CloudImage, type NewImage, sourceOf } from '../../catalogue/index.ts';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import type { newImageBody } from './images.schema.ts';

/** The image that a body announces; what it leaves out of a well-known one comes from the catalogue. Throws `InvalidRequest`. */
export function announced(
  body: z.output<typeof newImageBody>,
  project: string | null,
  catalogue: CloudImage[],
): Omit<NewImage, 'cloud'> {
  const errors = new FieldErrors();
  const known = catalogue.find(({ key }) => key === body.catalogue);
  if (body.catalogue !== undefined && known === undefined) {
    const keys = catalogue.map(({ key }) => key).join(', ');
    errors.add(['catalogue'], `There is no well-known image of this key. There are: ${keys}.`);
  }
  if (known !== undefined && (body.url !== undefined || body.sha256 !== undefined)) {
    errors.add(['url'], 'A well-known image brings its own URL and checksum: give either these or "catalogue".');
  }
  const required = { name: body.name ?? known?.name, ssh_user: body.ssh_user ?? known?.ssh_user };
  const listed = body.sha256?.includes('://') === true;
  if (listed && body.url === undefined) {
    errors.add(['sha256'], 'A list of checksums goes with a "url"; for an upload give the SHA-256 itself.');
  }
  if (!errors.empty) throw new InvalidRequest(errors);
  const { name = '', ssh_user = '' } = required;
  const common = {
    project,
    name,
    ssh_user,
    description: body.description ?? known?.description ?? '',
    readiness: body.readiness,
    min_disk_mib: body.min_disk ?? known?.min_disk ?? 1024,
    min_memory_mib: body.min_ram ?? known?.min_ram ?? 512,
    is_rescue_image: body.is_rescue_image,
  };
  if (known !== undefined) return { ...common, ...sourceOf(known) };
  return {
    ...common,
    source: body.url === undefined ? { kind: 'upload' } : { kind: 'url', url: body.url },
    sha256: listed ? null : (body.sha256 ?? null),
    checksum_url: listed ? (body.sha256 ?? null) : null,
    catalogue: null,
  };
}

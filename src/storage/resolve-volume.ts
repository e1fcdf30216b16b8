import { findVolumeType } from './volume-types.ts';
import { checkImageFits, findImage } from '../catalogue/index.ts';
import { FieldErrors } from '../common/field-errors.ts';
import type { Actor } from '../identity/index.ts';
import { checkVolumeSize, readCapabilities } from '../quotas/index.ts';
import type { Tx } from '../db/index.ts';
import type { NewVolume } from './volumes.ts';
import { volumeShape } from './volume-shapes.ts';
import { type Path, type Read, uuids } from '../common/fields.ts';

export type VolumeWish = Read<typeof volumeShape>;

export type VolumeSpecification = Pick<NewVolume, 'name' | 'description' | 'size_mib' | 'image' | 'type'>;

/** Looks up what a wanted volume refers to, and notes at `at` all that is wrong; null then. */
export async function resolveVolume(
  tx: Tx,
  actor: Actor,
  wanted: VolumeWish,
  { project, at }: { project: string | undefined; at: Path },
  errors: FieldErrors,
): Promise<VolumeSpecification | null> {
  const { name, size, description = '' } = wanted;
  const named = uuids({ image: wanted.image, type: wanted.type });
  const sought = { ...(project === undefined ? {} : { project }), ...named };
  const { image } = await findImage(tx, actor, sought, [...at, 'image'], errors);
  const type = await findVolumeType(tx, named.type, [...at, 'type'], errors);
  if (image !== undefined && size !== undefined) {
    const disk = { mib: size, of: 'the volume', at: [...at, 'size'], remedy: 'Give at least that size.' };
    checkImageFits(image, { disk }, errors);
  }
  if (size !== undefined) checkVolumeSize(await readCapabilities(tx, project), size, [...at, 'size'], errors);
  if (name === undefined || size === undefined || type === undefined || !errors.empty) return null;
  return { name, description, size_mib: size, image: image?.uuid ?? null, type };
}

/** A volume of an image takes as long as the image does. */
export function volumeEstimateKey({ image }: VolumeSpecification): string {
  return image ?? '';
}

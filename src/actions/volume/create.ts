import { randomUUID } from 'node:crypto';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit } from '../../identity/index.ts';
import { defaultVolumeType, holdVolume, makeVolume, type NewVolume } from '../../storage/index.ts';
import type { Engine } from '../../engine/index.ts';
import { missing, type Path, type Read, uuids } from '../../common/fields.ts';
import { findImage } from '../../orders/references.ts';
import { quotaExceeded } from '../../instances/reservation.ts';
import type { volumeShape } from '../../orders/schema.ts';
import { overQuota } from './attach.ts';
import type { Services } from '../../workflows/index.ts';

type Wanted = Read<typeof volumeShape>;
export type VolumeSpecification = Pick<NewVolume, 'name' | 'description' | 'size_mib' | 'image' | 'type'>;

/** Looks up what a wanted volume refers to, and notes at `at` all that is wrong; null then. */
export async function understandVolume(
  tx: Tx,
  actor: Actor,
  wanted: Wanted,
  { project, at }: { project: string | undefined; at: Path },
  errors: FieldErrors,
): Promise<VolumeSpecification | null> {
  const { name, size, description = '' } = wanted;
  const named = uuids({ image: wanted.image, type: wanted.type });
  const sought = { ...(project === undefined ? {} : { project }), ...named };
  const { image } = await findImage(tx, actor, sought, [...at, 'image'], errors);
  const usual = await defaultVolumeType(tx);
  const known = tx
    .selectFrom('volume_type')
    .select('uuid')
    .where('uuid', '=', named.type ?? usual);
  const type = (await known.executeTakeFirst())?.uuid;
  if (type === undefined) errors.add([...at, 'type'], missing('volume type', 'openstack-volume-types'));
  if (image !== undefined && size !== undefined && size < image.min_disk_mib) {
    errors.add([...at, 'size'], `Image "${image.name}" needs ${image.min_disk_mib} MiB. Give at least that size.`);
  }
  if (name === undefined || size === undefined || type === undefined || !errors.empty) return null;
  return { name, description, size_mib: size, image: image?.uuid ?? null, type };
}

/** Takes the quota that a volume needs. Throws `InvalidRequest` on `project`; then nothing may be kept. */
export async function reserveVolume(tx: Tx, project: string, volume: string, sizeMiB: number): Promise<void> {
  const exceeded = await quotaExceeded(tx, project, { storageMiB: sizeMiB });
  if (exceeded !== null) throw overQuota('project', exceeded);
  await holdVolume(tx, volume);
}

/** Makes a volume that nobody ordered, as Waldur's own API does. Throws `InvalidRequest`. Returns its UUID. */
export async function createVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  project: string,
  wanted: Wanted,
): Promise<string> {
  const errors = new FieldErrors();
  const volume = await understandVolume(tx, actor, wanted, { project, at: [] }, errors);
  if (volume === null) throw new InvalidRequest(errors);
  const uuid = await makeVolume(tx, { ...volume, project, offering: null, plan: null, created_by: actor.user });
  await reserveVolume(tx, project, uuid, volume.size_mib);
  const run = { uuid: randomUUID(), subject: uuid, input: {}, estimateKey: volumeEstimateKey(volume) };
  await engine.begin(tx, 'volume.create', run);
  await audit(tx, actor, 'volume.create', { object: uuid, project, detail: { size: volume.size_mib } });
  return uuid;
}

/** A volume of an image takes as long as the image does. */
export function volumeEstimateKey({ image }: VolumeSpecification): string {
  return image ?? '';
}

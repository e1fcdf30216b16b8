import { createImage } from '../../catalogue/index.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit, cloudOf } from '../../identity/index.ts';
import { instanceRules, lockInstance } from '../../instances/index.ts';
import type { Engine } from '../../engine/index.ts';
import { beginAction } from './begin.ts';
import { instanceCreateImage, type Services } from '../../workflows/index.ts';

/**
 * Begins to make an image of a stopped instance's system disk; it belongs to the instance's project, and boots and is
 * logged into as the instance's own image is. Returns the UUID of the image.
 */
export async function requestCapture(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  { name, description }: { name: string; description: string },
): Promise<string> {
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('create_image', instance);
  const { project } = instance;
  const base = await tx
    .selectFrom('image')
    .select(['ssh_user', 'readiness', 'min_memory_mib', 'is_rescue_image'])
    .where('uuid', '=', instance.image)
    .executeTakeFirstOrThrow();
  const volume = await tx
    .selectFrom('volume')
    .select(['uuid', 'size_mib'])
    .where('instance', '=', uuid)
    .where('position', '=', 0)
    .executeTakeFirstOrThrow();
  const image = await createImage(tx, actor, {
    ...base,
    project,
    name,
    description,
    min_disk_mib: volume.size_mib,
    source: { kind: 'volume', volume: volume.uuid },
    sha256: null,
    checksum_url: null,
    catalogue: null,
    cloud: cloudOf(project),
  });
  const details = { message: `Making the image ${name} of the disk`, image_name: name };
  await beginAction(tx, engine, uuid, {
    workflow: instanceCreateImage,
    words: 'Create image',
    details,
    input: { image },
  });
  await audit(tx, actor, 'instance.create_image', { object: uuid, project, detail: { image } });
  return image;
}

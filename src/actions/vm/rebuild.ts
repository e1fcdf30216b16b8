import { randomUUID } from 'node:crypto';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit, cloudOf, findKey } from '../../identity/index.ts';
import { instanceRules, lockInstance, replace } from '../../instances/index.ts';
import type { Engine } from '../../engine/index.ts';
import { beginAction } from './begin.ts';
import { checkImageFits, findImage } from '../../catalogue/index.ts';
import { checkUserData, readCapabilities, requireRoom } from '../../quotas/index.ts';
import { instanceRebuild, type Services } from '../../workflows/index.ts';

export interface Rebuild {
  /** UUID. */
  image: string;
  /** OpenSSH public key as text, or a reference to a stored one; left out, the keys stay. */
  key?: string | undefined;
  /** Left out, the user data stays; null takes it away. */
  userData?: string | null | undefined;
}

/**
 * Begins to set an instance up anew from an image: its system volume begins again, and it boots. Addresses, ports,
 * floating IPs and data volumes stay. Throws `InvalidRequest` on `image` and `ssh_public_key`.
 */
export async function requestRebuild(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  wanted: Rebuild,
): Promise<void> {
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('rebuild', instance);
  const errors = new FieldErrors();
  const { project } = instance;
  const { image } = await findImage(tx, actor, { image: wanted.image, project }, ['image'], errors);
  const { key } = await findKey(
    tx,
    actor,
    wanted.key === undefined ? {} : { key: wanted.key },
    ['ssh_public_key'],
    errors,
  );
  const disk = await tx
    .selectFrom('volume')
    .select('size_mib')
    .where('instance', '=', uuid)
    .where('position', '=', 0)
    .executeTakeFirstOrThrow();
  if (image !== undefined) {
    const room = { of: 'the instance', at: ['image'], remedy: 'Change its flavor first, or choose another image.' };
    const has = { disk: { ...room, mib: disk.size_mib }, memory: { ...room, mib: instance.memory_mib } };
    checkImageFits(image, has, errors);
  }
  if (wanted.userData != null)
    checkUserData(await readCapabilities(tx, project), wanted.userData, ['user_data'], errors);
  if (image === undefined || !errors.empty) throw new InvalidRequest(errors);
  const change = {
    image: image.uuid,
    disk_image: image.uuid,
    generation: instance.generation + 1,
    power: 'on' as const,
    ...(key === undefined ? {} : { ssh_keys: [key.line], key_name: key.name }),
    ...(wanted.userData === undefined ? {} : { user_data: wanted.userData }),
  };
  await replace(tx, uuid, change, randomUUID());
  // the old disk is kept until the new one has booted
  await requireRoom(tx, cloudOf(project));
  await beginAction(tx, engine, uuid, {
    workflow: instanceRebuild,
    input: {},
    words: 'Rebuild',
    details: { message: `Rebuilding from ${image.name}`, image_name: image.name },
    estimateKey: `${image.uuid}:${instance.flavor}`,
  });
  await audit(tx, actor, 'instance.rebuild', { object: uuid, project, detail: { image: image.uuid } });
}

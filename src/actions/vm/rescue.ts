import { randomUUID } from 'node:crypto';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit, cloudOf } from '../../identity/index.ts';
import { instanceRules, lockInstance, replace } from '../../instances/index.ts';
import type { Engine } from '../../engine/index.ts';
import { beginAction } from './begin.ts';
import { checkImageFits, findImage } from '../../catalogue/index.ts';
import { requireRoom } from '../../quotas/index.ts';
import { instanceRescue, instanceUnrescue, type Services } from '../../workflows/index.ts';

/**
 * Begins to boot a rescue system in place of the instance's own, whose disk it sees as a further one. `wanted` is the
 * UUID of an image; left out, a public rescue image is taken. Throws `InvalidRequest` on `image`.
 */
export async function requestRescue(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  wanted: string | undefined,
): Promise<void> {
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('rescue', instance);
  const errors = new FieldErrors();
  const { project } = instance;
  const chosen = wanted ?? (await defaultRescueImage(tx));
  if (chosen === undefined) errors.add(['image'], 'This field is required: there is no public rescue image.');
  const { image } =
    chosen === undefined ? {} : await findImage(tx, actor, { image: chosen, project }, ['image'], errors);
  if (image !== undefined) {
    const memory = { mib: instance.memory_mib, of: 'the instance', at: ['image'], remedy: 'Choose another image.' };
    checkImageFits(image, { memory }, errors);
  }
  if (image === undefined || !errors.empty) throw new InvalidRequest(errors);
  await replace(tx, uuid, { rescue_image: image.uuid, rescue_volume: randomUUID(), power: 'on' });
  await requireRoom(tx, cloudOf(project));
  const details = { message: `Booting ${image.name} to rescue the instance`, image_name: image.name };
  await beginAction(tx, engine, uuid, { workflow: instanceRescue, input: {}, words: 'Rescue', details });
  await audit(tx, actor, 'instance.rescue', { object: uuid, project, detail: { image: image.uuid } });
}

/** Begins to boot the instance's own system again; the rescue system and all that was written to its disk go. */
export async function requestUnrescue(tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string): Promise<void> {
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('unrescue', instance);
  await replace(tx, uuid, { rescue_image: null, rescue_volume: null, power: 'on' }, instance.rescue_volume);
  await beginAction(tx, engine, uuid, { workflow: instanceUnrescue, input: {}, words: 'Unrescue' });
  await audit(tx, actor, 'instance.unrescue', { object: uuid, project: instance.project });
}

/** The oldest public image that is meant for it. */
async function defaultRescueImage(tx: Tx): Promise<string | undefined> {
  const row = await tx
    .selectFrom('image')
    .select('uuid')
    .where('is_rescue_image', '=', true)
    .where('project', 'is', null)
    .where('removed', 'is', null)
    .orderBy('created')
    .limit(1)
    .executeTakeFirst();
  return row?.uuid;
}

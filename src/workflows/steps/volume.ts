import { guestSpec } from '../../instances/index.ts';
import { Problem } from '../../common/problem.ts';
import type { Context, VolumeInput } from '../context.ts';
import { discardVolume } from './discard.ts';

function rowOf({ services }: Context, volume: string) {
  const query = services.db.selectFrom('volume').select(['uuid', 'size_mib', 'image', 'instance']);
  return query.where('uuid', '=', volume).executeTakeFirstOrThrow();
}

export async function createVolume(context: Context): Promise<void> {
  const { uuid: id, size_mib: sizeMiB, image } = await rowOf(context, context.subject);
  await context.services.driver.createVolume({ id, sizeMiB, image }, context.signal);
}

/** Throws `in-use` while a VM has it: what should have detached it before has failed. */
export async function deleteVolume(context: Context): Promise<void> {
  await requireDetached(context);
  await discardVolume(context, context.subject);
}

/** Whatever was being done with it, nobody has it open. Throws as `deleteVolume` does. */
export async function setVolumeAside(context: Context): Promise<void> {
  await requireDetached(context);
  await keepVolume(context, context.subject);
}

async function requireDetached(context: Context): Promise<void> {
  const { instance } = await rowOf(context, context.subject);
  if (instance !== null) throw new Problem('in-use', 'The volume could not be detached: its VM has it still.');
}

/** Returns what it has become, MiB; null: it is not there. */
export async function keepVolume(context: Context, uuid: string): Promise<number | null> {
  const { driver } = context.services;
  await driver.closeVolume(uuid, context.signal);
  // its growth may have been given up for the sake of the deletion
  return (await driver.hasVolume(uuid)) ? noteSizeOf(context, uuid) : null;
}

export async function plugVolume({ services, subject, signal }: Context): Promise<void> {
  await services.driver.syncVolumes(await guestSpec(services.db, subject), signal);
}

/** The guest shall have all but the volume, though its row still says where it comes from or goes to. */
export async function unplugVolume({ services, subject, input, signal }: Context<VolumeInput>): Promise<void> {
  const { volume } = input;
  const spec = await guestSpec(services.db, subject);
  await services.driver.syncVolumes({ ...spec, volumes: spec.volumes.filter(({ id }) => id !== volume) }, signal);
  await services.driver.closeVolume(volume, signal);
}

export async function growVolume(context: Context<VolumeInput>): Promise<void> {
  const { uuid, size_mib: sizeMiB, instance } = await rowOf(context, context.input.volume);
  await context.services.driver.growVolume(uuid, sizeMiB, instance, context.signal);
}

/** The row says what the disk has become. */
export async function noteSize(context: Context<VolumeInput>): Promise<void> {
  await noteSizeOf(context, context.input.volume);
}

/** Returns it, MiB. */
async function noteSizeOf({ services }: Context, volume: string): Promise<number> {
  const size_mib = await services.driver.volumeSize(volume);
  await services.db.updateTable('volume').set({ size_mib }).where('uuid', '=', volume).execute();
  return size_mib;
}

import { keepDeletedInstance, releaseReservation } from '../../instances/index.ts';
import { keepDeletedVolume, releaseDeletedVolumes, releaseVolume as releaseVolumeRow } from '../../storage/index.ts';
import type { Context, KeepingInput } from '../context.ts';

/** The request has made the reservation in its own transaction: the step stands for it, and is undone. */
export async function reserved(): Promise<void> {}

export async function releaseInstance({ services, subject }: Context): Promise<void> {
  await services.db.transaction().execute(async (tx) => {
    await releaseReservation(tx, subject);
    await releaseDeletedVolumes(tx, subject);
  });
}

export async function releaseVolume({ services, subject }: Context): Promise<void> {
  await services.db.transaction().execute((tx) => releaseVolumeRow(tx, subject));
}

/** All but its disks, and it can be brought back. */
export async function keepInstance({ services, subject, input }: Context<KeepingInput>): Promise<void> {
  await services.db.transaction().execute((tx) => keepDeletedInstance(tx, subject, input));
}

/** What was taken again for an instance that does not come back after all. */
export async function releaseAgain({ services, subject }: Context): Promise<void> {
  await services.db.transaction().execute((tx) => releaseReservation(tx, subject, 'stay'));
}

/** The quota of what was deleted, whose disks are gone. */
export async function releaseDeleted({ services, subject }: Context): Promise<void> {
  await services.db.transaction().execute((tx) => releaseDeletedVolumes(tx, subject));
}

/** It can be brought back, and counts until then. */
export async function keepVolumeRow({ services, subject, input }: Context<KeepingInput>): Promise<void> {
  await services.db.transaction().execute((tx) => keepDeletedVolume(tx, subject, input));
}

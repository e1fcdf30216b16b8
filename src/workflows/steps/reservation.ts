import { releaseReservation } from '../../instances/index.ts';
import { releaseVolume as releaseVolumeRow } from '../../storage/index.ts';
import type { Context } from '../context.ts';

/** The request has made the reservation in its own transaction: the step stands for it, and is undone. */
export async function reserved(): Promise<void> {}

export async function releaseInstance({ services, subject }: Context): Promise<void> {
  await services.db.transaction().execute((tx) => releaseReservation(tx, subject));
}

export async function releaseVolume({ services, subject }: Context): Promise<void> {
  await services.db.transaction().execute((tx) => releaseVolumeRow(tx, subject));
}

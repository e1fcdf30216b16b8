import { z } from 'zod';
import type { Context } from '../context.ts';
import { releaseInstance } from './reservation.ts';
import { deleteSnapshots, releaseOf, takeSnapshots } from './snapshot.ts';

/** The backup that a run makes for itself, and of which nothing is left when it has ended. */
export const keptInput = z.object({ kept: z.uuid() });

type KeptContext = Context<z.output<typeof keptInput>>;

const itsKept = ({ input }: KeptContext): string => input.kept;

export const takeKept = takeSnapshots('backup', itsKept);
export const deleteKept = deleteSnapshots('backup', itsKept);
export const releaseKept = releaseOf('backup', itsKept);

export async function dropKept(context: KeptContext): Promise<void> {
  await deleteKept(context);
  await releaseKept(context);
}

/** Of an instance that is made of it, too. */
export async function releaseClone(context: KeptContext): Promise<void> {
  await releaseKept(context);
  await releaseInstance(context);
}

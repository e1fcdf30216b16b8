import { z } from 'zod';
import type { Context } from '../context.ts';
import { deleteSnapshots, releaseOf, takeSnapshots } from './snapshot.ts';

/** The backup that a run makes for itself, and of which nothing is left when it has ended. */
export const keptInput = z.object({ kept: z.uuid() });

const itsKept = ({ input }: Context<z.output<typeof keptInput>>): string => input.kept;

export const takeKept = takeSnapshots('backup', itsKept);
export const deleteKept = deleteSnapshots('backup', itsKept);
export const releaseKept = releaseOf('backup', itsKept);

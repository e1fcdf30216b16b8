import type { Permission } from '../identity/index.ts';

/** What a schedule makes, and takes away again. */
export const keptWords = ['snapshot', 'backup'] as const;
export type KeptWord = (typeof keptWords)[number];

/** What a schedule does with a VM. */
export const powerWords = ['start', 'stop'] as const;
export type PowerWord = (typeof powerWords)[number];

export const makesWords = [...keptWords, ...powerWords] as const;
export type MakesWord = (typeof makesWords)[number];

/** What it takes to make such a schedule, to have it run, and to be the one in whose name it does. */
export const schedulePermissions: Record<MakesWord, Permission> = {
  // what it has made it deletes, too: that takes more than to keep something by hand
  snapshot: 'VOLUME.MANAGE',
  backup: 'VOLUME.MANAGE',
  start: 'INSTANCE.POWER',
  stop: 'INSTANCE.POWER',
};

import { type RawBuilder, sql } from 'kysely';
import { olderThan, type Prune, pruneRows } from '../db/index.ts';

/**
 * Runs that ended so many days ago, with their steps and events, unless `needed` says of one, by the alias `t`, that it
 * may be begun again; and estimates that no run has confirmed for so long.
 */
export function pruneRuns(days: number, needed: RawBuilder<boolean>): Prune[] {
  return [
    pruneRows('workflow', sql<boolean>`${olderThan('t.finished', days)} AND NOT ${needed}`),
    pruneRows('step_duration', olderThan('t.updated', days)),
  ];
}

import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, onlyRowOf } from '../db/index.ts';
import type { Engine } from '../engine/index.ts';
import { schedulesDue } from '../schedules/index.ts';
import type { Services } from '../workflows/index.ts';
import { endDueResources, nextEnd, resourcesDue } from './end-dates.ts';
import { warningsDue, warnOfEnds } from './end-warnings.ts';
import { deleteDueKept, keptTooLong } from './kept-until.ts';
import { deletedTooLong, purgeDue } from './purge.ts';
import { runDueSchedules } from './schedules.ts';

interface Work {
  /** Finds it in a cloud. */
  due: (cloud: string) => RawBuilder<unknown>;
  work: (db: Database, engine: Engine<Services>, cloud: string, keptDays: number) => Promise<void>;
  /** What is said when that fails. */
  failed: string;
}

/** What is done when its time has come, in this order. */
const works: readonly Work[] = [
  { due: resourcesDue, work: endDueResources, failed: 'resources whose end has come could not be ended' },
  {
    due: warningsDue,
    work: (db, _engine, cloud) => warnOfEnds(db, cloud),
    failed: 'nobody was told of resources that end soon',
  },
  { due: schedulesDue, work: runDueSchedules, failed: 'schedules that were due could not run' },
  { due: keptTooLong, work: deleteDueKept, failed: 'snapshots or backups whose time is over could not be deleted' },
  { due: deletedTooLong, work: purgeDue, failed: 'what was deleted could not be deleted for good' },
];

const dueRow = z.strictObject({ due: z.array(z.boolean()), next: z.number().nullable() });

/**
 * Does what is due in a cloud; mostly that is nothing, which one statement says. What ends can be brought back for `keptDays`. What fails holds
 * up nothing else, and is told to `failed`. Returns how soon something ends within `soonMs`, ms; null: nothing does.
 */
export async function doDueWork(
  db: Database,
  engine: Engine<Services>,
  { cloud, keptDays, soonMs }: { cloud: string; keptDays: number; soonMs: number },
  failed: (error: unknown, what: string) => void,
): Promise<number | null> {
  const asked = works.map((each) => sql`EXISTS (${each.due(cloud)})`);
  const query = sql`SELECT ARRAY[${sql.join(asked)}] AS due, (${nextEnd(soonMs)}) AS next`;
  const { due, next } = await onlyRowOf(db, dueRow, query);
  for (const { work, failed: what } of works.filter((_, index) => due[index]))
    await work(db, engine, cloud, keptDays).catch((error: unknown) => failed(error, what));
  return next;
}

import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, onlyRowOf } from '../db/index.ts';
import type { Engine } from '../engine/index.ts';
import { schedulesDue } from '../schedules/index.ts';
import type { Services } from '../workflows/index.ts';
import { endDueResources, resourcesDue } from './end-dates.ts';
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
  { due: resourcesDue, work: endDueResources, failed: 'resources whose day has come could not be ended' },
  {
    due: warningsDue,
    work: (db, _engine, cloud) => warnOfEnds(db, cloud),
    failed: 'nobody was told of resources that end soon',
  },
  { due: schedulesDue, work: runDueSchedules, failed: 'schedules that were due could not run' },
  { due: keptTooLong, work: deleteDueKept, failed: 'snapshots or backups whose time is over could not be deleted' },
  { due: deletedTooLong, work: purgeDue, failed: 'what was deleted could not be deleted for good' },
];

const dueRow = z.strictObject({ due: z.array(z.boolean()) });

/**
 * Does what is due in a cloud; mostly that is nothing, which one statement says. What ends can be brought back for `keptDays`. What fails holds
 * up nothing else, and is told to `failed`.
 */
export async function doDueWork(
  db: Database,
  engine: Engine<Services>,
  { cloud, keptDays }: { cloud: string; keptDays: number },
  failed: (error: unknown, what: string) => void,
): Promise<void> {
  const asked = works.map((each) => sql`EXISTS (${each.due(cloud)})`);
  const { due } = await onlyRowOf(db, dueRow, sql`SELECT ARRAY[${sql.join(asked)}] AS due`);
  for (const { work, failed: what } of works.filter((_, index) => due[index]))
    await work(db, engine, cloud, keptDays).catch((error: unknown) => failed(error, what));
}

import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, onlyRowOf } from '../db/index.ts';
import type { Engine } from '../engine/index.ts';
import { schedulesDue, uncopied } from '../schedules/index.ts';
import type { Services } from '../workflows/index.ts';
import { endDueResources, nextEnd, resourcesDue } from './end-dates.ts';
import { warningsDue, warnOfEnds } from './end-warnings.ts';
import { copyScheduled } from './copy/scheduled.ts';
import { deleteDueKept, keptTooLong } from './kept-until.ts';
import { deletedTooLong, purgeDue } from './purge.ts';
import { runDueSchedules } from './schedules.ts';

/** For how long what ends can be brought back, and where copies go, by the names of the settings. */
interface CloudOfWork {
  cloud: string;
  keptDays: number;
  targets: readonly string[];
}

interface Work {
  /** Finds it in a cloud. */
  due: (cloud: string) => RawBuilder<unknown>;
  work: (db: Database, engine: Engine<Services>, cloud: string, about: CloudOfWork) => Promise<void>;
  /** What is said when that fails. */
  failed: string;
}

/** What is done when its time has come, in this order. */
const works: readonly Work[] = [
  {
    due: resourcesDue,
    work: (db, engine, cloud, { keptDays }) => endDueResources(db, engine, cloud, keptDays),
    failed: 'resources whose end has come could not be ended',
  },
  {
    due: warningsDue,
    work: (db, _engine, cloud) => warnOfEnds(db, cloud),
    failed: 'nobody was told of resources that end soon',
  },
  { due: schedulesDue, work: runDueSchedules, failed: 'schedules that were due could not run' },
  {
    due: keptTooLong,
    work: deleteDueKept,
    failed: 'snapshots, backups or copies whose time is over could not be deleted',
  },
  {
    due: uncopied,
    work: (db, engine, cloud, { targets }) => copyScheduled(db, engine, cloud, targets),
    failed: 'backups of schedules could not be copied',
  },
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
  { soonMs, ...about }: CloudOfWork & { soonMs: number },
  failed: (error: unknown, what: string) => void,
): Promise<number | null> {
  const asked = works.map((each) => sql`EXISTS (${each.due(about.cloud)})`);
  const query = sql`SELECT ARRAY[${sql.join(asked)}] AS due, (${nextEnd(soonMs)}) AS next`;
  const { due, next } = await onlyRowOf(db, dueRow, query);
  for (const { work, failed: what } of works.filter((_, index) => due[index]))
    await work(db, engine, about.cloud, about).catch((error: unknown) => failed(error, what));
  return next;
}

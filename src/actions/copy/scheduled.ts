import { z } from 'zod';
import { InvalidRequest } from '../../common/field-errors.ts';
import { asProblem, type Problem } from '../../common/problem.ts';
import { type Database, rowsOf } from '../../db/index.ts';
import type { Engine } from '../../engine/index.ts';
import { couldNotBegin, goesOn, uncopied } from '../../schedules/index.ts';
import { failureText, type Services } from '../../workflows/index.ts';
import { copyBackup } from './create.ts';

const uncopiedRow = z.strictObject({
  backup: z.string(),
  due: z.date(),
  schedule: z.string(),
  target: z.string(),
  project: z.string(),
  waiting: z.boolean(),
  user: z.string().nullable(),
  username: z.string(),
});

/** Begins to copy what schedules have backed up to their targets, in the name of who activated them. Throws at the end what went wrong by a fault of ours. */
export async function copyScheduled(
  db: Database,
  engine: Engine<Services>,
  cloud: string,
  targets: readonly string[],
): Promise<void> {
  const failures: unknown[] = [];
  const stopped = new Set<string>();
  for (const { backup, due, schedule, target, waiting, user, username } of await rowsOf(
    db,
    uncopiedRow,
    uncopied(cloud),
  )) {
    // those behind it would be taken for copied when it is not
    if (stopped.has(schedule)) continue;
    const begun = db.transaction().execute(async (tx) => {
      const by = { user, username, address: '' };
      await copyBackup(tx, engine, by, { backup, target, name: undefined, schedule, due }, targets);
      if (waiting) await goesOn(tx, schedule);
    });
    await begun.catch(async (error: unknown) => {
      stopped.add(schedule);
      const problem = asProblem(error);
      if (problem !== error) failures.push(error);
      await db.transaction().execute((tx) => couldNotBegin(tx, schedule, whyOf(problem)));
    });
  }
  if (failures.length > 0) throw new AggregateError(failures, `${failures.length} backups could not be copied`);
}

const whyOf = (problem: Problem): string =>
  problem instanceof InvalidRequest ? `Its last backup was not copied. ${problem.message}` : failureText(problem);

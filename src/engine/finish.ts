import { sql } from 'kysely';
import { z } from 'zod';
import { fromStored } from '../common/problem.ts';
import { rowOf, together, type Tx } from '../db/index.ts';
import type { AdvanceOptions } from './advance.ts';
import type { WorkflowDefinition } from './define.ts';
import { unqueueRuns } from './due.ts';
import type { Last, Next } from './place.ts';
import { moveStep, type RunRow, tellRun } from './store.ts';

const endedRow = z.strictObject({ ms: z.number() });
/** The end of a run that is at another place by now. */
const beaten = new Error('the run is not as it was');

/**
 * Ends the run together with the rows of its subject, and begins those that wait for that; a cancellation that came
 * first wins.
 */
export async function finish<Services>(
  { db, log, begins, debugPoint }: AdvanceOptions<Services>,
  run: RunRow,
  definition: WorkflowDefinition<Services>,
  last?: Last,
): Promise<Next> {
  const unwound = run.state === 'undoing';
  const { abandoned } = run;
  const state = abandoned ? 'cancelled' : !unwound ? 'succeeded' : run.error === null ? 'cancelled' : 'failed';
  await debugPoint?.('finish:before');
  const input = definition.input.parse(run.input);
  const finished = { workflow: run.uuid, subject: run.subject, input };
  const outcome = (tx: Tx): Promise<void> | undefined => {
    if (abandoned) return definition.abandoned?.(tx, finished);
    if (unwound) return definition.unwound(tx, finished, run.error === null ? null : fromStored(run.error));
    return definition.succeeded(tx, finished);
  };
  const ended = db.transaction().execute(async (tx) => {
    const query = sql`
      UPDATE workflow SET state = ${state}, finished = now(), due = NULL
      WHERE uuid = ${run.uuid} AND state = ${run.state} AND abandoned = ${abandoned}
        AND (${unwound || abandoned} OR NOT cancel_requested)
      RETURNING round(extract(epoch FROM now() - created) * 1000)::float8 AS ms`;
    const [done, row, next] = await together(
      lastDone(tx, run, last),
      rowOf(tx, endedRow, query),
      unqueueRuns(tx, run.uuid),
      outcome(tx) ?? Promise.resolve(),
    );
    if (!done || row === undefined) throw beaten;
    await tellRun(tx, run.uuid, state, run.error);
    for (const begun of next) await begins(tx, begun);
    return row;
  });
  const row = await unlessBeaten(ended);
  if (row === null) {
    // what the step has made is there, whatever comes of the run
    if (last !== undefined) await unlessBeaten(db.transaction().execute((tx) => recordDone(tx, run, last)));
    return 'at once';
  }
  log.info({ state, ms: row.ms }, 'a run has ended');
  return 'never';
}

const unlessBeaten = <T>(work: Promise<T>): Promise<T | null> =>
  work.catch((error: unknown) => (error === beaten ? null : Promise.reject(error as Error)));

async function recordDone(tx: Tx, run: RunRow, last: Last): Promise<void> {
  if (!(await lastDone(tx, run, last))) throw beaten;
}

/** Whether the last step is done with the end of its run. */
async function lastDone(tx: Tx, run: RunRow, last?: Last): Promise<boolean> {
  if (last === undefined) return true;
  const moved = moveStep(tx, run.uuid, last.row, { state: 'done' });
  last.written?.writes(tx);
  return (await moved) !== null;
}

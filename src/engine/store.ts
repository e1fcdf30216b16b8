import { type InferResult, type Kysely, sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { currentTraceparent, requestId } from '../common/log-context.ts';
import {
  type Database,
  enums,
  notification,
  notify,
  onlyRowOf,
  rowOf,
  type Schema,
  type StepState,
  type StoredProblem,
  type Tx,
  unread,
  type WorkflowState,
} from '../db/index.ts';
import type { WorkflowDefinition } from './define.ts';
import { estimatedSteps, remembered } from './estimate.ts';
import { z } from 'zod';

/** What the engine keeps of a run; every change of a step and its event are one statement. */
export interface RunRow {
  uuid: string;
  kind: string;
  subject: string;
  input: unknown;
  state: WorkflowState;
  cancel_requested: boolean;
  /** It ends as it stands, with nothing undone: another run takes its place. */
  abandoned: boolean;
  /** Under way when the records were backed up that it came back with. */
  restored: boolean;
  wake_seq: string;
  estimate_key: string;
  error: StoredProblem | null;
  /** Of the request that began it; null: none did. */
  request_id: string | null;
  /** The span of that request. */
  traceparent: string | null;
  labels: Record<string, string>;
}

const stepRow = z.strictObject({
  position: z.int(),
  name: z.string(),
  state: z.enum(enums['workflow_step.state']),
  attempt: z.int(),
  /** Attempts that failed; the others were wake-ups or were cut off by an end of the process. */
  failures: z.int(),
  /** Since its first attempt began, ms, by the one clock that all processes share; null before it. */
  elapsed_ms: z.number().nullable(),
});
export type StepRow = z.output<typeof stepRow>;

const resetRow = z.strictObject({ kind: z.string(), estimate_key: z.string() });
/** `next`: the attempt of the step that has begun with it. `wake_seq`: of the run, as it was before. `rests`: it waits as it shall. */
const movedRow = z.object({ attempt: z.int(), next: z.int().nullable(), wake_seq: z.string(), rests: z.boolean() });
export type Moved = z.output<typeof movedRow>;

const runColumns = [
  'uuid',
  'kind',
  'subject',
  'input',
  'state',
  'cancel_requested',
  'abandoned',
  'restored',
  'wake_seq',
  'estimate_key',
  'error',
  'request_id',
  'traceparent',
  'labels',
] as const;

export interface NewRun<Input = unknown> {
  uuid: string;
  subject: string;
  input: Input;
  /** Durations are remembered and estimated per this key: what makes runs of a kind alike. */
  estimateKey: string;
  /** What log lines and spans say that it is about, by the domain's words. */
  labels?: Record<string, string>;
}

/** Writes the rows of a new run with the estimates that history gives for its steps; with `after` it waits for the end of that one. */
export async function insertRun<S>(
  tx: Tx,
  definition: WorkflowDefinition<S>,
  run: NewRun,
  after: string | null,
): Promise<void> {
  const { uuid, subject, estimateKey, labels = {} } = run;
  const inserted = tx
    .insertInto('workflow')
    .values({
      uuid,
      kind: definition.kind,
      subject,
      input: JSON.stringify(definition.input.parse(run.input)),
      state: after === null ? 'running' : 'queued',
      begins_after: after,
      estimate_key: estimateKey,
      request_id: requestId(),
      traceparent: currentTraceparent(),
      labels: JSON.stringify(labels),
    })
    .execute();
  unread(inserted);
  insertSteps(tx, definition, uuid, estimateKey, 0);
}

/** The steps of a run that is due. */
function insertSteps<S>(
  tx: Tx,
  definition: WorkflowDefinition<S>,
  uuid: string,
  estimateKey: string,
  attempt: number,
): void {
  const begun = sql`
    WITH begun AS (
      INSERT INTO workflow_step (workflow, position, name, attempt, estimate_ms)
      SELECT ${uuid}, position, name, ${attempt}::int, estimate_ms FROM (${estimatedSteps(definition, estimateKey)}) s
    )
    SELECT ${notification('workflow_due', sql`${uuid}::uuid::text`)}`;
  unread(begun.execute(tx));
}

/** Makes a run that has failed what it was when it began, and forgets what it told. */
export async function resetRun<S>(
  tx: Tx,
  define: (kind: string) => WorkflowDefinition<S>,
  uuid: string,
): Promise<void> {
  const query = sql`
    UPDATE workflow SET state = 'running', cancel_requested = false, restored = false, wake_seq = wake_seq + 1, due = NULL, error = NULL,
      created = now(), finished = NULL, request_id = ${requestId()}, traceparent = ${currentTraceparent()}
    WHERE uuid = ${uuid} AND state = 'failed' RETURNING kind, estimate_key`;
  const run = await onlyRowOf(tx, resetRow, query);
  const old = await tx.deleteFrom('workflow_step').where('workflow', '=', uuid).returning('attempt').execute();
  await tx.deleteFrom('workflow_event').where('workflow', '=', uuid).execute();
  // attempts go on counting: whoever still works on the run that failed can record nothing
  const attempt = Math.max(...old.map((row) => row.attempt)) + 1;
  insertSteps(tx, define(run.kind), uuid, run.estimate_key, attempt);
}

/** What a notification may carry, bytes; PostgreSQL takes 7999. */
const maxPayload = 7_900;
/** Sends the readers of a run its events, the rows of `told`; of what is too long they learn that there is something to be read. */
const newsForReaders = sql`
  SELECT ${notification('workflow_event', sql`run || CASE WHEN octet_length(run || news) <= ${sql.lit(maxPayload)} THEN news ELSE '' END`)}
  FROM (
    SELECT workflow::text AS run, json_agg(json_build_object('id', id, 'data', data) ORDER BY id)::text AS news
    FROM told GROUP BY workflow) told_of`;

/** Lets readers of a run look again that may never have begun. */
export async function notifyReaders(tx: Tx, run: string): Promise<void> {
  await notify(tx, 'workflow_event', sql`${run}::uuid::text`);
}

/** Removes a run that has ended, or that has been undoing without an end, with all that is known of it. */
export async function forgetRun(tx: Tx, uuid: string): Promise<void> {
  await tx.deleteFrom('workflow').where('uuid', '=', uuid).where('state', '<>', 'running').execute();
}

/** A run with its steps, in one look. */
export function runQuery(db: Kysely<Schema>, uuid: string) {
  return db
    .selectFrom('workflow')
    .select(runColumns)
    .select((eb) =>
      jsonArrayFrom(
        eb
          .selectFrom('workflow_step as s')
          .select(['s.position', 's.name', 's.state', 's.attempt', 's.failures'])
          .select(sql`round(extract(epoch FROM clock_timestamp() - s.started) * 1000)`.as('elapsed_ms'))
          .whereRef('s.workflow', '=', 'workflow.uuid')
          .orderBy('s.position'),
      ).as('steps'),
    )
    .where('uuid', '=', uuid);
}

/** What it has found; null: there is no such run. */
export function runOf([found]: InferResult<ReturnType<typeof runQuery>>): { run: RunRow; steps: StepRow[] } | null {
  if (found === undefined) return null;
  const { steps, ...run } = found;
  return { run, steps: z.array(stepRow).parse(steps) };
}

export interface StepChange {
  state: StepState;
  /** Counts an attempt and, the first time, starts the clock. */
  begin?: true;
  message?: string;
  error?: StoredProblem | null;
  /** Has the run wait so many ms, unless a wake-up came since its row had this `wake_seq`. */
  rest?: { ms: number; wake_seq: string };
}

/**
 * Moves a step, if it still is at its `attempt`, and writes the event; how long a step took that is done is remembered for
 * the estimates of the next runs like it. With it `next` begins, if the run still is running. Returns null when somebody else
 * has moved the step.
 */
export async function moveStep(
  db: Database | Tx,
  run: string,
  step: StepRow,
  change: StepChange,
  next?: StepRow,
): Promise<Moved | null> {
  const begins = change.begin === true;
  const ends = change.state === 'done' || change.state === 'failed' || change.state === 'undone';
  const error = change.error === undefined ? null : JSON.stringify(change.error);
  const query = sql`
    WITH moved AS (
      UPDATE workflow_step SET
        state = ${change.state},
        attempt = attempt + ${begins ? 1 : 0},
        failures = failures + ${change.error == null ? 0 : 1},
        started = CASE WHEN ${begins} THEN coalesce(started, clock_timestamp()) ELSE started END,
        finished = CASE WHEN ${ends} THEN clock_timestamp() END,
        progress = CASE WHEN ${change.state === 'done'} THEN 1 ELSE progress END,
        message = coalesce(${change.message ?? null}::text, message),
        error = CASE WHEN ${change.error === undefined} THEN error ELSE ${error}::jsonb END
      WHERE workflow = ${run} AND position = ${step.position} AND attempt = ${step.attempt}
      RETURNING *
    ), begun AS (
      UPDATE workflow_step s SET state = 'running', attempt = s.attempt + 1, started = clock_timestamp()
      FROM moved JOIN workflow w ON w.uuid = moved.workflow
      WHERE s.workflow = ${run} AND s.position = ${next?.position ?? null} AND s.attempt = ${next?.attempt ?? null}
        AND w.state = 'running' AND NOT w.cancel_requested
      RETURNING s.*
    ), undue AS (
      UPDATE workflow SET due = NULL WHERE uuid = ${run} AND due IS NOT NULL AND ${begins}
    ), rested AS (
      UPDATE workflow w SET due = clock_timestamp() + ${change.rest?.ms ?? null}::float8 * interval '1 ms'
      FROM moved WHERE w.uuid = moved.workflow AND w.wake_seq = ${change.rest?.wake_seq ?? null}
      RETURNING w.uuid
    ), told AS (
      INSERT INTO workflow_event (workflow, data)
      SELECT workflow, jsonb_build_object('step', name, 'state', state, 'progress', progress, 'message', message,
        'error', error, 'attempt', greatest(failures + (state <> 'failed')::int, 1),
        'duration_ms', round(extract(epoch FROM coalesce(finished, clock_timestamp()) - started) * 1000))
      FROM (SELECT * FROM moved UNION ALL SELECT * FROM begun) changed ORDER BY position
      RETURNING workflow, id, data
    ), ${remembered}
    SELECT moved.attempt, (SELECT attempt FROM begun) AS next,
      (SELECT wake_seq FROM workflow WHERE uuid = moved.workflow) AS wake_seq,
      EXISTS (SELECT FROM rested) AS rests, (${newsForReaders})
    FROM moved`;
  return (await rowOf(db, movedRow, query)) ?? null;
}

/** Progress moves no state: it counts only while the step still runs this attempt, and may be lost. */
export async function showProgress(
  db: Database,
  run: string,
  step: StepRow,
  fraction: number,
  message: string,
): Promise<void> {
  await sql`
    WITH moved AS (
      UPDATE workflow_step SET progress = ${Math.min(Math.max(fraction, 0), 1)}, message = ${message.slice(0, 200)}
      WHERE workflow = ${run} AND position = ${step.position} AND attempt = ${step.attempt} AND state = 'running'
      RETURNING workflow, name, progress, message
    ), told AS (
      INSERT INTO workflow_event (workflow, data)
      SELECT workflow, jsonb_build_object('step', name, 'state', 'running', 'progress', progress, 'message', message)
      FROM moved RETURNING workflow, id, data
    )
    ${newsForReaders}
  `.execute(db);
}

/** An event of the run as a whole; part of the caller's transaction. */
export async function tellRun(tx: Tx, run: string, state: WorkflowState, error: StoredProblem | null): Promise<void> {
  const data = JSON.stringify({ run: state, error });
  const told = sql`
    WITH told AS (INSERT INTO workflow_event (workflow, data) VALUES (${run}, ${data}) RETURNING workflow, id, data)
    ${newsForReaders}`;
  unread(told.execute(tx));
}

import { sql } from 'kysely';
import { z } from 'zod';
import { enums, rowOf, type Tx, unread } from '../db/index.ts';
import type { DriverEvent, GuestPause } from '../drivers/driver.ts';
import { type Action, auditSelf } from '../identity/index.ts';

type Of<Kind extends DriverEvent['kind']> = Extract<DriverEvent, { kind: Kind }>;

/** The runtime state of an instance whose guest runs. */
export const runningState = sql`CASE WHEN rescue_image IS NULL THEN 'ACTIVE' ELSE 'RESCUE' END`;

/** What people read of an instance whose guest stands still. */
const pausedBy = ({ reason }: GuestPause): string => `paused: ${reason}`;

const standingRow = z.strictObject({
  project: z.string(),
  runtime_state: z.enum(enums['instance.runtime_state']),
  error_message: z.string(),
});

/**
 * Writes what the backend reports about a guest into its row and the audit events; of an unknown or terminated instance nothing.
 * `isLatest` is asked once the row is locked: a guest may have been started again since it ended.
 */
export async function observe(tx: Tx, event: DriverEvent, isLatest: () => boolean = () => true): Promise<void> {
  if (event.kind === 'lease' || event.kind === 'report') {
    const noted = sql`
      UPDATE instance SET readiness = readiness || ${JSON.stringify(readinessBy(event))}::jsonb
      WHERE uuid = ${event.guest} AND reserved AND coalesce((readiness ->> 'since')::bigint, 0) <= ${event.at}`;
    return unread(noted.execute(tx));
  }
  const query = sql`
    SELECT project, runtime_state, error_message FROM instance WHERE uuid = ${event.guest} AND reserved FOR UPDATE`;
  const before = await rowOf(tx, standingRow, query);
  if (before === undefined || !isLatest()) return;
  const { project } = before;
  const tell = (action: Action, result: 'accepted' | 'failed', detail: Record<string, unknown>): Promise<void> =>
    auditSelf(tx, action, { object: event.guest, project, result, detail });
  if (event.kind === 'fault') return tell('instance.fault', 'failed', { fault: event.fault, detail: event.detail });
  writeState(tx, event);
  const wasPaused = before.runtime_state === 'PAUSED';
  if (event.state === 'paused' && !(wasPaused && before.error_message === pausedBy(event.pause)))
    await tell('instance.paused', 'failed', { ...event.pause });
  if (event.state === 'running' && wasPaused) await tell('instance.resumed', 'accepted', {});
}

/** While a workflow is at work it writes the states itself. */
function writeState(tx: Tx, event: Of<'guest'>): void {
  const poweredOff = event.state === 'stopped' && event.byGuest;
  const ended = event.state === 'stopped' ? event.reason : null;
  const cause = event.state === 'paused' ? pausedBy(event.pause) : poweredOff ? null : ended;
  const state = { running: runningState, paused: sql`'PAUSED'`, stopped: sql`'SHUTOFF'` }[event.state];
  const written = sql`
    UPDATE instance SET modified = now(), readiness = readiness || ${JSON.stringify(ended === null ? {} : { ended })}::jsonb,
      runtime_state = CASE WHEN state = 'OK' THEN ${state} ELSE runtime_state END,
      power = CASE WHEN state = 'OK' AND ${poweredOff} THEN 'off' ELSE power END,
      error_message = CASE WHEN state <> 'OK' OR power = 'off' THEN error_message
        -- why it stood still is over with it
        ELSE coalesce(${cause}, CASE WHEN runtime_state = 'PAUSED' THEN '' ELSE error_message END) END
    WHERE uuid = ${event.guest} AND reserved`;
  unread(written.execute(tx));
}

function readinessBy(event: Of<'lease' | 'report'>): Record<string, unknown> {
  if (event.kind === 'lease' || event.report.stage === 'network') return { network: event.at };
  if (event.report.stage === 'ssh') return { ssh: event.at, hostKeys: event.report.hostKeys };
  return { cloudInit: { at: event.at, result: event.report.result, detail: event.report.detail } };
}

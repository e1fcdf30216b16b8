import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';
import type { DriverEvent } from '../drivers/driver.ts';

/** The runtime state of an instance whose guest runs. */
export const runningState = sql`CASE WHEN rescue_image IS NULL THEN 'ACTIVE' ELSE 'RESCUE' END`;

/** Writes what the backend reports about a guest into its row; of an unknown or terminated instance nothing. */
export async function observe(tx: Tx, event: DriverEvent): Promise<void> {
  if (event.kind === 'guest') {
    const running = event.state === 'running';
    const poweredOff = event.state === 'stopped' && event.byGuest;
    const cause = event.state === 'stopped' && !event.byGuest ? event.reason : null;
    // while a workflow is at work it writes the states itself
    await sql`
      UPDATE instance SET modified = now(),
        runtime_state = CASE WHEN state <> 'OK' THEN runtime_state
          WHEN ${running} THEN ${runningState} ELSE 'SHUTOFF' END,
        power = CASE WHEN state = 'OK' AND ${poweredOff} THEN 'off' ELSE power END,
        error_message = CASE WHEN state = 'OK' AND power = 'on' THEN coalesce(${cause}, error_message)
          ELSE error_message END
      WHERE uuid = ${event.guest} AND reserved
    `.execute(tx);
    return;
  }
  await sql`
    UPDATE instance SET readiness = readiness || ${JSON.stringify(seen(event))}::jsonb
    WHERE uuid = ${event.guest} AND reserved
  `.execute(tx);
}

function seen(event: Exclude<DriverEvent, { kind: 'guest' }>): Record<string, unknown> {
  if (event.kind === 'lease' || event.report.stage === 'network') return { network: event.at };
  if (event.report.stage === 'ssh') return { ssh: event.at, hostKeys: event.report.hostKeys };
  return { cloudInit: { at: event.at, result: event.report.result, detail: event.report.detail } };
}

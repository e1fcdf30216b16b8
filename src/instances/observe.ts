import { sql } from 'kysely';
import type { Database } from '../db/index.ts';
import type { DriverEvent } from '../drivers/driver.ts';

/**
 * Writes what the backend reports about a guest into its row. Returns true when it changed what is known, and a run that
 * waits for the guest should look again. A report about an unknown or terminated instance changes nothing.
 */
export async function observe(db: Database, event: DriverEvent): Promise<boolean> {
  const { rows } = await change(db, event);
  return rows.length > 0;
}

function change(db: Database, event: DriverEvent): Promise<{ rows: unknown[] }> {
  if (event.kind === 'guest') {
    const runtime = event.state === 'running' ? 'ACTIVE' : 'SHUTOFF';
    const poweredOff = event.state === 'stopped' && event.byGuest;
    // while a workflow is at work it writes the states itself
    return sql`
      UPDATE instance SET modified = now(),
        runtime_state = CASE WHEN state = 'OK' THEN ${runtime} ELSE runtime_state END,
        power = CASE WHEN state = 'OK' AND ${poweredOff} THEN 'off' ELSE power END
      WHERE uuid = ${event.guest} AND reserved RETURNING uuid
    `.execute(db);
  }
  return sql`
    UPDATE instance SET readiness = readiness || ${JSON.stringify(seen(event))}::jsonb
    WHERE uuid = ${event.guest} AND reserved RETURNING uuid
  `.execute(db);
}

function seen(event: Exclude<DriverEvent, { kind: 'guest' }>): Record<string, unknown> {
  if (event.kind === 'lease' || event.report.stage === 'network') return { network: event.at };
  if (event.report.stage === 'ssh') return { ssh: event.at, hostKeys: event.report.hostKeys };
  return { cloudInit: { at: event.at, result: event.report.result, detail: event.report.detail } };
}

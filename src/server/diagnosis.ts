import { sql } from 'kysely';
import type { Diagnosis } from '../api/index.ts';
import { freeMiB } from '../common/files.ts';
import type { Settings } from '../common/settings.ts';
import { type Database, rowsOf } from '../db/index.ts';
import type { BackendFacts, Driver } from '../drivers/driver.ts';
import type { DailyBackups } from './daily-backups.ts';
import { findOrphans } from './orphans.ts';
import { z } from 'zod';

const lowDiskMiB = 2048;

const neededRow = z.strictObject({ kind: z.string(), id: z.string() });

/** What instances with nothing under way need and the host has not: volumes, routers. */
async function findMissing(db: Database, driver: Driver): Promise<Diagnosis['missing']> {
  const query = sql`
    SELECT 'volume' AS kind, v.uuid AS id FROM volume v JOIN instance i ON i.uuid = v.instance WHERE i.state = 'OK'
    UNION SELECT 'router', p.project FROM port p JOIN instance i ON i.uuid = p.instance
      WHERE i.state = 'OK' AND p.plugged`;
  const rows = await rowsOf(db, neededRow, query);
  const there = new Set((await driver.inventory()).map(({ kind, id }) => `${kind} ${id}`));
  const lacking = rows.filter(({ kind, id }) => !there.has(`${kind} ${id}`));
  return lacking.map(({ kind, id }) => ({ kind, id, detail: `${kind} is needed and is not there` }));
}

/** Instances that should run by now, with nothing under way that would start or stop them. */
async function settled(db: Database): Promise<string[]> {
  const query = db.selectFrom('instance').select('uuid').where('state', '=', 'OK').where('power', '=', 'on');
  return (await query.execute()).map(({ uuid }) => uuid);
}

/** Compares rows and host, and looks at what the cloud needs of the machine. Costs one look at each thing. */
export async function diagnose(
  db: Database,
  driver: Driver,
  settings: Settings,
  facts: BackendFacts | null,
  backups: DailyBackups,
): Promise<Diagnosis> {
  const orphans = await findOrphans(db, driver);
  const missing = await findMissing(db, driver);
  for (const id of await settled(db)) {
    if ((await driver.guestState(id)) !== 'running')
      missing.push({ kind: 'guest', id, detail: 'should run and does not' });
  }
  const checks = [await diskCheck(settings), await runCheck(db), backendCheck(facts), await backups.check()];
  const ok = checks.every((check) => check.ok) && orphans.length === 0 && missing.length === 0;
  return { ok, checks, orphans, missing };
}

async function diskCheck({ home }: Settings): Promise<Diagnosis['checks'][number]> {
  const free = await freeMiB(home);
  const detail = `${free} MiB free below ${home}`;
  return {
    name: 'disk space',
    ok: free >= lowDiskMiB,
    detail,
    remedy: `Free space: at least ${lowDiskMiB} MiB are needed.`,
  };
}

async function runCheck(db: Database): Promise<Diagnosis['checks'][number]> {
  const { n } = await db
    .selectFrom('workflow as w')
    .innerJoin('workflow_step as s', 's.workflow', 'w.uuid')
    .select((eb) => eb.fn.countAll().as('n'))
    .where('w.state', '=', 'undoing')
    .where('s.state', '=', 'undoing')
    .where('s.attempt', '>', 5)
    .executeTakeFirstOrThrow();
  const stuck = Number(n);
  const detail = stuck === 0 ? 'every run moves' : `${stuck} runs cannot undo a step and keep trying`;
  return {
    name: 'workflows',
    ok: stuck === 0,
    detail,
    remedy: 'Read the messages of their steps (order show) and mend the cause.',
  };
}

function backendCheck(facts: BackendFacts | null): Diagnosis['checks'][number] {
  const detail =
    facts === null ? 'the accelerator is not proven yet' : `${facts.accelerator}, ${facts.version}: ${facts.evidence}`;
  return { name: 'backend', ok: facts !== null, detail, remedy: 'Wait for the preparation to end (slipway status).' };
}

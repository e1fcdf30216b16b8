import { isDeepStrictEqual } from 'node:util';
import { sql } from 'kysely';
import type { Diagnosis } from '../api/index.ts';
import { type Database, rowsOf } from '../db/index.ts';
import type { BackendFacts, Driver } from '../drivers/driver.ts';
import type { HostFinding } from '../network/index.ts';
import { readBackendQuotas } from '../quotas/index.ts';
import { failingSchedules } from '../schedules/index.ts';
import type { DailyBackups } from './daily-backups.ts';
import { findOrphans } from './orphans.ts';
import type { Upkeep } from './upkeep.ts';
import { z } from 'zod';

const neededRow = z.strictObject({ id: z.string() });

/** What there must be of VMs that are off: their volumes. What runs is seen to by the upkeep. */
async function missingVolumes(db: Database, cloud: string, driver: Driver): Promise<Diagnosis['missing']> {
  const query = sql`
    SELECT v.uuid AS id FROM volume v JOIN instance i ON i.uuid = v.instance JOIN project p ON p.uuid = i.project
      WHERE i.state = 'OK' AND i.power = 'off' AND p.cloud = ${cloud}`;
  const there = new Set((await driver.holdings()).filter(({ kind }) => kind === 'volume').map(({ id }) => id));
  const lacking = (await rowsOf(db, neededRow, query)).filter(({ id }) => !there.has(id));
  const detail = 'it is gone, and nothing brings it back by itself: put its file back, or delete its VM';
  return lacking.map(({ id }) => ({ kind: 'volume', id, detail }));
}

/** What others know of the machine and of the cloud. */
interface Findings {
  host: () => Promise<HostFinding[]>;
  facts: BackendFacts | null;
  upkeep: Pick<Upkeep, 'missing'>;
  backups: DailyBackups;
}

/** Compares the rows of a cloud with its backend, and looks at what it needs of the machine. Costs one look at each thing. */
export async function diagnose(
  db: Database,
  cloud: string,
  driver: Driver,
  { host, facts, upkeep, backups }: Findings,
): Promise<Diagnosis> {
  const orphans = await findOrphans(db, driver);
  const parts = (await upkeep.missing()).map(({ kind, id, detail, why }) => ({
    kind,
    id,
    detail: why === '' ? detail : `${detail}: ${why}`,
  }));
  const missing = [...parts, ...(await missingVolumes(db, cloud, driver))];
  const checks = [
    ...(await host()),
    await pauseCheck(driver),
    await runCheck(db),
    backendCheck(facts),
    await quotaCheck(db, cloud),
    await scheduleCheck(db, cloud),
    await backups.check(),
  ];
  const ok = checks.every((check) => check.ok) && orphans.length === 0 && missing.length === 0;
  return { ok, checks, orphans, missing };
}

/** What is said of each cloud, by its name where there are several; what all say alike is said once. */
export function together(diagnoses: ReadonlyMap<string, Diagnosis>): Diagnosis {
  const all = [...diagnoses];
  const alone = all.length === 1;
  const said = new Set<string>();
  const checks = all.flatMap(([cloud, { checks: own }]) =>
    own.flatMap((check) => {
      const shared = all.every(([, { checks: others }]) => others.some((other) => isDeepStrictEqual(other, check)));
      if (shared && said.has(check.name)) return [];
      said.add(check.name);
      return [alone || shared ? check : { ...check, name: `${cloud}: ${check.name}` }];
    }),
  );
  return {
    ok: all.every(([, { ok }]) => ok),
    checks,
    orphans: all.flatMap(([, { orphans }]) => orphans),
    missing: all.flatMap(([, { missing }]) => missing),
  };
}

async function pauseCheck(driver: Driver): Promise<Diagnosis['checks'][number]> {
  const paused = [...(await driver.pausedGuests())].map(([guest, { reason }]) => `${guest} (${reason})`);
  return {
    name: 'paused VMs',
    ok: paused.length === 0,
    detail:
      paused.length === 0 ? 'none stands still' : `${paused.length} stand still: ${paused.slice(0, 5).join(', ')}`,
    remedy: 'Those for want of room go on by themselves once there is some; restart any other.',
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
  const remedy = 'Wait for the preparation to end: "./slipway status" shows how far it is, or why it has not ended.';
  return { name: 'backend', ok: facts !== null, detail, remedy };
}

async function scheduleCheck(db: Database, cloud: string): Promise<Diagnosis['checks'][number]> {
  const failing = await failingSchedules(db, cloud);
  const said = failing.slice(0, 5).map(({ name, error_message: why }) => `${name} (${why})`);
  return {
    name: 'schedules',
    ok: failing.length === 0,
    detail:
      failing.length === 0
        ? 'none has failed'
        : `${failing.length} failed or were paused at their last time: ${said.join(', ')}`,
    remedy: 'Mend what each says: they run again by themselves, and those that are paused once somebody resumes them.',
  };
}

/** What our project may have in an OpenStack. That projects may order more together is no fault: it is told. */
async function quotaCheck(db: Database, cloud: string): Promise<Diagnosis['checks'][number]> {
  const { quotas, ...ordered } = await readBackendQuotas(db, cloud);
  const full = quotas.filter(({ limit, used }) => used >= limit).map(({ of }) => of);
  const promised = Object.entries(ordered).flatMap(([of, sum]) => {
    const quota = quotas.find((each) => each.of === of);
    return quota !== undefined && sum > quota.limit ? [`${sum} ${of} (it may have ${quota.limit})`] : [];
  });
  const more = promised.length === 0 ? '' : `; projects may order more together: ${promised.join(', ')}`;
  const shown = quotas.map(({ of, limit, used }) => `${of} ${used} of ${limit}`).join(', ');
  return {
    name: 'backend quotas',
    ok: full.length === 0,
    detail: quotas.length === 0 ? 'the backend is limited by nobody' : `${shown}${more}`,
    remedy: `New orders are refused: have the operator of the backend raise its quota of ${full.join(', ')}, or delete what is not needed.`,
  };
}

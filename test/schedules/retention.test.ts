import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, enums, rowsOf, type Tx } from '../../src/db/index.ts';
import { type KeptWord, surplus } from '../../src/schedules/index.ts';
import { setUp } from '../support/setup.ts';

const { cloud, tenant, catalogue } = await setUp();
const { project } = tenant;
const source = await makeSources(cloud.db);

/** A volume and a VM that hold nothing: nobody works on them. */
async function makeSources(db: Database): Promise<{ volume: string; instance: string }> {
  const common = { project, name: 'x', state: 'OK' as const, reserved: false };
  const { offering, plan, tiny, volumeType: type } = catalogue;
  const disk = { ...common, type, size_mib: 1 };
  const vm = { ...common, ...tiny, offering, plan, vcpus: 1, memory_mib: 1, ssh_keys: [] };
  const { uuid: volume } = await db.insertInto('volume').values(disk).returning('uuid').executeTakeFirstOrThrow();
  const { uuid: instance } = await db.insertInto('instance').values(vm).returning('uuid').executeTakeFirstOrThrow();
  return { volume, instance };
}

interface Made {
  state: (typeof enums)['snapshot.state'][number];
  /** Whether its time is over. */
  old: boolean;
  /** It is there: of what is ERRED, its deletion has failed, not its making. */
  reserved: boolean;
}

/** What of it goes, in other words than those of the statement: newest first. */
function goes(made: Made[], most: number): number[] {
  const good = made.flatMap(({ state }, at) => (state === 'OK' ? [at] : []));
  const failed = made.flatMap(({ state, reserved }, at) => (state === 'ERRED' && !reserved ? [at] : []));
  return made.flatMap(({ state, old, reserved }, at) => {
    if (state === 'ERRED' && (reserved || failed[0] !== at)) return [at];
    if (state !== 'OK' || good[0] === at) return [];
    return old || (most > 0 && good.indexOf(at) >= most) ? [at] : [];
  });
}

/** Of a schedule that has made this, newest first, and of others that nothing has made; it is taken back before anybody else sees it. */
async function gone(kind: KeptWord, made: Made[], most: number): Promise<number[]> {
  const tx = await cloud.db.startTransaction().execute();
  const plan = { project, makes: kind, name: 's', cron: '0 3 * * *', timezone: 'UTC', retention_days: 1, most };
  const of = kind === 'snapshot' ? { volume: source.volume } : { instance: source.instance };
  const schedules = tx.insertInto('schedule').values({ ...plan, ...of });
  const { uuid: schedule } = await schedules.returning('uuid').executeTakeFirstOrThrow();
  for (const [at, each] of made.entries()) {
    const due = new Date(-at * 1000);
    const kept_until = new Date(each.old ? 0 : '2999-01-01');
    await make(tx, kind, { name: String(at), state: each.state, kept_until, schedule, due }, each.reserved);
    const own = { name: `own ${at}`, state: 'OK' as const, kept_until: new Date(0) };
    await make(tx, kind, own, true);
  }
  const named = z.strictObject({ name: z.string() });
  const found = await rowsOf(
    tx,
    named,
    sql`SELECT name FROM ${sql.table(kind)} WHERE uuid IN (SELECT uuid FROM (${surplus(kind)}) s) ORDER BY name`,
  );
  await tx.rollback().execute();
  return found.map(({ name }) => Number(name));
}

async function make(
  tx: Tx,
  kind: KeptWord,
  row: { name: string; state: Made['state']; kept_until: Date; schedule?: string; due?: Date },
  reserved: boolean,
): Promise<void> {
  const { instance, volume } = source;
  const snapshot = { volume, project, size_mib: 1 };
  if (kind === 'snapshot') {
    await tx
      .insertInto('snapshot')
      .values({ ...snapshot, ...row, reserved })
      .execute();
    return;
  }
  const backups = tx.insertInto('backup').values({ ...row, project, instance, vm: '{}', at_once: true });
  const { uuid: backup } = await backups.returning('uuid').executeTakeFirstOrThrow();
  const part = { ...snapshot, name: 'part', state: row.state, backup, reserved };
  await tx.insertInto('snapshot').values(part).execute();
}

for (const kind of ['snapshot', 'backup'] as const)
  test(`a schedule keeps by count and by age together, only of what it made, always the last good one: ${kind}s`, async () => {
    const one = fc
      .record({
        state: fc.constantFrom(...enums['snapshot.state'], 'OK' as const, 'OK' as const),
        old: fc.boolean(),
        reserved: fc.boolean(),
      })
      // what is good is there
      .map((each) => (each.state === 'OK' ? { ...each, reserved: true } : each));
    const property = fc.asyncProperty(
      fc.array(one, { minLength: 1, maxLength: 8 }),
      fc.nat({ max: 4 }),
      async (made, most) => {
        const went = await gone(kind, made, most);
        assert.deepEqual(went, goes(made, most));
        const good = made.flatMap(({ state }, at) => (state === 'OK' ? [at] : []));
        assert.ok(good.length === 0 || !went.includes(good[0] as number), 'the last good one stays');
        // a run that fails deletes nothing that is good
        const failed: Made = { state: 'ERRED', old: false, reserved: false };
        const after = (await gone(kind, [failed, ...made], most)).map((at) => at - 1);
        const lost = after.filter((at) => made[at]?.state === 'OK' && !went.includes(at));
        assert.deepEqual(lost, []);
      },
    );
    await fc.assert(property, { numRuns: 40 });
  });

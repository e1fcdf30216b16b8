import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { z } from 'zod';
import { enums, rowsOf } from '../../src/db/index.ts';
import { surplus } from '../../src/schedules/index.ts';
import { setUpDatabase } from '../support/setup.ts';

const db = await setUpDatabase();
const volume = await makeVolume();

async function makeVolume(): Promise<{ project: string; volume: string }> {
  const few = { quota_instances: 9, quota_vcpus: 9, quota_memory_mib: 9, quota_storage_mib: 9, quota_images_mib: 9 };
  await db.insertInto('backend').values({ cloud: 'main' }).execute();
  const customers = db.insertInto('customer').values({ name: 'c', slug: 'c' }).returning('uuid');
  const { uuid: customer } = await customers.executeTakeFirstOrThrow();
  const row = { customer, name: 'p', slug: 'p', quota_floating_ips: 9, ...few };
  const { uuid: project } = await db.insertInto('project').values(row).returning('uuid').executeTakeFirstOrThrow();
  const types = db.insertInto('volume_type').values({ name: 'odd' }).returning('uuid');
  const { uuid: type } = await types.executeTakeFirstOrThrow();
  const data = { project, type, name: 'data', size_mib: 1, state: 'OK' as const };
  const { uuid } = await db.insertInto('volume').values(data).returning('uuid').executeTakeFirstOrThrow();
  return { project, volume: uuid };
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

/** Of a schedule that has made this, newest first, and of snapshots that nothing has made. */
async function gone(made: Made[], most: number): Promise<number[]> {
  await db.deleteFrom('snapshot').execute();
  await db.deleteFrom('schedule').execute();
  const plan = { makes: 'snapshot', name: 's', cron: '0 3 * * *', timezone: 'UTC', retention_days: 1, most };
  const { uuid: schedule } = await db
    .insertInto('schedule')
    .values({ ...plan, ...volume })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const rows = made.map(({ state, old, reserved }, at) => {
    const [due, kept_until] = [new Date(-at * 1000), new Date(old ? 0 : '2999-01-01')];
    return { ...volume, name: String(at), size_mib: 1, state, reserved, kept_until, schedule, due };
  });
  const own = made.map((_, at) => ({
    ...volume,
    name: `own ${at}`,
    size_mib: 1,
    state: 'OK' as const,
    kept_until: new Date(0),
  }));
  await db
    .insertInto('snapshot')
    .values([...rows, ...own])
    .execute();
  const named = z.strictObject({ name: z.string() });
  const found = await rowsOf(db, named, sql`SELECT name FROM snapshot WHERE uuid IN (${surplus})`);
  return found.map(({ name }) => Number(name)).toSorted((a, b) => a - b);
}

test('a schedule keeps by count and by age together, only of what it made, always the last good one', async () => {
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
      const went = await gone(made, most);
      assert.deepEqual(went, goes(made, most));
      const good = made.flatMap(({ state }, at) => (state === 'OK' ? [at] : []));
      assert.ok(good.length === 0 || !went.includes(good[0] as number), 'the last good one stays');
      // a run that fails deletes nothing that is good
      const failed: Made = { state: 'ERRED', old: false, reserved: false };
      const after = (await gone([failed, ...made], most)).map((at) => at - 1);
      const lost = after.filter((at) => made[at]?.state === 'OK' && !went.includes(at));
      assert.deepEqual(lost, []);
    },
  );
  await fc.assert(property, { numRuns: 40 });
});

import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { FakeDriver } from '../../src/drivers/fake/index.ts';
import type { Engine } from '../../src/engine/index.ts';
import { Reconciler } from '../../src/server/reconciler.ts';
import type { Services } from '../../src/workflows/index.ts';
import { keptLog } from '../support/home.ts';
import { rememberStatements } from '../support/round-trips.ts';
import { setUpDatabase } from '../support/setup.ts';
import { makeTenant } from '../support/tenant.ts';

const sent = rememberStatements();
const db = await setUpDatabase();
const { project } = await makeTenant(db, '');
await db.updateTable('backend').set({ disk_mib: 100_000, disk_free_mib: 100_000 }).execute();
const home = await mkdtemp(join(tmpdir(), 'idle-beat-'));
after(() => rm(home, { recursive: true }));
const driver = new FakeDriver(home);
await driver.start(() => {});

const days = (count: number) => new Date(Date.now() + count * 86_400_000);

/** Whatever can be due one day: a volume that ends, one with a schedule of snapshots and what that has made, all of it later. */
async function populate(): Promise<{ volume: string; schedule: string; snapshot: string }> {
  const { uuid: type } = await db
    .insertInto('volume_type')
    .values({ name: 'odd' })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const row = { project, type, name: 'data', size_mib: 1, state: 'OK' as const, ends_at: days(20) };
  const { uuid: volume } = await db.insertInto('volume').values(row).returning('uuid').executeTakeFirstOrThrow();
  const plan = { project, volume, name: 'nightly', cron: '0 3 * * *', timezone: 'UTC', retention_days: 7, most: 1 };
  const { uuid: schedule } = await db
    .insertInto('schedule')
    .values({ ...plan, makes: 'snapshot', next_run: days(1) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const made = { project, volume, name: 'kept', size_mib: 1, state: 'OK' as const, kept_until: days(7) };
  const { uuid: snapshot } = await db
    .insertInto('snapshot')
    .values({ ...made, schedule, due: days(-1) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await db.insertInto('snapshot').values(made).execute();
  return { volume, schedule, snapshot };
}

/** How many statements one look of the reconciler sends, and what it begins. */
async function beat(): Promise<{ statements: number; begun: string[] }> {
  const begun: string[] = [];
  const begin = (_: unknown, { kind }: { kind: string }) => Promise.resolve(void begun.push(kind));
  const engine = { begin } as unknown as Engine<Services>;
  const { log } = keptLog();
  const reconciler = new Reconciler(
    { db, cloud: onlyCloud, driver, engine, log, keptDays: 7, targets: [] },
    () => false,
  );
  const from = sent.length;
  reconciler.start();
  await reconciler.stop();
  return { statements: sent.length - from, begun };
}

test('a look at a cloud at which nothing is due costs two statements, and what is due is found by it', async () => {
  const { volume, schedule, snapshot } = await populate();
  assert.deepEqual(await beat(), { statements: 2, begun: [] });

  const warned = () => db.selectFrom('audit_event').select('action').where('action', 'like', '%.ends-soon').execute();
  await db
    .updateTable('volume')
    .set({ ends_at: days(3) })
    .where('uuid', '=', volume)
    .execute();
  await beat();
  assert.deepEqual(await warned(), [{ action: 'volume.ends-soon' }]);
  assert.equal((await beat()).statements, 2, 'once each');

  const { uuid: staff } = await db
    .insertInto('app_user')
    .values({ username: 'boss', is_staff: true })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const late = { next_run: days(-1), activated_by: staff };
  await db.updateTable('schedule').set(late).where('uuid', '=', schedule).execute();
  assert.deepEqual((await beat()).begun, ['snapshot.create']);
  assert.equal((await beat()).statements, 2);

  await db.updateTable('snapshot').set({ state: 'OK' }).where('schedule', '=', schedule).execute();
  assert.deepEqual((await beat()).begun, ['snapshot.delete'], 'there is a newer one, and one is kept');
  await db.updateTable('snapshot').set({ state: 'TERMINATED', reserved: false }).where('uuid', '=', snapshot).execute();
  assert.equal((await beat()).statements, 2);
});

import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import type { Tx } from '../../src/db/index.ts';
import { onlyCloud } from '../../src/common/cloud-settings.ts';
import { bootstrap } from '../../src/server/bootstrap.ts';
import { prunes } from '../../src/server/pruner.ts';
import { newHome, removeHome, testSettings } from '../support/home.ts';
import { setUpDatabase } from '../support/setup.ts';
import { makeTenant, readCatalogue } from '../support/tenant.ts';
import { populate, world } from './pruned-world.ts';

const db = await setUpDatabase();
const home = await newHome();
after(() => removeHome(home));
await bootstrap(db, await testSettings(home), '172.24.4.0/24');
const tenant = await makeTenant(db, 'http://127.0.0.1');
const catalogue = await readCatalogue(db);

const usual = { keep_runs_days: 90, keep_orders_days: 400, keep_events_days: 400 };
const over = new Error('rolled back');

/** Does `work` in a transaction of which nothing stays. */
async function rolledBack(work: (tx: Tx) => Promise<void>): Promise<void> {
  const transaction = db.transaction().execute(async (tx) => {
    await work(tx);
    throw over;
  });
  await transaction.catch((error: unknown) => {
    if (error !== over) throw error;
  });
}

/** Prunes in batches of two rows until nothing is left to do; how many rows of which tables went. */
async function pruneAll(tx: Tx, keep = usual): Promise<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const prune of prunes(keep)) {
    for (let full = true; full; ) {
      const pruned = Object.entries(await prune(tx, 2));
      for (const [table, rows] of pruned) sums[table] = (sums[table] ?? 0) + rows;
      full = pruned.some(([, rows]) => rows >= 2);
    }
  }
  return Object.fromEntries(Object.entries(sums).filter(([, rows]) => rows > 0));
}

async function rowsOf(tx: Tx): Promise<Set<string>> {
  const { rows } = await sql<{ row: string }>`
    SELECT 'instance ' || uuid AS row FROM instance UNION ALL SELECT 'volume ' || uuid FROM volume
    UNION ALL SELECT 'order ' || uuid FROM "order" UNION ALL SELECT 'workflow ' || uuid FROM workflow
    UNION ALL SELECT 'workflow_step ' || workflow FROM workflow_step
    UNION ALL SELECT 'workflow_event ' || workflow FROM workflow_event
    UNION ALL SELECT 'audit_event ' || uuid FROM audit_event WHERE action = 'x'
  `.execute(tx);
  return new Set(rows.map(({ row }) => row));
}

test('whatever has become of a cloud, pruning takes what is old and ended, and nothing that something stands on', async () => {
  const taken: Record<string, number> = {};
  await fc.assert(
    fc.asyncProperty(world, async (of) => {
      await rolledBack(async (tx) => {
        const stay = await populate(tx, tenant, catalogue, of);
        const pruned = await pruneAll(tx, of);
        assert.deepEqual([...(await rowsOf(tx))].toSorted(), [...stay].toSorted());
        assert.deepEqual(await pruneAll(tx, of), {}, 'a second time there is nothing to do');
        for (const [table, rows] of Object.entries(pruned)) taken[table] = (taken[table] ?? 0) + rows;
      });
    }),
    { numRuns: 40 },
  );
  for (const table of ['instance', 'volume', 'order', 'workflow', 'audit_event'])
    assert.ok((taken[table] ?? 0) > 0, `of ${table} rows were pruned: ${JSON.stringify(taken)}`);
});

test('what is no longer named by anything goes, once it was removed for so long', async () => {
  await rolledBack(async (tx) => {
    const old = sql<Date>`now() - interval '401 days'`;
    const young = sql<Date>`now() - interval '399 days'`;
    const image = {
      ssh_user: 'x',
      readiness: 'none' as const,
      min_disk_mib: 1,
      min_memory_mib: 1,
      state: 'ready' as const,
    };
    const own = { ...image, source: '{"kind":"upload"}', project: tenant.project };
    const images = await tx
      .insertInto('image')
      .values([
        { ...own, name: 'goes', removed: old },
        { ...own, name: 'young', removed: young },
        { ...own, name: 'not removed from the backend yet', removed: old },
        { ...own, name: 'of a VM that is gone', removed: old },
        { ...own, name: 'rescued one', removed: old },
        { ...own, name: 'of a volume', removed: old },
        { ...own, name: 'of the catalogue', removed: old, catalogue: 'x' },
        { ...own, name: 'built', removed: old, source: '{"kind":"builtin","name":"tiny"}' },
      ])
      .returning(['uuid', 'name'])
      .execute();
    const copied = images.filter(({ name }) => name === 'not removed from the backend yet');
    await tx
      .insertInto('image_copy')
      .values(copied.map(({ uuid }) => ({ image: uuid, cloud: onlyCloud })))
      .execute();
    const imageOf = (name: string) => images.find((each) => each.name === name)?.uuid ?? assert.fail();
    const size = { vcpus: 1, memory_mib: 1, disk_mib: 1 };
    const flavors = await tx
      .insertInto('flavor')
      .values(
        ['goes', 'of a VM', 'to come back', 'of an offering', 'quoted', 'young'].map((name) => ({
          ...size,
          name,
          removed: name === 'young' ? young : old,
        })),
      )
      .returning(['uuid', 'name'])
      .execute();
    const flavorOf = (name: string) => flavors.find((each) => each.name === name)?.uuid ?? assert.fail();
    const { project } = tenant;
    const vm = {
      project,
      offering: catalogue.offering,
      plan: catalogue.plan,
      name: 'x',
      vcpus: 1,
      memory_mib: 1,
      ssh_keys: [],
      reserved: false,
    };
    const tiny = { ...vm, image: catalogue.tiny.image, flavor: catalogue.tiny.flavor };
    const vms = await tx
      .insertInto('instance')
      .values([
        { ...vm, state: 'TERMINATED', image: imageOf('of a VM that is gone'), flavor: flavorOf('of a VM') },
        {
          ...tiny,
          state: 'UPDATING',
          reserved: true,
        },
        {
          ...tiny,
          state: 'OK',
          rescue_image: imageOf('rescued one'),
          rescue_volume: catalogue.tiny.image,
        },
      ])
      .returning(['uuid', 'state'])
      .execute();
    const { generation, ssh_keys, key_name, power } = await tx
      .selectFrom('instance')
      .select(['generation', 'ssh_keys', 'key_name', 'power'])
      .where('state', '=', 'UPDATING')
      .executeTakeFirstOrThrow();
    const resized = vms.find(({ state }) => state === 'UPDATING')?.uuid ?? assert.fail();
    const was = { image: tiny.image, vcpus: 1, memory_mib: 1, disk_mib: 1, generation, ssh_keys, key_name, power };
    await tx
      .insertInto('instance_rollback')
      .values({ ...was, instance: resized, flavor: flavorOf('to come back') })
      .execute();
    const volume = { project, name: 'x', size_mib: 1, type: catalogue.volumeType, state: 'OK' as const };
    await tx
      .insertInto('volume')
      .values({ ...volume, image: imageOf('of a volume') })
      .execute();
    const { category } = await tx.selectFrom('offering').select('category').executeTakeFirstOrThrow();
    await tx
      .insertInto('offering')
      .values({ category, name: 'x', flavor: flavorOf('of an offering') })
      .execute();
    const quote = {
      user_uuid: tenant.user,
      project,
      offering: catalogue.offering,
      plan: catalogue.plan,
      storage_mib: 1,
      unit_price: '1',
    };
    await tx
      .insertInto('quote')
      .values([
        { ...quote, flavor: flavorOf('quoted'), expires: sql<Date>`now() + interval '1 minute'` },
        { ...quote, flavor: null, expires: sql<Date>`now() - interval '1 minute'` },
      ])
      .execute();

    assert.deepEqual(await pruneAll(tx), { quote: 1, image: 1, flavor: 1 });
    const names = async (table: 'image' | 'flavor') =>
      (await tx.selectFrom(table).select('name').execute()).map(({ name }) => name);
    assert.ok(!(await names('image')).includes('goes') && !(await names('flavor')).includes('goes'));
  });
});

test('a project that was removed goes when nothing is left of it; the first one stays, for starts know the cloud by it', async () => {
  await rolledBack(async (tx) => {
    const old = sql<Date>`now() - interval '401 days'`;
    const { customer } = await tx.selectFrom('project').select('customer').executeTakeFirstOrThrow();
    const quotas = {
      quota_instances: 0,
      quota_vcpus: 0,
      quota_memory_mib: 0,
      quota_storage_mib: 0,
      quota_images_mib: 0,
      quota_floating_ips: 0,
    };
    const made = await tx
      .insertInto('project')
      .values(['empty', 'with a group'].map((slug) => ({ customer, name: 'x', slug, ...quotas, removed: old })))
      .returning(['uuid', 'slug'])
      .execute();
    const group = made.find(({ slug }) => slug === 'with a group')?.uuid ?? assert.fail();
    await tx.insertInto('security_group').values({ project: group, name: 'x' }).execute();
    // the rows of one transaction were made at one moment
    await sql`UPDATE project SET created = now() - interval '500 days' WHERE created < (SELECT max(created) FROM project)`.execute(
      tx,
    );
    const first = await tx.selectFrom('project').select('uuid').orderBy('created').limit(1).executeTakeFirstOrThrow();
    await tx.deleteFrom('subnet').where('project', '=', first.uuid).execute();
    await tx.deleteFrom('network').where('project', '=', first.uuid).execute();
    await tx.deleteFrom('security_group').where('project', '=', first.uuid).execute();
    await tx.updateTable('project').set({ removed: old }).where('uuid', '=', first.uuid).execute();
    assert.deepEqual(await pruneAll(tx), { project: 1 });
    const left = await tx.selectFrom('project').select('slug').where('removed', 'is not', null).execute();
    assert.equal(left.length, 2);
    assert.ok(!left.some(({ slug }) => slug === 'empty'));
  });
});

test('what has ended by itself is kept for its own time', async () => {
  await rolledBack(async (tx) => {
    const earlier = (interval: string) => sql<Date>`now() - ${interval}::interval`;
    const { user, project } = tenant;
    const token = { user_uuid: user, name: 'x', prefix: 'x' };
    await tx
      .insertInto('token')
      .values(['29 days', '31 days'].map((ended) => ({ ...token, hash: Buffer.from(ended), expires: earlier(ended) })))
      .execute();
    await tx
      .insertInto('role_grant')
      .values([
        { user_uuid: user, project, customer: null, role: 'PROJECT.READER', expires: earlier('31 days') },
        { user_uuid: user, project, customer: null, role: 'PROJECT.MEMBER', expires: earlier('29 days') },
      ])
      .execute();
    await tx
      .insertInto('login_failure')
      .values(['9 minutes', '11 minutes'].map((ago) => ({ who: Buffer.from(ago), failures: 4, last: earlier(ago) })))
      .execute();
    await sql`
      INSERT INTO idempotency_key (user_uuid, key, request_hash, status, body, created)
      SELECT ${user}, n, 'x', 201, '{}', now() - n::interval FROM unnest(ARRAY['23 hours', '25 hours']) n
    `.execute(tx);
    await sql`
      INSERT INTO step_duration (kind, step, key, mean_ms, updated)
      SELECT 'x', 'x', n, 1, now() - n::interval FROM unnest(ARRAY['89 days', '91 days']) n
    `.execute(tx);
    const pruned = { idempotency_key: 1, token: 1, role_grant: 1, login_failure: 1, step_duration: 1 };
    assert.deepEqual(await pruneAll(tx), pruned);
    const left = await tx.selectFrom('token').select('hash').where('prefix', '=', 'x').execute();
    assert.deepEqual(
      left.map(({ hash }) => hash.toString()),
      ['29 days'],
    );
  });
});

import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import fc from 'fast-check';
import { sql } from 'kysely';
import { casesInTurn } from '../../src/cli/testing/turn.ts';
import { requestFlavor } from '../../src/actions/index.ts';
import { projectQuotas } from '../../src/quotas/index.ts';
import { workflows } from '../../src/workflows/index.ts';
import { Rig } from '../workflow/rig.ts';
import { failure } from '../workflow/twist.ts';
import { starterOf } from '../workflow/starters.ts';
import { openReaders, type Usage } from './readers.ts';

const rig = await Rig.open();
after(() => rig.close());
const readAll = await openReaders(rig);
afterEach(() => {
  rig.twist = null;
  rig.debugPoint = () => Promise.resolve();
});

/** Row by row what the project holds: the meaning of its quotas in other words than theirs. */
async function held(): Promise<Usage> {
  const { db, tenant } = rig;
  const mine = <T extends { project: string }>(rows: T[]): T[] =>
    rows.filter(({ project }) => project === tenant.project);
  const instances = mine(await db.selectFrom('instance').selectAll().execute()).filter(({ reserved }) => reserved);
  const volumes = mine(await db.selectFrom('volume').selectAll().execute()).filter(({ reserved }) => reserved);
  const snapshots = mine(await db.selectFrom('snapshot').selectAll().execute()).filter(({ reserved }) => reserved);
  const copies = db.selectFrom('image_copy as y').innerJoin('image', 'uuid', 'y.image');
  const images = await copies.select(['project', 'y.claim_mib']).execute();
  const rollbacks = await db.selectFrom('instance_rollback').selectAll().execute();
  const was = new Map(rollbacks.map((row) => [row.instance, row]));
  const sum = (numbers: number[]): number => numbers.reduce((all, each) => all + each, 0);
  return {
    instances: instances.length,
    vcpu: sum(instances.map(({ uuid, vcpus }) => Math.max(vcpus, was.get(uuid)?.vcpus ?? 0))),
    ram: sum(instances.map(({ uuid, memory_mib }) => Math.max(memory_mib, was.get(uuid)?.memory_mib ?? 0))),
    storage: sum(volumes.map(({ size_mib }) => size_mib)),
    images_size: sum(images.filter(({ project }) => project === tenant.project).map(({ claim_mib }) => claim_mib)),
    snapshots: snapshots.length,
    snapshots_size: sum(snapshots.map(({ size_mib }) => size_mib)),
    floating_ips: mine(await db.selectFrom('floating_ip').selectAll().execute()).length,
  };
}

/** Another one after every change of what is held, also of one that was taken back. */
async function version(): Promise<string> {
  const { rows } = await sql`
    SELECT string_agg(uuid::text || xmin::text, ' ' ORDER BY uuid) AS rows FROM (SELECT uuid, xmin FROM image
      UNION ALL SELECT uuid, xmin FROM instance UNION ALL SELECT uuid, xmin FROM volume UNION ALL SELECT uuid, xmin FROM snapshot
      UNION ALL SELECT uuid, xmin FROM floating_ip UNION ALL SELECT instance, xmin FROM instance_rollback) AS r`.execute(
    rig.db,
  );
  return JSON.stringify(rows);
}

/** Holds every reader to what is held now. Another run may move meanwhile: then all of them are asked again. */
async function assertAgreement(point: string): Promise<void> {
  for (;;) {
    const begun = await version();
    const [before, said] = [await held(), await readAll()];
    if ((await version()) !== begun) continue;
    for (const [reader, usage] of Object.entries(said)) assert.deepEqual(usage, before, `${reader} at ${point}`);
    return;
  }
}

/** Looks at the points of all runs that end like this, one at a time; `end` throws what was wrong at one. */
function watch(points: RegExp): { seen: Set<string>; end: () => Promise<void> } {
  const seen = new Set<string>();
  let looks = Promise.resolve();
  rig.debugPoint = async (point) => {
    if (!points.test(point)) return;
    seen.add(point);
    looks = looks.then(() => assertAgreement(point));
    // thrown there, it would be no failure of the step, and the point would come again for ever
    await looks.catch(() => {});
  };
  const end = (): Promise<void> => {
    rig.debugPoint = () => Promise.resolve();
    return looks;
  };
  return { seen, end };
}

/** Begins a run and waits for its end; with `fails` that step fails after its effect. */
async function run(kind: string, begin: () => Promise<string>, fails?: string): Promise<void> {
  if (fails !== undefined) {
    rig.twist = {
      kind,
      step: fails,
      do: async (original, context) => {
        await original(context);
        throw failure(false);
      },
    };
  }
  assert.equal(await rig.ended(await begin()), fails === undefined ? 'succeeded' : 'failed');
  if (fails !== undefined) rig.twist = null;
}

describe('all who show quotas or judge by them agree', () => {
  after(() => rig.fall());

  for (const { kind, steps } of casesInTurn(workflows)) {
    test(`behind every step of ${kind}, and behind every undo`, async () => {
      const { instance, prepare } = starterOf(kind);
      const undone = steps.filter(({ undo }) => !('none' in undo)).map(({ name }) => `${name}:undone`);
      for (const [points, fails, owed] of [
        [/:after$|^finish/, undefined, [...steps.map(({ name }) => `${name}:after`), 'finish:before']],
        [/:undone$|^finish/, steps.at(-1)?.name, [...undone, 'finish:before']],
      ] as const) {
        const { begin, clear } = await prepare(rig, instance === undefined ? '' : await rig.standing(instance));
        const { seen, end } = watch(points);
        await run(kind, begin, fails);
        await end();
        await clear?.();
        // a guest that ended before may be started again meanwhile
        assert.deepEqual(
          owed.filter((point) => !seen.has(point)),
          [],
        );
      }
    });
  }

  test('while any of them run at once, of which one fails anywhere', async () => {
    // the instance that the others share has an address that one of them wants
    await rig.fall();
    const all = workflows.map(({ kind }) => kind);
    const kinds = fc.uniqueArray(fc.constantFrom(...all), { minLength: 2, maxLength: 3 });
    const property = fc.asyncProperty(kinds, fc.nat(), async (chosen, step) => {
      const lives = await Promise.all(
        chosen.map(async (kind, index) => {
          const { instance: power, prepare } = starterOf(kind);
          const instance = power === undefined ? '' : await rig.instance();
          if (power === 'off') assert.equal(await rig.ended(await rig.power('instance.stop', instance)), 'succeeded');
          const steps = workflows.find((workflow) => workflow.kind === kind)?.steps ?? [];
          const fails = index === 0 ? steps[step % steps.length]?.name : undefined;
          return { kind, instance, fails, ...(await prepare(rig, instance)) };
        }),
      );
      const { end } = watch(/:after$|:undone$|^finish/);
      await Promise.all(lives.map(({ kind, begin, fails }) => run(kind, begin, fails)));
      await end();
      for (const { clear } of lives) await clear?.();
      for (const { instance } of lives) if (instance !== '') await rig.remove(instance);
    });
    // what a failure leaves behind would spoil the runs that make its counterexample smaller
    await fc.assert(property, { numRuns: 4, endOnFailure: true });
  });
});

test('a resize that is under way counts with the larger of both sizes, whoever is asked', async () => {
  const instance = await rig.instance();
  assert.equal(await rig.ended(await rig.power('instance.stop', instance)), 'succeeded');
  const { tiny, small } = rig.catalogue;
  const resize = (flavor: string) => rig.request(instance, (...request) => requestFlavor(...request, flavor));
  assert.equal(await rig.ended(await resize(small)), 'succeeded');
  const seen: Record<string, Usage>[] = [];
  rig.debugPoint = async () => void seen.push(await readAll());
  assert.equal(await rig.ended(await resize(tiny.flavor)), 'succeeded');
  assert.ok(seen.length > 0);
  for (const said of seen) for (const usage of Object.values(said)) assert.equal(usage.ram, 1024);
  for (const usage of Object.values(await readAll())) assert.equal(usage.ram, 128);
  await rig.remove(instance);
});

test('two VMs that were ordered and deleted leave nothing, whoever is asked', async () => {
  const before = await readAll();
  for (const instance of [await rig.instance(), await rig.instance()]) await rig.remove(instance);
  assert.deepEqual(await readAll(), before);
  for (const usage of Object.values(before)) assert.deepEqual([usage.instances, usage.storage], [0, 0]);
});

// the last one: it leaves the database full
test('what others hold, and what was held before, is not looked at', async () => {
  const { db, tenant } = rig;
  const instance = await rig.instance();
  const fill = (query: ReturnType<typeof sql>) => query.execute(db);
  await fill(sql`
    INSERT INTO project (customer, name, slug, quota_instances, quota_vcpus, quota_memory_mib, quota_storage_mib,
      quota_images_mib, quota_floating_ips) SELECT customer, 'other', 'other-' || n, 1, 1, 1, 1, 1, 1 FROM project, generate_series(1, 50) n
    WHERE uuid = ${tenant.project}`);
  // of each 5,000 that others hold, and that are gone
  const owner = sql`CASE WHEN n % 2 = 0 THEN ${tenant.project} ELSE
    (ARRAY(SELECT uuid FROM project WHERE name = 'other'))[1 + n % 50] END`;
  const state = sql`CASE WHEN n % 2 = 0 THEN 'TERMINATED' ELSE 'OK' END, n % 2 = 1`;
  await fill(sql`
    INSERT INTO instance (project, offering, plan, image, flavor, name, vcpus, memory_mib, ssh_keys, state, reserved)
    SELECT ${owner}, offering, plan, image, flavor, name, vcpus, memory_mib, ssh_keys, ${state}
    FROM instance, generate_series(1, 10000) n WHERE uuid = ${instance}`);
  await fill(sql`
    INSERT INTO volume (project, name, size_mib, type, state, reserved) SELECT ${owner}, name, size_mib, type, ${state}
    FROM volume, generate_series(1, 10000) n WHERE instance = ${instance}`);
  await fill(sql`INSERT INTO floating_ip (project) SELECT ${owner} FROM generate_series(1, 9999, 2) n`);
  await fill(sql`VACUUM ANALYZE instance, volume, floating_ip`);
  const query = sql<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>`
    EXPLAIN (ANALYZE, FORMAT JSON) SELECT ${projectQuotas} FROM project p WHERE uuid = ${tenant.project}`;
  const [{ Plan: plan }] = (await query.execute(db)).rows[0]?.['QUERY PLAN'] ?? assert.fail();
  assert.ok(looked(plan) < 200, JSON.stringify(plan, null, 1));
});

interface PlanNode {
  'Actual Rows': number;
  'Actual Loops': number;
  'Rows Removed by Filter'?: number;
  Plans?: PlanNode[];
}

/** Rows that a plan has taken up. */
function looked(plan: PlanNode): number {
  const own = (plan['Actual Rows'] + (plan['Rows Removed by Filter'] ?? 0)) * plan['Actual Loops'];
  return (plan.Plans ?? []).reduce((all, part) => all + looked(part), own);
}

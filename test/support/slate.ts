import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';
import type { FakeDriver } from '../../src/drivers/fake/index.ts';
import { guestSpec } from '../../src/instances/index.ts';
import { worldOf } from './cloud.ts';

/**
 * What a project has reserved, by name and amount: what counts against a quota, and whatever else a request takes and
 * must give back. New kinds of things are added here, and every workflow is held to them.
 */
export async function holdings(db: Database, project: string): Promise<Record<string, number>> {
  const { rows } = await sql<Record<string, number>>`
    SELECT count(i.uuid)::int AS instances, coalesce(sum(i.vcpus), 0)::int AS vcpus,
      coalesce(sum(i.memory_mib), 0)::int AS memory_mib, count(i.slot)::int AS slots,
      (SELECT coalesce(sum(size_mib), 0) FROM volume WHERE project = p.uuid AND reserved)::int AS storage_mib,
      (SELECT count(*) FROM volume WHERE project = p.uuid AND reserved)::int AS volumes,
      (SELECT count(*) FROM snapshot WHERE project = p.uuid AND reserved)::int AS snapshots,
      (SELECT coalesce(sum(size_mib), 0) FROM snapshot WHERE project = p.uuid AND reserved)::int AS snapshots_mib,
      (SELECT count(*) FROM deleted_resource WHERE project = p.uuid)::int AS deleted_resources,
      (SELECT count(*) FROM backup_copy WHERE project = p.uuid AND state NOT IN ('ERRED', 'TERMINATED'))::int AS backup_copies,
      (SELECT count(*) FROM volume WHERE project = p.uuid AND instance IS NOT NULL)::int AS attached_volumes,
      (SELECT count(*) FROM port WHERE project = p.uuid)::int AS ports,
      (SELECT count(*) FROM address a JOIN subnet s ON s.uuid = a.subnet WHERE s.project = p.uuid)::int AS addresses,
      (SELECT count(*) FROM floating_ip WHERE project = p.uuid)::int AS floating_ips,
      (SELECT count(*) FROM floating_ip WHERE project = p.uuid AND port IS NOT NULL)::int AS used_floating_ips,
      (SELECT count(*) FROM network WHERE project = p.uuid)::int AS networks,
      (SELECT count(*) FROM subnet WHERE project = p.uuid)::int AS subnets,
      (SELECT count(*) FROM security_group WHERE project = p.uuid)::int AS security_groups,
      (SELECT count(*) FROM image WHERE project = p.uuid AND removed IS NULL)::int AS images
    FROM project p LEFT JOIN instance i ON i.project = p.uuid AND i.reserved
    WHERE p.uuid = ${project} GROUP BY p.uuid
  `.execute(db);
  assert.ok(rows[0]);
  return rows[0];
}

/** What a project holds without any instance, and may. */
const lasting = new Set(['networks', 'subnets', 'security_groups', 'images', 'floating_ips']);

/** Nothing is left of the project's instances, in the rows or in the world, and nothing is under way. */
export async function assertCleanSlate(db: Database, driver: FakeDriver, project: string): Promise<void> {
  const held = Object.entries(await holdings(db, project)).filter(([name, n]) => n !== 0 && !lasting.has(name));
  assert.deepEqual(held, [], 'rows are left');
  const { rows } = await sql<Record<string, number>>`
    SELECT (SELECT count(*) FROM floating_ip WHERE project = ${project} AND automatic)::int AS automatic_floating_ips,
      (SELECT count(*) FROM address a LEFT JOIN floating_ip f ON f.uuid = a.floating_ip
        WHERE a.port IS NULL AND f.uuid IS NULL)::int AS ownerless_addresses,
      (SELECT count(*) FROM "order" WHERE project = ${project}
        AND (state = 'executing' OR completed IS NULL))::int AS orders
  `.execute(db);
  const left = Object.entries(rows[0] ?? {}).filter(([, count]) => count !== 0);
  assert.deepEqual(left, [], 'rows are left');
  await assertSettled(db, project);
  const others = await wanted(db);
  const foreign = new Set(others.filter((row) => row.project !== project).map(({ thing }) => thing));
  const things = (await worldOf(driver)).filter((thing) => !foreign.has(thing));
  assert.deepEqual(things, [], 'things are left on the backend');
}

/** Nothing of the project is on its way to another state. */
export async function assertSettled(db: Database, project: string): Promise<void> {
  const { rows } = await sql<{ what: string }>`
    SELECT 'instance ' || uuid || ' is ' || state AS what FROM instance
      WHERE project = ${project} AND state NOT IN ('OK', 'ERRED', 'TERMINATED')
    UNION ALL SELECT 'volume ' || uuid || ' is ' || state FROM volume
      WHERE project = ${project} AND state NOT IN ('OK', 'ERRED', 'TERMINATED')
    UNION ALL SELECT 'snapshot ' || uuid || ' is ' || state FROM snapshot
      WHERE project = ${project} AND state NOT IN ('OK', 'ERRED', 'TERMINATED')
    UNION ALL SELECT 'copy ' || uuid || ' is ' || state FROM backup_copy
      WHERE project = ${project} AND state NOT IN ('OK', 'ERRED', 'TERMINATED')
    UNION ALL SELECT 'backup ' || uuid || ' is ' || state FROM backup
      WHERE project = ${project} AND state NOT IN ('OK', 'ERRED', 'TERMINATED')
    UNION ALL SELECT kind || ' of ' || subject || ' is ' || w.state FROM workflow w
      WHERE finished IS NULL AND NOT EXISTS (SELECT FROM instance i WHERE i.uuid = w.subject AND i.project <> ${project})
  `.execute(db);
  assert.deepEqual(rows, [], 'something is under way');
}

/** Things that rows allow on the backend, in the words of `worldOf`; those that must be there are needed. */
async function wanted(db: Database): Promise<{ thing: string; project: string; needed: boolean }[]> {
  const { rows } = await sql<{ thing: string; project: string; needed: boolean }>`
    SELECT 'guest ' || uuid AS thing, project, state = 'OK' AND runtime_state <> 'ERROR' AS needed
      FROM instance WHERE reserved
    UNION ALL SELECT 'volume ' || v.uuid, v.project, v.state = 'OK' OR EXISTS (SELECT FROM deleted_resource d
      WHERE d.state = 'OK' AND v.state = 'TERMINATED' AND (d.volume = v.uuid OR d.vm -> 'volumes' ? v.uuid::text))
      FROM volume v WHERE v.reserved
    UNION ALL SELECT 'snapshot ' || s.uuid, s.project, s.state = 'OK' FROM snapshot s WHERE s.reserved
    UNION ALL SELECT 'volume ' || h.uuid, i.project, true FROM hidden_disk h JOIN instance i ON i.uuid = h.instance
    UNION ALL SELECT DISTINCT 'router ' || project, project, true FROM port WHERE plugged
  `.execute(db);
  return rows;
}

/** Whatever is on the backend has a row, and an instance that should run does, with all that it needs. */
export async function assertComplete(db: Database, driver: FakeDriver): Promise<void> {
  const world = new Set(await worldOf(driver));
  const rows = await wanted(db);
  const known = new Set(rows.map(({ thing }) => thing));
  assert.deepEqual(
    [...world].filter((thing) => !known.has(thing)),
    [],
    'orphans on the backend',
  );
  const missing = rows.filter(({ thing, needed }) => needed && !world.has(thing));
  assert.deepEqual(missing, [], 'things are missing on the backend');
  const settled = await db
    .selectFrom('instance')
    .selectAll()
    .where('state', '=', 'OK')
    .where('runtime_state', '<>', 'ERROR')
    .execute();
  for (const instance of settled) {
    const on = instance.rescue_image === null ? 'ACTIVE' : 'RESCUE';
    const [state, shown] = instance.power === 'on' ? ['running', on] : ['stopped', 'SHUTOFF'];
    assert.equal(await driver.guestState(instance.uuid), state);
    assert.equal(instance.runtime_state, shown);
    assert.equal(instance.action, '', 'something seems to be under way');
    if (state === 'running') await assertRuns(db, driver, instance.uuid);
  }
  const rollbacks = await db.selectFrom('instance_rollback').select('instance').execute();
  const open = new Set(settled.map(({ uuid }) => uuid));
  assert.deepEqual(
    rollbacks.filter(({ instance }) => open.has(instance)),
    [],
    'something could be rolled back',
  );
  const disks = await db
    .selectFrom('volume')
    .selectAll()
    .where('state', '=', 'OK')
    .where('reserved', '=', true)
    .execute();
  for (const { uuid, size_mib: sizeMiB, image } of disks) {
    assert.deepEqual(await driver.volume(uuid), { id: uuid, sizeMiB, image }, 'a volume is not what its row says');
  }
}

/** The guest runs with what the rows say; in rescue mode, with the rescue system before its own. */
async function assertRuns(db: Database, driver: FakeDriver, instance: string): Promise<void> {
  const { id, image, volumes, seed } = await guestSpec(db, instance);
  const runs = await driver.guest(id);
  assert.deepEqual([runs.image, runs.volumes, runs.seed.instanceId], [image, volumes, seed.instanceId]);
}

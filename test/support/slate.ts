import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';
import type { FakeDriver } from '../../src/drivers/fake/index.ts';
import { worldOf } from './cloud.ts';

/** Nothing is left of the project's instances, in the rows or in the world, and nothing is under way. */
export async function assertCleanSlate(db: Database, driver: FakeDriver, project: string): Promise<void> {
  const { rows } = await sql<Record<string, number>>`
    SELECT (SELECT count(*) FROM port WHERE project = p.uuid)::int AS ports,
      (SELECT count(*) FROM address a JOIN subnet s ON s.uuid = a.subnet WHERE s.project = p.uuid)::int AS addresses,
      (SELECT count(*) FROM floating_ip WHERE project = p.uuid AND (automatic OR port IS NOT NULL))::int AS floating_ips,
      (SELECT count(*) FROM address a LEFT JOIN floating_ip f ON f.uuid = a.floating_ip
        WHERE a.port IS NULL AND f.uuid IS NULL)::int AS ownerless_addresses,
      (SELECT count(*) FROM volume WHERE project = p.uuid)::int AS volumes,
      (SELECT count(*) FROM instance WHERE project = p.uuid AND (reserved OR slot IS NOT NULL))::int AS reserved,
      (SELECT count(*) FROM instance WHERE project = p.uuid
        AND state NOT IN ('ERRED', 'TERMINATED'))::int AS unfinished_instances,
      (SELECT count(*) FROM "order" WHERE project = p.uuid AND (state = 'executing' OR completed IS NULL))::int AS orders,
      (SELECT count(*) FROM workflow w JOIN instance i ON i.uuid = w.subject
        WHERE i.project = p.uuid AND w.finished IS NULL)::int AS runs
    FROM project p WHERE p.uuid = ${project}
  `.execute(db);
  const left = Object.entries(rows[0] ?? {}).filter(([, count]) => count !== 0);
  assert.deepEqual(left, [], 'rows are left');
  const ids = new Set([project, ...(await instancesOf(db, project))]);
  const things = (await worldOf(driver)).filter((line) => ids.has(line.split(' ')[1] ?? ''));
  assert.deepEqual(things, [], 'things are left on the backend');
}

async function instancesOf(db: Database, project: string): Promise<string[]> {
  const rows = await db.selectFrom('instance').select('uuid').where('project', '=', project).execute();
  return rows.map(({ uuid }) => uuid);
}

/** Whatever is on the backend has a row, and an instance that should run does, with all that it needs. */
export async function assertComplete(db: Database, driver: FakeDriver): Promise<void> {
  const world = new Set(await worldOf(driver));
  const { rows } = await sql<{ thing: string; needed: boolean }>`
    SELECT 'guest ' || uuid AS thing, state = 'OK' AND runtime_state <> 'ERROR' AS needed FROM instance WHERE reserved
    UNION ALL SELECT 'volume ' || v.uuid, i.state = 'OK' FROM volume v JOIN instance i ON i.uuid = v.instance
    UNION ALL SELECT DISTINCT 'router ' || project, true FROM port WHERE plugged
  `.execute(db);
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
    .select(['uuid', 'power', 'runtime_state'])
    .where('state', '=', 'OK')
    .where('runtime_state', '<>', 'ERROR')
    .execute();
  for (const { uuid, power, runtime_state } of settled) {
    const [state, shown] = power === 'on' ? ['running', 'ACTIVE'] : ['stopped', 'SHUTOFF'];
    assert.equal(await driver.guestState(uuid), state);
    assert.equal(runtime_state, shown);
  }
}

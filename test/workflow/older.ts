import { sql } from 'kysely';
import type { Database } from '../../src/db/index.ts';
import { up as bringRollback } from '../../src/db/migrations/0030_instance_rollback.ts';
import { up as renameSteps } from '../../src/db/migrations/0031_step_names.ts';

/** The names that steps had, by kind: [then, now]. */
const names: [kind: string, then: string, now: string][] = [
  ['instance.delete', 'guest', 'remove'],
  ['instance.delete', 'network', 'disconnect'],
  ['instance.delete', 'volumes', 'delete-volumes'],
  ['instance.start', 'network', 'connect'],
  ['instance.start', 'guest', 'start'],
  ['instance.restart', 'network', 'connect'],
  ['instance.restart', 'guest', 'start'],
  ['instance.resize', 'disk', 'grow'],
  ['instance.rebuild', 'network', 'connect'],
  ['instance.rebuild', 'guest', 'boot'],
  ['instance.rescue', 'disk', 'rescue-disk'],
  ['instance.rescue', 'network', 'connect'],
  ['instance.rescue', 'guest', 'boot'],
  ['instance.unrescue', 'network', 'connect'],
  ['instance.unrescue', 'guest', 'boot'],
  ['instance.create_image', 'image', 'capture'],
  ['volume.create', 'reserve', 'quota'],
  ['volume.delete', 'volume', 'delete-volume'],
  ['volume.delete', 'release', 'release-quota'],
];

/** What runs of a kind replaced of an instance and of its system volume: no other keys did their JSON have. */
const replaced: Record<string, { instance: string[]; volume: string[] }> = {
  'instance.resize': { instance: ['flavor', 'vcpus', 'memory_mib'], volume: ['size_mib'] },
  'instance.rebuild': { instance: ['image', 'generation', 'power'], volume: ['image'] },
  'instance.rescue': { instance: ['rescue_image', 'rescue_volume', 'power'], volume: [] },
  'instance.unrescue': { instance: ['rescue_image', 'rescue_volume', 'power'], volume: [] },
};

/** Makes the rows of runs that are under way what the version before wrote, and migrates them as a start does. */
export async function upgrade(db: Database): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const run = (query: ReturnType<typeof sql>) => query.execute(tx);
    await run(sql`ALTER TABLE instance ADD replaced jsonb`);
    for (const [kind, { instance, volume }] of Object.entries(replaced)) {
      await run(sql`
        UPDATE instance i SET replaced = jsonb_build_object(
          'instance', (SELECT jsonb_object_agg(key, value) FROM jsonb_each(to_jsonb(r)) WHERE key = ANY(${instance})),
          'volume', (SELECT coalesce(jsonb_object_agg(key, value), '{}') FROM jsonb_each(
            jsonb_build_object('size_mib', r.disk_mib, 'image', r.disk_image)) WHERE key = ANY(${volume})))
        FROM instance_rollback r JOIN workflow w ON w.subject = r.instance AND w.finished IS NULL
        WHERE r.instance = i.uuid AND r.reversible AND w.kind = ${kind}`);
    }
    await run(sql`
      UPDATE workflow w SET input = jsonb_build_object('disk', r.old_disk) FROM instance_rollback r
      WHERE r.instance = w.subject AND w.finished IS NULL AND r.old_disk IS NOT NULL`);
    for (const [kind, then, now] of names) {
      await run(sql`
        UPDATE workflow_step s SET name = ${then} FROM workflow w
        WHERE w.uuid = s.workflow AND w.kind = ${kind} AND s.name = ${now}`);
    }
    const claims = await run(sql`SELECT pg_get_viewdef('disk_claim') AS text`);
    await run(sql`DROP VIEW hidden_disk, used_image, disk_claim`);
    await run(sql`DROP TABLE instance_rollback`);
    await run(sql`CREATE VIEW hidden_disk AS SELECT rescue_volume AS uuid, uuid AS instance FROM instance`);
    await run(sql`CREATE VIEW used_image AS SELECT image AS uuid FROM instance`);
    await bringRollback(tx);
    await renameSteps(tx);
    // it came after, and reads what the version before had not
    await run(sql`CREATE VIEW disk_claim AS ${sql.raw((claims.rows[0] as { text: string }).text)}`);
  });
}

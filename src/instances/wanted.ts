import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, onlyRowOf } from '../db/index.ts';
import type { Wanted } from '../drivers/driver.ts';

const id = z.strictObject({ id: z.string() });
const wantedRow: z.ZodType<Wanted> = z.strictObject({
  routers: z.array(z.string()),
  guests: z.array(
    z.strictObject({
      id: z.string(),
      slot: z.int(),
      vcpus: z.int(),
      memoryMiB: z.int(),
      router: z.string(),
      volumes: z.array(id),
      rescue: z.strictObject({ image: z.string(), volume: z.string() }).nullable(),
      ports: z.array(id),
    }),
  ),
});

/** What must run now on the backend of a cloud: one query for all of it. What a run is at work on is left out, for it is that run's. */
export function wantedOf(db: Database, cloud: string): Promise<Wanted> {
  const query = sql`
    WITH here AS (SELECT uuid FROM project WHERE cloud = ${cloud})
    SELECT
      (SELECT coalesce(jsonb_agg(DISTINCT p.project), '[]') FROM port p JOIN instance i ON i.uuid = p.instance
        WHERE p.plugged AND i.state = 'OK' AND p.project IN (SELECT uuid FROM here)) AS routers,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.uuid, 'slot', i.slot, 'vcpus', i.vcpus,
          'memoryMiB', i.memory_mib, 'router', i.project,
          'volumes', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', v.uuid) ORDER BY v.position), '[]')
            FROM volume v WHERE v.instance = i.uuid),
          'rescue', CASE WHEN i.rescue_volume IS NOT NULL
            THEN jsonb_build_object('image', i.rescue_image, 'volume', i.rescue_volume) END,
          'ports', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.uuid) ORDER BY t.position), '[]')
            FROM port t WHERE t.instance = i.uuid AND t.plugged)) ORDER BY i.uuid), '[]')
        FROM instance i WHERE i.reserved AND i.state = 'OK' AND i.power = 'on' AND i.project IN (SELECT uuid FROM here)) AS guests`;
  return onlyRowOf(db, wantedRow, query);
}

const endedRow = z.strictObject({ ids: z.array(z.string()) });

/** Of these guests those that are to be no more: their instance is gone or going, or its creation is being undone. */
export async function endedGuests(db: Database, guests: string[]): Promise<string[]> {
  const query = sql`
    SELECT coalesce(array_agg(i.uuid), '{}')::text[] AS ids FROM instance i WHERE i.uuid = ANY (${guests}::uuid[])
      AND (NOT i.reserved OR i.state = 'DELETING' OR EXISTS (SELECT FROM workflow w
        WHERE w.subject = i.uuid AND w.kind IN ('instance.create', 'instance.restore', 'instance.clone', 'instance.undelete')
          AND w.state = 'undoing'))`;
  return (await onlyRowOf(db, endedRow, query)).ids;
}

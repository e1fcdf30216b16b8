import { sql } from 'kysely';
import { z } from 'zod';
import { type Database, rowOf, type Tx } from '../db/index.ts';

const otherRow = z.strictObject({ uuid: z.string(), name: z.string() });

/**
 * What whoever orders `resource` should know although nothing is wrong with the order, as it is now: that the project has another
 * VM of the same name. Waldur and WAYSCloud allow that, and their clients look VMs up by name.
 */
export async function warningsOf(db: Database | Tx, resource: string): Promise<string[]> {
  const query = sql`
    SELECT other.uuid, other.name FROM instance i
    JOIN instance other ON other.project = i.project AND other.name = i.name AND other.uuid <> i.uuid
    WHERE i.uuid = ${resource} AND i.state <> 'TERMINATED' AND other.state <> 'TERMINATED'
    ORDER BY other.created, other.uuid LIMIT 1`;
  const other = await rowOf(db, otherRow, query);
  if (other === undefined) return [];
  const remedy = 'Who looks one up by its name may find either: give one of them another name.';
  return [`The project has another VM "${other.name}" (${other.uuid}). ${remedy}`];
}

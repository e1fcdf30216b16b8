import { type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from '../db/index.ts';
import { visible } from './access.ts';
import type { Actor } from './tokens.ts';

/** The name of a cloud, or an expression that gives it. */
export type CloudName = string | RawBuilder<string>;

/** The cloud that a project lives on, with all that is in it, for as long as it lives; in a query. */
export const cloudOf = (project: string): RawBuilder<string> =>
  sql`(SELECT cloud FROM project WHERE uuid = ${project})`;

/** Whether what is of the cloud of a column, if of any, is of another one than a project that the actor sees; in a query. */
export function isElsewhere(actor: Actor, project: string | undefined, column: string): RawBuilder<boolean> {
  if (project === undefined) return sql`false`;
  return sql`coalesce(${sql.ref(column)} <> (
    SELECT p.cloud FROM project p WHERE p.uuid = ${project} AND ${visible(actor, 'p.uuid')}), false)`;
}

/** Whether the cloud of a project has guests of the size of a flavor, which the query calls `f`; in a query. */
export function hasSize(cloud: CloudName): RawBuilder<boolean> {
  return sql`coalesce((SELECT b.sizes IS NULL OR b.sizes @> jsonb_build_array(
    jsonb_build_object('vcpus', f.vcpus, 'memoryMiB', f.memory_mib)) FROM backend b WHERE b.cloud = ${cloud}), true)`;
}

/** The clouds that the settings list, the one that came first in front. */
export async function cloudNames(db: Database | Tx): Promise<string[]> {
  const query = db
    .selectFrom('backend')
    .select('cloud')
    .where('removed', 'is', null)
    .orderBy('created')
    .orderBy('cloud');
  return (await query.execute()).map(({ cloud }) => cloud);
}

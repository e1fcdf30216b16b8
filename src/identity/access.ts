import { type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from '../db/index.ts';
import type { Actor } from './tokens.ts';

/** Whether the actor may see and use what belongs to `project`. The only place that decides it. */
export function mayUse(actor: Actor, project: string): boolean {
  return actor.projects === null || actor.projects.has(project);
}

/** Whether `project` exists, is not removed, and is one that the actor may use; foreign and unknown are the same. */
export async function usableProject(db: Database | Tx, actor: Actor, project: string): Promise<boolean> {
  if (!mayUse(actor, project)) return false;
  const query = db.selectFrom('project').select('uuid').where('uuid', '=', project).where('removed', 'is', null);
  return (await query.executeTakeFirst()) !== undefined;
}

/** The same decision for a query: rows whose `column` names a project of the actor. */
export function visible(actor: Actor, column: string): RawBuilder<boolean> {
  if (actor.projects === null) return sql<boolean>`true`;
  return sql<boolean>`${sql.ref(column)} = ANY(${[...actor.projects]}::uuid[])`;
}

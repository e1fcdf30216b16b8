import { type RawBuilder, sql } from 'kysely';
import type { Database, Tx } from '../db/index.ts';
import type { Actor } from './tokens.ts';
import { note } from './trail.ts';

/** Whether the actor may see and use what belongs to `project`. Here, and nowhere else, it is decided who may. */
export function mayUse(actor: Actor, project: string): boolean {
  note(actor, 'decided');
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
  note(actor, 'decided');
  if (actor.projects === null) return sql<boolean>`true`;
  return sql<boolean>`${sql.ref(column)} = ANY(${[...actor.projects]}::uuid[])`;
}

/** For what belongs to a user alone, keys and tokens: rows whose `column` names the actor. Staff is no exception. */
export function own(actor: Actor, column: string): RawBuilder<boolean> {
  note(actor, 'decided');
  return sql<boolean>`${sql.ref(column)} = ${actor.user}`;
}

/** Whether the actor runs the cloud itself. */
export function mayOperate(actor: Actor): boolean {
  note(actor, 'decided');
  return actor.isStaff;
}

/** Said by what every user may: read the catalogue, and what concerns nobody but the actor. */
export function everyUserMay(actor: Actor): void {
  note(actor, 'decided');
}

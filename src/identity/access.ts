import { type RawBuilder, sql } from 'kysely';
import type { Actor } from './tokens.ts';

/** Whether the actor may see and use what belongs to `project`. The only place that decides it. */
export function mayUse(actor: Actor, project: string): boolean {
  return actor.projects === null || actor.projects.has(project);
}

/** The same decision for a query: rows whose `column` names a project of the actor. */
export function visible(actor: Actor, column: string): RawBuilder<boolean> {
  if (actor.projects === null) return sql<boolean>`true`;
  return sql<boolean>`${sql.ref(column)} = ANY(${[...actor.projects]}::uuid[])`;
}

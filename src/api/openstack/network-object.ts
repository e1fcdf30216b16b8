import { sql } from 'kysely';
import { z } from 'zod';
import { type Filter, type Filters, oneOf, onlyIf } from '../http/filters.ts';
import { coreStates } from '../states.ts';

export const labels = {
  name: z.string().trim().min(1, 'May not be blank.').max(150),
  description: z.string().max(4096).optional(),
};

export const labelChanges = { name: labels.name.optional(), description: labels.description };

export const followingRow = z.strictObject({
  behind: z.boolean(),
  network_error: z.string(),
});

/** Whether the backend has not come as far yet as the row with the alias wants it to, and why. */
export type Following = z.output<typeof followingRow>;

/** What `presentBackendObject` shows of it. */
export function following({ behind, network_error: error }: Following): { state: 'OK' | 'UPDATING'; error: string } {
  return behind ? { state: 'UPDATING', error } : { state: 'OK', error: '' };
}

/** The filter by that state, of what has a revision and a project. */
export function stateFilter(alias: string): Filter {
  const [revision, project] = [sql.ref(`${alias}.revision`), sql.ref(`${alias}.project`)];
  const applied = sql`(SELECT q.network_applied FROM project q WHERE q.uuid = ${project})`;
  return oneOf(coreStates, sql`CASE WHEN ${revision} > ${applied} THEN 'UPDATING' ELSE 'OK' END`);
}

/** Networks and subnets are their project's own: none is there by a policy of another one. */
export const ownFilters: Filters = { direct_only: onlyIf(sql<boolean>`true`), rbac_only: onlyIf(sql<boolean>`false`) };

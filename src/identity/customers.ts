import { sql } from 'kysely';
import { definedFields } from '../common/defined-fields.ts';
import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import { audit } from './audit.ts';
import { before, changed } from './changed.ts';
import { slugOf } from './projects.ts';
import type { Actor } from './tokens.ts';

export interface CustomerDetails {
  name?: string | undefined;
  description?: string | undefined;
  email?: string | undefined;
}

/** Makes a customer without projects and owners. Returns its UUID. */
export async function createCustomer(
  tx: Tx,
  actor: Actor,
  details: CustomerDetails & { name: string },
): Promise<string> {
  const row = await tx
    .insertInto('customer')
    .values({ ...details, slug: slugOf(details.name) })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await audit(tx, actor, 'customer.create', { object: row.uuid, customer: row.uuid });
  return row.uuid;
}

export async function updateCustomer(tx: Tx, actor: Actor, uuid: string, change: CustomerDetails): Promise<void> {
  const set = definedFields(change);
  const { was } = await tx
    .updateTable('customer')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('customer', set).as('was'))
    .executeTakeFirstOrThrow();
  await audit(tx, actor, 'customer.update', { object: uuid, customer: uuid, detail: changed(was, set) });
}

/** Deletes a customer that has no projects; the row stays for the history of those that it had. Throws `in-use`. */
export async function removeCustomer(tx: Tx, actor: Actor, uuid: string): Promise<void> {
  const living = tx.selectFrom('customer').select('uuid').where('uuid', '=', uuid).where('removed', 'is', null);
  // new projects wait for it, and then find no customer
  await living.forNoKeyUpdate().executeTakeFirstOrThrow();
  const projects = tx.selectFrom('project').select('name').where('customer', '=', uuid).where('removed', 'is', null);
  const [first, ...others] = await projects.orderBy('name').limit(100).execute();
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` and ${others.length} more`;
    throw new Problem('in-use', `The customer still has projects: "${first.name}"${more}. Delete them first.`);
  }
  await tx.updateTable('customer').set({ removed: sql<Date>`now()` }).where('uuid', '=', uuid).execute();
  await tx.deleteFrom('role_grant').where('customer', '=', uuid).execute();
  await audit(tx, actor, 'customer.delete', { object: uuid, customer: uuid });
}

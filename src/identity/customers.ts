import type { Tx } from '../db/index.ts';
import { audit } from './audit.ts';
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
  await tx
    .updateTable('customer')
    .set({ ...change, modified: new Date() })
    .where('uuid', '=', uuid)
    .execute();
  await audit(tx, actor, 'customer.update', { object: uuid, customer: uuid, detail: { ...change } });
}

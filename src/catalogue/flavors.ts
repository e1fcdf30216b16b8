import { sql } from 'kysely';
import { Problem } from '../common/problem.ts';
import { invalid } from '../common/field-errors.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, audit, requirePermission } from '../identity/index.ts';

/** A size of VMs; MiB. */
export interface NewFlavor {
  name: string;
  vcpus: number;
  memory_mib: number;
  disk_mib: number;
}

/** Offers a size; returns its UUID. Throws `InvalidRequest` when the name is taken. */
export async function createFlavor(tx: Tx, actor: Actor, flavor: NewFlavor): Promise<string> {
  requirePermission(actor, 'CLOUD.OPERATE', null);
  const row = await tx
    .insertInto('flavor')
    .values(flavor)
    .onConflict((clash) => clash.doNothing())
    .returning('uuid')
    .executeTakeFirst();
  if (row === undefined) {
    throw invalid('name', 'There is a flavor of this name already. Give another name.', 'already-taken');
  }
  await audit(tx, actor, 'flavor.create', { object: row.uuid });
  return row.uuid;
}

/** Offers a size no more. VMs that have it keep it; an offering that is made of it does not let it go. */
export async function removeFlavor(tx: Tx, actor: Actor, uuid: string): Promise<void> {
  requirePermission(actor, 'CLOUD.OPERATE', null);
  const { rows } = await sql`
    UPDATE flavor SET removed = now() WHERE uuid = ${uuid}
      AND NOT EXISTS (SELECT FROM offering o WHERE o.flavor = flavor.uuid AND o.state <> 'Archived') RETURNING uuid
  `.execute(tx);
  if (rows.length === 0)
    throw new Problem('in-use', 'An offering has this flavor as its own: it cannot be ordered without.');
  await audit(tx, actor, 'flavor.delete', { object: uuid });
}

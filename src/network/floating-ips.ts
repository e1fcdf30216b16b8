import { sql } from 'kysely';
import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import { allocateAddress } from './addresses.ts';
import { floatingPool } from './provision.ts';

/** Takes a new floating IP from the pool for a project. Throws `no-floating-ip-left` or `quota-exceeded`. */
export async function allocateFloatingIp(
  tx: Tx,
  project: string,
  automatic: boolean,
): Promise<{ uuid: string; address: string }> {
  // the project's row serialises allocations that count against its quota
  const { rows } = await sql<{ quota: number; used: number }>`
    SELECT p.quota_floating_ips AS quota, (SELECT count(*)::int FROM floating_ip f WHERE f.project = p.uuid) AS used
    FROM project p WHERE p.uuid = ${project} FOR UPDATE OF p
  `.execute(tx);
  const { quota = 0, used = 0 } = rows[0] ?? {};
  if (used >= quota) {
    const message = `The project's quota of ${quota} floating IPs is used up.`;
    throw new Problem(
      'quota-exceeded',
      message,
      'Release a floating IP, use a free one of the project, or ask for a higher quota.',
    );
  }
  const { uuid } = await tx
    .insertInto('floating_ip')
    .values({ project, automatic, port: null })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const pool = await floatingPool(tx);
  const address = pool === null ? null : await allocateAddress(tx, pool, { floatingIp: uuid });
  if (address === null) {
    const remedy =
      'Release one that is not in use, order with floating_ip "none", or ask the operator for a larger pool.';
    throw new Problem('no-floating-ip-left', 'No floating IP is left in the pool.', remedy);
  }
  return { uuid, address };
}

/** A floating IP of the project that nothing uses, none of `except`, locked for this transaction; or null. */
export async function freeFloatingIp(tx: Tx, project: string, except: string[]): Promise<string | null> {
  const row = await tx
    .selectFrom('floating_ip')
    .select('uuid')
    .where('project', '=', project)
    .where('port', 'is', null)
    .where(sql<boolean>`uuid <> ALL(${except}::uuid[])`)
    .orderBy('created')
    .limit(1)
    .forUpdate()
    .skipLocked()
    .executeTakeFirst();
  return row?.uuid ?? null;
}

/** Points a floating IP at a port; false when another port has it by now. */
export async function attachFloatingIp(tx: Tx, floatingIp: string, port: string): Promise<boolean> {
  const result = await tx
    .updateTable('floating_ip')
    .set({ port })
    .where('uuid', '=', floatingIp)
    .where('port', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/** Gives a floating IP of the project back to the pool; `in-use` when a port has it. */
export async function releaseFloatingIp(tx: Tx, floatingIp: string): Promise<'released' | 'in-use'> {
  const result = await tx
    .deleteFrom('floating_ip')
    .where('uuid', '=', floatingIp)
    .where('port', 'is', null)
    .executeTakeFirst();
  return result.numDeletedRows > 0n ? 'released' : 'in-use';
}

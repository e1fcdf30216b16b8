import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';

/**
 * Gives the next free address of a subnet to a port or a floating IP, or null when none is left. Goes round the pool, so
 * that a freed address rests as long as possible. Locks the subnet's row until the transaction ends: two orders never
 * get the same address. Costs index look-ups only, however full the subnet is, unless a long run of it is taken.
 */
export async function allocateAddress(
  tx: Tx,
  subnet: string,
  owner: { port: string } | { floatingIp: string },
): Promise<string | null> {
  const pool = await tx
    .selectFrom('subnet')
    .select(['pool_first', 'pool_last', 'pool_cursor'])
    .where('uuid', '=', subnet)
    .forUpdate()
    .executeTakeFirstOrThrow();
  const behind = await firstFree(
    tx,
    subnet,
    sql`greatest(${pool.pool_cursor}::inet + 1, ${pool.pool_first}::inet)`,
    pool.pool_last,
  );
  const address = behind ?? (await firstFree(tx, subnet, sql`${pool.pool_first}::inet`, pool.pool_last));
  if (address === null) return null;
  await takeAddress(tx, subnet, address, owner);
  await tx.updateTable('subnet').set({ pool_cursor: address }).where('uuid', '=', subnet).execute();
  return address;
}

/** Gives one particular address; the primary key refuses one that is taken. */
async function takeAddress(
  tx: Tx,
  subnet: string,
  address: string,
  owner: { port: string } | { floatingIp: string },
): Promise<void> {
  const port = 'port' in owner ? owner.port : null;
  const floatingIp = 'floatingIp' in owner ? owner.floatingIp : null;
  await tx.insertInto('address').values({ subnet, address, port, floating_ip: floatingIp }).execute();
}

async function firstFree(tx: Tx, subnet: string, from: ReturnType<typeof sql>, last: string): Promise<string | null> {
  const { rows } = await sql<{ free: string }>`
    SELECT host(candidate) AS free FROM (
      SELECT ${from} AS candidate
      WHERE NOT EXISTS (SELECT FROM address WHERE subnet = ${subnet} AND address = ${from})
      UNION ALL
      (SELECT a.address + 1 FROM address a
        WHERE a.subnet = ${subnet} AND a.address >= ${from}
          AND NOT EXISTS (SELECT FROM address b WHERE b.subnet = ${subnet} AND b.address = a.address + 1)
        ORDER BY a.address LIMIT 1)
    ) c WHERE candidate <= ${last}::inet ORDER BY candidate LIMIT 1
  `.execute(tx);
  return rows[0]?.free ?? null;
}

import { sql } from 'kysely';
import { z } from 'zod';
import type { FieldErrors } from '../common/field-errors.ts';
import { rowOf, type Tx } from '../db/index.ts';
import { type Address, addressNumber, addressText } from '../common/prefix.ts';

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
  const port = 'port' in owner ? owner.port : null;
  const floating_ip = 'floatingIp' in owner ? owner.floatingIp : null;
  await tx.insertInto('address').values({ subnet, address, port, floating_ip }).execute();
  await tx.updateTable('subnet').set({ pool_cursor: address }).where('uuid', '=', subnet).execute();
  return address;
}

/**
 * Gives a port one particular address of a subnet's pool, or notes at `at` why it cannot be had. Of two requests that come
 * together the primary key lets one win.
 */
export async function takeAddress(
  tx: Tx,
  subnet: string,
  { address: wanted, port, at }: { address: string; port: string; at: (string | number)[] },
  errors: FieldErrors,
): Promise<void> {
  const number = addressNumber(wanted);
  if (number === null) return errors.add(at, `"${wanted}" is no IP address.`);
  const address = addressText(number.version, number.value);
  const pool = await tx
    .selectFrom('subnet')
    .select(['pool_first', 'pool_last'])
    .where('uuid', '=', subnet)
    .executeTakeFirstOrThrow();
  if (!isBetween(number, pool.pool_first, pool.pool_last)) {
    const range = `${pool.pool_first} to ${pool.pool_last}`;
    return errors.add(at, `${address} lies outside the subnet's pool, ${range}. Choose one of these.`);
  }
  const created = await tx
    .insertInto('address')
    .values({ subnet, address, port, floating_ip: null })
    .onConflict((conflict) => conflict.doNothing())
    .returning('address')
    .executeTakeFirst();
  if (created !== undefined) return;
  const taken = `${address} is taken. Choose another one, or leave ip_address out for one that is free.`;
  errors.add(at, taken, 'already-taken');
}

function isBetween(address: Address, first: string, last: string): boolean {
  const [from, to] = [addressNumber(first), addressNumber(last)];
  if (from === null || to === null || address.version !== from.version) return false;
  return from.value <= address.value && address.value <= to.value;
}

const freeRow = z.strictObject({ free: z.string() });

async function firstFree(tx: Tx, subnet: string, from: ReturnType<typeof sql>, last: string): Promise<string | null> {
  const query = sql`
    SELECT host(candidate) AS free FROM (
      SELECT ${from} AS candidate
      WHERE NOT EXISTS (SELECT FROM address WHERE subnet = ${subnet} AND address = ${from})
      UNION ALL
      (SELECT a.address + 1 FROM address a
        WHERE a.subnet = ${subnet} AND a.address >= ${from}
          AND NOT EXISTS (SELECT FROM address b WHERE b.subnet = ${subnet} AND b.address = a.address + 1)
        ORDER BY a.address LIMIT 1)
    ) c WHERE candidate <= ${last}::inet ORDER BY candidate LIMIT 1`;
  return (await rowOf(tx, freeRow, query))?.free ?? null;
}

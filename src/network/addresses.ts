import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import type { FieldErrors } from '../common/field-errors.ts';
import { rowOf, type Tx, unread } from '../db/index.ts';
import { type Address, addressNumber, addressText } from '../common/prefix.ts';

/**
 * Gives the next free address of a subnet to a port or a floating IP, or null when none is left; nothing is given to a floating IP
 * that is not there. Goes round the pool, so that a freed address rests as long as possible. Locks the subnet's row until the
 * transaction ends: two orders never get the same address. Costs index look-ups only, however full the subnet is, unless a
 * long run of it is taken.
 */
export async function allocateAddress(
  tx: Tx,
  subnet: string | RawBuilder<string>,
  owner: { port: string } | { floatingIp: string },
): Promise<string | null> {
  const port = 'port' in owner ? owner.port : null;
  const floatingIp = 'floatingIp' in owner ? owner.floatingIp : null;
  const there = floatingIp === null ? sql`true` : sql`EXISTS (SELECT FROM floating_ip WHERE uuid = ${floatingIp})`;
  // first the lock; then, in a new snapshot, the addresses
  unread(sql`SELECT FROM subnet WHERE uuid = ${subnet} AND ${there} FOR UPDATE`.execute(tx));
  const query = sql`
    WITH pool AS (
      SELECT uuid, pool_first, pool_last, pool_cursor,
        (SELECT floating_addresses FROM backend b WHERE b.cloud = subnet.cloud) AS stock
      FROM subnet WHERE uuid = ${subnet} AND ${there}),
    found AS (
      SELECT uuid, CASE WHEN stock IS NOT NULL THEN ${nextInStock} ELSE
        coalesce(${firstFree(sql`greatest(pool_cursor + 1, pool_first)`)}, ${firstFree(sql`pool_first`)}) END AS address
      FROM pool),
    taken AS (
      INSERT INTO address (subnet, address, port, floating_ip)
      SELECT uuid, address, ${port}, ${floatingIp} FROM found WHERE address IS NOT NULL RETURNING subnet, address),
    moved AS (UPDATE subnet SET pool_cursor = taken.address FROM taken WHERE uuid = taken.subnet)
    SELECT host(address) AS address FROM taken`;
  return (await rowOf(tx, takenRow, query))?.address ?? null;
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

const takenRow = z.strictObject({ address: z.string() });

/** The next free address behind the one that was given last, round the stock of `pool`; null: none is. */
const nextInStock = sql`(
  SELECT offered FROM unnest(stock) AS offered
  WHERE NOT EXISTS (SELECT FROM address WHERE subnet = pool.uuid AND address = offered)
  ORDER BY offered <= pool_cursor, offered LIMIT 1)`;

/** The first free address of `pool` from one on, in a query of that; null: none is. */
function firstFree(from: RawBuilder<unknown>): RawBuilder<unknown> {
  return sql`(
    SELECT candidate FROM (
      SELECT ${from} AS candidate
      WHERE NOT EXISTS (SELECT FROM address WHERE subnet = pool.uuid AND address = ${from})
      UNION ALL
      (SELECT a.address + 1 FROM address a
        WHERE a.subnet = pool.uuid AND a.address >= ${from}
          AND NOT EXISTS (SELECT FROM address b WHERE b.subnet = pool.uuid AND b.address = a.address + 1)
        ORDER BY a.address LIMIT 1)
    ) c WHERE candidate <= pool_last ORDER BY candidate LIMIT 1)`;
}

import { sql } from 'kysely';
import { addressText, blockOf } from '../common/prefix.ts';
import type { Tx } from '../db/index.ts';
import { rangeOf } from './provision.ts';
import { changeNetwork } from './revision.ts';

/**
 * Has floating IPs of a cloud come from `cidr`, which must have room for those that there are: they keep their place in it where that
 * exists, and the routers of their projects follow. Returns how many have moved. Idempotent.
 */
export async function moveFloatingPool(tx: Tx, cloud: string, cidr: string): Promise<number> {
  const query = tx.selectFrom('subnet').select(['uuid', 'cidr']).where('cloud', '=', cloud);
  const pool = await query.executeTakeFirst();
  if (pool === undefined || pool.cidr === cidr) return 0;
  const projects = await tx
    .selectFrom('floating_ip')
    .innerJoin('project as p', 'p.uuid', 'floating_ip.project')
    .select('project')
    .where('p.cloud', '=', cloud)
    .distinct()
    .orderBy('project')
    .execute();
  for (const { project } of projects) {
    const revision = await changeNetwork(tx, project);
    await tx
      .updateTable('floating_ip')
      .set({ revision, modified: new Date() })
      .where('project', '=', project)
      .execute();
  }
  const held = await tx.deleteFrom('address').where('subnet', '=', pool.uuid).returningAll().execute();
  await tx
    .updateTable('subnet')
    .set({ cidr, ...rangeOf(cidr, 0) })
    .where('uuid', '=', pool.uuid)
    .execute();
  const [from, to] = [blockOf(pool.cidr), blockOf(cidr)];
  const places = held.map(({ address }) => blockOf(address).first - from.first);
  const fits = places.every((place) => to.first + place < to.last);
  const rows = held.map((row, index) => {
    const place = fits ? (places[index] ?? 0n) : BigInt(index) + 2n;
    return { ...row, address: addressText(4, to.first + place) };
  });
  if (rows.length > 0) await tx.insertInto('address').values(rows).execute();
  await sql`SELECT pg_notify('network_changed', '')`.execute(tx);
  return rows.length;
}

import { sql } from 'kysely';
import type { Logger } from 'pino';
import { z } from 'zod';
import { blockOf, overlaps } from '../common/prefix.ts';
import { Problem } from '../common/problem.ts';
import { runsGuestsHere, type Settings } from '../common/settings.ts';
import { type Database, rowsOf } from '../db/index.ts';
import { type Cloud, keepCloud } from './cloud.ts';
import { poolClash } from './drivers.ts';
import { letGoOf, takePool } from './take-pool.ts';

const begunRow = z.strictObject({ there: z.boolean(), clouds: z.boolean() });
const subnetRow = z.strictObject({ cidr: z.string(), pool: z.boolean(), used: z.int() });

/** The cloud whose pool of floating IPs is a block of this host: that of its guests, else the default one. */
export function poolOwner({ clouds, default_cloud }: Pick<Settings, 'clouds' | 'default_cloud'>): string {
  return clouds.find(({ driver }) => driver === 'qemu')?.name ?? default_cloud;
}

/**
 * The cloud with the pool that it shall have from this start on: that of the settings, else its own. While none of its
 * addresses is in use, one that overlaps something on the host gives way to another by itself. Nothing of the cloud may run
 * yet; the rows follow when they are up to date. Throws `floating-pool-in-use`.
 */
export async function settlePool(db: Database, settings: Settings, cloud: Cloud, log: Logger): Promise<Cloud> {
  const subnets = await subnetsOf(db, settings);
  const used = subnets.find(({ pool }) => pool)?.used ?? 0;
  const avoid = subnets.flatMap(({ pool, cidr }) => (pool ? [] : [blockOf(cidr)]));
  const { floatingPool: from } = cloud;
  const chosen = settings.floating_pool;
  const clash = chosen !== null || used > 0 ? null : await poolClash(settings, cloud);
  const to = clash === null ? (chosen ?? from) : await takePool(runsGuestsHere(settings), { start: 0, avoid });
  if (to === from) return cloud;
  const block = blockOf(to);
  const tenants = avoid.some((each) => overlaps(each, block));
  if (tenants) throw refused(to, 'overlaps a subnet of a project');
  // the network, the host and the broadcast have one each
  const room = block.last - block.first - 2n;
  if (room < BigInt(used)) throw refused(to, `has ${room} addresses, and ${used} are in use`);
  log.warn({ from, to, clash, used }, 'the pool of floating IPs is another from now on');
  const settled = { ...cloud, floatingPool: to };
  await keepCloud(settings.home, settled);
  if (runsGuestsHere(settings)) await letGoOf(from);
  return settled;
}

const refused = (pool: string, why: string): Problem =>
  new Problem('floating-pool-in-use', `The floating IP pool ${pool} ${why}.`);

/** All subnets, of records as old as they may be. */
async function subnetsOf(db: Database, settings: Settings): Promise<z.output<typeof subnetRow>[]> {
  const there = sql`SELECT to_regclass('subnet') IS NOT NULL AS there, to_regclass('backend') IS NOT NULL AS clouds`;
  const [{ there: begun, clouds } = { there: false, clouds: false }] = await rowsOf(db, begunRow, there);
  if (!begun) return [];
  // one that was called otherwise is not registered yet
  const own = clouds
    ? sql`s.project IS NULL AND (s.cloud = ${poolOwner(settings)} OR (SELECT count(*) FROM backend) = 1)`
    : sql`s.project IS NULL`;
  const query = sql`
    SELECT s.cidr::text AS cidr, (${own}) AS pool,
      (SELECT count(*) FROM address a WHERE a.subnet = s.uuid)::int AS used FROM subnet s`;
  return rowsOf(db, subnetRow, query);
}

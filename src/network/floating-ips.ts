import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors, InvalidRequest, noSuch } from '../common/field-errors.ts';
import { Problem } from '../common/problem.ts';
import { rowOf, together, type Tx, unread } from '../db/index.ts';
import { type Actor, audit } from '../identity/index.ts';
import { lockQuotas } from '../quotas/index.ts';
import { allocateAddress } from './addresses.ts';
import type { Owned } from './networks.ts';
import { floatingPoolOf } from './provision.ts';
import { changeNetwork } from './revision.ts';

/** Takes a new floating IP from the pool for a project. Throws `no-floating-ip-left` or `quota-exceeded`. */
export async function allocateFloatingIp(
  tx: Tx,
  project: string,
  automatic: boolean,
): Promise<{ uuid: string; address: string }> {
  const { limit, usage } = (await lockQuotas(tx, project)).floating_ips;
  if (usage >= limit) throw quotaUsedUp(limit);
  const uuid = randomUUID();
  unread(tx.insertInto('floating_ip').values({ uuid, project, automatic, port: null }).execute());
  const address = await allocateAddress(tx, floatingPoolOf(project), { floatingIp: uuid });
  if (address === null) throw noneLeft();
  return { uuid, address };
}

/**
 * Points a free floating IP of the project at a port, none of `except`, or else a new one of the pool, as part of an order. Throws
 * `no-floating-ip-left` or `quota-exceeded`; then nothing may be kept.
 */
export async function takeFloatingIp(tx: Tx, project: string, port: string, except: string[]): Promise<void> {
  const uuid = randomUUID();
  const taken = sql`
    WITH free AS (
      SELECT uuid FROM floating_ip WHERE project = ${project} AND port IS NULL AND uuid <> ALL(${except}::uuid[])
      ORDER BY created LIMIT 1 FOR UPDATE SKIP LOCKED),
    reused AS (
      UPDATE floating_ip SET port = ${port}, modified = now() FROM free WHERE floating_ip.uuid = free.uuid)
    INSERT INTO floating_ip (uuid, project, automatic, port)
      SELECT ${uuid}, ${project}, true, ${port} WHERE NOT EXISTS (SELECT FROM free) RETURNING uuid`;
  const [{ rows: made }, address, quotas] = await together(
    taken.execute(tx),
    allocateAddress(tx, floatingPoolOf(project), { floatingIp: uuid }),
    lockQuotas(tx, project),
  );
  if (made.length === 0) return;
  const { limit, usage } = quotas.floating_ips;
  if (usage > limit) throw quotaUsedUp(limit);
  if (address === null) throw noneLeft();
}

const takenRow = z.strictObject({ address: z.string() });

/**
 * Points a new floating IP of the project at a port, which goes with its VM: with the address that is asked for when that is free, else with the
 * next one. Returns the address; null: quota or pool have none left.
 */
export async function takeFloatingIpAgain(
  tx: Tx,
  project: string,
  port: string,
  wanted: string,
): Promise<string | null> {
  const { limit, usage } = (await lockQuotas(tx, project)).floating_ips;
  if (usage >= limit) return null;
  const uuid = randomUUID();
  unread(tx.insertInto('floating_ip').values({ uuid, project, automatic: true, port }).execute());
  const again = sql`
    INSERT INTO address (subnet, address, floating_ip)
    SELECT s.uuid, ${wanted}::inet, ${uuid} FROM subnet s JOIN backend b USING (cloud)
    WHERE s.uuid = ${floatingPoolOf(project)} AND ${wanted}::inet BETWEEN s.pool_first AND s.pool_last
      AND (b.floating_addresses IS NULL OR ${wanted}::inet = ANY(b.floating_addresses))
    ON CONFLICT DO NOTHING RETURNING host(address) AS address`;
  const taken = await rowOf(tx, takenRow, again);
  const address = taken?.address ?? (await allocateAddress(tx, floatingPoolOf(project), { floatingIp: uuid }));
  if (address === null) await tx.deleteFrom('floating_ip').where('uuid', '=', uuid).execute();
  return address;
}

function quotaUsedUp(limit: number): Problem {
  const message = `The project's quota of ${limit} floating IPs is used up.`;
  const remedy = 'Release a floating IP, use a free one of the project, or ask for a higher quota.';
  return new Problem('quota-exceeded', message, remedy);
}

function noneLeft(): Problem {
  return new Problem('no-floating-ip-left', 'No floating IP is left in the pool.');
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

/** Points a free floating IP at a port, as part of an order; false when another port has it by now. */
export async function attachFloatingIp(tx: Tx, floatingIp: string, port: string): Promise<boolean> {
  const result = await tx
    .updateTable('floating_ip')
    .set({ port, modified: new Date() })
    .where('uuid', '=', floatingIp)
    .where('port', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Points a floating IP at a port of its project, whichever port has had it; what the port had before is free then.
 * Throws `InvalidRequest` on `port`, and `in-use`. Of requests that come together each takes effect, one after the other.
 */
export async function moveFloatingIp(tx: Tx, actor: Actor, { uuid, project }: Owned, port: string): Promise<void> {
  const revision = await changeNetwork(tx, project);
  await refuseOrdered(tx, sql<boolean>`f.uuid = ${uuid} OR f.port = ${port}`);
  const query = tx.selectFrom('port').select('uuid').where('uuid', '=', port).where('project', '=', project);
  const found = await query.forKeyShare().executeTakeFirst();
  const four = sql<boolean>`family(address) = 4`;
  const addresses = await tx.selectFrom('address').select('address').where('port', '=', port).where(four).execute();
  const errors = new FieldErrors();
  if (found === undefined) errors.add(['port'], noSuch('port', 'openstack-ports'));
  else if (addresses.length === 0) {
    errors.add(['port'], 'The port has no IPv4 address for a floating IP to lead to. Choose another port.');
  }
  if (!errors.empty) throw new InvalidRequest(errors);
  await sql`
    UPDATE floating_ip SET port = NULL, automatic = false, revision = ${revision}, modified = now()
    WHERE port = ${port} AND uuid <> ${uuid}
  `.execute(tx);
  // what its owner has placed is not given back with the VM
  await sql`
    UPDATE floating_ip SET port = ${port}, automatic = false, revision = ${revision}, modified = now() WHERE uuid = ${uuid}
  `.execute(tx);
  await audit(tx, actor, 'floating-ip.attach', { object: uuid, project, detail: { port } });
}

/** Takes a floating IP off its port; the project keeps it. Throws `wrong-state` when no port has it, and `in-use`. */
export async function detachFloatingIp(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  const revision = await changeNetwork(tx, project);
  await refuseOrdered(tx, sql<boolean>`f.uuid = ${uuid}`);
  const { rows } = await sql`
    UPDATE floating_ip SET port = NULL, automatic = false, revision = ${revision}, modified = now()
    WHERE uuid = ${uuid} AND port IS NOT NULL RETURNING uuid
  `.execute(tx);
  if (rows.length === 0) throw new Problem('wrong-state', 'No port has this floating IP. Nothing to do.');
  await audit(tx, actor, 'floating-ip.detach', { object: uuid, project });
}

export async function describeFloatingIp(
  tx: Tx,
  actor: Actor,
  { uuid, project }: Owned,
  description: string,
): Promise<void> {
  await tx.updateTable('floating_ip').set({ description, modified: new Date() }).where('uuid', '=', uuid).execute();
  await audit(tx, actor, 'floating-ip.update', { object: uuid, project, detail: { description } });
}

/** Gives a floating IP back to the pool, also while a port has it: that is not reached by it any more. Throws `in-use`. */
export async function releaseFloatingIp(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  await changeNetwork(tx, project);
  await refuseOrdered(tx, sql<boolean>`f.uuid = ${uuid}`);
  await audit(tx, actor, 'floating-ip.release', { object: uuid, project });
  await tx.deleteFrom('floating_ip').where('uuid', '=', uuid).execute();
}

const orderedRow = z.strictObject({ address: z.string(), name: z.string() });

/** Throws `in-use` when a VM that is still being made was promised one of these: it would be there without it. */
async function refuseOrdered(tx: Tx, which: RawBuilder<boolean>): Promise<void> {
  const query = sql`
    SELECT host(a.address) AS address, i.name FROM floating_ip f JOIN address a ON a.floating_ip = f.uuid
    JOIN port t ON t.uuid = f.port JOIN instance i ON i.uuid = t.instance
    WHERE (${which}) AND i.state = 'CREATING' LIMIT 1`;
  const ordered = await rowOf(tx, orderedRow, query);
  if (ordered === undefined) return;
  const { address, name } = ordered;
  const remedy = 'Cancel that order, or wait until the VM is there.';
  throw new Problem('in-use', `The order of the VM "${name}" counts on ${address}. ${remedy}`);
}

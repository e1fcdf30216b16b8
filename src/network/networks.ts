import { sql } from 'kysely';
import { Problem } from '../common/problem.ts';
import { invalid, type InvalidRequest } from '../common/field-errors.ts';
import { definedFields } from '../common/defined-fields.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, audit } from '../identity/index.ts';
import { limits } from './limits.ts';
import { changeNetwork } from './revision.ts';

export interface Labels {
  name?: string | undefined;
  description?: string | undefined;
}

/** Makes a network without subnets; returns its UUID. Throws `InvalidRequest` when the project has too many. */
export async function createNetwork(
  tx: Tx,
  actor: Actor,
  project: string,
  { name, description = '' }: Labels & { name: string },
): Promise<string> {
  await changeNetwork(tx, project);
  const { rows } = await sql<{ slot: number }>`
    SELECT slot FROM generate_series(0, ${limits.networks - 1}) slot
    WHERE NOT EXISTS (SELECT FROM network n WHERE n.project = ${project} AND n.slot = slot.slot) ORDER BY slot LIMIT 1
  `.execute(tx);
  const slot = rows[0]?.slot;
  if (slot === undefined) throw tooMany('networks', limits.networks);
  const { uuid } = await tx
    .insertInto('network')
    .values({ project, name, description, slot })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await audit(tx, actor, 'network.create', { object: uuid, project, detail: { name } });
  return uuid;
}

export async function updateNetwork(tx: Tx, actor: Actor, network: Owned, labels: Labels): Promise<void> {
  await tx
    .updateTable('network')
    .set({ ...definedFields(labels), modified: new Date() })
    .where('uuid', '=', network.uuid)
    .execute();
  await audit(tx, actor, 'network.update', { object: network.uuid, project: network.project, detail: { ...labels } });
}

/** Deletes a network with its subnets. Throws `in-use` when ports are on it. */
export async function deleteNetwork(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  await changeNetwork(tx, project);
  await refusePorts(tx, sql`t.network = ${uuid}`);
  await tx.deleteFrom('subnet').where('network', '=', uuid).execute();
  await tx.deleteFrom('network').where('uuid', '=', uuid).execute();
  await audit(tx, actor, 'network.delete', { object: uuid, project });
}

/** What was found before the transaction that changes it. */
export interface Owned {
  uuid: string;
  project: string;
}

export function tooMany(what: string, limit: number): InvalidRequest {
  const message = `The project has ${limit} ${what}, the most that are possible. Delete some that are not needed.`;
  return invalid([], message, 'quota-exceeded');
}

/** Throws `in-use` that says which ports keep something from being deleted. `where` is about the port `t`. */
export async function refusePorts(tx: Tx, where: ReturnType<typeof sql>): Promise<void> {
  const { rows } = await sql<{ uuid: string; instance: string | null; ports: number }>`
    SELECT t.uuid, i.name AS instance, count(*) OVER ()::int AS ports
    FROM port t LEFT JOIN instance i ON i.uuid = t.instance WHERE ${where} ORDER BY i.name NULLS LAST, t.uuid LIMIT 1
  `.execute(tx);
  const [first] = rows;
  if (first === undefined) return;
  const [who, what] =
    first.instance === null
      ? [`the port ${first.uuid}`, 'Delete the port first.']
      : [`VM "${first.instance}"`, 'Take the VM off it, or delete the VM, first.'];
  const others = first.ports > 1 ? ` and ${first.ports - 1} more` : '';
  throw new Problem('in-use', `It is in use by ${who}${others}. ${what}`);
}

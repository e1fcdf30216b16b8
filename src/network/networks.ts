import { type RawBuilder, sql } from 'kysely';
import { Problem } from '../common/problem.ts';
import { invalid, type InvalidRequest } from '../common/field-errors.ts';
import { definedFields } from '../common/defined-fields.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, audit, before, changed } from '../identity/index.ts';
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
  const used = await tx.selectFrom('network').select('slot').where('project', '=', project).execute();
  const slots = new Set(used.map((network) => network.slot));
  const slot = Array.from({ length: limits.networks }, (_, index) => index).find((index) => !slots.has(index));
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
  const { uuid, project } = network;
  const set = definedFields(labels);
  const row = await tx
    .updateTable('network')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('network', set).as('was'))
    .executeTakeFirst();
  await audit(tx, actor, 'network.update', { object: uuid, project, detail: changed(row?.was, set) });
}

/** Deletes a network with its subnets. Throws `in-use` when ports are on it. */
export async function deleteNetwork(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  await changeNetwork(tx, project);
  await refusePorts(tx, sql<boolean>`t.network = ${uuid}`);
  await audit(tx, actor, 'network.delete', { object: uuid, project });
  await tx.deleteFrom('subnet').where('network', '=', uuid).execute();
  await tx.deleteFrom('network').where('uuid', '=', uuid).execute();
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
export async function refusePorts(tx: Tx, where: RawBuilder<boolean>): Promise<void> {
  const first = await tx
    .selectFrom('port as t')
    .leftJoin('instance as i', 'i.uuid', 't.instance')
    .select((eb) => ['t.uuid', 'i.name as instance', eb.fn.countAll().over().as('ports')])
    .where(where)
    .orderBy('i.name', (order) => order.asc().nullsLast())
    .orderBy('t.uuid')
    .limit(1)
    .executeTakeFirst();
  if (first === undefined) return;
  const [who, what] =
    first.instance === null
      ? [`the port ${first.uuid}`, 'Delete the port first.']
      : [`VM "${first.instance}"`, 'Take the VM off it, or delete the VM, first.'];
  const others = Number(first.ports) - 1;
  throw new Problem('in-use', `It is in use by ${who}${others > 0 ? ` and ${others} more` : ''}. ${what}`);
}

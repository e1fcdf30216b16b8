import { sql } from 'kysely';
import { FieldErrors, InvalidRequest } from '../common/field-errors.ts';
import { definedFields } from '../common/defined-fields.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, audit, before, changed } from '../identity/index.ts';
import { type AddressPair, readPairs, setAllowedAddresses } from './allowed-addresses.ts';
import { limits } from './limits.ts';
import { type Labels, type Owned, refusePorts, tooMany } from './networks.ts';
import { type PortDraft, readPort } from './port-draft.ts';
import { createPort, setGroups } from './ports.ts';
import { changeNetwork } from './revision.ts';
import { defaultGroups, findGroups, type GroupReference } from './security-groups.ts';

/** Makes a port that no instance has yet; returns its UUID. Throws `InvalidRequest` that names all that is wrong. */
export async function createFreePort(
  tx: Tx,
  actor: Actor,
  project: string,
  wanted: Labels & { draft: PortDraft; groups: GroupReference[] | undefined },
): Promise<string> {
  const errors = new FieldErrors();
  await changeNetwork(tx, project);
  const { count } = await tx
    .selectFrom('port')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('project', '=', project)
    .executeTakeFirstOrThrow();
  if (Number(count) >= limits.ports) throw tooMany('ports', limits.ports);
  const wish = await readPort(tx, wanted.draft, sql<boolean>`project = ${project}`, errors);
  const securityGroups =
    wanted.groups === undefined
      ? await defaultGroups(tx, project)
      : await findGroups(tx, project, wanted.groups, errors);
  if (wish === undefined || !errors.empty) throw new InvalidRequest(errors);
  const { network, addresses, allowed } = wish;
  const labels = { name: wanted.name ?? '', description: wanted.description ?? '' };
  const port = { project, network, instance: null, position: 0, ...labels, securityGroups, addresses, allowed };
  const uuid = await createPort(tx, port, errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  await audit(tx, actor, 'port.create', { object: uuid, project, detail: { network } });
  return uuid;
}

/** Changes names, and which addresses it may have beside its own. Throws `InvalidRequest`. */
export async function updatePort(
  tx: Tx,
  actor: Actor,
  { uuid, project, mac }: Owned & { mac: string },
  { allowed_address_pairs: pairs, ...labels }: Labels & { allowed_address_pairs?: AddressPair[] | undefined },
): Promise<void> {
  if (pairs !== undefined) {
    const errors = new FieldErrors();
    const revision = await changeNetwork(tx, project);
    const allowed = await readPairs(tx, { project, mac }, pairs, ['allowed_address_pairs'], errors);
    if (!errors.empty) throw new InvalidRequest(errors);
    await setAllowedAddresses(tx, uuid, allowed, revision);
  }
  const set = definedFields(labels);
  const update = tx
    .updateTable('port')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid);
  const row = await update.returning(before('port', set).as('was')).executeTakeFirst();
  const detail = { ...changed(row?.was, set), ...(pairs === undefined ? {} : { allowed_address_pairs: pairs }) };
  await audit(tx, actor, 'port.update', { object: uuid, project, detail });
}

/** Gives a port these groups and no other; takes effect while its instance runs. Throws `InvalidRequest`. */
export async function setPortGroups(
  tx: Tx,
  actor: Actor,
  { uuid, project }: Owned,
  groups: GroupReference[],
): Promise<void> {
  const errors = new FieldErrors();
  const revision = await changeNetwork(tx, project);
  const found = await findGroups(tx, project, groups, errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  const { rows } = await sql`
    UPDATE port SET revision = ${revision}, modified = now() WHERE uuid = ${uuid} RETURNING uuid
  `.execute(tx);
  if (rows.length > 0) setGroups(tx, [uuid], found);
  await audit(tx, actor, 'port.update-security-groups', { object: uuid, project, detail: { groups: found } });
}

/** Deletes a port with its addresses. Throws `in-use` when an instance has it. */
export async function deletePort(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  await changeNetwork(tx, project);
  await refusePorts(tx, sql`t.uuid = ${uuid} AND t.instance IS NOT NULL`);
  await audit(tx, actor, 'port.delete', { object: uuid, project });
  await tx.deleteFrom('port').where('uuid', '=', uuid).execute();
}

import { isIP } from 'node:net';
import { sql } from 'kysely';
import { FieldErrors, InvalidRequest, noSuch } from '../common/field-errors.ts';
import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import { allocateFloatingIp, freeFloatingIp } from './floating-ips.ts';
import { changeNetwork } from './revision.ts';
import { findGroups, type GroupReference } from './security-groups.ts';
import { setGroups } from './ports.ts';

type Path = (string | number)[];

interface InstanceRef {
  uuid: string;
  project: string;
}

/** Gives all ports of an instance these groups and no other; returns their UUIDs. Throws `InvalidRequest`. */
export async function setInstanceGroups(
  tx: Tx,
  { uuid, project }: InstanceRef,
  groups: GroupReference[],
): Promise<string[]> {
  const errors = new FieldErrors();
  await changeNetwork(tx, project);
  const found = await findGroups(tx, project, groups, errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  const ports = await tx.selectFrom('port').select('uuid').where('instance', '=', uuid).execute();
  if (ports.length > 0) {
    setGroups(
      tx,
      ports.map((port) => port.uuid),
      found,
    );
  }
  return found;
}

/** A floating IP as it is asked for: in front of the port in `subnet`; a particular one by UUID or address, or any. */
export interface FloatingIpDraft {
  at: Path;
  subnet: string;
  floatingIp: string | null;
}

/**
 * Makes an instance's floating IPs those of `drafts`. Any: the one that the port has, else a free one of the project, else
 * a new one. Those that are not asked for stay with the project. Throws `InvalidRequest`.
 */
export async function setInstanceFloatingIps(tx: Tx, instance: InstanceRef, drafts: FloatingIpDraft[]): Promise<void> {
  const errors = new FieldErrors();
  const revision = await changeNetwork(tx, instance.project);
  const wanted = new Map<string, string>();
  const named = drafts.flatMap(({ floatingIp }) => (floatingIp === null || isIP(floatingIp) > 0 ? [] : floatingIp));
  for (const draft of drafts) {
    const port = await portIn(tx, instance, draft, errors);
    if (port === undefined) continue;
    if (wanted.has(port)) errors.add([...draft.at, 'subnet'], 'A port has one floating IP. Leave one of both out.');
    const taken = [...wanted.values()];
    const chosen =
      draft.floatingIp === null
        ? await anyFloatingIp(tx, instance.project, port, [...taken, ...named], draft.at, errors)
        : await thisFloatingIp(tx, instance, draft, draft.floatingIp, taken, errors);
    if (chosen !== undefined) wanted.set(port, chosen);
  }
  if (!errors.empty) throw new InvalidRequest(errors);
  await sql`
    UPDATE floating_ip f SET port = NULL, automatic = false, revision = ${revision}, modified = now() FROM port t
    WHERE t.uuid = f.port AND t.instance = ${instance.uuid} AND NOT f.uuid = ANY(${[...wanted.values()]}::uuid[])
  `.execute(tx);
  // first off, then on: two may change places
  await sql`
    UPDATE floating_ip SET port = NULL WHERE uuid = ANY(${[...wanted.values()]}::uuid[])
  `.execute(tx);
  for (const [port, floatingIp] of wanted) {
    await sql`
      UPDATE floating_ip SET port = ${port}, revision = ${revision}, modified = now() WHERE uuid = ${floatingIp}
    `.execute(tx);
  }
}

/** The instance's port with an IPv4 address in the subnet. */
async function portIn(
  tx: Tx,
  { uuid, project }: InstanceRef,
  { at, subnet }: FloatingIpDraft,
  errors: FieldErrors,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('subnet as s')
    .select((eb) =>
      eb
        .selectFrom('port as t')
        .innerJoin('address as a', 'a.port', 't.uuid')
        .select('t.uuid')
        .whereRef('a.subnet', '=', 's.uuid')
        .where('t.instance', '=', uuid)
        .where(sql<boolean>`family(a.address) = 4`)
        .orderBy('t.position')
        .limit(1)
        .as('port'),
    )
    .where('s.uuid', '=', subnet)
    .where('s.project', '=', project)
    .executeTakeFirst();
  if (row === undefined) {
    errors.add([...at, 'subnet'], noSuch('subnet', 'openstack-subnets'));
  } else if (row.port === null) {
    errors.add([...at, 'subnet'], 'The VM has no IPv4 address in this subnet. Connect it first.');
  }
  return row?.port ?? undefined;
}

async function thisFloatingIp(
  tx: Tx,
  { uuid, project }: InstanceRef,
  { at }: FloatingIpDraft,
  floatingIp: string,
  taken: string[],
  errors: FieldErrors,
): Promise<string | undefined> {
  const row = await tx
    .selectFrom('floating_ip as f')
    .innerJoin('address as a', 'a.floating_ip', 'f.uuid')
    .leftJoin('port as t', 't.uuid', 'f.port')
    .select(['f.uuid', 'f.port', 't.instance'])
    .where(isIP(floatingIp) === 0 ? 'f.uuid' : 'a.address', '=', floatingIp)
    .where('f.project', '=', project)
    .executeTakeFirst();
  const free = row !== undefined && (row.port === null || row.instance === uuid);
  if (free && !taken.includes(row.uuid)) return row.uuid;
  if (row === undefined) errors.add([...at, 'url'], noSuch('floating IP', 'openstack-floating-ips'));
  else {
    const inUse = 'This floating IP is in use. Move it with attach_to_port, or give a free one.';
    errors.add([...at, 'url'], inUse, 'already-taken');
  }
  return undefined;
}

async function anyFloatingIp(
  tx: Tx,
  project: string,
  port: string,
  taken: string[],
  at: Path,
  errors: FieldErrors,
): Promise<string | undefined> {
  const own = await tx.selectFrom('floating_ip').select('uuid').where('port', '=', port).executeTakeFirst();
  if (own !== undefined && !taken.includes(own.uuid)) return own.uuid;
  try {
    return (await freeFloatingIp(tx, project, taken)) ?? (await allocateFloatingIp(tx, project, true)).uuid;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    errors.add([...at, 'subnet'], `${error.message} ${error.remedy}`, error.code);
    return undefined;
  }
}

import { isIP } from 'node:net';
import { type RawBuilder, sql } from 'kysely';
import { type FieldErrors, noSuch } from '../../common/field-errors.ts';
import type { Tx } from '../../db/index.ts';
import { defaultGroups, type PortWish, readPort } from '../../network/index.ts';
import type { FloatingChoice, NetworkDraft, Networks } from './parse-networks.ts';
import type { Path } from '../../common/fields.ts';

/** A connection of a VM with everything looked up. */
export interface Connection extends PortWish {
  /** "auto", "none" or the UUID of a free floating IP. */
  floatingIp: string;
  floatingAt: Path;
}

/** Looks up how a VM shall be connected. `within` says by the column `project` which rows may be named. */
export async function findNetworks(
  tx: Tx,
  { networks, floatingIps }: Networks,
  scope: RawBuilder<boolean>,
  errors: FieldErrors,
): Promise<Connection[]> {
  const found: Connection[] = [];
  const seen = new Set<string>();
  for (const { floatingIp: wanted, floatingAt, ...port } of networks) {
    const floatingIp =
      wanted === undefined ? undefined : await findFloatingIp(tx, wanted, scope, floatingAt, seen, errors);
    const wish = await findPort(tx, port, scope, seen, errors);
    if (wish !== undefined && floatingIp !== undefined) found.push({ ...wish, floatingIp, floatingAt });
  }
  for (const { at, subnet, choice, choiceAt } of floatingIps) {
    const floatingIp = await findFloatingIp(tx, choice, scope, choiceAt, seen, errors);
    const connection = found.find(({ subnets }) => subnets.includes(subnet));
    if (connection?.floatingIp === 'none') Object.assign(connection, { floatingIp, floatingAt: choiceAt });
    else if (connection !== undefined) {
      errors.add([...at, 'subnet'], 'Another floating IP is wanted for this subnet already. Leave one out.');
    } else if (found.length === networks.length) {
      errors.add([...at, 'subnet'], 'The VM has no port in this subnet. Name the subnet of one of its ports.');
    }
  }
  return found;
}

async function findPort(
  tx: Tx,
  wanted: Omit<NetworkDraft, 'floatingIp' | 'floatingAt'>,
  scope: RawBuilder<boolean>,
  seen: Set<string>,
  errors: FieldErrors,
): Promise<PortWish | undefined> {
  if (wanted.subnet === undefined && wanted.port === undefined && wanted.fixedIps === undefined) return undefined;
  const wish = await readPort(tx, wanted, scope, errors);
  if (wish === undefined) return undefined;
  const { at } = wanted;
  const { port, instance, subnets } = wish;
  const twice = subnets.find((subnet) => seen.has(subnet));
  const busy = instance !== null || (port !== null && seen.has(port));
  for (const each of [...subnets, ...(port === null ? [] : [port])]) seen.add(each);
  if (busy) errors.add([...at, 'port'], 'This port is in use by a VM. Give a free one, or a subnet.', 'already-taken');
  else if (twice !== undefined) {
    const path = [...at, port === null ? 'subnet' : 'port'];
    errors.add(path, `It is impossible to connect to subnet ${twice} twice. Leave one out.`);
  } else return wish;
  return undefined;
}

/** The free floating IP that is named by its UUID or address; "auto" and "none" stay what they are. */
async function findFloatingIp(
  tx: Tx,
  wanted: FloatingChoice,
  scope: RawBuilder<boolean>,
  path: Path,
  seen: Set<string>,
  errors: FieldErrors,
): Promise<string | undefined> {
  if (wanted === 'auto' || wanted === 'none') return wanted;
  const named =
    isIP(wanted) === 0
      ? sql<boolean>`uuid = ${wanted}`
      : sql<boolean>`uuid IN (SELECT floating_ip FROM address WHERE address = ${wanted}::inet)`;
  const query = tx.selectFrom('floating_ip').select(['uuid', 'port']).where(named).where(scope);
  const row = await query.executeTakeFirst();
  if (row === undefined) errors.add(path, noSuch('floating IP', 'openstack-floating-ips'));
  else if (row.port !== null || seen.has(row.uuid)) {
    const remedy = 'Give a free one (GET /api/openstack-floating-ips/?free=true) or "auto".';
    errors.add(path, `This floating IP is in use. ${remedy}`, 'already-taken');
  }
  if (row !== undefined) seen.add(row.uuid);
  return row?.uuid;
}

/** The security groups of an order; without any the project's default one. */
export async function findGroups(
  tx: Tx,
  wanted: string[] | undefined,
  project: string | undefined,
  errors: FieldErrors,
): Promise<string[]> {
  if (project === undefined) return [];
  if (wanted === undefined) return defaultGroups(tx, project);
  const query = tx.selectFrom('security_group').select('uuid').where('project', '=', project);
  const found: string[] = [];
  for (const [index, uuid] of wanted.entries()) {
    const row = await query.where('uuid', '=', uuid).executeTakeFirst();
    if (row === undefined)
      errors.add(['attributes', 'security_groups', index], noSuch('security group', 'openstack-security-groups'));
    else found.push(row.uuid);
  }
  return [...new Set(found)];
}

import { isIP } from 'node:net';
import { type RawBuilder, sql } from 'kysely';
import { type FieldErrors, noSuch } from '../../common/field-errors.ts';
import { together, type Tx } from '../../db/index.ts';
import { type Actor, mayUse } from '../../identity/index.ts';
import type { OrderDraft } from './parse.ts';
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
  const [rows, wishes, further] = await together(
    together(...networks.map(({ floatingIp }) => floatingIpOf(tx, floatingIp, scope))),
    together(...networks.map((port) => findPort(tx, port, scope, errors.part()))),
    together(...floatingIps.map(({ choice }) => floatingIpOf(tx, choice, scope))),
  );
  for (const [index, { floatingIp: wanted, floatingAt, ...port }] of networks.entries()) {
    const floatingIp = usableFloatingIp(wanted, rows[index], floatingAt, seen, errors);
    const wish = usablePort(port, wishes[index], seen, errors);
    if (wish !== undefined && floatingIp !== undefined) found.push({ ...wish, floatingIp, floatingAt });
  }
  for (const [index, { at, subnet, choice, choiceAt }] of floatingIps.entries()) {
    const floatingIp = usableFloatingIp(choice, further[index], choiceAt, seen, errors);
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
  wanted: NetworkDraft,
  scope: RawBuilder<boolean>,
  errors: FieldErrors,
): Promise<PortWish | undefined> {
  if (wanted.subnet === undefined && wanted.port === undefined && wanted.fixedIps === undefined) return undefined;
  return readPort(tx, wanted, scope, errors);
}

/** The wish, unless the order connects so already, or another VM does. */
function usablePort(
  { at }: Pick<NetworkDraft, 'at'>,
  wish: PortWish | undefined,
  seen: Set<string>,
  errors: FieldErrors,
): PortWish | undefined {
  if (wish === undefined) return undefined;
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

/** The floating IP that is named by its UUID or address. */
async function floatingIpOf(tx: Tx, wanted: FloatingChoice | undefined, scope: RawBuilder<boolean>) {
  if (wanted === undefined || wanted === 'auto' || wanted === 'none') return undefined;
  const named =
    isIP(wanted) === 0
      ? sql<boolean>`uuid = ${wanted}`
      : sql<boolean>`uuid IN (SELECT floating_ip FROM address WHERE address = ${wanted}::inet)`;
  const query = tx.selectFrom('floating_ip').select(['uuid', 'port']).where(named).where(scope);
  return query.executeTakeFirst();
}

/** The floating IP that is named, when it is free; "auto" and "none" stay what they are. */
function usableFloatingIp(
  wanted: FloatingChoice | undefined,
  row: Awaited<ReturnType<typeof floatingIpOf>>,
  path: Path,
  seen: Set<string>,
  errors: FieldErrors,
): string | undefined {
  if (wanted === undefined || wanted === 'auto' || wanted === 'none') return wanted;
  if (row === undefined) errors.add(path, noSuch('floating IP', 'openstack-floating-ips'));
  else if (row.port !== null || seen.has(row.uuid)) {
    const remedy = 'Give a free one (GET /api/openstack-floating-ips/?free=true) or "auto".';
    errors.add(path, `This floating IP is in use. ${remedy}`, 'already-taken');
  }
  if (row !== undefined) seen.add(row.uuid);
  return row?.uuid;
}

/** The security groups of an order, named at `at`; without any the project's default one. */
export async function findGroups(
  tx: Tx,
  actor: Actor,
  { project, securityGroups: wanted }: Pick<OrderDraft, 'project' | 'securityGroups'>,
  at: Path,
  errors: FieldErrors,
): Promise<string[]> {
  if (project === undefined || !mayUse(actor, project)) return [];
  if (wanted === undefined) return defaultGroups(tx, project);
  const query = tx.selectFrom('security_group').select('uuid').where('project', '=', project);
  const rows = await query.where(sql<boolean>`uuid = ANY(${wanted}::uuid[])`).execute();
  const found = wanted.filter((uuid, index) => {
    const known = rows.some((row) => row.uuid === uuid);
    if (!known) errors.add([...at, index], noSuch('security group', 'openstack-security-groups'));
    return known;
  });
  return [...new Set(found)];
}

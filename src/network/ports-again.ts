import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors, invalid } from '../common/field-errors.ts';
import { type DeletedPort, rowsOf, type Tx } from '../db/index.ts';
import { attachFloatingIp, takeFloatingIpAgain } from './floating-ips.ts';
import { type AddressWish, createPort, givePort } from './ports.ts';

/** The ports that an instance had, as JSON, with all that giving them back would lose; for a query that calls it `i`. */
export const portsToKeep = sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', t.uuid, 'network', t.network, 'standalone', t.standalone,
    'name', t.name, 'description', t.description, 'allowed', t.allowed_addresses::text[],
    'addresses', (SELECT coalesce(jsonb_agg(jsonb_build_object('subnet', a.subnet, 'address', host(a.address)) ORDER BY a.address), '[]')
      FROM address a WHERE a.port = t.uuid),
    'security_groups', (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', g.uuid, 'name', g.name) ORDER BY pg.position), '[]')
      FROM port_security_group pg JOIN security_group g ON g.uuid = pg.security_group WHERE pg.port = t.uuid),
    'floating_ip', (SELECT jsonb_build_object('uuid', x.uuid, 'address', host(a.address), 'automatic', x.automatic)
      FROM floating_ip x JOIN address a ON a.floating_ip = x.uuid WHERE x.port = t.uuid)) ORDER BY t.position), '[]')
  FROM port t WHERE t.instance = i.uuid)`;

interface InstanceRef {
  uuid: string;
  project: string;
}

/**
 * Gives an instance that comes back the ports that it had: the same addresses where they are free, else others, and the groups and floating
 * IPs that are still there. The project is locked, so that nobody takes them meanwhile. Returns what is not as it was, in sentences.
 * Throws `InvalidRequest` when nothing is left that it could be connected to.
 */
export async function takePortsAgain(tx: Tx, instance: InstanceRef, ports: DeletedPort[]): Promise<string[]> {
  const changes: string[] = [];
  const lost: DeletedPort[] = [];
  let position = 0;
  for (const port of ports) {
    if (await takePort(tx, instance, port, position, changes)) position++;
    else lost.push(port);
  }
  const [first] = lost;
  if (position === 0 && first !== undefined) {
    await makePort(tx, instance, { ...first, allowed: [] }, await anySubnet(tx, instance.project), 0, changes);
    changes.push('None of its subnets is there any more: it is in another one of the project.');
  } else if (lost.length > 0)
    changes.push(`${lost.length} of its subnets are not there any more: it has no port there.`);
  return changes;
}

/** False: its subnets are gone. */
async function takePort(
  tx: Tx,
  instance: InstanceRef,
  port: DeletedPort,
  position: number,
  changes: string[],
): Promise<boolean> {
  if (port.standalone) {
    if (await givePort(tx, port.uuid, instance.uuid, position)) {
      await takeFloatingIp(tx, instance.project, port, port.uuid, changes);
      return true;
    }
    changes.push(`The port ${port.name || port.uuid} is gone or another VM has it: it has a new one.`);
  }
  const places = await placesOf(tx, port, changes);
  if (places.length > 0) await makePort(tx, instance, port, places, position, changes);
  return places.length > 0;
}

const noneLeft = 'No address is left in a subnet of the VM. Delete what is not needed there, and try again.';

type Place = AddressWish & { network: string };

async function makePort(
  tx: Tx,
  { uuid: instance, project }: InstanceRef,
  port: DeletedPort,
  addresses: Place[],
  position: number,
  changes: string[],
): Promise<void> {
  const { description, allowed } = port;
  // the same port has the same MAC; that of one by itself is not its own to take again
  const [uuid, name] = port.standalone ? [randomUUID(), ''] : [port.uuid, port.name];
  const network = addresses[0]?.network ?? port.network;
  const securityGroups = await groupsLeft(tx, project, port, changes);
  const named = { uuid, project, network, name, description };
  const errors = new FieldErrors();
  await createPort(tx, { ...named, instance, position, securityGroups, addresses, allowed }, errors);
  if (!errors.empty) throw invalid('non_field_errors', noneLeft, 'no-address-left');
  await takeFloatingIp(tx, project, port, uuid, changes);
}

const freeRow = z.strictObject({ network: z.string(), subnet: z.string(), address: z.string(), free: z.boolean() });

/** Its addresses in the subnets that are still there; one that is not free is any other of its subnet. */
async function placesOf(tx: Tx, { addresses }: DeletedPort, changes: string[]): Promise<Place[]> {
  const query = sql`
    SELECT s.network, s.uuid AS subnet, host(w.address) AS address, w.address BETWEEN s.pool_first AND s.pool_last
      AND NOT EXISTS (SELECT FROM address a WHERE a.subnet = s.uuid AND a.address = w.address) AS free
    FROM unnest(${addresses.map(({ subnet }) => subnet)}::uuid[], ${addresses.map(({ address }) => address)}::inet[])
      WITH ORDINALITY AS w (subnet, address, place) JOIN subnet s ON s.uuid = w.subnet ORDER BY w.place`;
  const rows = await rowsOf(tx, freeRow, query);
  for (const { free, address } of rows)
    if (!free) changes.push(`The address ${address} is not free any more: it has another one of its subnet.`);
  return rows.map(({ network, subnet, address, free }) => ({
    at: [],
    network,
    subnet,
    address: free ? address : null,
  }));
}

/** In the oldest subnet of a project. */
async function anySubnet(tx: Tx, project: string): Promise<Place[]> {
  const query = tx.selectFrom('subnet').select(['uuid as subnet', 'network']).where('project', '=', project);
  const found = await query.orderBy('created').orderBy('uuid').limit(1).executeTakeFirst();
  if (found === undefined)
    throw invalid('non_field_errors', 'The project has no subnet any more. Make one, and try again.');
  return [{ at: [], address: null, ...found }];
}

/** None in place of one that is gone: nothing is let in that was not let in before. */
async function groupsLeft(tx: Tx, project: string, port: DeletedPort, changes: string[]): Promise<string[]> {
  const had = port.security_groups;
  const query = tx.selectFrom('security_group').select('uuid').where('project', '=', project);
  const left = await query.where(sql<boolean>`uuid = ANY(${had.map(({ uuid }) => uuid)}::uuid[])`).execute();
  const isLeft = ({ uuid }: { uuid: string }): boolean => left.some((row) => row.uuid === uuid);
  for (const group of had.filter((each) => !isLeft(each)))
    changes.push(`The security group "${group.name}" is gone: the VM is without it.`);
  return had.filter(isLeft).map(({ uuid }) => uuid);
}

async function takeFloatingIp(
  tx: Tx,
  project: string,
  { floating_ip: had }: DeletedPort,
  port: string,
  changes: string[],
): Promise<void> {
  if (had === null) return;
  // a port by itself may have it still, or have another one by now
  const query = tx.selectFrom('floating_ip').select('uuid').where('port', '=', port);
  const has = await query.executeTakeFirst();
  if (has?.uuid === had.uuid) return;
  if (has !== undefined) return void changes.push(`Its port has another floating IP than ${had.address} by now.`);
  if (!had.automatic) {
    if (!(await attachFloatingIp(tx, had.uuid, port)))
      changes.push(`The floating IP ${had.address} was released or leads elsewhere: the VM has none.`);
    return;
  }
  const now = await takeFloatingIpAgain(tx, project, port, had.address);
  if (now === null) changes.push(`No floating IP is left in place of ${had.address}: the VM has none.`);
  else if (now !== had.address) changes.push(`The floating IP ${had.address} is not free any more: the VM has ${now}.`);
}

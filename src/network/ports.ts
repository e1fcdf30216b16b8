import { randomUUID } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import type { FieldErrors } from '../common/field-errors.ts';
import { type Database, together, type Tx, unread } from '../db/index.ts';
import { allocateAddress, takeAddress } from './addresses.ts';
import { changeNetworkOf } from './revision.ts';

/** Locally administered, and derived from the port's UUID, so that making a port twice makes the same one. */
function macOf(port: string): string {
  return `02${port.replaceAll('-', '').slice(0, 10).replace(/../g, ':$&')}`;
}

/** An address that a port shall have; null: the next free one of the subnet. `at`: the field that asked for it. */
export interface AddressWish {
  at: (string | number)[];
  subnet: string;
  address: string | null;
}

export interface NewPort {
  /** Chosen already by who names it at once. */
  uuid?: string;
  project: string;
  network: string;
  /** null: a port by itself, which outlives the instances that it is given to. */
  instance: string | null;
  position: number;
  name?: string;
  description?: string;
  securityGroups: string[];
  addresses: AddressWish[];
  /** Prefixes that it may have beside them. */
  allowed?: string[];
}

/** Makes a port with its addresses; returns its UUID. What cannot be had is noted, and then nothing may be kept. */
export async function createPort(tx: Tx, port: NewPort, errors: FieldErrors): Promise<string> {
  const { uuid = randomUUID(), project, network, instance, position, name = '', description = '', allowed = [] } = port;
  const row = { uuid, project, network, instance, position, name, description, allowed_addresses: allowed };
  const standalone = instance === null;
  unread(
    tx
      .insertInto('port')
      .values({ ...row, standalone, mac: macOf(uuid) })
      .execute(),
  );
  addGroups(tx, [uuid], port.securityGroups);
  await together(...port.addresses.map((wish) => giveAddress(tx, uuid, wish, errors.part())));
  return uuid;
}

async function giveAddress(
  tx: Tx,
  port: string,
  { at, subnet, address }: AddressWish,
  errors: FieldErrors,
): Promise<void> {
  if (address !== null) return takeAddress(tx, subnet, { address, port, at }, errors);
  if ((await allocateAddress(tx, subnet, { port })) !== null) return;
  const message = 'No address is left in this subnet. Delete what is not needed, or use another subnet.';
  errors.add(at, message, 'no-address-left');
}

/** Gives ports these groups and no other, in this order. */
export function setGroups(tx: Tx, ports: string[], groups: string[]): void {
  unread(tx.deleteFrom('port_security_group').where('port', 'in', ports).execute());
  addGroups(tx, ports, groups);
}

function addGroups(tx: Tx, ports: string[], groups: string[]): void {
  const rows = ports.flatMap((port) => groups.map((security_group, position) => ({ port, security_group, position })));
  if (rows.length > 0) unread(tx.insertInto('port_security_group').values(rows).execute());
}

/** Gives a free port to an instance; false when another one has it by now. */
export async function givePort(tx: Tx, port: string, instance: string, position: number): Promise<boolean> {
  const result = await tx
    .updateTable('port')
    .set({ instance, position, modified: new Date() })
    .where('uuid', '=', port)
    .where('instance', 'is', null)
    .executeTakeFirst();
  return result.numUpdatedRows > 0n;
}

/**
 * Shows or hides an instance's ports on the backend; takes effect with the next application of the router, which is that of
 * the project it returns.
 */
export async function plugPorts(db: Database, instance: string, plugged: boolean): Promise<string> {
  const { project } = await db
    .with('plugged', (cte) => cte.updateTable('port').set({ plugged }).where('instance', '=', instance))
    .selectFrom('instance')
    .select('project')
    .where('uuid', '=', instance)
    .executeTakeFirstOrThrow();
  return project;
}

/** The same for some ports by name. */
export async function plugSome(db: Database, ports: string[], plugged: boolean): Promise<void> {
  await db.updateTable('port').set({ plugged }).where(sql<boolean>`uuid = ANY(${ports}::uuid[])`).execute();
}

/** Gives back an instance's ports with their addresses; floating IPs that came with it go, others only let go. */
export async function releasePorts(tx: Tx, instance: string): Promise<void> {
  await changeNetworkOf(tx, instance);
  await sql`
    DELETE FROM floating_ip f USING port p WHERE f.port = p.uuid AND p.instance = ${instance} AND f.automatic
  `.execute(tx);
  await takeBack(tx, sql<boolean>`instance = ${instance}`);
}

/**
 * Takes ports out of an instance: those that are there by themselves stay with their addresses, others end, and their
 * floating IPs are free ones of the project.
 */
export async function takePorts(tx: Tx, instance: string, ports: string[]): Promise<void> {
  await changeNetworkOf(tx, instance);
  await sql`
    UPDATE floating_ip f SET port = NULL, automatic = false, modified = now() FROM port p
    WHERE p.uuid = f.port AND p.uuid = ANY(${ports}::uuid[]) AND NOT p.standalone
  `.execute(tx);
  await takeBack(tx, sql<boolean>`uuid = ANY(${ports}::uuid[])`);
}

async function takeBack(tx: Tx, where: RawBuilder<boolean>): Promise<void> {
  await sql`UPDATE port SET instance = NULL, position = 0, plugged = false WHERE ${where} AND standalone`.execute(tx);
  await sql`DELETE FROM port WHERE ${where} AND NOT standalone`.execute(tx);
}

import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../db/index.ts';
import { allocateAddress } from './addresses.ts';

/** Locally administered, and derived from the port's UUID, so that making a port twice makes the same one. */
function macOf(port: string): string {
  return ['02', ...(port.replaceAll('-', '').slice(0, 10).match(/../g) ?? [])].join(':');
}

export interface NewPort {
  project: string;
  instance: string;
  position: number;
  subnet: string;
  network: string;
  securityGroups: string[];
}

/** Makes a port with a free address of its subnet; null (and nothing made) when no address is left. */
export async function createPort(tx: Tx, port: NewPort): Promise<{ uuid: string; address: string } | null> {
  const uuid = randomUUID();
  const { project, instance, position, network } = port;
  await tx
    .insertInto('port')
    .values({ uuid, project, instance, position, network, mac: macOf(uuid) })
    .execute();
  const address = await allocateAddress(tx, port.subnet, { port: uuid });
  if (address === null) {
    await tx.deleteFrom('port').where('uuid', '=', uuid).execute();
    return null;
  }
  if (port.securityGroups.length > 0) {
    const rows = port.securityGroups.map((group) => ({ port: uuid, security_group: group }));
    await tx.insertInto('port_security_group').values(rows).execute();
  }
  return { uuid, address };
}

/** Shows or hides an instance's ports on the backend; takes effect with the next application of the router. */
export async function plugPorts(tx: Tx, instance: string, plugged: boolean): Promise<void> {
  await tx.updateTable('port').set({ plugged }).where('instance', '=', instance).execute();
}

/** Gives back an instance's ports with their addresses; floating IPs that came with it go, others only let go. */
export async function releasePorts(tx: Tx, instance: string): Promise<void> {
  await sql`
    DELETE FROM floating_ip f USING port p WHERE f.port = p.uuid AND p.instance = ${instance} AND f.automatic
  `.execute(tx);
  await tx.deleteFrom('port').where('instance', '=', instance).execute();
}

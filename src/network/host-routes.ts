import { sql } from 'kysely';
import { z } from 'zod';
import type { FieldErrors } from '../common/field-errors.ts';
import { type HostRoute, rowsOf, type Tx } from '../db/index.ts';
import { reservedBlock } from './allowed-addresses.ts';
import { addressNumber, addressText, contains, hosts, parsePrefix, type Prefix, prefixText } from '../common/prefix.ts';

/** Reads the host routes of a subnet: what is behind its VMs. */
export function readHostRoutes(given: HostRoute[], subnet: Prefix, errors: FieldErrors): HostRoute[] {
  if (given.length > 0 && subnet.version === 6) {
    errors.add(['host_routes'], 'DHCPv6 tells guests no routes: only IPv4 subnets have them. Leave them out.');
    return [];
  }
  const routes: HostRoute[] = [];
  for (const [index, { destination, nexthop }] of given.entries()) {
    const prefix = parsePrefix(destination);
    const wrong = typeof prefix === 'string' ? prefix : wrongDestination(prefix);
    const address = addressNumber(nexthop);
    const at = ['host_routes', index];
    if (wrong !== null || typeof prefix === 'string') errors.add([...at, 'destination'], wrong ?? '');
    if (address === null || !contains({ ...subnet, ...hosts(subnet) }, address))
      errors.add([...at, 'nexthop'], `Must be an address of ${prefixText(subnet)} that a host can have.`);
    if (wrong !== null || typeof prefix === 'string' || address === null) continue;
    const text = prefixText(prefix);
    if (routes.some((route) => route.destination === text))
      errors.add([...at, 'destination'], `${text} is there twice. Leave one of both out.`);
    routes.push({ destination: text, nexthop: addressText(4, address.value) });
  }
  return routes;
}

function wrongDestination(prefix: Prefix): string | null {
  const text = prefixText(prefix);
  if (prefix.version === 6) return `${text} is not IPv4, as the subnet is.`;
  // by the router, which is the way out for the VM behind the next hop too
  if (prefix.bits === 0) return 'The default route is the router of the project. Name what lies behind the VM.';
  const block = reservedBlock(prefix);
  return block === null ? null : `${text} lies in ${block}, which is never behind a VM. Leave it out.`;
}

const overlapRow = z.strictObject({
  destination: z.string(),
  own: z.boolean(),
  route_of: z.string(),
  name: z.string(),
  cidr: z.string(),
});
const doubleRow = z.strictObject({ destination: z.string(), name: z.string(), nexthop: z.string() });

/**
 * Notes where the host routes of a project contradict its subnets or each other, once those of `subnet` are written: all go
 * by the one router of the project, which knows one way to each address.
 */
export async function refuseContradictions(
  tx: Tx,
  { project, subnet }: { project: string; subnet: string },
  errors: FieldErrors,
): Promise<void> {
  const routes = sql`subnet s CROSS JOIN jsonb_to_recordset(s.host_routes) AS r(destination cidr, nexthop inet)`;
  const overlaps = sql`
    SELECT r.destination::text, s.uuid = ${subnet} AS own, s.name AS route_of, c.name, c.cidr::text
    FROM ${routes} JOIN subnet c ON c.project = s.project AND c.cidr && r.destination
    WHERE s.project = ${project} AND ${subnet} IN (s.uuid, c.uuid) LIMIT 1`;
  for (const { destination, own, name, route_of: other, cidr } of await rowsOf(tx, overlapRow, overlaps)) {
    if (own) errors.add(['host_routes'], `${destination} overlaps ${cidr}, subnet "${name}", where the router leads.`);
    else
      errors.add(['cidr'], `${cidr} overlaps ${destination}, a host route of subnet "${other}". Choose another block.`);
  }
  const doubles = sql`
    SELECT r.destination::text, s.name, host(r.nexthop) AS nexthop
    FROM ${routes}, subnet own, jsonb_to_recordset(own.host_routes) AS o(destination cidr, nexthop inet)
    WHERE s.project = ${project} AND s.uuid <> ${subnet} AND own.uuid = ${subnet} AND o.destination = r.destination LIMIT 1`;
  for (const { destination, name, nexthop } of await rowsOf(tx, doubleRow, doubles))
    errors.add(
      ['host_routes'],
      `${destination} is behind ${nexthop} of subnet "${name}" already. Leave one of both out.`,
    );
}

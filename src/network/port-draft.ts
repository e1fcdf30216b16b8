import type { Expression, NotNull, RawBuilder } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { type FieldErrors, noSuch } from '../common/field-errors.ts';
import { blockOf } from '../common/prefix.ts';
import { together, type Tx } from '../db/index.ts';
import { type AddressPair, readPairs } from './allowed-addresses.ts';
import type { AddressWish } from './ports.ts';

type Path = (string | number)[];

/** A connection as it is asked for: by a subnet, by a port that exists, or by addresses; references are UUIDs by now. */
export interface PortDraft {
  at: Path;
  subnet?: string;
  port?: string;
  network?: string;
  fixedIps?: { at: Path; subnet?: string; address?: string }[];
  /** What a new port may have beside its addresses. */
  pairs?: AddressPair[];
}

/** What it means: a port that exists, or a new one on `network`. */
export interface PortWish {
  at: Path;
  port: string | null;
  /** The instance that has the port now. */
  instance: string | null;
  network: string;
  addresses: AddressWish[];
  /** Prefixes. */
  allowed: string[];
  /** The subnets that were asked for; others come by themselves. */
  subnets: string[];
}

/**
 * Looks up what a connection names. `within` says which rows may be named, by their column `project`: foreign and unknown
 * are noted in the same words. Undefined when something was noted.
 */
export async function readPort(
  tx: Tx,
  draft: PortDraft,
  scope: RawBuilder<boolean>,
  errors: FieldErrors,
): Promise<PortWish | undefined> {
  if (draft.port !== undefined) return existingPort(tx, draft, draft.port, scope, errors);
  const { at, fixedIps = [] } = draft;
  const wishes: (AddressWish & Place)[] = [];
  const named = fixedIps.map((each) => ({ ...each, subnet: each.subnet ?? draft.subnet }));
  const { subnet: main } = draft;
  if (main !== undefined && named.every(({ subnet }) => subnet !== main))
    named.push({ at: [...at, 'subnet'], subnet: main });
  const rows = await together(
    ...named.map(({ subnet }) => (subnet === undefined ? Promise.resolve(undefined) : findSubnet(tx, subnet, scope))),
  );
  for (const [index, { at: field, subnet, address = null }] of named.entries()) {
    const row = rows[index];
    const path = subnet === draft.subnet ? [...at, 'subnet'] : [...field, 'subnet_id'];
    if (subnet === undefined) errors.add([...field, 'subnet_id'], 'This field is required.');
    else if (row === undefined) errors.add(path, noSuch('subnet', 'openstack-subnets'));
    else wishes.push({ at: address === null ? field : [...field, 'ip_address'], address, ...row });
  }
  const place = wishes[0] ?? (await findNetwork(tx, draft, scope, errors));
  if (place === undefined || wishes.length < named.length) return undefined;
  const { network } = place;
  const stray = wishes.findIndex((wish) => wish.network !== network || differs(draft.network, network));
  if (stray >= 0) {
    errors.add(wishes[stray]?.at ?? at, 'All addresses of a port are of one network. Use another port for this one.');
    return undefined;
  }
  const more = fixedIps.length > 0 ? [] : others(place, wishes, at);
  const addresses = [...wishes, ...more].map(({ at: field, subnet, address }) => ({ at: field, subnet, address }));
  if (addresses.length === 0) errors.add([...at, 'network'], 'The network has no subnet yet. Make one first.');
  const allowed = await newPairs(tx, draft, network, errors);
  return { at, port: null, instance: null, network, addresses, allowed, subnets: wishes.map(({ subnet }) => subnet) };
}

async function newPairs(
  tx: Tx,
  { at, pairs = [] }: PortDraft,
  network: string,
  errors: FieldErrors,
): Promise<string[]> {
  if (pairs.length === 0) return [];
  const query = tx.selectFrom('network').select('project').where('uuid', '=', network);
  // only the one of the floating IPs has none, and nobody may name that
  const { project } = await query.$narrowType<{ project: NotNull }>().executeTakeFirstOrThrow();
  return readPairs(tx, { project, mac: null }, pairs, [...at, 'allowed_address_pairs'], errors);
}

async function existingPort(
  tx: Tx,
  { at, fixedIps = [], pairs = [] }: PortDraft,
  port: string,
  scope: RawBuilder<boolean>,
  errors: FieldErrors,
): Promise<PortWish | undefined> {
  const query = tx.selectFrom('port').select(['network', 'instance']).where('uuid', '=', port);
  const row = await query.where(scope).executeTakeFirst();
  if (row === undefined) errors.add([...at, 'port'], noSuch('port', 'openstack-ports'));
  else if (fixedIps.length > 0) errors.add([...at, 'fixed_ips'], 'The port has its addresses. Leave this out.');
  else if (pairs.length > 0)
    errors.add([...at, 'allowed_address_pairs'], 'The port has its pairs: change them at the port. Leave this out.');
  else {
    const rows = await tx.selectFrom('address').select(['subnet', 'address']).where('port', '=', port).execute();
    return {
      at,
      port,
      ...row,
      allowed: [],
      addresses: rows.map((each) => ({ at, ...each })),
      subnets: rows.map((each) => each.subnet),
    };
  }
  return undefined;
}

/** A network, with its subnets from the oldest on. */
interface Place {
  network: string;
  subnets: { uuid: string; cidr: string }[];
}

function subnetsOf(tx: Tx, network: Expression<string>) {
  const subnets = tx.selectFrom('subnet as s').select(['s.uuid', 's.cidr']).where('s.network', '=', network);
  return jsonArrayFrom(subnets.orderBy('s.created').orderBy('s.uuid')).as('subnets');
}

function findSubnet(tx: Tx, subnet: string, scope: RawBuilder<boolean>) {
  return tx
    .selectFrom('subnet')
    .select((eb) => ['uuid as subnet', 'network', subnetsOf(tx, eb.ref('subnet.network'))])
    .where('uuid', '=', subnet)
    .where(scope)
    .executeTakeFirst();
}

/** The network that a port is made on without saying in which subnet. */
async function findNetwork(
  tx: Tx,
  { at, network }: PortDraft,
  scope: RawBuilder<boolean>,
  errors: FieldErrors,
): Promise<Place | undefined> {
  // what was wrong with a subnet has been noted
  if (network === undefined) {
    if (!errors.has(at)) errors.add([...at, 'subnet'], 'This field is required.');
    return undefined;
  }
  const row = await tx
    .selectFrom('network')
    .select((eb) => ['uuid as network', subnetsOf(tx, eb.ref('network.uuid'))])
    .where('uuid', '=', network)
    .where(scope)
    .executeTakeFirst();
  if (row === undefined) errors.add([...at, 'network'], noSuch('network', 'openstack-networks'));
  return row;
}

function differs(wanted: string | undefined, network: string): boolean {
  return wanted !== undefined && wanted !== network;
}

/** What comes by itself: an address of every IPv6 subnet of the network, and of its first IPv4 one when none was named. */
function others({ subnets }: Place, wishes: AddressWish[], at: Path): AddressWish[] {
  const first = wishes.length > 0 ? undefined : subnets.find(({ cidr }) => blockOf(cidr).version === 4);
  return subnets
    .filter(({ uuid, cidr }) => blockOf(cidr).version === 6 || uuid === first?.uuid)
    .filter(({ uuid }) => wishes.every(({ subnet }) => subnet !== uuid))
    .map(({ uuid: subnet }) => ({ at, subnet, address: null }));
}

import { type RawBuilder, sql } from 'kysely';
import { FieldErrors, InvalidRequest, noSuch } from '../common/field-errors.ts';
import { specialBlocks } from '../common/special-blocks.ts';
import type { Tx } from '../db/index.ts';
import { limits } from './limits.ts';
import { addressText, blockOf, overlaps, parsePrefix, type Prefix, prefixText } from '../common/prefix.ts';
import { changeNetwork } from './revision.ts';

/** An allowed address pair as it is asked for. */
export interface AddressPair {
  ip_address: string;
  mac_address?: string | undefined;
}

type Path = (string | number)[];

const reserved = [...specialBlocks[4], ...specialBlocks[6]].map(blockOf);

/** The block of special use that a prefix lies in, such as that of the metadata service; null: in none. */
export function reservedBlock(prefix: Prefix): string | null {
  const block = reserved.find((each) => overlaps(each, prefix) && each.bits <= prefix.bits);
  return block === undefined ? null : prefixText(block);
}

/**
 * Reads the pairs of a port as prefixes. An address that another port has is fine, as in Neutron: that is how one is reserved
 * for several VMs. `mac` is the port's; null: it gets one when it is made.
 */
export async function readPairs(
  tx: Tx,
  { project, mac }: { project: string; mac: string | null },
  pairs: AddressPair[],
  at: Path,
  errors: FieldErrors,
): Promise<string[]> {
  if (pairs.length > limits.addressPairs)
    errors.add(at, `A port has at most ${limits.addressPairs} address pairs. Leave some out, or name larger blocks.`);
  const found: string[] = [];
  for (const [index, { ip_address: text, mac_address: wanted }] of pairs.entries()) {
    const prefix = parsePrefix(text);
    const path = [...at, index, 'ip_address'];
    const wrong = typeof prefix === 'string' ? prefix : await notAllowed(tx, project, prefix);
    if (wrong !== null || typeof prefix === 'string') errors.add(path, wrong ?? '');
    else if (found.includes(prefixText(prefix))) errors.add(path, `${text} is there twice. Leave one of both out.`);
    else found.push(prefixText(prefix));
    if (wanted !== undefined && wanted !== '' && wanted.toLowerCase() !== mac) {
      const why = 'A VM sends with the MAC of its port alone';
      const own = mac === null ? '. Leave this out.' : `: give ${mac}, or leave this out.`;
      errors.add([...at, index, 'mac_address'], why + own);
    }
  }
  return found;
}

async function notAllowed(tx: Tx, project: string, prefix: Prefix): Promise<string | null> {
  const text = prefixText(prefix);
  const block = reservedBlock(prefix);
  if (block !== null) return `${text} lies in ${block}, which no VM may send from. Leave it out.`;
  if (prefix.first !== prefix.last) return null;
  const address = addressText(prefix.version, prefix.first);
  const query = tx.selectFrom('subnet').select('name').where('project', '=', project).where('gateway', '=', address);
  const subnet = await query.executeTakeFirst();
  return subnet === undefined ? null : `${address} is the gateway of subnet "${subnet.name}". Leave it out.`;
}

/** The allowed addresses of the port that has this alias, as they are shown: an address alone without its prefix length. */
export function allowedAddresses(alias: string): RawBuilder<unknown> {
  return sql`(SELECT coalesce(jsonb_agg(abbrev(u.block::inet) ORDER BY u.place), '[]')
    FROM unnest(${sql.ref(alias)}.allowed_addresses) WITH ORDINALITY AS u(block, place))`;
}

/** Gives a port these allowed addresses and no other, with the revision by which they are in force. */
export async function setAllowedAddresses(tx: Tx, port: string, prefixes: string[], revision: string): Promise<void> {
  await sql`
    UPDATE port SET allowed_addresses = ${prefixes}::text[]::cidr[], revision = ${revision}, modified = now()
    WHERE uuid = ${port}
  `.execute(tx);
}

/** Gives the port that an instance has in a subnet these pairs and no other. Throws `InvalidRequest`. */
export async function setInstancePairs(
  tx: Tx,
  { uuid, project }: { uuid: string; project: string },
  subnet: string,
  pairs: AddressPair[],
): Promise<{ port: string; pairs: string[] }> {
  const errors = new FieldErrors();
  const revision = await changeNetwork(tx, project);
  const row = await tx
    .selectFrom('subnet as s')
    .leftJoinLateral(
      (eb) =>
        eb
          .selectFrom('port as t')
          .innerJoin('address as a', 'a.port', 't.uuid')
          .select(['t.uuid', 't.mac'])
          .whereRef('a.subnet', '=', 's.uuid')
          .where('t.instance', '=', uuid)
          .orderBy('t.position')
          .limit(1)
          .as('first'),
      (join) => join.onTrue(),
    )
    .select(['first.uuid as port', 'first.mac'])
    .where('s.uuid', '=', subnet)
    .where('s.project', '=', project)
    .executeTakeFirst();
  const { port = null, mac = null } = row ?? {};
  if (row === undefined) errors.add(['subnet'], noSuch('subnet', 'openstack-subnets'));
  else if (port === null) errors.add(['subnet'], 'The VM has no address in this subnet. Connect it first.');
  const found = await readPairs(tx, { project, mac }, pairs, ['allowed_address_pairs'], errors);
  if (port === null || !errors.empty) throw new InvalidRequest(errors);
  await setAllowedAddresses(tx, port, found, revision);
  return { port, pairs: found };
}

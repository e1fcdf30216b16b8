import { sql } from 'kysely';
import { jsonArrayFrom } from 'kysely/helpers/postgres';
import { FieldErrors, InvalidRequest } from '../common/field-errors.ts';
import type { Tx } from '../db/index.ts';
import { type PortDraft, type PortWish, readPort } from './port-draft.ts';
import { createPort, givePort } from './ports.ts';
import { changeNetwork } from './revision.ts';
import { defaultGroups } from './security-groups.ts';

/** As many cards as a guest has slots for. */
const maxPorts = 8;

/** What a run has to do at an instance, by the UUIDs of ports. */
export interface PortChange {
  add: string[];
  remove: string[];
}

type Current = Awaited<ReturnType<typeof portsOf>>[number];

/**
 * Finds what makes an instance's ports those of `drafts`: a port that is there already, in the subnet and with the
 * addresses asked for, stays. New ones are made and reserved, or taken if they exist; those to go keep all they have until
 * the run that takes them out has ended. Throws `InvalidRequest` that names all that is wrong.
 */
export async function changePorts(
  tx: Tx,
  instance: { uuid: string; project: string },
  drafts: PortDraft[],
): Promise<PortChange> {
  const errors = new FieldErrors();
  await changeNetwork(tx, instance.project);
  const current = await portsOf(tx, instance.uuid);
  const wishes = await readWishes(tx, instance, drafts, errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  const kept = new Set<string>();
  const wanted = wishes.filter((wish) => {
    const match = current.find((port) => !kept.has(port.uuid) && fits(port, wish));
    if (match !== undefined) kept.add(match.uuid);
    return match === undefined;
  });
  const securityGroups = await groupsOf(tx, instance);
  const add: string[] = [];
  let position = Math.max(-1, ...current.map((port) => port.position));
  for (const wish of wanted) {
    position++;
    const { project } = instance;
    const { network, addresses, allowed } = wish;
    if (wish.port === null) {
      const port = { project, network, instance: instance.uuid, position, securityGroups, addresses, allowed };
      add.push(await createPort(tx, port, errors));
    } else if (await givePort(tx, wish.port, instance.uuid, position)) add.push(wish.port);
    else errors.add([...wish.at, 'port'], inUse, 'already-taken');
  }
  if (!errors.empty) throw new InvalidRequest(errors);
  return { add, remove: current.map(({ uuid }) => uuid).filter((uuid) => !kept.has(uuid)) };
}

const inUse = 'This port is in use by another VM. Give a free one, or a subnet.';

async function readWishes(
  tx: Tx,
  { uuid, project }: { uuid: string; project: string },
  drafts: PortDraft[],
  errors: FieldErrors,
): Promise<PortWish[]> {
  const wishes: PortWish[] = [];
  const seen = new Set<string>();
  for (const draft of drafts) {
    const wish = await readPort(tx, draft, sql<boolean>`project = ${project}`, errors);
    if (wish === undefined) continue;
    if (wish.instance !== null && wish.instance !== uuid) errors.add([...draft.at, 'port'], inUse, 'already-taken');
    else if (wish.subnets.some((subnet) => seen.has(subnet))) {
      const path = wish.port === null ? 'subnet' : 'port';
      errors.add([...draft.at, path], 'It is impossible to connect to one subnet twice. Leave one out.');
    } else wishes.push(wish);
    for (const subnet of wish.subnets) seen.add(subnet);
  }
  if (drafts.length > maxPorts) errors.add(['ports'], `A VM has at most ${maxPorts} ports. Leave some out.`);
  return wishes;
}

/** Whether a port is what is asked for: the very one, or one that has every subnet and address of the wish. */
function fits(port: Current, wish: PortWish): boolean {
  if (wish.port !== null) return wish.port === port.uuid;
  return wish.addresses
    .filter(({ subnet }) => wish.subnets.includes(subnet))
    .every(({ subnet, address }) =>
      port.addresses.some((has) => has.subnet === subnet && (address === null || has.address === address)),
    );
}

function portsOf(tx: Tx, instance: string) {
  return tx
    .selectFrom('port as t')
    .select((eb) => [
      't.uuid',
      't.position',
      jsonArrayFrom(
        eb.selectFrom('address as a').select(['a.subnet', 'a.address']).whereRef('a.port', '=', 't.uuid'),
      ).as('addresses'),
    ])
    .where('t.instance', '=', instance)
    .orderBy('t.position')
    .orderBy('t.uuid')
    .execute();
}

/** The groups that a further port of an instance gets: those that it has. */
async function groupsOf(tx: Tx, { uuid, project }: { uuid: string; project: string }): Promise<string[]> {
  const rows = await tx
    .selectFrom('port as t')
    .leftJoin('port_security_group as g', 'g.port', 't.uuid')
    .select('g.security_group')
    .distinct()
    .where('t.instance', '=', uuid)
    .execute();
  return rows.length === 0 ? defaultGroups(tx, project) : rows.flatMap(({ security_group }) => security_group ?? []);
}

import { Problem } from '../../common/problem.ts';
import type { Flavor, Image, Offering, Subnet } from './schema.ts';
import { usage } from '../terminal/exit.ts';
import { type AnswerOf, find, type Kind, KINDS } from './references.ts';
import type { Session } from './session.ts';

/** What an order can be told on the command line; names or UUIDs. */
export interface Wanted {
  project?: string;
  offering?: string;
  plan?: string;
  image?: string;
  flavor?: string;
  subnet?: string[];
  /** Of the first subnet. */
  ip?: string;
  /** In place of subnets. */
  port?: string[];
  /** `auto`, `none`, or the UUID of one. */
  floatingIp?: string;
}

/** The documented body of an order but for the key and the user data. */
export interface OrderBody {
  project: string;
  offering: string;
  plan: string;
  attributes: {
    name: string;
    image: string;
    flavor?: string;
    networks: ({ floating_ip: string; fixed_ips?: { ip_address: string }[] } & (
      | { subnet: string }
      | { port: string }
    ))[];
  };
}

/** Fills an order in: what is not wanted in particular is the smallest and first that will do. */
export async function fillOrder(session: Session, name: string, wanted: Wanted): Promise<OrderBody> {
  const project = await defaultProject(session, wanted.project);
  const [offering, image, places] = await Promise.all([
    // an offering with a flavor of its own would leave no choice
    pick(session, 'offering', wanted.offering, (all) => all.find((item) => item.flavor === null) ?? all[0], {
      category_name: 'VM',
      project_uuid: project,
    }),
    pick(session, 'image', wanted.image, smallestImage, { project_uuid: project }),
    placesOf(session, project, wanted),
  ]);
  const ownFlavor = wanted.flavor === undefined && offering.flavor !== null;
  const flavor = ownFlavor
    ? null
    : await pick(session, 'flavor', wanted.flavor, (all) => smallestFlavor(all, image), { project_uuid: project });
  const { ip } = wanted;
  const networks = places.map((place, index) => ({
    ...place,
    ...(index > 0 || ip === undefined ? {} : { fixed_ips: [{ ip_address: ip }] }),
    floating_ip: index === 0 ? (wanted.floatingIp ?? 'auto') : 'none',
  }));
  const attributes = { name, image: image.uuid, ...(flavor === null ? {} : { flavor: flavor.uuid }), networks };
  return { project, offering: offering.uuid, plan: choosePlan(offering, wanted.plan), attributes };
}

/** Where the VM is to be connected: the subnets or ports that are named, else the project's first subnet of IPv4. */
async function placesOf(
  session: Session,
  project: string,
  { subnet, port }: Wanted,
): Promise<({ subnet: string } | { port: string })[]> {
  const { client } = session;
  if (subnet !== undefined && port !== undefined) {
    throw usage('A VM is ordered with subnets or with ports.', 'Give --subnet or --port; "vm connect" adds others.');
  }
  if (port !== undefined) {
    return Promise.all(port.map(async (name) => ({ port: (await find(client, 'port', name, project)).uuid })));
  }
  if (subnet !== undefined) {
    return Promise.all(subnet.map(async (name) => ({ subnet: (await find(client, 'subnet', name, project)).uuid })));
  }
  const query = { project_uuid: project };
  const first = (all: Subnet[]) => all.find(({ cidr }) => cidr.includes('.')) ?? all[0];
  return [{ subnet: (await pick(session, 'subnet', undefined, first, query)).uuid }];
}

/** The UUID of the project that is named, else that of the credentials, else the first. */
export async function defaultProject(session: Session, reference: string | undefined): Promise<string> {
  if (reference === undefined && session.project !== null) return session.project;
  return (await pick(session, 'project', reference, (all) => all[0])).uuid;
}

/** What is named, else what is chosen of all that are offered. Throws `not-found`. */
export async function pick<K extends Kind>(
  { client }: Session,
  kind: K,
  reference: string | undefined,
  choose: (all: AnswerOf<K>[]) => AnswerOf<K> | undefined,
  query: Record<string, string> = {},
): Promise<AnswerOf<K>> {
  if (reference !== undefined) return find(client, kind, reference);
  const { path, noun } = KINDS[kind];
  const chosen = choose((await client.list<AnswerOf<K>>(`${path}/`, query)).results);
  if (chosen !== undefined) return chosen;
  throw new Problem(
    'not-found',
    `No ${noun} is available to you that would do.`,
    `"./slipway ${noun} list" shows what there is; ask the operator for more.`,
  );
}

function smallestImage(all: Image[]): Image | undefined {
  return (
    all
      .filter(({ state }) => state !== 'erred')
      // one that is there already before one that has to be downloaded
      .sort((a, b) => rank(a) - rank(b) || a.min_disk - b.min_disk || a.min_ram - b.min_ram)[0]
  );
}

function rank({ state, catalogue }: Image): number {
  return state === 'ready' ? 0 : catalogue === null ? 1 : 2;
}

function smallestFlavor(all: Flavor[], image: Image): Flavor | undefined {
  const fits = all.filter(({ ram, disk }) => ram >= image.min_ram && disk >= image.min_disk);
  return fits.sort((a, b) => a.ram - b.ram || a.disk - b.disk || a.cores - b.cores)[0];
}

/** The UUID of a plan of the offering; the first when none is named. Throws `usage`. */
export function choosePlan({ name, plans }: Offering, reference: string | undefined): string {
  const plan =
    reference === undefined ? plans[0] : plans.find((item) => item.name === reference || item.uuid === reference);
  if (plan !== undefined) return plan.uuid;
  const names = plans.map((item) => item.name).join(', ') || 'none';
  throw usage(
    `The offering "${name}" has no plan ${reference === undefined ? 'at all' : `"${reference}"`}.`,
    `Its plans: ${names}.`,
  );
}

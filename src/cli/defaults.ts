import { Problem } from '../common/problem.ts';
import type { Flavor, Image, Named, Offering, Subnet } from './answers.ts';
import { usage } from './exit.ts';
import { find, KINDS } from './references.ts';
import type { Session } from './session.ts';

/** What an order can be told on the command line; names or UUIDs. */
export interface Wanted {
  project?: string;
  offering?: string;
  plan?: string;
  image?: string;
  flavor?: string;
  subnet?: string[];
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
    networks: { subnet: string; floating_ip: string }[];
  };
}

/** Fills an order in: what is not wanted in particular is the smallest and first that will do. */
export async function fillOrder(session: Session, name: string, wanted: Wanted): Promise<OrderBody> {
  const { client } = session;
  const project = await defaultProject(session, wanted.project);
  const [offering, image, subnets] = await Promise.all([
    // an offering with a flavor of its own would leave no choice
    pick<Offering>(session, 'offering', wanted.offering, (all) => all.find((item) => item.flavor === null) ?? all[0], {
      category_name: 'VM',
    }),
    pick<Image>(session, 'image', wanted.image, smallestImage),
    wanted.subnet === undefined
      ? pick<Subnet>(session, 'subnet', undefined, (all) => all[0], { project_uuid: project }).then((subnet) => [
          subnet,
        ])
      : Promise.all(wanted.subnet.map((reference) => find<Subnet>(client, 'subnet', reference))),
  ]);
  const ownFlavor = wanted.flavor === undefined && offering.flavor !== null;
  const flavor = ownFlavor
    ? null
    : await pick<Flavor>(session, 'flavor', wanted.flavor, (all) => smallestFlavor(all, image));
  const networks = subnets.map(({ uuid }, index) => ({
    subnet: uuid,
    floating_ip: index === 0 ? (wanted.floatingIp ?? 'auto') : 'none',
  }));
  const attributes = { name, image: image.uuid, ...(flavor === null ? {} : { flavor: flavor.uuid }), networks };
  return { project, offering: offering.uuid, plan: choosePlan(offering, wanted.plan), attributes };
}

/** The UUID of the project that is named, else that of the credentials, else the first. */
export async function defaultProject(session: Session, reference: string | undefined): Promise<string> {
  if (reference === undefined && session.project !== null) return session.project;
  return (await pick<Named>(session, 'project', reference, (all) => all[0])).uuid;
}

async function pick<T extends Named>(
  { client }: Session,
  kind: keyof typeof KINDS,
  reference: string | undefined,
  choose: (all: T[]) => T | undefined,
  query: Record<string, string> = {},
): Promise<T> {
  if (reference !== undefined) return find<T>(client, kind, reference);
  const { path, noun } = KINDS[kind];
  const chosen = choose((await client.list<T>(`${path}/`, query)).results);
  if (chosen !== undefined) return chosen;
  throw new Problem(
    'not-found',
    `No ${noun} is available to you that would do.`,
    `Name one, or ask the operator for a ${noun}.`,
  );
}

function smallestImage(all: Image[]): Image | undefined {
  return all
    .filter(({ state }) => state !== 'erred')
    .sort((a, b) => a.min_disk - b.min_disk || a.min_ram - b.min_ram)[0];
}

function smallestFlavor(all: Flavor[], image: Image): Flavor | undefined {
  const fits = all.filter(({ ram, disk }) => ram >= image.min_ram && disk >= image.min_disk);
  return fits.sort((a, b) => a.ram - b.ram || a.disk - b.disk || a.cores - b.cores)[0];
}

function choosePlan({ name, plans }: Offering, reference: string | undefined): string {
  const plan =
    reference === undefined ? plans[0] : plans.find((item) => item.name === reference || item.uuid === reference);
  if (plan !== undefined) return plan.uuid;
  const names = plans.map((item) => item.name).join(', ') || 'none';
  throw usage(
    `The offering "${name}" has no plan ${reference === undefined ? 'at all' : `"${reference}"`}.`,
    `Its plans: ${names}.`,
  );
}

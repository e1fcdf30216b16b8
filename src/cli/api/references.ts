import { Problem } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Named } from './answers.ts';
import type { Client } from './client.ts';
import { usage } from '../terminal/exit.ts';
import { ApiProblem } from '../api/refusal.ts';

/** How many names an error shows. */
const SHOWN = 8;

/** Kinds that can be named on the command line: their path and what people call them. */
export const KINDS = {
  vm: { path: 'marketplace-resources', noun: 'VM' },
  image: { path: 'openstack-images', noun: 'image' },
  flavor: { path: 'openstack-flavors', noun: 'flavor' },
  network: { path: 'openstack-networks', noun: 'network' },
  subnet: { path: 'openstack-subnets', noun: 'subnet' },
  port: { path: 'openstack-ports', noun: 'port' },
  'security-group': { path: 'openstack-security-groups', noun: 'security group' },
  volume: { path: 'openstack-volumes', noun: 'volume' },
  'volume-type': { path: 'openstack-volume-types', noun: 'volume type' },
  project: { path: 'projects', noun: 'project' },
  offering: { path: 'marketplace-offerings', noun: 'offering' },
  key: { path: 'keys', noun: 'ssh key' },
  token: { path: 'tokens', noun: 'token' },
  customer: { path: 'customers', noun: 'customer' },
  user: { path: 'users', noun: 'user' },
  role: { path: 'roles', noun: 'role' },
} as const;

/**
 * The object that a name or a UUID (with or without dashes) means; an image of the catalogue has its key as a second name.
 * With `project` only those of one project are meant: every project has a network "default". Throws `not-found`, or `usage` when the name is not unique.
 */
export async function find<T extends Named>(
  client: Client,
  kind: keyof typeof KINDS,
  reference: string,
  project?: string,
): Promise<T> {
  const scope: Record<string, string> = project === undefined ? {} : { project_uuid: project };
  const { path, noun } = KINDS[kind];
  const uuid = parseUuid(reference);
  if (uuid !== null) return byUuid<T>(client, kind, uuid);
  const exact = (await client.list<T>(`${path}/`, { name_exact: reference, ...scope })).results;
  const called = exact.filter((item) => nameOf(item) === reference);
  const [first, second] = called;
  if (second !== undefined) {
    const uuids = called.map(placeOf).join(', ');
    throw usage(
      `${called.length} things of kind ${noun} are called "${reference}".`,
      `Give the UUID of one: ${uuids}.`,
    );
  }
  if (first !== undefined) return first;
  const { results } = await client.list<T>(`${path}/`, scope);
  const other = results.find((item) => secondNameOf(item) === reference);
  if (other !== undefined) return other;
  const remedy = results.length === 0 ? 'There is none yet.' : `There are: ${alike(results.map(nameOf), reference)}.`;
  throw new Problem('not-found', `There is no ${noun} "${reference}".`, remedy);
}

async function byUuid<T>(client: Client, kind: keyof typeof KINDS, uuid: string): Promise<T> {
  const { path, noun } = KINDS[kind];
  try {
    return await client.get<T>(`${path}/${uuid}/`);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.status !== 404) throw error;
    throw new Problem(
      'not-found',
      `There is no ${noun} ${uuid}.`,
      `"./slipway ${kind} list" shows those that there are.`,
    );
  }
}

/** Some of the names, first those that `reference` is a part of. */
function alike(names: string[], reference: string): string {
  const part = reference.toLowerCase();
  const hits = names.filter((name) => name.toLowerCase().includes(part));
  const shown = [...new Set([...hits, ...names])].slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown}, …` : shown;
}

/** What people call an object: users are called by what they log in by. */
export function nameOf(item: Named & { username?: string }): string {
  return item.username ?? item.name;
}

function placeOf({ uuid, project_name: project }: Named & { project_name?: string }): string {
  return project === undefined ? uuid : `${uuid} (${project})`;
}

function secondNameOf(item: Named & { catalogue?: string | null }): string | null {
  return item.catalogue ?? null;
}

/** The dashed UUID that `reference` is, for what has no name. Throws `usage` for anything else. */
export function uuidOf(reference: string, noun: string): string {
  const uuid = parseUuid(reference);
  if (uuid !== null) return uuid;
  throw usage(`"${reference}" is no UUID.`, `Give the UUID of the ${noun}; "./slipway ${noun} list" shows it.`);
}

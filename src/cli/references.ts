import { Problem } from '../common/problem.ts';
import { parseUuid } from '../common/uuid.ts';
import type { Named } from './answers.ts';
import type { Client } from './client.ts';
import { usage } from './exit.ts';

/** How many names an error shows. */
const SHOWN = 8;

/** Kinds that can be named on the command line: their path and what people call them. */
export const KINDS = {
  vm: { path: 'marketplace-resources', noun: 'VM' },
  image: { path: 'openstack-images', noun: 'image' },
  flavor: { path: 'openstack-flavors', noun: 'flavor' },
  subnet: { path: 'openstack-subnets', noun: 'subnet' },
  project: { path: 'projects', noun: 'project' },
  offering: { path: 'marketplace-offerings', noun: 'offering' },
  key: { path: 'keys', noun: 'ssh key' },
  token: { path: 'tokens', noun: 'token' },
} as const;

/** The object that a name or a UUID (with or without dashes) means. Throws `not-found`, or `usage` when the name is not unique. */
export async function find<T extends Named>(client: Client, kind: keyof typeof KINDS, reference: string): Promise<T> {
  const { path, noun } = KINDS[kind];
  const uuid = parseUuid(reference);
  if (uuid !== null && kind !== 'token') return client.get<T>(`${path}/${uuid}/`);
  const { results } = await client.list<T>(`${path}/`);
  const same = results.filter((item) => item.name === reference || item.uuid === uuid);
  const [first, second] = same;
  if (first === undefined) {
    const names = results
      .slice(0, SHOWN)
      .map((item) => item.name)
      .join(', ');
    const remedy = names === '' ? `There is none yet.` : `There are: ${names}${results.length > SHOWN ? ', …' : ''}.`;
    throw new Problem('not-found', `There is no ${noun} "${reference}".`, remedy);
  }
  if (second !== undefined) {
    const uuids = same.map((item) => item.uuid).join(', ');
    throw usage(`${same.length} things of kind ${noun} are called "${reference}".`, `Give the UUID of one: ${uuids}.`);
  }
  return first;
}

/** The dashed UUID that `reference` is, for what has no name. Throws `usage` for anything else. */
export function uuidOf(reference: string, noun: string): string {
  const uuid = parseUuid(reference);
  if (uuid !== null) return uuid;
  throw usage(`"${reference}" is no UUID.`, `Give the UUID of the ${noun}; "./slipway ${noun} list" shows it.`);
}

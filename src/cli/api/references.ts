import { Problem } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Client } from './client.ts';
import type * as schema from './schema.ts';
import { usage } from '../terminal/exit.ts';
import { ApiProblem } from '../api/refusal.ts';

/** How many names an error shows. */
const SHOWN = 8;

/** Kinds that can be named on the command line: their path, what people call them, and the filter by name where it is another one. */
export const KINDS = {
  vm: { path: 'marketplace-resources', noun: 'VM' },
  image: { path: 'openstack-images', noun: 'image' },
  flavor: { path: 'openstack-flavors', noun: 'flavor' },
  network: { path: 'openstack-networks', noun: 'network' },
  subnet: { path: 'openstack-subnets', noun: 'subnet' },
  port: { path: 'openstack-ports', noun: 'port' },
  'security-group': { path: 'openstack-security-groups', noun: 'security group' },
  'server-group': { path: 'openstack-server-groups', noun: 'server group' },
  volume: { path: 'openstack-volumes', noun: 'volume' },
  snapshot: { path: 'openstack-snapshots', noun: 'snapshot' },
  'vm-backup': { path: 'openstack-backups', noun: 'backup' },
  'backup-copy': { path: 'backup-copies', noun: 'copy' },
  schedule: { path: 'openstack-snapshot-schedules', noun: 'schedule' },
  'backup-schedule': { path: 'openstack-backup-schedules', noun: 'backup schedule' },
  'power-schedule': { path: 'openstack-power-schedules', noun: 'power schedule' },
  'volume-type': { path: 'openstack-volume-types', noun: 'volume type' },
  project: { path: 'projects', noun: 'project' },
  offering: { path: 'marketplace-offerings', noun: 'offering' },
  key: { path: 'keys', noun: 'ssh key' },
  token: { path: 'tokens', noun: 'token' },
  customer: { path: 'customers', noun: 'customer' },
  user: { path: 'users', noun: 'user', by: 'username' },
  role: { path: 'roles', noun: 'role', by: 'name' },
} as const satisfies Record<string, { path: string; noun: string; by?: string }>;

/** What the API answers for one of each kind. */
interface Answers {
  vm: schema.Resource;
  image: schema.Image;
  flavor: schema.Flavor;
  network: schema.Network;
  subnet: schema.Subnet;
  port: schema.Port;
  'security-group': schema.SecurityGroup;
  'server-group': schema.ServerGroup;
  volume: schema.Volume;
  snapshot: schema.Snapshot;
  'vm-backup': schema.VmBackup;
  'backup-copy': schema.BackupCopy;
  schedule: schema.SnapshotSchedule;
  'backup-schedule': schema.BackupSchedule;
  'power-schedule': schema.PowerSchedule;
  'volume-type': schema.VolumeType;
  project: schema.Project;
  offering: schema.Offering;
  key: schema.SshKey;
  token: schema.Token;
  customer: schema.Customer;
  user: schema.User;
  role: schema.Role;
}
export type Kind = keyof typeof KINDS;
export type AnswerOf<K extends Kind> = Answers[K];

/** What people call an object by: users by what they log in with. */
export type Named = Pick<schema.Project, 'uuid' | 'name'> | Pick<schema.User, 'uuid' | 'username'>;

/** What the cloud offers: "debian-12" and "DEBIAN 12" mean "Debian 12", when nothing is called just so. */
const OFFERED: readonly Kind[] = ['image', 'flavor', 'offering', 'volume-type', 'role'];

/**
 * The object that a UUID (with or without dashes) or a name means, which may look like a UUID; an image of the catalogue has its
 * key as a second name. With `project` only those of one project are meant: every project has a network "default". Throws
 * `not-found`, or `usage` when the name is not unique.
 */
export async function find<K extends Kind>(
  client: Client,
  kind: K,
  reference: string,
  project?: string,
): Promise<AnswerOf<K>> {
  const scope: Record<string, string> = project === undefined ? {} : { project_uuid: project };
  const { path, noun, by = 'name_exact' }: { path: string; noun: string; by?: string } = KINDS[kind];
  const uuid = parseUuid(reference);
  const known = uuid === null ? null : await byUuid(client, kind, uuid);
  if (known !== null) return known;
  const exact = (await client.list<AnswerOf<K>>(`${path}/`, { [by]: reference, ...scope })).results;
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
  const { results } = await client.list<AnswerOf<K>>(`${path}/`, scope);
  const other = results.find((item) => secondNameOf(item) === reference) ?? nearly(kind, results, reference);
  if (other !== undefined) return other;
  if (uuid !== null)
    throw new Problem(
      'not-found',
      `There is no ${noun} ${uuid}.`,
      `"./slipway ${kind} list" shows those that there are.`,
    );
  const remedy = results.length === 0 ? 'There is none yet.' : `There are: ${alike(results.map(nameOf), reference)}.`;
  throw new Problem('not-found', `There is no ${noun} "${reference}".`, remedy);
}

/** What several references mean, each once. Throws as `find` does, before anything is done to any of them. */
export async function findAll<K extends Kind>(
  client: Client,
  kind: K,
  references: string[],
  project?: string,
): Promise<AnswerOf<K>[]> {
  const found = await Promise.all(references.map((reference) => find(client, kind, reference, project)));
  return [...new Map(found.map((item) => [item.uuid, item])).values()];
}

async function byUuid<K extends Kind>(client: Client, kind: K, uuid: string): Promise<AnswerOf<K> | null> {
  try {
    return await client.get<AnswerOf<K>>(`${KINDS[kind].path}/${uuid}/`);
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** The only thing offered whose name, else whose second name, differs from `reference` in nothing but case, blanks and hyphens. */
function nearly<K extends Kind>(kind: K, all: AnswerOf<K>[], reference: string): AnswerOf<K> | undefined {
  if (!OFFERED.includes(kind)) return undefined;
  const plain = (name: string): string => name.toLowerCase().replace(/[\s_-]+/g, '');
  for (const called of [nameOf, secondNameOf]) {
    const [first, ...others] = all.filter((item) => plain(called(item) ?? '') === plain(reference));
    if (first !== undefined) return others.length === 0 ? first : undefined;
  }
  return undefined;
}

/** Some of the names, first those that `reference` is a part of. */
function alike(names: string[], reference: string): string {
  const part = reference.toLowerCase();
  const hits = names.filter((name) => name.toLowerCase().includes(part));
  const shown = [...new Set([...hits, ...names])].slice(0, SHOWN).join(', ');
  return names.length > SHOWN ? `${shown}, …` : shown;
}

/** What people call an object: users are called by what they log in by. */
export function nameOf(item: Named): string {
  return 'name' in item ? item.name : item.username;
}

function placeOf(item: AnswerOf<Kind>): string {
  return 'project_name' in item ? `${item.uuid} (${item.project_name})` : item.uuid;
}

function secondNameOf(item: AnswerOf<Kind>): string | null {
  return 'catalogue' in item ? item.catalogue : null;
}

/** The dashed UUID that `reference` is, for what has no name. Throws `usage` for anything else. */
export function uuidOf(reference: string, noun: string): string {
  const uuid = parseUuid(reference);
  if (uuid !== null) return uuid;
  throw usage(`"${reference}" is no UUID.`, `Give the UUID of the ${noun}; "./slipway ${noun} list" shows it.`);
}

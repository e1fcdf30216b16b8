import { Problem } from '../../common/problem.ts';
import { parseUuid } from '../../common/uuid.ts';
import type { Client } from '../api/client.ts';
import { KINDS } from '../api/references.ts';
import { ApiProblem } from '../api/refusal.ts';
import type { DeletedResource } from '../api/schema.ts';
import type { Session } from '../api/session.ts';
import { usage } from '../terminal/exit.ts';
import { type Columns, printList, say } from '../terminal/output.ts';
import { size } from '../terminal/terminal.ts';

/** What can be brought back once it was deleted. */
export type Undeletable = 'vm' | 'volume';

const TYPES = { vm: 'OpenStack.Instance', volume: 'OpenStack.Volume' } as const;

export const whereToLook = (kind: Undeletable): string =>
  `"./slipway ${kind} list --deleted" shows what can be brought back.`;

const columns: Columns<DeletedResource> = {
  name: ({ name }) => name,
  'kept until': ({ kept_until: until }) => until,
  deleted: ({ deleted }) => deleted,
  by: (each) => each.deleted_by_username ?? '',
  size: ({ storage }) => size(storage),
  project: (each) => each.project_name,
  problem: (each) => (each.state === 'DELETING' ? 'is being deleted for good' : each.error_message),
  uuid: ({ uuid }) => uuid,
};

/** `list --deleted`. */
export async function printDeleted(session: Session, kind: Undeletable, query: Record<string, string>): Promise<void> {
  const wanted = { ...query, resource_type: TYPES[kind] };
  printList(session, await session.client.list<DeletedResource>('deleted-resources/', wanted), columns);
}

/** By its UUID; null: it cannot be brought back. */
export async function deletedOf(client: Client, uuid: string, signal?: AbortSignal): Promise<DeletedResource | null> {
  try {
    return await client.get<DeletedResource>(`deleted-resources/${uuid}/`, signal === undefined ? {} : { signal });
  } catch (error) {
    if (error instanceof ApiProblem && error.status === 404) return null;
    throw error;
  }
}

/** What was deleted, by name or UUID. Throws `not-found`, or `usage` when several were called so. */
export async function findDeleted(client: Client, kind: Undeletable, reference: string): Promise<DeletedResource> {
  const uuid = parseUuid(reference);
  const known = uuid === null ? null : await deletedOf(client, uuid);
  if (known?.resource_type === TYPES[kind]) return known;
  const query = { resource_type: TYPES[kind], name_exact: reference };
  const { results } = await client.list<DeletedResource>('deleted-resources/', query);
  const [first, second] = results;
  const { noun } = KINDS[kind];
  if (first === undefined) {
    throw new Problem('not-found', `There is no deleted ${noun} "${reference}".`, whereToLook(kind));
  }
  if (second === undefined) return first;
  const uuids = results.map((each) => `${each.uuid} (deleted ${each.deleted})`).join(', ');
  throw usage(
    `${results.length} deleted things of kind ${noun} were called "${reference}".`,
    `Give the UUID of one: ${uuids}.`,
  );
}

/** Says of what has just been deleted until when it can be brought back, if it can. */
export async function tellKept(session: Session, kind: Undeletable, uuid: string, name: string): Promise<void> {
  const deleted = await deletedOf(session.client, uuid);
  if (deleted === null) return say(session, `Deleted ${name}.`);
  const command = `./slipway ${kind} undelete ${uuid}`;
  say(session, `Deleted ${name}. Until ${deleted.kept_until} "${command}" brings it back.`);
}

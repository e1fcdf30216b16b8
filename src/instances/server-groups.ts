import { definedFields } from '../common/defined-fields.ts';
import { type FieldErrors, type InvalidRequest, invalid, noSuch } from '../common/field-errors.ts';
import type { Path } from '../common/fields.ts';
import { Problem } from '../common/problem.ts';
import type { ServerGroupPolicy, Tx } from '../db/index.ts';
import { type Actor, audit, before, changed } from '../identity/index.ts';
import { type Labels, type Owned, tooMany } from '../network/index.ts';
import { lockQuotas } from '../quotas/index.ts';
import { hostsFor, mayStand } from './placement.ts';

/** Far from what costs anything. */
const most = 100;

/** As an order names it. */
export interface ServerGroup {
  uuid: string;
  name: string;
  policy: ServerGroupPolicy;
}

interface Changes extends Labels {
  policy?: ServerGroupPolicy | undefined;
}

/** Makes a server group; returns its UUID. Throws `InvalidRequest` that names all that is wrong. */
export async function createServerGroup(
  tx: Tx,
  actor: Actor,
  project: string,
  { name, description = '', policy = 'affinity' }: Changes & { name: string },
): Promise<string> {
  await lockQuotas(tx, project);
  const groups = tx.selectFrom('server_group').select('name').where('project', '=', project);
  const names = (await groups.execute()).map((group) => group.name);
  if (names.length >= most) throw tooMany('server groups', most);
  if (names.includes(name)) throw taken(name);
  const { uuid } = await tx
    .insertInto('server_group')
    .values({ project, name, description, policy })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  await audit(tx, actor, 'server-group.create', { object: uuid, project, detail: { name, policy } });
  return uuid;
}

/** Renames, describes, or gives another policy, when its VMs may stand so. Throws `InvalidRequest`. */
export async function updateServerGroup(
  tx: Tx,
  actor: Actor,
  { uuid, project }: Owned,
  changes: Changes,
): Promise<void> {
  await lockQuotas(tx, project);
  const { name, policy } = changes;
  const others = tx.selectFrom('server_group').select('uuid').where('project', '=', project).where('uuid', '<>', uuid);
  if (name !== undefined && (await others.where('name', '=', name).executeTakeFirst()) !== undefined) throw taken(name);
  if (policy !== undefined && !mayStand(policy, await members(tx, uuid)))
    throw invalid(
      'policy',
      `${apart} Delete all VMs of the group but one, or make another group.`,
      'no-host-for-group',
    );
  const set = definedFields(changes);
  const update = tx
    .updateTable('server_group')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid);
  const row = await update.returning(before('server_group', set).as('was')).executeTakeFirst();
  await audit(tx, actor, 'server-group.update', { object: uuid, project, detail: changed(row?.was, set) });
}

/** Deletes a server group. Throws `in-use` that names a VM that is in it. */
export async function deleteServerGroup(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  // orders of the project that name it come before or after
  await lockQuotas(tx, project);
  const [first, ...others] = await tx
    .selectFrom('instance')
    .select('name')
    .where('server_group', '=', uuid)
    .orderBy('name')
    .execute();
  if (first !== undefined) {
    const more = others.length === 0 ? '' : ` (and ${others.length} more)`;
    throw new Problem('in-use', `VM "${first.name}"${more} is in this server group. Delete its VMs first.`);
  }
  await audit(tx, actor, 'server-group.delete', { object: uuid, project });
  await tx.deleteFrom('server_group').where('uuid', '=', uuid).execute();
}

/** Takes the groups of a project away, which has no VMs. */
export async function removeServerGroups(tx: Tx, project: string): Promise<void> {
  await tx.deleteFrom('server_group').where('project', '=', project).execute();
}

/** A group of the project that is known and asked for; what is not there is noted, in the same words for one of another project. */
export async function findServerGroup(
  tx: Tx,
  project: string | undefined,
  uuid: string | undefined,
  at: Path,
  errors: FieldErrors,
): Promise<{ serverGroup?: ServerGroup }> {
  if (project === undefined || uuid === undefined) return {};
  const groups = tx.selectFrom('server_group').select(['uuid', 'name', 'policy']).where('project', '=', project);
  const serverGroup = await groups.where('uuid', '=', uuid).executeTakeFirst();
  if (serverGroup !== undefined) return { serverGroup };
  errors.add(at, noSuch('server group', 'openstack-server-groups'));
  return {};
}

/**
 * Takes a place in a group for a VM, which has it until it is released. The project is locked: of two orders for the last place
 * one is refused, in words that `errors` gets.
 */
export async function joinServerGroup(
  tx: Tx,
  { instance, project }: { instance: string; project: string },
  group: string,
  at: Path,
  errors: FieldErrors,
): Promise<void> {
  // it may have been changed or deleted since it was found
  const { serverGroup } = await findServerGroup(tx, project, group, at, errors);
  if (serverGroup === undefined) return;
  if (hostsFor(serverGroup.policy, await members(tx, group)).length > 0) {
    await tx.updateTable('instance').set({ server_group: group }).where('uuid', '=', instance).execute();
    return;
  }
  const remedy = 'Use a group with the policy "soft-anti-affinity", or delete that VM first.';
  errors.add(at, `Server group "${serverGroup.name}" has a VM already. ${apart} ${remedy}`, 'no-host-for-group');
}

const apart = 'The policy "anti-affinity" puts each VM on a host of its own, and there is one host.';

/** How many VMs of a group are on each host: there is one. */
async function members(tx: Tx, group: string): Promise<number[]> {
  const query = tx.selectFrom('instance').select((eb) => eb.fn.countAll().as('count'));
  return [Number((await query.where('server_group', '=', group).executeTakeFirstOrThrow()).count)];
}

function taken(name: string): InvalidRequest {
  return invalid('name', `The project has a server group "${name}" already. Choose another name.`, 'already-taken');
}

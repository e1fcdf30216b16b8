import { randomUUID } from 'node:crypto';
import { endColumns } from '../../actions/index.ts';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { Problem } from '../../common/problem.ts';
import { together, type Tx, unread } from '../../db/index.ts';
import { type Actor, cloudOf } from '../../identity/index.ts';
import { attachFloatingIp, createPort, givePort, takeFloatingIp } from '../../network/index.ts';
import type { Connection } from './resolve-networks.ts';
import type { Created } from '../resource-kind.ts';
import type { OrderDraft } from './parse.ts';
import type { ResolvedVmOrder } from './resolve.ts';
import { requireBackend, requireQuota, requireRoom } from '../../quotas/index.ts';
import { joinServerGroup, reserveInstance } from '../../instances/index.ts';

/** What of an order for a VM it takes to make one. */
export interface NewVm
  extends Pick<
    ResolvedVmOrder,
    'project' | 'flavor' | 'volumeTypes' | 'networks' | 'securityGroups' | 'serverGroup' | 'key'
  > {
  offering: { uuid: string };
  plan: { uuid: string };
  image: { uuid: string };
  draft: Pick<
    OrderDraft,
    'description' | 'metadata' | 'userData' | 'isProtected' | 'endDate' | 'endAction' | 'systemVolumeMiB'
  > & {
    name: string;
    dataVolumes: { sizeMiB: number }[];
  };
  /** That its volumes are copies of, in their order; left out: they begin as the image, and blank. */
  snapshots?: string[];
  /** The copy of a backup that its volumes are made of, in their order; left out: none. */
  copy?: string;
}

/** Makes the instance of an order. It holds nothing yet: `reserve` takes what it needs. Returns its UUID. */
export async function makeInstance(tx: Tx, actor: Actor, order: NewVm): Promise<string> {
  const { draft, flavor, image, project, key } = order;
  const uuid = randomUUID();
  const inserted = tx
    .insertInto('instance')
    .values({
      uuid,
      project,
      offering: order.offering.uuid,
      plan: order.plan.uuid,
      image: image.uuid,
      flavor: flavor.uuid,
      name: draft.name,
      description: draft.description,
      metadata: JSON.stringify(draft.metadata),
      vcpus: flavor.vcpus,
      memory_mib: flavor.memory_mib,
      ssh_keys: key === undefined ? [] : [key.line],
      key_name: key?.name ?? '',
      user_data: draft.userData,
      termination_protection: draft.isProtected,
      state: 'CREATING',
      reserved: false,
      created_by: actor.user,
      ...endColumns(actor, { end_date: draft.endDate ?? undefined, end_action: draft.endAction }),
    })
    .execute();
  unread(inserted);
  return uuid;
}

/** The volumes of an order, MiB; the first one boots. */
export function volumeSizes({ draft, flavor }: Pick<NewVm, 'draft' | 'flavor'>): number[] {
  return [draft.systemVolumeMiB ?? flavor.disk_mib, ...draft.dataVolumes.map(({ sizeMiB }) => sizeMiB)];
}

export function sum(numbers: number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/**
 * Takes all that the instance of an order needs: quota, its slot, volumes, ports with addresses, floating IPs, its place in a
 * server group, room on the host. Throws `InvalidRequest` that says what cannot be had, `backend-full` or `host-disk-full`; then
 * nothing may be kept.
 */
export async function reserve(tx: Tx, order: NewVm, { uuid: instance, owner }: Created): Promise<void> {
  const { flavor, project, networks } = order;
  const need = { instances: 1, vcpu: flavor.vcpus, ram: flavor.memory_mib, storage: sum(volumeSizes(order)) };
  const errors = new FieldErrors();
  // in this order: the room on the host comes last, for everybody waits for that
  await together(
    requireQuota(tx, project, need, 'project'),
    reserveInstance(tx, instance, flavor),
    reserveVolumes(tx, order, instance, owner),
    together(
      ...networks.map((_, position) => reservePort(tx, order, instance, position, errors.part())),
      joinGroup(tx, order, instance, errors.part()),
    ).then(() => {
      if (!errors.empty) throw new InvalidRequest(errors);
    }),
    requireBackend(tx, project, backendNeeds(order), { network: true }),
    requireRoom(tx, cloudOf(project)),
  );
}

/** Memory in MiB; the disk is in the ledger, as that of a backend on this machine is. */
function backendNeeds(order: NewVm) {
  const { flavor, networks } = order;
  const ports = networks.filter(({ port }) => port === null).length;
  return { servers: 1, vcpus: flavor.vcpus, memory: flavor.memory_mib, volumes: volumeSizes(order).length, ports };
}

async function joinGroup(
  tx: Tx,
  { project, serverGroup }: NewVm,
  instance: string,
  errors: FieldErrors,
): Promise<void> {
  if (serverGroup === undefined) return;
  await joinServerGroup(tx, { instance, project }, serverGroup.uuid, ['attributes', 'server_group'], errors);
}

async function reserveVolumes(tx: Tx, order: NewVm, instance: string, owner: string | null): Promise<void> {
  const { project, image, draft, volumeTypes, snapshots, copy } = order;
  const rows = volumeSizes(order).map((size_mib, position) => ({
    project,
    instance,
    position,
    name: position === 0 ? `${draft.name}-system` : `${draft.name}-data-${position}`,
    size_mib,
    // a copy stands on nothing
    image: position === 0 && snapshots === undefined && copy === undefined ? image.uuid : null,
    source_snapshot: snapshots?.[position] ?? null,
    source_copy: copy ?? null,
    type: volumeTypes[position] as string,
    state: 'CREATING' as const,
    created_by: owner,
  }));
  unread(tx.insertInto('volume').values(rows).execute());
}

async function reservePort(
  tx: Tx,
  order: NewVm,
  instance: string,
  position: number,
  errors: FieldErrors,
): Promise<void> {
  const { project, networks, securityGroups } = order;
  const wanted = networks[position] as Connection;
  const { network, addresses, allowed } = wanted;
  const uuid = wanted.port ?? randomUUID();
  const created = { uuid, project, instance, position, network, addresses, allowed, securityGroups };
  await together(
    wanted.port === null
      ? createPort(tx, created, errors.part())
      : reuse(tx, wanted, uuid, instance, position, errors.part()),
    reserveFloatingIp(tx, order, wanted, uuid, errors.part()),
  );
}

async function reuse(
  tx: Tx,
  wanted: Connection,
  port: string,
  instance: string,
  position: number,
  errors: FieldErrors,
): Promise<void> {
  if (await givePort(tx, port, instance, position)) return;
  errors.add([...wanted.at, 'port'], 'This port is in use by a VM. Give a free one, or a subnet.', 'already-taken');
}

async function reserveFloatingIp(
  tx: Tx,
  { project, networks }: NewVm,
  { floatingIp, floatingAt }: Connection,
  port: string,
  errors: FieldErrors,
): Promise<void> {
  if (floatingIp === 'none') return;
  if (floatingIp !== 'auto') {
    if (!(await attachFloatingIp(tx, floatingIp, port)))
      errors.add(floatingAt, 'This floating IP is in use. Give a free one or "auto".', 'already-taken');
    return;
  }
  // "auto" leaves those alone that another network of the order asks for
  const named = networks.map((other) => other.floatingIp).filter((choice) => choice !== 'auto' && choice !== 'none');
  try {
    await takeFloatingIp(tx, project, port, named);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    errors.add(floatingAt, `${error.message} ${error.remedy}`, error.code);
  }
}

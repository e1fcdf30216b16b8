import { endColumns } from '../../actions/index.ts';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { Problem } from '../../common/problem.ts';
import type { Tx } from '../../db/index.ts';
import type { Actor } from '../../identity/index.ts';
import { allocateFloatingIp, attachFloatingIp, createPort, freeFloatingIp, givePort } from '../../network/index.ts';
import type { Connection } from './resolve-networks.ts';
import type { Created } from '../resource-kind.ts';
import type { ResolvedVmOrder } from './resolve.ts';
import { requireQuota, requireRoom } from '../../quotas/index.ts';
import { joinServerGroup, takeSlot } from '../../instances/index.ts';

/** Makes the instance of an order. It holds nothing yet: `reserve` takes what it needs. Returns its UUID. */
export async function makeInstance(tx: Tx, actor: Actor, order: ResolvedVmOrder): Promise<string> {
  const { draft, flavor, image, project, key } = order;
  const { uuid } = await tx
    .insertInto('instance')
    .values({
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
      state: 'CREATING',
      reserved: false,
      created_by: actor.user,
      ...endColumns(actor, draft.endDate ?? undefined),
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  return uuid;
}

/** The volumes of an order, MiB; the first one boots. */
export function volumeSizes({ draft, flavor }: Pick<ResolvedVmOrder, 'draft' | 'flavor'>): number[] {
  return [draft.systemVolumeMiB ?? flavor.disk_mib, ...draft.dataVolumes.map(({ sizeMiB }) => sizeMiB)];
}

export function sum(numbers: number[]): number {
  return numbers.reduce((all, each) => all + each, 0);
}

/**
 * Takes all that the instance of an order needs: quota, its slot, volumes, ports with addresses, floating IPs, its place in a
 * server group, room on the host. Throws `InvalidRequest` that says what cannot be had, or `host-disk-full`; then nothing may be kept.
 */
export async function reserve(tx: Tx, order: ResolvedVmOrder, { uuid: instance, owner }: Created): Promise<void> {
  const { flavor, project } = order;
  const need = { instances: 1, vcpu: flavor.vcpus, ram: flavor.memory_mib, storage: sum(volumeSizes(order)) };
  await requireQuota(tx, project, need, 'project');
  const errors = new FieldErrors();
  const held = { reserved: true, slot: await takeSlot(tx), vcpus: flavor.vcpus, memory_mib: flavor.memory_mib };
  await tx.updateTable('instance').set(held).where('uuid', '=', instance).execute();
  await reserveVolumes(tx, order, instance, owner);
  for (const position of order.networks.keys()) await reservePort(tx, order, instance, position, errors);
  if (order.serverGroup !== undefined) {
    const at = ['attributes', 'server_group'];
    await joinServerGroup(tx, { instance, project }, order.serverGroup.uuid, at, errors);
  }
  if (!errors.empty) throw new InvalidRequest(errors);
  await requireRoom(tx);
}

async function reserveVolumes(tx: Tx, order: ResolvedVmOrder, instance: string, owner: string | null): Promise<void> {
  const { project, image, draft, volumeTypes } = order;
  const rows = volumeSizes(order).map((size_mib, position) => ({
    project,
    instance,
    position,
    name: position === 0 ? `${draft.name}-system` : `${draft.name}-data-${position}`,
    size_mib,
    image: position === 0 ? image.uuid : null,
    type: volumeTypes[position] as string,
    state: 'CREATING' as const,
    created_by: owner,
  }));
  await tx.insertInto('volume').values(rows).execute();
}

async function reservePort(
  tx: Tx,
  { project, networks, securityGroups }: ResolvedVmOrder,
  instance: string,
  position: number,
  errors: FieldErrors,
): Promise<void> {
  const wanted = networks[position] as Connection;
  const { network, addresses, allowed } = wanted;
  const created = { project, instance, position, network, addresses, allowed, securityGroups };
  const port = wanted.port ?? (await createPort(tx, created, errors));
  if (wanted.port !== null && !(await givePort(tx, port, instance, position))) {
    errors.add([...wanted.at, 'port'], 'This port is in use by a VM. Give a free one, or a subnet.', 'already-taken');
  }
  if (wanted.floatingIp === 'none') return;
  // "auto" leaves those alone that another network of the order asks for
  const named = networks.map(({ floatingIp }) => floatingIp).filter((choice) => choice !== 'auto' && choice !== 'none');
  try {
    const floatingIp =
      wanted.floatingIp === 'auto'
        ? ((await freeFloatingIp(tx, project, named)) ?? (await allocateFloatingIp(tx, project, true)).uuid)
        : wanted.floatingIp;
    if (!(await attachFloatingIp(tx, floatingIp, port))) {
      errors.add(wanted.floatingAt, 'This floating IP is in use. Give a free one or "auto".', 'already-taken');
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    errors.add(wanted.floatingAt, `${error.message} ${error.remedy}`, error.code);
  }
}

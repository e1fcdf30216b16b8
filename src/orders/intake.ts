import { randomUUID } from 'node:crypto';
import { FieldErrors, InvalidRequest } from '../common/field-errors.ts';
import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, audit } from '../identity/index.ts';
import { allocateFloatingIp, attachFloatingIp, createPort, freeFloatingIp } from '../network/index.ts';
import type { Engine } from '../workflow/index.ts';
import { type Resolved, resolve } from './references.ts';
import { type OrderDraft, readOrder } from './request.ts';
import { quotaExceeded, takeSlot } from './reservation.ts';
import type { Services } from './workflows/index.ts';

/** An order that can be placed: everything looked up, nothing missing. */
type Complete = Required<Omit<Resolved, 'key'>> & {
  key: NonNullable<Resolved['key']>;
  draft: OrderDraft & { name: string };
};

/**
 * Accepts a create order within the caller's transaction: every reference is looked up, the project's quota checked,
 * addresses, floating IPs, volume and instance are reserved, and the run is begun. Throws `InvalidRequest` that names
 * all that is wrong; then nothing is kept. Returns the order's UUID.
 */
export async function placeOrder(tx: Tx, engine: Engine<Services>, actor: Actor, body: unknown): Promise<string> {
  const errors = new FieldErrors();
  const draft = readOrder(body, errors);
  const resolved = await resolve(tx, actor, draft, errors);
  checkFit(draft, resolved, errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  const order = { ...resolved, draft } as Complete;
  const instance = await reserveInstance(tx, actor, order, errors);
  const uuid = randomUUID();
  await tx
    .insertInto('order')
    .values({
      uuid,
      type: 'Create',
      project: order.project,
      offering: order.offering.uuid,
      plan: order.plan,
      instance,
      state: 'executing',
      attributes: JSON.stringify((body as { attributes: unknown }).attributes),
      created_by: actor.user,
    })
    .execute();
  await engine.begin(tx, 'instance.create', {
    uuid,
    subject: instance,
    input: {},
    estimateKey: `${order.image.uuid}:${order.flavor.uuid}`,
  });
  await audit(tx, actor, 'order.create', { object: uuid, project: order.project, detail: { instance } });
  return uuid;
}

/** Whether the image goes onto the flavor, by disk and memory. */
function checkFit(draft: OrderDraft, { image, flavor }: Resolved, errors: FieldErrors): void {
  if (image === undefined || flavor === undefined) return;
  const disk = draft.systemVolumeMiB ?? flavor.disk_mib;
  if (image.min_disk_mib > disk) {
    const field = draft.systemVolumeMiB === null ? 'flavor' : 'system_volume_size';
    const remedy = 'Choose a flavor with a larger disk, or give system_volume_size.';
    errors.add(
      ['attributes', field],
      `Image "${image.name}" needs a disk of ${image.min_disk_mib} MiB; this gives ${disk} MiB. ${remedy}`,
    );
  }
  if (image.min_memory_mib > flavor.memory_mib) {
    const need = `Image "${image.name}" needs ${image.min_memory_mib} MiB of memory; flavor "${flavor.name}" has ${flavor.memory_mib} MiB.`;
    errors.add(
      ['attributes', 'flavor'],
      `RAM of flavor is not enough for selected image. ${need} Choose a larger flavor.`,
    );
  }
}

async function reserveInstance(tx: Tx, actor: Actor, order: Complete, errors: FieldErrors): Promise<string> {
  const { draft, flavor, image, project } = order;
  const size = draft.systemVolumeMiB ?? flavor.disk_mib;
  const need = { instances: 1, vcpus: flavor.vcpus, memoryMiB: flavor.memory_mib, storageMiB: size };
  const exceeded = await quotaExceeded(tx, project, need);
  if (exceeded !== null) {
    errors.add(['project'], exceeded);
    throw new InvalidRequest(errors, 'quota-exceeded');
  }
  const { uuid } = await tx
    .insertInto('instance')
    .values({
      project,
      offering: order.offering.uuid,
      plan: order.plan,
      image: image.uuid,
      flavor: flavor.uuid,
      name: draft.name,
      description: draft.description,
      vcpus: flavor.vcpus,
      memory_mib: flavor.memory_mib,
      ssh_keys: [order.key.line],
      key_name: order.key.name,
      user_data: draft.userData,
      state: 'CREATING',
      slot: await takeSlot(tx),
      created_by: actor.user,
    })
    .returning('uuid')
    .executeTakeFirstOrThrow();
  const volume = { project, instance: uuid, name: `${draft.name}-system`, size_mib: size, image: image.uuid };
  await tx.insertInto('volume').values(volume).execute();
  for (const position of order.networks.keys()) await reservePort(tx, order, uuid, position, errors);
  if (!errors.empty) throw new InvalidRequest(errors, 'no-capacity');
  return uuid;
}

async function reservePort(
  tx: Tx,
  { project, networks, securityGroups }: Complete,
  instance: string,
  position: number,
  errors: FieldErrors,
): Promise<void> {
  const wanted = networks[position] as Resolved['networks'][number];
  const { subnet, network } = wanted;
  const port = await createPort(tx, { project, instance, position, subnet, network, securityGroups });
  if (port === null) {
    errors.add(
      [...wanted.at, 'subnet'],
      'No address is left in this subnet. Delete what is not needed, or use another subnet.',
    );
    return;
  }
  if (wanted.floatingIp === 'none') return;
  // "auto" leaves those alone that another network of the order asks for
  const named = networks.map(({ floatingIp }) => floatingIp).filter((choice) => choice !== 'auto' && choice !== 'none');
  try {
    const floatingIp =
      wanted.floatingIp === 'auto'
        ? ((await freeFloatingIp(tx, project, named)) ?? (await allocateFloatingIp(tx, project, true)).uuid)
        : wanted.floatingIp;
    if (!(await attachFloatingIp(tx, floatingIp, port.uuid))) {
      errors.add([...wanted.at, 'floating_ip'], 'This floating IP is in use. Give a free one or "auto".');
    }
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    errors.add([...wanted.at, 'floating_ip'], `${error.message} ${error.remedy}`);
  }
}

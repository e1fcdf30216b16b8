import { sql } from 'kysely';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import type { Tx } from '../../db/index.ts';
import type { Capabilities } from '../../drivers/driver.ts';
import { type Actor, audit, changed, cloudOf } from '../../identity/index.ts';
import { instanceRules, lockInstance, replace } from '../../instances/index.ts';
import type { Engine } from '../../engine/index.ts';
import { beginAction } from './begin.ts';
import { checkImageFits, findFlavor } from '../../catalogue/index.ts';
import { checkVolumeSize, readCapabilities, requireQuota, requireRoom } from '../../quotas/index.ts';
import { instanceResize, type Services } from '../../workflows/index.ts';

/**
 * Begins to give a stopped instance another flavor: processors and memory of it, and its disk when that is larger than
 * the system volume. Throws `InvalidRequest` on `flavor`, `host-disk-full`.
 */
export async function requestFlavor(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  wanted: string,
): Promise<void> {
  // the project before the instance, as changes of its network lock them
  await sql`SELECT FROM project WHERE uuid = (SELECT project FROM instance WHERE uuid = ${uuid}) FOR NO KEY UPDATE`.execute(
    tx,
  );
  const instance = await lockInstance(tx, uuid);
  instanceRules.require('change_flavor', instance);
  const errors = new FieldErrors();
  const { flavor } = await findFlavor(tx, { uuid: wanted, project: instance.project }, ['flavor'], errors);
  if (flavor?.uuid === instance.flavor) errors.add(['flavor'], 'New flavor is the same as current.');
  const { was, disk, ...image } = await tx
    .selectFrom('instance')
    .innerJoin('image', 'image.uuid', 'instance.image')
    .innerJoin('flavor', 'flavor.uuid', 'instance.flavor')
    .innerJoin('volume', 'volume.instance', 'instance.uuid')
    .select([
      'image.name',
      'image.min_disk_mib',
      'image.min_memory_mib',
      'flavor.name as was',
      'volume.size_mib as disk',
    ])
    .where('instance.uuid', '=', uuid)
    .where('volume.position', '=', 0)
    .executeTakeFirstOrThrow();
  if (flavor !== undefined) {
    const remedy = 'Choose a larger flavor.';
    const memory = { mib: flavor.memory_mib, of: `flavor "${flavor.name}"`, at: ['flavor'], remedy };
    checkImageFits(image, { memory }, errors);
    checkGrowth(await readCapabilities(tx, instance.project), disk, flavor.disk_mib, errors);
  }
  if (flavor === undefined || !errors.empty) throw new InvalidRequest(errors);
  const size = Math.max(disk, flavor.disk_mib);
  const more = {
    instances: 0,
    vcpu: Math.max(0, flavor.vcpus - instance.vcpus),
    ram: Math.max(0, flavor.memory_mib - instance.memory_mib),
    storage: size - disk,
  };
  await requireQuota(tx, instance.project, more, 'flavor');
  const { vcpus, memory_mib } = flavor;
  await replace(tx, uuid, { flavor: flavor.uuid, vcpus, memory_mib, disk_mib: size });
  if (size > disk) await requireRoom(tx, cloudOf(instance.project));
  const details = {
    message: `Changing flavor from ${was} to ${flavor.name}`,
    old_flavor_name: was,
    new_flavor_name: flavor.name,
  };
  await beginAction(tx, engine, uuid, { workflow: instanceResize, input: {}, words: 'Change flavor', details });
  const detail = changed({ flavor: was }, { flavor: flavor.name });
  await audit(tx, actor, 'instance.change_flavor', { object: uuid, project: instance.project, detail });
}

/** Whether the backend can make the system volume as large as the flavor wants it, when it is smaller. */
function checkGrowth(capabilities: Capabilities, disk: number, wanted: number, errors: FieldErrors): void {
  if (wanted <= disk) return;
  checkVolumeSize(capabilities, wanted, ['flavor'], errors);
  if (capabilities.growsAttached) return;
  const remedy = `Choose a flavor with a disk of at most ${disk} MiB.`;
  errors.add(['flavor'], `This cloud cannot make the disk larger that a VM boots from. ${remedy}`);
}

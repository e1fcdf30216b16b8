import { checkVolumeSize, readCapabilities, requireQuota, requireRoom } from '../../quotas/index.ts';
import { FieldErrors, invalid, InvalidRequest } from '../../common/field-errors.ts';
import { beginVolumeAction, lockFor } from './begin.ts';
import { type Actor, audit, changed, cloudOf } from '../../identity/index.ts';
import { type Services, volumeExtend } from '../../workflows/index.ts';
import { Engine } from '../../engine/index.ts';
import type { Tx } from '../../db/index.ts';

/** Begins to make a volume larger, MiB; a running guest sees it at once. Throws `InvalidRequest` on `disk_size`, `host-disk-full`. */
export async function extendVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  sizeMiB: number,
): Promise<void> {
  const volume = await lockFor(tx, 'extend', uuid);
  const { project, size_mib: from } = volume;
  if (sizeMiB <= from) {
    throw invalid('disk_size', `Must be more than ${from} MiB, the size it has: a volume can grow, but never shrink.`);
  }
  const capabilities = await readCapabilities(tx, project);
  if (volume.instance !== null && !capabilities.growsAttached)
    throw invalid('disk_size', 'This cloud makes a volume larger only while no VM has it. Detach it first.');
  const errors = new FieldErrors();
  checkVolumeSize(capabilities, sizeMiB, ['disk_size'], errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  await requireQuota(tx, project, { storage: sizeMiB - from }, 'disk_size');
  await tx.updateTable('volume').set({ size_mib: sizeMiB }).where('uuid', '=', uuid).execute();
  await requireRoom(tx, cloudOf(project));
  await beginVolumeAction(tx, engine, volume, { workflow: volumeExtend, words: 'Extend volume' });
  await audit(tx, actor, 'volume.extend', {
    object: uuid,
    project,
    detail: changed({ size: from }, { size: sizeMiB }),
  });
}

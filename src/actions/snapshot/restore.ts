import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit, requireOngoing } from '../../identity/index.ts';
import { lockSnapshot, makeVolume, reserveVolume, snapshotRules } from '../../storage/index.ts';
import type { Engine } from '../../engine/index.ts';
import { type Services, volumeRestore } from '../../workflows/index.ts';

/**
 * Begins to make a new volume of a snapshot; the one that this was taken of stays as it is. Throws `wrong-state`,
 * `InvalidRequest` on `project`, `host-disk-full`. Returns the UUID of the new volume.
 */
export async function restoreSnapshot(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  { name, description }: { name: string; description?: string | undefined },
): Promise<string> {
  const snapshot = await lockSnapshot(tx, uuid);
  snapshotRules.require('restore', snapshot);
  const { project, size_mib } = snapshot;
  await requireOngoing(tx, project);
  const source = tx.selectFrom('volume').select('type').where('uuid', '=', snapshot.volume);
  const { type } = await source.executeTakeFirstOrThrow();
  const volume = await makeVolume(tx, {
    name,
    description: description ?? `Restored from the snapshot ${snapshot.name}`,
    size_mib,
    type,
    project,
    // a copy that stands on nothing
    image: null,
    source_snapshot: uuid,
    offering: null,
    plan: null,
    created_by: actor.user,
  });
  await reserveVolume(tx, project, volume, size_mib);
  const labels = { snapshot: uuid, volume };
  await engine.begin(tx, volumeRestore, { uuid: randomUUID(), subject: volume, input: {}, estimateKey: '', labels });
  await audit(tx, actor, 'volume.restore', { object: volume, project, detail: { snapshot: uuid, size: size_mib } });
  return volume;
}

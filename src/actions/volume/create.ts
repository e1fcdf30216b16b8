import { randomUUID } from 'node:crypto';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit, requireOngoing } from '../../identity/index.ts';
import { makeVolume, reserveVolume, resolveVolume, volumeEstimateKey, type VolumeWish } from '../../storage/index.ts';
import type { Engine } from '../../engine/index.ts';
import { type Services, volumeCreate } from '../../workflows/index.ts';

/** Makes a volume that nobody ordered, as Waldur's own API does. Throws `InvalidRequest`. Returns its UUID. */
export async function createVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  project: string,
  wanted: VolumeWish,
): Promise<string> {
  await requireOngoing(tx, project);
  const errors = new FieldErrors();
  const volume = await resolveVolume(tx, actor, wanted, { project, at: [] }, errors);
  if (volume === null) throw new InvalidRequest(errors);
  const uuid = await makeVolume(tx, { ...volume, project, offering: null, plan: null, created_by: actor.user });
  await reserveVolume(tx, project, uuid, volume.size_mib);
  const labels = { volume: uuid };
  const run = { uuid: randomUUID(), subject: uuid, input: {}, estimateKey: volumeEstimateKey(volume), labels };
  await engine.begin(tx, volumeCreate, run);
  await audit(tx, actor, 'volume.create', { object: uuid, project, detail: { size: volume.size_mib } });
  return uuid;
}

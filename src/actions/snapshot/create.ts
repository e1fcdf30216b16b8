import { randomUUID } from 'node:crypto';
import type { Tx } from '../../db/index.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { makeSnapshots, type NewSnapshot, type Scheduled } from '../../storage/index.ts';
import type { Engine } from '../../engine/index.ts';
import { type Services, snapshotCreate } from '../../workflows/index.ts';
import { lockFor } from '../volume/begin.ts';

/**
 * Begins to keep a volume as it is now, whether a VM runs with it or not: the volume goes on meanwhile. Throws `wrong-state`,
 * `quota-exceeded`, `host-disk-full`. Returns the UUID of the snapshot.
 */
export async function createSnapshot(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  uuid: string,
  wanted: NewSnapshot & Scheduled,
): Promise<string> {
  const volume = await lockFor(tx, 'snapshot', uuid);
  const [snapshot = ''] = await makeSnapshots(tx, volume.project, [{ ...wanted, of: volume }], {
    created_by: actor.user,
  });
  const labels = { snapshot, volume: uuid };
  await engine.begin(tx, snapshotCreate, {
    uuid: randomUUID(),
    subject: snapshot,
    input: {},
    estimateKey: '',
    labels,
  });
  const detail = { volume: uuid, size: volume.size_mib };
  await audit(tx, actor, 'snapshot.create', { object: snapshot, project: volume.project, detail });
  return snapshot;
}

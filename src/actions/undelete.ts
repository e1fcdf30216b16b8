import { randomUUID } from 'node:crypto';
import { Problem } from '../common/problem.ts';
import type { Tx } from '../db/index.ts';
import type { Engine } from '../engine/index.ts';
import { type Actor, audit, requireOngoing } from '../identity/index.ts';
import { takeAgain } from '../instances/index.ts';
import { requireQuota } from '../quotas/index.ts';
import { bringBackVolume, lockDeleted } from '../storage/index.ts';
import { instanceUndelete, type Services } from '../workflows/index.ts';

/** What was brought back, and what of it is not as it was, in sentences. */
export type Undeleted = {
  kind: 'instance' | 'volume';
  changes: string[];
};

/**
 * Brings back what was deleted: a volume at once, a VM by a run. Throws `not-found`, `wrong-state` once it is being deleted for good,
 * `InvalidRequest`, `backend-full`, `host-disk-full`; then nothing may be kept.
 */
export async function undelete(tx: Tx, engine: Engine<Services>, actor: Actor, uuid: string): Promise<Undeleted> {
  const { kind, project, state, vm } = await lockDeleted(tx, uuid);
  if (state !== 'OK')
    throw new Problem('wrong-state', `Valid states for operation: OK. The ${kind} is being deleted for good.`);
  await requireOngoing(tx, project);
  await audit(tx, actor, `${kind}.undelete`, { object: uuid, project });
  if (vm === null) {
    // it has been counted all the time; of a project that is gone there is nothing to count against
    await requireQuota(tx, project, { storage: 0 }, 'non_field_errors');
    return { kind, changes: await bringBackVolume(tx, uuid) };
  }
  const changes = await takeAgain(tx, uuid, vm);
  const labels = { instance: uuid };
  await engine.begin(tx, instanceUndelete, { uuid: randomUUID(), subject: uuid, input: {}, estimateKey: '', labels });
  return { kind, changes };
}

import { randomUUID } from 'node:crypto';
import { requestId } from '../../common/log-context.ts';
import { lockFor } from './begin.ts';
import { audit, type Principal } from '../../identity/index.ts';
import { type Services, volumeDelete } from '../../workflows/index.ts';
import { Engine } from '../../engine/index.ts';
import type { Tx } from '../../db/index.ts';

/** Begins to delete a volume that no instance has. Returns the Terminate order's UUID; null: it was never ordered. */
export async function terminateVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  uuid: string,
): Promise<string | null> {
  const volume = await lockFor(tx, 'terminate', uuid);
  const run = randomUUID();
  const { project, offering, plan } = volume;
  if (offering !== null) {
    const row = { uuid: run, type: 'Terminate' as const, project, offering, plan, volume: uuid, attributes: '{}' };
    await tx
      .insertInto('order')
      .values({ ...row, state: 'executing', created_by: actor.user, request_id: requestId() })
      .execute();
  }
  await tx.updateTable('volume').set({ state: 'DELETING', modified: new Date() }).where('uuid', '=', uuid).execute();
  const labels = { volume: uuid, ...(offering === null ? {} : { order: run }) };
  await engine.begin(tx, volumeDelete, { uuid: run, subject: uuid, input: {}, estimateKey: '', labels });
  await audit(tx, actor, 'volume.delete', { object: uuid, project, detail: offering === null ? {} : { order: run } });
  return offering === null ? null : run;
}

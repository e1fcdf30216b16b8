import { removeOrder } from './cancel.ts';
import { volumeKind } from './volume/kind.ts';
import { vmKind } from './vm/kind.ts';
import { endOrder } from '../workflows/index.ts';
import { Problem } from '../common/problem.ts';
import { forgetRun, notifyReaders } from '../engine/index.ts';
import { forgetDeleted, forgetSnapshots, lockVolume, releaseDeletedVolumes } from '../storage/index.ts';
import { lockOrder } from './lock.ts';
import { forgetBackups, lockInstance } from '../instances/index.ts';
import { type Actor, audit } from '../identity/index.ts';
import type { Tx } from '../db/index.ts';

/**
 * For staff: forgets an order whatever its state, also one whose undoing does not come to an end. What it holds is given
 * back; what may be left on the host is found there without a row, and removed, by `doctor --fix`.
 */
export async function unlinkOrder(tx: Tx, actor: Actor, uuid: string): Promise<void> {
  // the run before the order, as its end locks them
  const run = await tx.selectFrom('workflow').select('state').where('uuid', '=', uuid).forUpdate().executeTakeFirst();
  const order = await lockOrder(tx, uuid);
  // one that waits for its beginning has had what was under way given up for it: without it nobody would go on
  if (run?.state === 'running' || run?.state === 'queued')
    throw new Problem('wrong-state', 'The order is still at work. Cancel it first.');
  await audit(tx, actor, 'order.unlink', { object: uuid, project: order.project });
  await removeOrder(tx, order);
}

/**
 * For staff: forgets an instance or a volume whatever its state, also one whose undoing does not come to an end. What it
 * holds is given back, and what may be left on the host removed by `doctor --fix`.
 */
export async function unlinkResource(tx: Tx, actor: Actor, column: 'instance' | 'volume', uuid: string): Promise<void> {
  const { snapshots, backups } = await keptOf(tx, column, uuid);
  // the runs before the resource, as their ends lock them
  const runs = await tx
    .selectFrom('workflow')
    .select(['uuid', 'state'])
    .where('subject', 'in', [uuid, ...snapshots, ...backups])
    .where('finished', 'is', null)
    .forUpdate()
    .execute();
  if (runs.some(({ state }) => state === 'running')) {
    throw new Problem(
      'wrong-state',
      'Something is still being done with it. Wait for its end, or cancel its order first.',
    );
  }
  const { project, state, instance } =
    column === 'instance' ? { ...(await lockInstance(tx, uuid)), instance: null } : await lockVolume(tx, uuid);
  if (state === 'TERMINATED') throw new Problem('wrong-state', 'It is gone already.');
  if (instance !== null)
    throw new Problem('wrong-state', 'The volume is attached to a VM. Detach it first, or unlink the VM.');
  for (const run of runs) await forgetRun(tx, run.uuid);
  const unfinished = tx.selectFrom('order').select('uuid').where(column, '=', uuid).where('completed', 'is', null);
  const unlinked = new Problem('unlinked', 'The resource was unlinked by the operator.');
  for (const order of await unfinished.execute()) {
    await endOrder(tx, order.uuid, 'erred', unlinked);
    await notifyReaders(tx, order.uuid);
  }
  await forgetSnapshots(tx, snapshots);
  if (column === 'instance') await forgetBackups(tx, uuid);
  const kind = column === 'instance' ? vmKind : volumeKind;
  await kind.release(tx, uuid);
  // it may have been coming back
  await releaseDeletedVolumes(tx, uuid);
  await forgetDeleted(tx, uuid);
  await kind.setState(tx, uuid, 'TERMINATED');
  await audit(tx, actor, `${column}.unlink`, { object: uuid, project, detail: { state } });
}

/** What is kept of an instance or a volume; of a volume also the backups that have a snapshot of it. */
async function keptOf(tx: Tx, column: 'instance' | 'volume', uuid: string) {
  const kept = await tx
    .selectFrom('snapshot as s')
    .innerJoin('volume as v', 'v.uuid', 's.volume')
    .leftJoin('backup as b', 'b.uuid', 's.backup')
    .select(['s.uuid', 's.backup'])
    .where((eb) =>
      column === 'volume' ? eb('v.uuid', '=', uuid) : eb.or([eb('v.instance', '=', uuid), eb('b.instance', '=', uuid)]),
    )
    .execute();
  return { snapshots: kept.map((each) => each.uuid), backups: kept.flatMap(({ backup }) => backup ?? []) };
}

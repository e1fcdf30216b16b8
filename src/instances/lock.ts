import { together, type Tx } from '../db/index.ts';
import type { Standing } from './rules.ts';
import { backedUp, ended, wasOrdered } from './standing.ts';

export interface LockedInstance extends Standing {
  uuid: string;
  project: string;
  offering: string;
  plan: string;
  image: string;
  flavor: string;
  vcpus: number;
  memory_mib: number;
  generation: number;
  reserved: boolean;
  rescue_volume: string | null;
}

/** Locks an instance that exists until the transaction ends: whatever is decided about it stays true. */
export async function lockInstance(tx: Tx, uuid: string): Promise<LockedInstance> {
  const locked = tx
    .selectFrom('instance')
    .select(['uuid', 'project', 'offering', 'plan', 'image', 'flavor', 'vcpus', 'memory_mib', 'generation'])
    .select(['state', 'runtime_state', 'termination_protection', 'rescue_image', 'rescue_volume', 'reserved'])
    .where('uuid', '=', uuid)
    .forUpdate();
  // behind the lock: a snapshot that has just begun is seen
  const kept = tx
    .selectFrom('volume')
    .innerJoin('snapshot', 'snapshot.volume', 'volume.uuid')
    .select('position')
    .where('instance', '=', uuid)
    .where('snapshot.reserved', '=', true)
    .orderBy('position')
    .limit(1);
  const others = tx
    .selectFrom('instance')
    .select([
      backedUp('instance').as('has_backups'),
      wasOrdered('instance').as('ordered'),
      ended('instance').as('ended'),
    ])
    .where('uuid', '=', uuid);
  const [row, first, standing] = await together(
    locked.executeTakeFirstOrThrow(),
    kept.executeTakeFirst(),
    others.executeTakeFirstOrThrow(),
  );
  return { ...row, ...standing, first_snapshot: first?.position ?? null };
}

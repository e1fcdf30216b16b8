import type { InstanceState, Tx } from '../db/index.ts';
import { isKept } from '../storage/index.ts';

interface Ending {
  uuid: string;
  /** Volumes stand by the same words. */
  state: InstanceState;
  reserved: boolean;
}

/**
 * Whether what is about to be deleted can be brought back: not while it is being made, nor once a run of `forGood`, which takes its disks
 * away, was to end it.
 */
export async function isRestorable(
  tx: Tx,
  { uuid, state, reserved }: Ending,
  forGood: { kind: string },
): Promise<boolean> {
  const ends = tx.selectFrom('workflow').select('uuid').where('subject', '=', uuid).where('kind', '=', forGood.kind);
  if ((await ends.executeTakeFirst()) !== undefined) return false;
  return (state !== 'CREATING' && reserved) || (await isKept(tx, uuid));
}

import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { Engine } from '../../engine/index.ts';
import { lockInstance, type Verdict } from './begin.ts';
import { orderTermination } from './power.ts';
import type { Services } from '../../workflows/index.ts';

export interface Termination {
  /** Also when it runs. */
  force: boolean;
  /** What becomes of its volumes beside the system volume. */
  volumes: 'delete' | 'keep';
  /** Left out: those that came with the instance. */
  releaseFloatingIps?: boolean | undefined;
}

/** Orders the end of an instance as Waldur does: of a stopped one, unless it is forced. Returns the order's UUID. */
export async function terminateInstance(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  { force, volumes, releaseFloatingIps }: Termination,
): Promise<Verdict<string>> {
  const { state, runtime_state: runtime } = await lockInstance(tx, uuid);
  if (!force && state === 'OK' && runtime !== 'SHUTOFF' && runtime !== 'ERROR') {
    return { conflict: 'Please stop the instance before its removal.' };
  }
  const verdict = await orderTermination(tx, engine, actor, uuid, volumes);
  if ('conflict' in verdict || releaseFloatingIps === undefined) return verdict;
  await sql`
    UPDATE floating_ip SET automatic = ${releaseFloatingIps}
    WHERE port IN (SELECT uuid FROM port WHERE instance = ${uuid})
  `.execute(tx);
  return verdict;
}

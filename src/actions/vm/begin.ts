import { randomUUID } from 'node:crypto';
import { together, type Tx } from '../../db/index.ts';
import { backedUp, type Standing, wasOrdered } from '../../instances/index.ts';
import { type Engine, lockRunOf, type OpenRun, type WorkflowDefinition } from '../../engine/index.ts';
import type { Services } from '../../workflows/index.ts';

interface LockedInstance extends Standing {
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
    .select([backedUp('instance').as('has_backups'), wasOrdered('instance').as('ordered')])
    .where('uuid', '=', uuid);
  const [row, first, standing] = await together(
    locked.executeTakeFirstOrThrow(),
    kept.executeTakeFirst(),
    others.executeTakeFirstOrThrow(),
  );
  return { ...row, ...standing, first_snapshot: first?.position ?? null };
}

/**
 * Locks an instance and the run that is at work on it, if there is one: the run first, as its end does. One that begins
 * in between is locked behind the instance: should it end at that moment, PostgreSQL has one of both begin anew.
 */
export async function lockWithRun(tx: Tx, uuid: string): Promise<{ instance: LockedInstance; run: OpenRun | null }> {
  const before = await lockRunOf(tx, uuid);
  const instance = await lockInstance(tx, uuid);
  return { instance, run: before ?? (await lockRunOf(tx, uuid)) };
}

interface InstanceAction<Input> {
  workflow: WorkflowDefinition<Services, Input>;
  input: NoInfer<Input>;
  /** What is being done, for people. */
  words: string;
  details?: Record<string, string>;
  estimateKey?: string;
  /** What log lines name beside the instance. */
  labels?: Record<string, string>;
}

/** Begins a run on an instance whose row is locked and OK; until its end the state is UPDATING and says what is done. */
export async function beginAction<Input>(
  tx: Tx,
  engine: Engine<Services>,
  uuid: string,
  { workflow, input, words, details = {}, estimateKey = '', labels = {} }: InstanceAction<Input>,
): Promise<void> {
  const shown = { action: words, action_details: JSON.stringify(details) };
  await tx
    .updateTable('instance')
    .set({ state: 'UPDATING', error_message: '', modified: new Date(), ...shown })
    .where('uuid', '=', uuid)
    .execute();
  const run = { uuid: randomUUID(), subject: uuid, input, estimateKey, labels: { instance: uuid, ...labels } };
  await engine.begin(tx, workflow, run);
}

import { randomUUID } from 'node:crypto';
import { FieldErrors, InvalidRequest, invalid } from '../../common/field-errors.ts';
import { given } from '../../common/given.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit, type Doer } from '../../identity/index.ts';
import { attachVolumeRow, type LockedVolume, lockVolume, volumeRefuses } from '../../storage/index.ts';
import type { Engine } from '../../engine/index.ts';
import { missing } from '../../common/fields.ts';
import { beginAction, lockInstance, type Verdict } from '../vm/begin.ts';
import { quotaExceeded } from '../../instances/reservation.ts';
import { maxDataVolumes } from '../../orders/schema.ts';
import { endColumns } from '../vm/update.ts';
import type { Services } from '../../workflows/index.ts';

/** Locks a volume behind the instance that has it, as everything does that changes both. */
async function lockBoth(tx: Tx, uuid: string): Promise<LockedVolume & { busy: string | null }> {
  const query = tx.selectFrom('volume').select('instance').where('uuid', '=', uuid);
  const { instance } = await query.executeTakeFirstOrThrow();
  const owner = instance === null ? null : await lockInstance(tx, instance);
  const volume = await lockVolume(tx, uuid);
  // it has come or gone in between: whoever did that is at work on it
  if (volume.instance !== instance) return { ...volume, busy: 'The volume is being attached or detached. Try again.' };
  return { ...volume, busy: owner === null ? null : instanceRefuses(owner.state) };
}

function instanceRefuses(state: string): string | null {
  return state === 'OK' ? null : `Valid states for operation: OK. The instance is ${state}.`;
}

/** Begins a run on what a volume belongs to: the instance that has it, so that nothing else runs there, else itself. */
async function beginVolumeAction(
  tx: Tx,
  engine: Engine<Services>,
  volume: { uuid: string; instance: string | null; name: string },
  { kind, words }: { kind: string; words: string },
): Promise<void> {
  const { uuid, instance, name } = volume;
  const change = { state: 'UPDATING' as const, error_message: '', modified: new Date() };
  await tx.updateTable('volume').set(change).where('uuid', '=', uuid).execute();
  const run = { kind, input: { volume: uuid } };
  if (instance !== null) {
    await beginAction(tx, engine, instance, { ...run, words, details: { message: `${words}: ${name}` } });
  } else await engine.begin(tx, kind, { uuid: randomUUID(), subject: uuid, input: run.input, estimateKey: '' });
}

/** Begins to attach a volume to an instance of its project, running or not. Throws `InvalidRequest` on `instance`. */
export async function attachVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  instance: string,
): Promise<Verdict<void>> {
  const { project } = await lockedProject(tx, uuid);
  const known = await tx
    .selectFrom('instance')
    .select('uuid')
    .where('uuid', '=', instance)
    .where('project', '=', project)
    .where('state', '<>', 'TERMINATED')
    .executeTakeFirst();
  if (known === undefined) throw invalid('instance', missing('instance', 'openstack-instances'));
  const { state } = await lockInstance(tx, instance);
  const volume = await lockVolume(tx, uuid);
  const conflict = volumeRefuses('attach', volume) ?? instanceRefuses(state);
  if (conflict !== null) return { conflict };
  if ((await attachVolumeRow(tx, uuid, instance, maxDataVolumes)) === null) {
    const remedy = 'Detach one first, or extend one that it has.';
    throw invalid('instance', `The instance has ${maxDataVolumes} data volumes, which is the most. ${remedy}`);
  }
  await beginVolumeAction(tx, engine, { ...volume, instance }, { kind: 'volume.attach', words: 'Attach volume' });
  await audit(tx, actor, 'volume.attach', { object: uuid, project, detail: { instance } });
  return { done: undefined };
}

async function lockedProject(tx: Tx, uuid: string): Promise<{ project: string }> {
  return tx.selectFrom('volume').select('project').where('uuid', '=', uuid).executeTakeFirstOrThrow();
}

/** Begins to take a volume from its instance, running or not. */
export async function detachVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
): Promise<Verdict<void>> {
  const volume = await lockBoth(tx, uuid);
  const conflict = volume.busy ?? volumeRefuses('detach', volume);
  if (conflict !== null) return { conflict };
  await beginVolumeAction(tx, engine, volume, { kind: 'volume.detach', words: 'Detach volume' });
  const detail = { instance: volume.instance };
  await audit(tx, actor, 'volume.detach', { object: uuid, project: volume.project, detail });
  return { done: undefined };
}

/** Begins to make a volume larger, MiB; a running guest sees it at once. Throws `InvalidRequest` on `disk_size`. */
export async function extendVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  sizeMiB: number,
): Promise<Verdict<void>> {
  const volume = await lockBoth(tx, uuid);
  const conflict = volume.busy ?? volumeRefuses('extend', volume);
  if (conflict !== null) return { conflict };
  const { project, size_mib: from } = volume;
  if (sizeMiB <= from) {
    throw invalid('disk_size', `Must be more than ${from} MiB, the size it has: a volume can grow, but never shrink.`);
  }
  const exceeded = await quotaExceeded(tx, project, { storageMiB: sizeMiB - from });
  if (exceeded !== null) throw overQuota('disk_size', exceeded);
  await tx.updateTable('volume').set({ size_mib: sizeMiB }).where('uuid', '=', uuid).execute();
  await beginVolumeAction(tx, engine, volume, { kind: 'volume.extend', words: 'Extend volume' });
  await audit(tx, actor, 'volume.extend', { object: uuid, project, detail: { from, to: sizeMiB } });
  return { done: undefined };
}

export interface VolumeChanges {
  name?: string | undefined;
  description?: string | undefined;
  end_date?: string | null | undefined;
}

/** Changes what needs no run. */
export async function updateVolume(
  tx: Tx,
  actor: Actor,
  uuid: string,
  { end_date, ...changes }: VolumeChanges,
): Promise<Verdict<void>> {
  const volume = await lockVolume(tx, uuid);
  const conflict = volumeRefuses('update', volume);
  if (conflict !== null) return { conflict };
  const set = { ...given(changes), ...endColumns(actor, end_date) };
  await tx
    .updateTable('volume')
    .set({ ...set, modified: new Date() })
    .where('uuid', '=', uuid)
    .execute();
  await audit(tx, actor, 'volume.update', { object: uuid, project: volume.project, detail: set });
  return { done: undefined };
}

/** Gives a volume another type, which is a word here: all are kept alike. Throws `InvalidRequest` on `type`. */
export async function retypeVolume(tx: Tx, actor: Actor, uuid: string, type: string): Promise<Verdict<void>> {
  const volume = await lockVolume(tx, uuid);
  const conflict = volumeRefuses('retype', volume);
  if (conflict !== null) return { conflict };
  const query = tx.selectFrom('volume_type').select('uuid').where('uuid', '=', type);
  if ((await query.executeTakeFirst()) === undefined)
    throw invalid('type', missing('volume type', 'openstack-volume-types'));
  if (volume.type === type) throw invalid('type', 'The volume has this type already. Name another one.');
  await tx.updateTable('volume').set({ type, modified: new Date() }).where('uuid', '=', uuid).execute();
  const detail = { from: volume.type, to: type };
  await audit(tx, actor, 'volume.retype', { object: uuid, project: volume.project, detail });
  return { done: undefined };
}

export function overQuota(field: string, message: string): InvalidRequest {
  const errors = new FieldErrors();
  errors.add([field], message);
  return new InvalidRequest(errors, 'quota-exceeded');
}

/** Begins to delete a volume that no instance has. Returns the Terminate order's UUID; null: it was never ordered. */
export async function terminateVolume(
  tx: Tx,
  engine: Engine<Services>,
  actor: Doer,
  uuid: string,
): Promise<Verdict<string | null>> {
  const volume = await lockBoth(tx, uuid);
  const conflict = volumeRefuses('terminate', volume) ?? volume.busy;
  if (conflict !== null) return { conflict };
  const run = randomUUID();
  const { project, offering, plan } = volume;
  if (offering !== null) {
    const row = { uuid: run, type: 'Terminate' as const, project, offering, plan, volume: uuid, attributes: '{}' };
    await tx
      .insertInto('order')
      .values({ ...row, state: 'executing', created_by: actor.user })
      .execute();
  }
  await tx.updateTable('volume').set({ state: 'DELETING', modified: new Date() }).where('uuid', '=', uuid).execute();
  await engine.begin(tx, 'volume.delete', { uuid: run, subject: uuid, input: {}, estimateKey: '' });
  await audit(tx, actor, 'volume.delete', { object: uuid, project, detail: offering === null ? {} : { order: run } });
  return { done: offering === null ? null : run };
}

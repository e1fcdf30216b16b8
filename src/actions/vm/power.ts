import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import type { Tx } from '../../db/index.ts';
import { type Actor, audit, type Doer } from '../../identity/index.ts';
import { type PowerAction, whyNot } from '../../instances/index.ts';
import type { Engine } from '../../engine/index.ts';
import { beginAction, lockInstance, type Verdict } from './begin.ts';
import type { Services } from '../../workflows/index.ts';

/**
 * Orders the end of an instance; its data volumes are deleted, or kept and detached, or stand in the way (`refuse`).
 * Returns the Terminate order's UUID.
 */
export async function orderTermination(
  tx: Tx,
  engine: Engine<Services>,
  actor: Doer,
  uuid: string,
  volumes: 'delete' | 'keep' | 'refuse',
): Promise<Verdict<string>> {
  const instance = await lockInstance(tx, uuid);
  const attached = volumes === 'refuse' ? await hasDataVolumes(tx, uuid) : null;
  const conflict = whyNot('terminate', instance) ?? attached;
  if (conflict !== null) return { conflict };
  const order = randomUUID();
  const { project, offering, plan } = instance;
  const row = { uuid: order, type: 'Terminate' as const, project, offering, plan, instance: uuid, attributes: '{}' };
  await tx
    .insertInto('order')
    .values({ ...row, state: 'executing', created_by: actor.user })
    .execute();
  await tx.updateTable('instance').set({ state: 'DELETING', action: 'Delete' }).where('uuid', '=', uuid).execute();
  await sql`
    UPDATE volume SET modified = now(), state =
      CASE WHEN ${volumes === 'keep'} AND position > 0 AND state = 'OK' THEN 'UPDATING' ELSE 'DELETING' END
    WHERE instance = ${uuid}
  `.execute(tx);
  await engine.begin(tx, 'instance.delete', { uuid: order, subject: uuid, input: {}, estimateKey: '' });
  await audit(tx, actor, 'instance.delete', { object: uuid, project, detail: { order } });
  return { done: order };
}

async function hasDataVolumes(tx: Tx, instance: string): Promise<string | null> {
  const query = tx.selectFrom('volume').select('name').where('instance', '=', instance).where('position', '>', 0);
  const names = (await query.orderBy('position').execute()).map(({ name }) => name);
  if (names.length === 0) return null;
  const remedy = 'Detach them first, or terminate the VM and say whether to delete_volumes.';
  return `Data volumes are attached to the VM: ${names.join(', ')}. ${remedy}`;
}

/** Begins start, stop or restart. */
export async function requestPower(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  action: PowerAction,
): Promise<Verdict<void>> {
  const instance = await lockInstance(tx, uuid);
  const conflict = whyNot(action, instance);
  if (conflict !== null) return { conflict };
  await beginPower(tx, engine, uuid, action);
  await audit(tx, actor, `instance.${action}`, { object: uuid, project: instance.project });
  return { done: undefined };
}

const powerWords = { start: 'Start', stop: 'Stop', restart: 'Restart' } as const;

/** The same without an actor, for the reconciler; the instance's row must be locked and OK. */
export async function beginPower(tx: Tx, engine: Engine<Services>, uuid: string, action: PowerAction): Promise<void> {
  if (action === 'restart') {
    await tx.updateTable('instance').set({ runtime_state: 'REBOOT' }).where('uuid', '=', uuid).execute();
  }
  await beginAction(tx, engine, uuid, { kind: `instance.${action}`, words: powerWords[action] });
}

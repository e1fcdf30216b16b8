import { notFound, Problem } from '../../common/problem.ts';
import { randomUUID } from 'node:crypto';
import { requestId } from '../../common/log-context.ts';
import { instanceRules } from '../../instances/index.ts';
import { sql } from 'kysely';
import type { InstanceState, Tx } from '../../db/index.ts';
import { type Actor, audit, type Principal } from '../../identity/index.ts';
import type { Engine, NewRun, OpenRun, WorkflowDefinition } from '../../engine/index.ts';
import { lockWithRun } from './begin.ts';
import { isRestorable } from '../restorable.ts';
import { instanceDelete, instanceSoftDelete, movingVolume, type Services } from '../../workflows/index.ts';

export interface Termination {
  /** Also when it runs. */
  force: boolean;
  /** What becomes of its volumes beside the system volume. */
  volumes: 'delete' | 'keep';
  /** Left out: those that came with the instance. */
  releaseFloatingIps?: boolean | undefined;
  /** It can be brought back for so long; 0: it is gone for good. */
  keptDays: number;
}

/** Orders the end of an instance as Waldur does: of a stopped one, unless it is forced. Returns the order's UUID. */
export async function terminateInstance(
  tx: Tx,
  engine: Engine<Services>,
  actor: Actor,
  uuid: string,
  { force, volumes, releaseFloatingIps, keptDays }: Termination,
): Promise<string> {
  const { state, runtime_state: runtime } = (await lockWithRun(tx, uuid)).instance;
  if (!force && state === 'OK' && runtime !== 'SHUTOFF' && runtime !== 'ERROR') {
    throw new Problem('wrong-state', 'Please stop the instance before its removal.');
  }
  const order = await orderTermination(tx, engine, actor, uuid, { volumes, keptDays });
  if (releaseFloatingIps !== undefined) {
    await sql`
      UPDATE floating_ip SET automatic = ${releaseFloatingIps}
      WHERE port IN (SELECT uuid FROM port WHERE instance = ${uuid})
    `.execute(tx);
  }
  return order;
}

/**
 * Orders the end of an instance, in place of what is being done with it; its data volumes are deleted, or kept and detached, or stand in the way (`refuse`).
 * It can be brought back for so many days when there is anything to bring back; 0: it is gone for good.
 * Returns the Terminate order's UUID.
 */
export async function orderTermination(
  tx: Tx,
  engine: Engine<Services>,
  actor: Principal,
  uuid: string,
  { volumes, keptDays }: { volumes: 'delete' | 'keep' | 'refuse'; keptDays: number },
): Promise<string> {
  const { instance, run } = await lockWithRun(tx, uuid);
  const begun = await endOf(tx, actor, instance);
  if (begun !== null) return begun;
  instanceRules.require('terminate', instance);
  if (volumes === 'refuse') await refuseDataVolumes(tx, uuid, run);
  const order = randomUUID();
  const { project, offering, plan } = instance;
  const row = { uuid: order, type: 'Terminate' as const, project, offering, plan, instance: uuid, attributes: '{}' };
  await tx
    .insertInto('order')
    .values({ ...row, state: 'executing', created_by: actor.user, request_id: requestId() })
    .execute();
  const labels = { order, instance: uuid };
  const ended = { uuid: order, subject: uuid, estimateKey: '', labels };
  const input = { volumes: volumes === 'keep' ? ('keep' as const) : ('delete' as const) };
  if (keptDays > 0 && (await isRestorable(tx, instance, instanceDelete)))
    await beginDelete(
      tx,
      engine,
      instanceSoftDelete,
      { ...ended, input: { ...input, days: keptDays, by: actor.user } },
      run,
    );
  else await beginDelete(tx, engine, instanceDelete, { ...ended, input }, run);
  await audit(tx, actor, 'instance.delete', { object: uuid, project, detail: { order } });
  return order;
}

/** Begins to delete an instance, as soon as the step is over that a run may be at: nothing of that run is undone. */
async function beginDelete<Input>(
  tx: Tx,
  engine: Engine<Services>,
  workflow: WorkflowDefinition<Services, Input>,
  run: NewRun<Input>,
  old: OpenRun | null,
): Promise<void> {
  if (old === null) return engine.begin(tx, workflow, run);
  await engine.replace(tx, workflow, run, old.uuid);
  // shown from now on, whatever is under way for a moment still
  const change = { state: 'DELETING' as const, action: 'Delete', action_details: '{}', modified: new Date() };
  await tx.updateTable('instance').set(change).where('uuid', '=', run.subject).execute();
}

/** The order that is ending an instance already: who asks for that twice has it. Throws `not-found` when it is gone. */
async function endOf(
  tx: Tx,
  actor: Principal,
  { uuid, project, state }: { uuid: string; project: string; state: InstanceState },
): Promise<string | null> {
  const ended = instanceRules.already('terminate', { state });
  if (ended === 'gone') throw notFound();
  if (ended === null) return null;
  const running = tx.selectFrom('order').select('uuid').where('instance', '=', uuid).where('type', '=', 'Terminate');
  const order = await running.where('completed', 'is', null).executeTakeFirst();
  if (order === undefined) return null;
  await audit(tx, actor, 'instance.delete', { object: uuid, project, detail: { order: order.uuid } });
  return order.uuid;
}

/** One that is just coming or going does not count: it is kept. */
async function refuseDataVolumes(tx: Tx, instance: string, run: OpenRun | null): Promise<void> {
  const query = tx.selectFrom('volume').select(['uuid', 'name']).where('instance', '=', instance);
  const volumes = await query.where('position', '>', 0).orderBy('position').execute();
  const moving = run === null ? null : movingVolume(run);
  const names = volumes.flatMap(({ uuid, name }) => (uuid === moving ? [] : name));
  if (names.length === 0) return;
  const remedy = 'Detach them first, or terminate the VM and say whether to delete_volumes.';
  throw new Problem('in-use', `Data volumes are attached to the VM: ${names.join(', ')}. ${remedy}`);
}

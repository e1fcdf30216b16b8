import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { requestId } from '../common/log-context.ts';
import { type Action, type Actor, audit } from '../identity/index.ts';
import { notification, onlyRowOf, type Tx } from '../db/index.ts';

/**
 * Says that the network of a project shall be another than before: the backend follows by itself (`NetworkReconciler`),
 * and what the caller marks with the returned revision is in force when it has. Locks the project's row, which puts
 * changes of one network in a row: call it before anything else of the network is locked.
 */
export function changeNetwork(tx: Tx, project: string): Promise<string> {
  return countUp(tx, sql`${project}`);
}

/** Has the backend make the network of a project anew as the rows have it, for who doubts that it is so. */
export async function reapplyNetwork(
  tx: Tx,
  actor: Actor,
  { uuid, project }: { uuid: string; project: string },
  action: Action,
): Promise<void> {
  await changeNetwork(tx, project);
  await audit(tx, actor, action, { object: uuid, project });
}

/** The same for the project of an instance. */
export async function changeNetworkOf(tx: Tx, instance: string): Promise<void> {
  await countUp(tx, sql`(SELECT project FROM instance WHERE uuid = ${instance})`);
}

const revisionRow = z.object({ revision: z.string() });

async function countUp(tx: Tx, project: RawBuilder<unknown>): Promise<string> {
  const query = sql`
    WITH changed AS (
      UPDATE project SET network_revision = network_revision + 1, network_request_id = ${requestId()}
      WHERE uuid = ${project} RETURNING uuid, network_revision
    )
    SELECT network_revision AS revision, ${notification('network_changed', sql`uuid::text`)} FROM changed`;
  return (await onlyRowOf(tx, revisionRow, query)).revision;
}

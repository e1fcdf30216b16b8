import { sql } from 'kysely';
import { z } from 'zod';
import { FieldErrors } from '../common/field-errors.ts';
import { type DeletedVm, onlyRowOf, type Tx } from '../db/index.ts';
import { cloudOf } from '../identity/index.ts';
import { portsToKeep, takePortsAgain } from '../network/index.ts';
import { requireBackend, requireQuota, requireRoom } from '../quotas/index.ts';
import { forgetPastEnd, type Keeping, keptUntil, pastEnd } from '../storage/index.ts';
import { releaseReservation, reserveInstance } from './reservation.ts';
import { rollBack } from './rollback.ts';
import { joinServerGroup } from './server-groups.ts';

/**
 * Gives back what an instance has but its disks, and notes all that it takes to bring it back for a while: as it was before what was being done
 * with it. Idempotent.
 */
export async function keepDeletedInstance(tx: Tx, instance: string, keeping: Keeping): Promise<void> {
  await rollBack(tx, instance);
  await sql`
    INSERT INTO deleted_resource (uuid, project, instance, vm, deleted_by, kept_until)
    SELECT i.uuid, i.project, i.uuid, jsonb_build_object('server_group', i.server_group, 'ports', ${portsToKeep},
        'volumes', (SELECT coalesce(jsonb_agg(v.uuid ORDER BY v.position), '[]') FROM volume v
          WHERE v.instance = i.uuid AND v.state <> 'UPDATING')),
      ${keeping.by}, ${keptUntil(keeping)}
    FROM instance i WHERE i.uuid = ${instance} AND i.reserved
    ON CONFLICT (uuid) DO UPDATE SET vm = excluded.vm, deleted_by = excluded.deleted_by, kept_until = excluded.kept_until, deleted = now(),
      state = 'OK', error_message = ''
  `.execute(tx);
  await releaseReservation(tx, instance, 'stay');
}

const sizeRow = z.strictObject({ project: z.string(), vcpus: z.int(), memory_mib: z.int() });

/**
 * Takes again what a deleted instance had, and makes its rows those of one that is about to come back. Returns what is not as it was, in
 * sentences. Throws `InvalidRequest`, `backend-full`, `host-disk-full`, `wrong-state`; then nothing may be kept.
 */
export async function takeAgain(tx: Tx, instance: string, had: DeletedVm): Promise<string[]> {
  const { project, ...size } = await onlyRowOf(
    tx,
    sizeRow,
    sql`SELECT project, vcpus, memory_mib FROM instance WHERE uuid = ${instance}`,
  );
  const need = { instances: 1, vcpu: size.vcpus, ram: size.memory_mib };
  await requireQuota(tx, project, need, 'non_field_errors');
  await reserveInstance(tx, instance, size);
  await sql`
    UPDATE volume SET instance = ${instance}, position = had.place - 1, state = 'OK', modified = now()
    FROM unnest(${had.volumes}::uuid[]) WITH ORDINALITY AS had (uuid, place)
    WHERE volume.uuid = had.uuid AND state = 'TERMINATED' AND reserved
  `.execute(tx);
  await sql`
    UPDATE instance SET state = 'UPDATING', action = 'Undelete', error_message = '', crashes = 0, modified = now(), power = 'on'
    WHERE uuid = ${instance}
  `.execute(tx);
  const changes = await takePortsAgain(tx, { uuid: instance, project }, had.ports);
  if (await forgetPastEnd(tx, 'instance', instance)) changes.push(pastEnd);
  if (had.server_group !== null) changes.push(...(await join(tx, instance, project, had.server_group)));
  const { vcpus, memory_mib: memory } = size;
  const ports = had.ports.filter(({ standalone }) => !standalone).length;
  await requireBackend(tx, project, { servers: 1, vcpus, memory, ports }, { network: true });
  await requireRoom(tx, cloudOf(project));
  return changes;
}

async function join(tx: Tx, instance: string, project: string, group: string): Promise<string[]> {
  const errors = new FieldErrors();
  await joinServerGroup(tx, { instance, project }, group, [], errors);
  return errors.empty ? [] : ['Its server group is gone or has no place left: it is in none.'];
}

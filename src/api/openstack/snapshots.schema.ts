import { z } from 'zod';
import { deviceOf, snapshotRules, type SnapshotView } from '../../storage/index.ts';
import { actionsShape, presentActions } from '../actions.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { stateSince, time } from '../http/schemas.ts';
import { snapshotRuntimeState, snapshotState, volumeRuntimeState, volumeState } from '../states.ts';
import { backendObject, noResource, presentBackendObject, presentNoResource } from './backend-object.ts';

export const restorationSchema = z
  .object({
    uuid: z.string(),
    created: time,
    description: z.string(),
    volume: z.string(),
    volume_name: z.string(),
    volume_state: volumeState,
    volume_runtime_state: volumeRuntimeState,
    volume_size: z.int().meta({ description: 'MiB' }),
    volume_device: z.string(),
  })
  .meta({ id: 'SnapshotRestoration' });

export const snapshotSchema = z
  .object({
    ...backendObject,
    ...noResource,
    state: snapshotState,
    state_since: stateSince,
    source_volume: z.string(),
    source_volume_name: z.string(),
    source_volume_marketplace_uuid: z
      .string()
      .optional()
      .meta({ description: 'Left out of a volume that was not ordered' }),
    size: z.int().meta({ description: 'MiB: that of the volume at that moment' }),
    metadata: z.record(z.string(), z.unknown()),
    runtime_state: snapshotRuntimeState,
    action: z.string(),
    action_details: z.record(z.string(), z.unknown()),
    restorations: z.array(restorationSchema),
    backups: z.array(z.object({ uuid: z.string(), name: z.string() })),
    kept_until: time.nullable().meta({ description: 'It is deleted after that; null: it is kept' }),
    consistency: z.literal('crash').optional().meta({
      description:
        'It holds what a disk holds when the power is cut: file systems in the guest are not frozen. Left out below `/waldur`',
    }),
    ...actionsShape,
  })
  .meta({ id: 'Snapshot' });

export function presentSnapshot(row: SnapshotView, as: Presenter): z.input<typeof snapshotSchema> {
  const { state, error_message: error } = row;
  return {
    ...presentBackendObject(row, as, { collection: 'openstack-snapshots', type: 'Snapshot', state, error }),
    ...presentNoResource,
    state_since: as.time(row.state_since),
    source_volume: as.url('openstack-volumes', row.volume),
    source_volume_name: row.volume_name,
    ...(row.volume_ordered ? { source_volume_marketplace_uuid: as.id(row.volume) } : {}),
    size: row.size_mib,
    metadata: row.metadata,
    runtime_state: row.runtime_state,
    action: '',
    action_details: {},
    restorations: row.restorations.map((volume) => presentRestoration(volume, as)),
    backups: row.backup === null ? [] : [{ uuid: as.id(row.backup), name: row.backup_name ?? '' }],
    kept_until: row.kept_until && as.time(row.kept_until),
    ...(as.dialect.name === 'wayscloud' ? { consistency: 'crash' as const } : {}),
    ...presentActions(snapshotRules, row),
  };
}

/** A restoration is the volume that it has made. */
export function presentRestoration(
  volume: SnapshotView['restorations'][number],
  as: Presenter,
): z.input<typeof restorationSchema> {
  return {
    uuid: as.id(volume.uuid),
    created: as.time(new Date(volume.created)),
    description: volume.description,
    volume: as.url('openstack-volumes', volume.uuid),
    volume_name: volume.name,
    volume_state: volume.state,
    volume_runtime_state: volume.runtime_state,
    volume_size: volume.size_mib,
    volume_device: deviceOf(volume) ?? '',
  };
}

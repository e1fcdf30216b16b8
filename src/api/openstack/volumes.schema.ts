import { z } from 'zod';
import { zoneName } from '../../common/zone.ts';
import { deviceOf, volumeRules, type VolumeView } from '../../storage/index.ts';
import { actionsShape, presentActions } from '../actions.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { stateSince, time } from '../http/schemas.ts';
import { resourceState, resourceStates, volumeRuntimeState, volumeState } from '../states.ts';
import { backendObject, presentBackendObject } from './backend-object.ts';

export const volumeSchema = z
  .object({
    ...backendObject,
    state: volumeState,
    state_since: stateSince,
    free_since: time.nullable().meta({ description: 'Since when no VM has it; null: one has it' }),
    access_url: z.null(),
    size: z.int().meta({ description: 'MiB' }),
    bootable: z.boolean(),
    type: z.string(),
    type_name: z.string(),
    image: z.string().nullable(),
    image_name: z.string(),
    image_metadata: z.string(),
    metadata: z.record(z.string(), z.unknown()),
    source_snapshot: z.string().nullable().meta({ description: 'That it is a copy of; it may be gone' }),
    runtime_state: volumeRuntimeState,
    availability_zone: z.string(),
    availability_zone_name: z.string(),
    instance: z.string().nullable(),
    instance_name: z.string(),
    instance_marketplace_uuid: z.string().optional().meta({ description: 'Left out while it is not attached' }),
    device: z.string().meta({ description: 'Where Linux guests find it' }),
    action: z.string(),
    action_details: z.record(z.string(), z.unknown()),
    extend_enabled: z.boolean(),
    ...actionsShape,
    marketplace_resource_uuid: z.string().nullable(),
    marketplace_resource_state: resourceState.nullable(),
    marketplace_offering_uuid: z.string().nullable(),
    marketplace_offering_name: z.string().nullable(),
    marketplace_offering_plugin_options: z.record(z.string(), z.unknown()).nullable(),
    marketplace_category_uuid: z.string().nullable(),
    marketplace_category_name: z.string().nullable(),
    marketplace_plan_uuid: z.string().nullable(),
    is_usage_based: z.boolean().nullable(),
    is_limit_based: z.boolean().nullable(),
  })
  .meta({ id: 'Volume' });

export function presentVolume(row: VolumeView, as: Presenter): z.input<typeof volumeSchema> {
  const { state, error_message: error } = row;
  const ordered = row.offering !== null;
  const id = (uuid: string | null): string | null => uuid && as.id(uuid);
  return {
    ...presentBackendObject(row, as, { collection: 'openstack-volumes', type: 'Volume', state, error }),
    state_since: as.time(row.state_since),
    free_since: row.free_since && as.time(row.free_since),
    access_url: null,
    size: row.size_mib,
    bootable: row.image !== null || (row.instance !== null && row.position === 0),
    type: as.ref('openstack-volume-types', row.type),
    type_name: row.type_name,
    image: as.ref('openstack-images', row.image),
    image_name: row.image_name ?? '',
    image_metadata: '',
    metadata: {},
    source_snapshot: as.ref('openstack-snapshots', row.source_snapshot),
    runtime_state: row.runtime_state,
    availability_zone: as.ref('openstack-volume-availability-zones', row.zone),
    availability_zone_name: zoneName,
    instance: as.ref('openstack-instances', row.instance),
    instance_name: row.instance_name ?? '',
    ...(row.instance === null ? {} : { instance_marketplace_uuid: as.id(row.instance) }),
    device: deviceOf(row) ?? '',
    action: '',
    action_details: {},
    extend_enabled: volumeRules.refuses('extend', row) === null,
    ...presentActions(volumeRules, row),
    marketplace_resource_uuid: ordered ? as.id(row.uuid) : null,
    marketplace_resource_state: ordered ? resourceStates[state] : null,
    marketplace_offering_uuid: id(row.offering),
    marketplace_offering_name: row.offering_name,
    marketplace_offering_plugin_options: ordered ? {} : null,
    marketplace_category_uuid: id(row.category),
    marketplace_category_name: row.category_name,
    marketplace_plan_uuid: id(row.plan),
    is_usage_based: ordered ? false : null,
    is_limit_based: ordered ? false : null,
  };
}

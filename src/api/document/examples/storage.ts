import { volumeRules } from '../../../storage/index.ts';
import { presentActions } from '../../actions.ts';
import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { backendObject, identity, of, timeOf } from './fields.ts';
import { ids } from './ids.ts';
import { attached } from './standings.ts';

const publisher = 'https://cloud.debian.org/images/cloud/bookworm/latest';

/** Volumes, and what VMs are made from. */
export function storageValues(as: Presenter): Values {
  const backend = as.url('service-settings', '00000000-0000-0000-0000-000000000000');
  return {
    ...identity(as, 'Flavor', 'openstack-flavors', ids.flavor, 'small'),
    ...of('Flavor', { settings: backend, display_name: 'small (1 CPU, 1024 MB RAM, 4096 MB HDD)' }),
    ...identity(as, 'Image', 'openstack-images', ids.image, 'Debian GNU/Linux 12'),
    ...of('Image', {
      cloud: null,
      project: null,
      readiness: 'cloud-init',
      min_disk: 3072,
      min_ram: 512,
      state: 'ready',
      size: 346_030_080,
      disk: 3072,
      sha256: '9c1f6b0e1d6c2a7f8e3b5d4a0f9c8e7d6b5a4c3d2e1f0a9b8c7d6e5f4a3b2c1d',
      checksum_url: `${publisher}/SHA512SUMS`,
      catalogue: 'debian-12',
      source_url: `${publisher}/debian-12-genericcloud-amd64.qcow2`,
      settings: backend,
      backend_created_at: timeOf(as)(0),
    }),
    ...identity(as, 'VolumeType', 'openstack-volume-types', ids.volumeType, 'default'),
    ...of('VolumeType', {
      settings: backend,
      description: 'Copy-on-write files on the disk of the host',
      is_default: true,
    }),
    ...backendObject(as, 'Volume', 'openstack-volumes', 'Volume', ids.volume, 'data'),
    ...identity(as, 'VolumeAvailabilityZone', 'openstack-volume-availability-zones', ids.zone, 'nova'),
    ...of('VolumeAvailabilityZone', { available: true }),
    ...of('Volume', {
      availability_zone: as.ref('openstack-volume-availability-zones', ids.zone),
      availability_zone_name: 'nova',
      type: as.ref('openstack-volume-types', ids.volumeType),
      type_name: 'default',
      image_name: '',
      metadata: {},
      runtime_state: 'in-use',
      instance: as.ref('openstack-instances', ids.vm),
      instance_marketplace_uuid: as.id(ids.vm),
      device: `/dev/disk/by-id/virtio-${ids.volume.slice(0, 20)}`,
      action_details: {},
      extend_enabled: true,
      ...presentActions(volumeRules, attached),
      marketplace_offering_plugin_options: null,
    }),
  };
}

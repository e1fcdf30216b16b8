import { instanceRules } from '../../../instances/index.ts';
import { volumeRules } from '../../../storage/index.ts';
import { presentActions } from '../../actions.ts';
import type { Presenter } from '../../dialects/dialect.ts';
import { planRef } from '../../marketplace/references.ts';
import { shown, type Values } from './example-of.ts';
import { identity, of, timeOf } from './fields.ts';
import { ids } from './ids.ts';
import { attributesOf } from './orders.ts';
import { free, running } from './standings.ts';

/** What of Waldur's answer is the same for whatever was ordered. */
const constant = {
  endpoints: [],
  report: [],
  offering_components: [],
  limit_usage: {},
  offering_plugin_options: {},
  offering_shared: true,
};

/** The VM and a volume as what was ordered, and what the VM takes. */
export function resourceValues(as: Presenter): Values {
  return {
    ...identity(as, 'Resource', 'marketplace-resources', ids.vm, 'web-1'),
    ...of('Resource', vmFields(as)),
    ...of('Resource.backend_metadata', { state: 'OK', runtime_state: 'ACTIVE', instance_name: 'web-1' }),
    ...of('Resource.ports', {
      uuid: as.id(ids.port),
      floating_ip: { uuid: as.id(ids.floatingIp), address: '203.0.113.10' },
    }),
    ...of('Resource.ports.security_groups', { uuid: as.id(ids.group), name: 'default' }),
    ...of('Resource.volumes', { uuid: as.id(ids.systemVolume), name: 'web-1', bootable: true }),
    ...readinessValues(as),
    ...identity(as, 'VolumeResource', 'marketplace-resources', ids.volume, 'data'),
    ...of('VolumeResource', volumeFields(as)),
    ...of('VolumeResource.backend_metadata', { state: 'OK', runtime_state: 'available', instance_name: '' }),
    ...usageValues(as),
  };
}

function vmFields(as: Presenter): Values {
  const time = timeOf(as);
  const taken = { cores: 0.04, ram: 212, disk_rate: 20480, network_rate: 1830 };
  return {
    ...constant,
    scope: as.url('openstack-instances', ids.vm),
    effective_id: ids.vm,
    slug: 'web-1-0f8fad5b',
    attributes: attributesOf(as),
    metadata: { role: 'web' },
    can_terminate: true,
    state: 'OK',
    runtime_state: 'active',
    resource_type: 'OpenStack.Instance',
    service_settings_uuid: as.id(ids.project),
    offering_slug: 'virtual-machine',
    offering_state: 'Active',
    image: as.ref('openstack-images', ids.image),
    flavor: as.ref('openstack-flavors', ids.flavor),
    limits: { cores: 1, ram: 1024, disk: 4096 },
    usage: taken,
    current_usages: taken,
    key_name: 'ada@laptop',
    internal_ips: ['10.0.0.11'],
    external_ips: ['203.0.113.10'],
    accelerator: 'kvm',
    auto_restart: true,
    ...presentActions(instanceRules, running),
    action_details: {},
    creation_order: shown,
    last_sync: time(9),
    start_time: time(1),
  };
}

function readinessValues(as: Presenter): Values {
  const time = timeOf(as);
  return {
    ...of('Resource.readiness', {
      ready: true,
      stage: 'ready',
      network: time(4),
      ssh: time(6),
      last_boot_seconds: 21,
      cloud_init: { result: 'done', detail: '', at: time(9) },
    }),
    ...of('Resource.readiness.host_keys', {
      type: 'ssh-ed25519',
      public_key: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIHc0bT2x7sV1mYkq0Y3jVh8Rb6cZpX9dF5gKuL4nWtQa',
      fingerprint_sha256: 'SHA256:Vb4dJkz0sE7hY2nQ9tRwXc5uMf1gLa8oPi3yT6vBmKs',
    }),
  };
}

function volumeFields(as: Presenter): Values {
  return {
    ...constant,
    scope: as.url('openstack-volumes', ids.volume),
    effective_id: ids.volume,
    resource_uuid: as.id(ids.volume),
    resource_type: 'OpenStack.Volume',
    state: 'OK',
    runtime_state: 'available',
    attributes: { name: 'data', size: 4096, type: as.ref('openstack-volume-types', ids.volumeType) },
    limits: { storage: 4096 },
    usage: {},
    current_usages: {},
    can_terminate: true,
    ...presentActions(volumeRules, free),
    offering: as.ref('marketplace-public-offerings', ids.volumeOffering),
    offering_uuid: as.id(ids.volumeOffering),
    offering_name: 'Volume',
    offering_type: 'OpenStack.Volume',
    category_title: 'Storage',
    plan: planRef(as, ids.volumeOffering, ids.volumePlan),
    plan_uuid: as.id(ids.volumePlan),
  };
}

function usageValues(as: Presenter): Values {
  const disk = { read_bytes: 41_943_040, written_bytes: 8_388_608, reads: 2210, writes: 512 };
  const traffic = { received_bytes: 1_048_576, sent_bytes: 262_144, received_packets: 1210, sent_packets: 940 };
  return {
    ...of('Usage', {
      uuid: as.id(ids.vm),
      measured: timeOf(as)(3600),
      started: timeOf(as)(1),
      cpu_percent: 4,
      interval_seconds: 5,
      cpu_seconds: 96.4,
      memory_bytes: 222_298_112,
    }),
    ...of('UsageHistory', {
      uuid: as.id(ids.vm),
      from: timeOf(as)(0),
      to: timeOf(as)(30),
      step_seconds: 10,
      cpu_percent: [4.1, null, 3.8],
      memory_bytes: [222_298_112, null, 222_302_208],
      disk_read_bytes_per_second: [0, null, 409.6],
      disk_written_bytes_per_second: [8192, null, 0],
      network_received_bytes_per_second: [66, null, 66],
      network_sent_bytes_per_second: [0, null, 0],
    }),
    ...of('Usage.slots', { total: 5, used: 1 }),
    ...of('Usage.disks', { volume: as.id(ids.systemVolume), ...disk }),
    ...of('Usage.ports', { port: as.id(ids.port), ...traffic }),
  };
}

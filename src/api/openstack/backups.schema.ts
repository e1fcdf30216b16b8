import { z } from 'zod';
import { backupRules, type BackupView } from '../../instances/index.ts';
import { actionsShape, presentActions } from '../actions.ts';
import type { Presenter } from '../dialects/dialect.ts';
import { stateSince, time } from '../http/schemas.ts';
import { backupState } from '../states.ts';
import { backendObject, noResource, presentBackendObject, presentNoResource } from './backend-object.ts';
import { fingerprint, floatingIpSchema, groupSchema, portSchema, presentPorts } from './instances.schema.ts';

const keptPortSchema = z
  .object({
    fixed_ips: z.array(z.object({ subnet_id: z.string(), ip_address: z.string() })),
    floating_ip: z.string().nullable(),
    security_groups: z.array(z.string()).meta({ description: 'UUIDs' }),
  })
  .meta({ id: 'VmBackupPort' });

export const keptVmSchema = z
  .object({
    name: z.string(),
    description: z.string(),
    min_ram: z.int(),
    min_disk: z.int(),
    size: z.int().meta({ description: 'MiB, of all volumes' }),
    key_name: z.string(),
    key_fingerprint: z.string(),
    user_data: z.string(),
    flavor_name: z.string(),
    image_name: z.string(),
    labels: z.record(z.string(), z.string()),
    ports: z.array(keptPortSchema),
  })
  .meta({ id: 'VmBackupMetadata', description: 'What the VM was at that moment' });

const restorationSchema = z
  .object({
    uuid: z.string(),
    instance: z.string(),
    created: time,
    flavor: z.string(),
    name: z.string(),
    floating_ips: z.array(floatingIpSchema),
    security_groups: z.array(groupSchema),
    ports: z.array(portSchema),
  })
  .meta({ id: 'VmBackupRestoration', description: 'A VM that was made of it' });

export const backupSchema = z
  .object({
    ...backendObject,
    ...noResource,
    state: backupState,
    state_since: stateSince,
    kept_until: time.nullable().meta({ description: 'It is deleted after that; null: it is kept' }),
    metadata: keptVmSchema,
    instance: z.string(),
    instance_name: z.string(),
    instance_marketplace_uuid: z.string(),
    instance_security_groups: z.array(groupSchema).meta({ description: 'Those of the VM as it is now' }),
    instance_ports: z.array(portSchema).meta({ description: 'Those of the VM as it is now' }),
    instance_floating_ips: z.array(floatingIpSchema).meta({ description: 'Those of the VM as it is now' }),
    restorations: z.array(restorationSchema),
    consistency: z.enum(['crash', 'volume']).optional().meta({
      description:
        'crash: it holds what the disks hold when the power is cut; volume: so each of them, but one after another. Left out below `/waldur`',
    }),
    copy_targets: z.array(z.string()).optional().meta({
      description: 'Where the cloud keeps copies of backups, as its operator calls them. Left out below `/waldur`',
    }),
    ...actionsShape,
  })
  .meta({ id: 'VmBackup' });

export function presentBackup(row: BackupView, as: Presenter, targets: string[]): z.input<typeof backupSchema> {
  const { state, error_message: error } = row;
  const now = presentPorts({ uuid: row.instance, ports: row.ports }, as);
  return {
    ...presentBackendObject(row, as, { collection: 'openstack-backups', type: 'Backup', state, error }),
    ...presentNoResource,
    state_since: as.time(row.state_since),
    kept_until: row.kept_until && as.time(row.kept_until),
    metadata: presentVm(row),
    instance: as.url('openstack-instances', row.instance),
    instance_name: row.instance_name,
    instance_marketplace_uuid: as.id(row.instance),
    instance_security_groups: now.security_groups,
    instance_ports: now.ports,
    instance_floating_ips: now.floating_ips,
    restorations: row.restorations.map((vm) => presentRestoration(vm, as)),
    ...(as.dialect.name === 'wayscloud'
      ? { consistency: row.at_once ? 'crash' : 'volume', copy_targets: targets }
      : {}),
    ...presentActions(backupRules, row),
  };
}

/** A restoration is the VM that it has made. */
function presentRestoration(vm: BackupView['restorations'][number], as: Presenter): z.input<typeof restorationSchema> {
  return {
    uuid: as.id(vm.uuid),
    instance: as.url('openstack-instances', vm.uuid),
    created: as.time(new Date(vm.created)),
    flavor: as.url('openstack-flavors', vm.flavor),
    name: vm.name,
    ...presentPorts(vm, as),
  };
}

export function presentVm({ vm, size_mib: size }: Pick<BackupView, 'vm' | 'size_mib'>): z.input<typeof keptVmSchema> {
  return {
    name: vm.name,
    description: vm.description,
    min_ram: vm.min_memory_mib,
    min_disk: vm.min_disk_mib,
    size,
    key_name: vm.key_name,
    key_fingerprint: fingerprint(vm.ssh_keys),
    user_data: vm.user_data ?? '',
    flavor_name: vm.flavor_name,
    image_name: vm.image_name,
    labels: vm.labels,
    ports: vm.ports.map(({ addresses, floating_ip, security_groups }) => ({
      fixed_ips: addresses.map(({ subnet, address }) => ({ subnet_id: subnet, ip_address: address })),
      floating_ip,
      security_groups,
    })),
  };
}

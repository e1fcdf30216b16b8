import { backupRules } from '../../../instances/index.ts';
import { presentActions } from '../../actions.ts';
import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { backendObject, of } from './fields.ts';
import { ids } from './ids.ts';

const standing = {
  state: 'OK',
  restoring: false,
  rolling_back: false,
  vm_state: 'OK',
  vm_runtime_state: 'ACTIVE',
  vm_in_rescue: false,
  vm_being_kept: false,
  copying: false,
} as const;

/** A backup of the VM. */
export function backupValues(as: Presenter): Values {
  return {
    ...backendObject(as, 'VmBackup', 'openstack-backups', 'Backup', ids.backup, 'web-before-upgrade'),
    ...of('VmBackup', {
      kept_until: null,
      instance: as.url('openstack-instances', ids.vm),
      instance_marketplace_uuid: as.id(ids.vm),
      restorations: [],
      consistency: as.dialect.name === 'wayscloud' ? 'crash' : undefined,
      copy_targets: as.dialect.name === 'wayscloud' ? ['nas'] : undefined,
      ...presentActions(backupRules, standing),
    }),
    ...of('VmBackupMetadata', {
      name: 'web-1',
      min_ram: 512,
      min_disk: 2048,
      size: 8192,
      key_name: 'ada@laptop',
      key_fingerprint: 'c6:24:a8:37:fa:7f:a5:d1:90:09:19:2a:5f:1f:b7:70',
      user_data: '',
      labels: { role: 'web' },
    }),
    ...of('VmBackupPort', {
      fixed_ips: [{ subnet_id: ids.subnet, ip_address: '10.0.0.11' }],
      floating_ip: '203.0.113.10',
      security_groups: [ids.group],
    }),
  };
}

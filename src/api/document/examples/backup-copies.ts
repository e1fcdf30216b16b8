import { copyRules } from '../../../instances/index.ts';
import { presentActions } from '../../actions.ts';
import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { of, timeOf } from './fields.ts';
import { ids } from './ids.ts';

/** A copy of the backup of the VM. */
export function copyValues(as: Presenter): Values {
  return of('BackupCopy', {
    uuid: as.id(ids.backupCopy),
    url: as.url('backup-copies', ids.backupCopy),
    name: 'web-before-upgrade',
    target: 'nas',
    state: 'OK',
    progress: null,
    backup: as.ref('openstack-backups', ids.backup),
    backed_up: timeOf(as)(60),
    instance_uuid: as.id(ids.vm),
    instance_name: 'web-1',
    sent: 312,
    verified: timeOf(as)(600),
    damage: '',
    ...presentActions(copyRules, { state: 'OK', restoring: false }),
  });
}

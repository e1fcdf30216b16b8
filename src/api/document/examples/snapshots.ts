import { snapshotRules } from '../../../storage/index.ts';
import { presentActions } from '../../actions.ts';
import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { backendObject, identity, of } from './fields.ts';
import { ids } from './ids.ts';

/** A snapshot, and a volume that was made of it. */
export function snapshotValues(as: Presenter): Values {
  return {
    ...backendObject(as, 'Snapshot', 'openstack-snapshots', 'Snapshot', ids.snapshot, 'before-upgrade'),
    ...of('Snapshot', {
      source_volume: as.url('openstack-volumes', ids.volume),
      source_volume_name: 'data',
      source_volume_marketplace_uuid: as.id(ids.volume),
      size: 4096,
      metadata: {},
      runtime_state: 'available',
      action_details: {},
      kept_until: null,
      consistency: as.dialect.name === 'wayscloud' ? 'crash' : undefined,
      ...presentActions(snapshotRules, { state: 'OK', restoring: false, backup: null }),
      backups: [],
    }),
    ...identity(as, 'SnapshotRestoration', 'openstack-volumes', ids.restored, 'data-old'),
    ...of('SnapshotRestoration', {
      description: 'Restored from the snapshot before-upgrade',
      volume: as.url('openstack-volumes', ids.restored),
      volume_name: 'data-old',
      volume_state: 'OK',
      volume_runtime_state: 'available',
      volume_size: 4096,
      volume_device: '',
    }),
  };
}

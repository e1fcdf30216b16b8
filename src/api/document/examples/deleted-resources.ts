import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { of, timeOf } from './fields.ts';
import { ids } from './ids.ts';

/** The VM, as it is shown while it can be brought back. */
export function deletedValues(as: Presenter): Values {
  const [disk, name] = [{ uuid: as.id(ids.systemVolume), name: 'web-1-system', size: 4096 }, 'web-1'];
  return {
    ...of('DeletedVolume', disk),
    ...of('DeletedResource', {
      uuid: as.id(ids.vm),
      url: as.url('deleted-resources', ids.vm),
      resource_type: 'OpenStack.Instance',
      name,
      state: 'OK',
      deleted: timeOf(as)(9),
      deleted_by: as.ref('users', ids.user),
      deleted_by_username: 'ada',
      kept_until: as.time(new Date('2026-03-08T09:00:00Z')),
      storage: 4096,
      internal_ips: ['10.0.0.11'],
    }),
    ...of('UndeletedResource', { uuid: as.id(ids.vm), url: as.url('openstack-instances', ids.vm), changes: [] }),
  };
}

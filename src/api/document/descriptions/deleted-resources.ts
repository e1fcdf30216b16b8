import { Problem } from '../../../common/problem.ts';
import type { Descriptions } from './description.ts';

export const deletedResources: Descriptions = {
  deleted_resources_list: {
    does: `The VMs and volumes of your projects that were deleted and can be brought back, for as many days as \`keep_deleted_days\` of the cloud says.
For everything else they are gone: their names, addresses and quotas are free, but for the storage of their disks.`,
    needs: 'token',
  },
  deleted_resources_retrieve: { does: 'One VM or volume that was deleted and can be brought back.', needs: 'role' },
  deleted_resources_undelete: {
    does: `Brings back a deleted VM or volume under its UUID. A volume is there at once. A VM is UPDATING until it is, and runs then: with its
disks, its MAC, and its addresses where they are free; what it has lost meanwhile is told in \`changes\`. It takes its quota again.`,
    needs: 'ORDER.APPROVE',
    answers: { 200: 'It is back, or on its way.', 409: 'It is being deleted for good.' },
    refuses: {
      409: new Problem('wrong-state', 'Valid states for operation: OK. The instance is being deleted for good.'),
    },
    example: () => ({ changes: ['The security group "web" is gone: the VM is without it.'] }),
  },
  deleted_resources_destroy: {
    does: 'Begins to delete for good what was deleted. It gives back the storage of its disks.',
    needs: 'RESOURCE.TERMINATE',
    answers: { 204: 'It has begun.', 409: 'Something else is being done with it.' },
  },
};

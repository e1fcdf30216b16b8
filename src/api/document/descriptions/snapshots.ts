import { Problem } from '../../../common/problem.ts';
import type { Descriptions } from './description.ts';

const wrong = (message: string): Problem => new Problem('wrong-state', message);
const creating = wrong('Valid states for operation: OK. The snapshot is CREATING. Wait until it is there.');
const moment = 'The snapshot is in no state for it: `detail` says which are.';

export const snapshots: Descriptions = {
  openstack_snapshots_list: {
    does: 'The snapshots of the volumes of your projects, the latest first.',
    needs: 'token',
  },
  openstack_snapshots_retrieve: { does: 'One snapshot, with the volumes that were made of it.', needs: 'role' },
  openstack_volumes_snapshot: {
    does: `Keeps a volume as it is at one moment, whether a VM runs with it or not: the VM goes on, and may be changed meanwhile. It is what
a disk holds when the power is cut; what a guest has not written yet is not in it: \`sync\` there first. A volume that has snapshots can
grow, but it is not deleted before them, nor is its VM. Several may have one name.`,
    needs: 'INSTANCE.POWER',
    answers: { 201: 'The snapshot, which is being taken.', 409: 'The volume or its VM is in no state for it.' },
    refuses: { 409: wrong('Valid states for operation: OK. The instance is UPDATING.') },
    example: () => ({ state: 'CREATING', runtime_state: 'creating', restorations: [] }),
  },
  openstack_snapshots_partial_update: {
    does: 'Renames or describes a snapshot, or says until when it is kept. What is left out stays as it is.',
    needs: 'INSTANCE.POWER',
    answers: { 200: 'The snapshot as it is now.', 409: moment },
    refuses: { 409: creating },
  },
  openstack_snapshots_destroy: {
    does: 'Deletes a snapshot, also one that is just being taken. Its volume, and what was made of it, stays as it is.',
    needs: 'VOLUME.MANAGE',
    answers: { 204: 'It is being deleted.', 409: 'A volume is being made of it.' },
    refuses: {
      409: wrong('A volume is being made of the snapshot. Wait for its end, or delete that volume.'),
    },
  },
  openstack_snapshots_restore: {
    does: `Makes a new volume of a snapshot, of its size and type. It is a copy that stands on nothing else; the volume that the snapshot is of,
and the VM that has this, go on as they are.`,
    needs: 'VOLUME.MANAGE',
    answers: { 200: 'The new volume, which is being made.', 409: moment },
    refuses: { 409: creating },
    example: () => ({
      state: 'CREATING',
      runtime_state: 'creating',
      instance: null,
      instance_name: '',
      instance_marketplace_uuid: undefined,
      device: '',
    }),
  },
  openstack_snapshots_restorations_list: {
    does: 'The volumes that were made of a snapshot and are there.',
    needs: 'role',
  },
  openstack_snapshots_pull: {
    does: 'Compares the VMs of the cloud with the host now, as the reconciler does every few seconds by itself.',
    needs: 'INSTANCE.POWER',
    answers: { 202: 'The comparison is begun.' },
    example: () => ({ detail: 'Pull operation was successfully scheduled.' }),
  },
};

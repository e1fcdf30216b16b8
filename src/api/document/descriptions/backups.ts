import { Problem } from '../../../common/problem.ts';
import type { Descriptions } from './description.ts';

const wrong = (message: string): Problem => new Problem('wrong-state', message);

export const backups: Descriptions = {
  openstack_instances_backup: {
    does: `Keeps a VM as it is now: what it is made of, and all of its volumes as they are at one moment, whether it runs or not. The VM goes on,
and may be changed meanwhile. What a guest has not written yet is not in it: \`sync\` there first. Each volume gets a snapshot, which counts as
any other and goes with the backup alone; a VM that has backups is not deleted. In an OpenStack the volumes are kept one after another, and
\`consistency\` says so. Several may have one name.`,
    needs: 'INSTANCE.POWER',
    answers: { 200: 'The backup, which is being made.', 409: 'The VM or one of its volumes is in no state for it.' },
    refuses: {
      409: wrong('Valid states for operation: OK. The instance is UPDATING. Wait for the end of that, or cancel it.'),
    },
    example: () => ({ state: 'CREATING' }),
  },
  openstack_instances_clone: {
    does: `Makes a new VM with the disks that a VM has now, at one moment, whether it runs or not: it goes on meanwhile. The new one has a name,
addresses and an identity of its own, as one that is restored of a backup; what else is left out is as it is. It takes what an order for such a VM
takes, and the quota of snapshots while the disks are copied: a backup of the VM is there as long, and gone then. There is no order of
it; a VM that is just being made is deleted by DELETE. In an OpenStack the disks are kept one after another.`,
    needs: 'ORDER.APPROVE',
    answers: { 200: 'The new VM, which is being made.', 409: 'The VM or one of its volumes is in no state for it.' },
    refuses: {
      409: wrong('Valid states for operation: OK. The instance is UPDATING. Wait for the end of that, or cancel it.'),
    },
    example: () => ({ state: 'CREATING', runtime_state: 'BUILDING' }),
  },
  openstack_backups_list: { does: 'The backups of the VMs of your projects, the latest first.', needs: 'token' },
  openstack_backups_retrieve: {
    does: 'One backup, with what the VM was. Its snapshots are `openstack-snapshots/?backup_uuid=`.',
    needs: 'role',
  },
  openstack_backups_partial_update: {
    does: 'Renames or describes a backup, or says until when it is kept. What is left out stays as it is.',
    needs: 'INSTANCE.POWER',
    answers: { 200: 'The backup as it is now.', 409: 'The backup is in no state for it: `detail` says which are.' },
    refuses: { 409: wrong('Valid states for operation: OK, ERRED. The backup is CREATING. Wait until it is there.') },
  },
  openstack_backups_destroy: {
    does: 'Deletes a backup with its snapshots, also one that is just being made. The VM, and what was made of it, stays as it is.',
    needs: 'VOLUME.MANAGE',
    answers: { 204: 'It is being deleted.', 409: 'A VM or a volume is being made of it.' },
    refuses: { 409: wrong('A VM or a volume is being made of the backup. Wait for its end, or delete that.') },
  },
  openstack_backups_restore: {
    does: `Makes a new VM of a backup: its volumes are copies of the snapshots, of their size and type. It has a name, addresses and an identity
of its own: in the guest the first boot runs again, with the user data and the ssh key that the VM had. What is left out is as it was. There is no
order of it; a VM that is just being made is deleted by DELETE. The VM that the backup is of goes on as it is.`,
    needs: 'ORDER.APPROVE',
    answers: {
      200: 'The new VM, which is being made.',
      409: 'The backup is in no state for it: `detail` says which are.',
    },
    refuses: { 409: wrong('Valid states for operation: OK. The backup is CREATING. Wait until it is there.') },
    example: () => ({ state: 'CREATING', runtime_state: 'BUILDING' }),
  },
  openstack_backups_rollback: {
    does: `Takes a VM that is stopped back to a backup of it, and boots it: all of its disks become what they were at that moment. Addresses, ports,
security groups, flavor and name stay, and all backups and snapshots too. A disk that was extended since keeps its size. A volume that was
attached since, or detached, is refused with what to do. What the disks hold is kept beside, as one more backup within the quota, until the VM
has booted, and comes back when it does not. Clouds on OpenStack refuse it.`,
    needs: 'RESOURCE.TERMINATE',
    answers: { 202: 'It is begun.', 409: 'The backup or its VM is in no state for it: `detail` says which are.' },
    refuses: { 409: wrong('Valid states for operation: SHUTOFF. The instance is ACTIVE. Stop it first.') },
    example: () => ({ status: 'rollback was scheduled' }),
  },
  openstack_backups_pull: {
    does: 'Compares the VMs of the cloud with the host now, as the reconciler does every few seconds by itself.',
    needs: 'INSTANCE.POWER',
    answers: { 202: 'The comparison is begun.' },
    example: () => ({ detail: 'Pull operation was successfully scheduled.' }),
  },
};

import { Problem } from '../../../common/problem.ts';
import type { Descriptions } from './description.ts';

const wrong = (message: string): Problem => new Problem('wrong-state', message);

export const backupCopies: Descriptions = {
  openstack_backups_copy: {
    does: `Copies a backup to one of the targets that the operator of the cloud has named. The disks are read in pieces of 4 MiB, of which only those
are sent that the target does not have yet, compressed and encrypted; what has not changed since a backup of the same VM that is there still is not even
read. The copy needs neither the backup nor the VM nor another copy. \`progress\` says how far it is. What was begun goes on after a
restart of the cloud, with what is there already.`,
    needs: 'INSTANCE.POWER',
    answers: { 201: 'The copy, which is being made.', 409: 'The backup is in no state for it.' },
    refuses: { 409: wrong('Valid states for operation: OK. The backup is CREATING. Wait until it is there.') },
    example: () => ({ state: 'CREATING', sent: null, verified: null }),
  },
  backup_copies_list: { does: 'The copies of backups of your projects, the latest first.', needs: 'token' },
  backup_copies_retrieve: { does: 'One copy of a backup, with what the VM was.', needs: 'role' },
  backup_copies_verify: {
    does: `Reads every piece of a copy back from its target and compares it with what was sent. What is wrong is said in \`damage\`, and
\`error_message\`; a piece that is wrong is put aside there, so that copying the backup again sends it anew.`,
    needs: 'INSTANCE.POWER',
    answers: { 202: 'It is begun.', 409: 'The copy is in no state for it: `detail` says which are.' },
    refuses: { 409: wrong('Valid states for operation: OK. The copy is CREATING. Wait until it is there.') },
    example: () => ({ status: 'verification was scheduled' }),
  },
  backup_copies_restore: {
    does: `Makes a new VM of a copy, from its target alone: the VM that it is of, and its backups, may be gone. All else is as with a backup: it has a name,
addresses and an identity of its own, and what is left out is as it was. A piece that is not what was sent ends it, and nothing is left of it.`,
    needs: 'ORDER.APPROVE',
    answers: {
      200: 'The new VM, which is being made.',
      409: 'The copy is in no state for it: `detail` says which are.',
    },
    refuses: { 409: wrong('Valid states for operation: OK. The copy is CREATING. Wait until it is there.') },
    example: () => ({ state: 'CREATING', runtime_state: 'BUILDING' }),
  },
  backup_copies_destroy: {
    does: `Deletes a copy from its target, also one that is just being made, and all pieces there that no other copy needs. When the list of
another copy cannot be read, no piece is removed.`,
    needs: 'VOLUME.MANAGE',
    answers: { 204: 'It is being deleted.', 409: 'A VM is being made of it.' },
    refuses: { 409: wrong('A VM is being made of the copy. Wait for its end, or delete that.') },
  },
};

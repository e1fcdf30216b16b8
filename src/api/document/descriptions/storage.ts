import { Problem } from '../../../common/problem.ts';
import type { Descriptions } from './description.ts';

const begun = 'It is begun. The state is UPDATING until it is done.';
const moment =
  'The volume or its VM is in no state for it, or something is being done with it: `detail` says which states are.';
const wrong = (message: string): Problem => new Problem('wrong-state', message);
const free = {
  runtime_state: 'available',
  instance: null,
  instance_name: '',
  instance_marketplace_uuid: undefined,
  device: '',
};

export const storage: Descriptions = {
  openstack_volumes_list: {
    does: 'The volumes of your projects, system volumes too, the latest first.',
    needs: 'token',
  },
  openstack_volumes_retrieve: { does: 'One volume, the VM that has it, and where the guest finds it.', needs: 'role' },
  openstack_volumes_create: {
    does: 'Makes a volume in a project: empty, or with the content of an image. It answers at once; the volume can be used when its state is OK.',
    needs: 'VOLUME.MANAGE',
    answers: { 201: 'The volume, which is being made.' },
    example: () => ({ ...free, state: 'CREATING', runtime_state: 'creating' }),
  },
  openstack_volumes_partial_update: {
    does: 'Renames or describes a volume. What is left out stays as it is.',
    needs: 'VOLUME.MANAGE',
    answers: { 200: 'The volume as it is now.', 409: moment },
    refuses: { 409: wrong('Valid states for operation: OK, ERRED. The volume is UPDATING. Wait for the end of that.') },
  },
  openstack_volumes_destroy: {
    does: 'Deletes a volume that no VM has, with all that is on it. It answers at once; the volume is gone when it is not found any more. What is being done with it is given up for that; one that is just being attached or detached is deleted once its VM has let it go.',
    needs: 'VOLUME.MANAGE',
    answers: { 204: 'It is being deleted.', 409: 'A VM has it, or it is being created by an order.' },
    refuses: { 409: wrong('The volume is attached to a VM. Detach it first.') },
  },
  openstack_volumes_attach: {
    does: 'Attaches a volume to a VM of its project, running or not. The guest finds it by its serial, see `device`. A running VM has 4 free slots for volumes and ports.',
    needs: 'VOLUME.MANAGE',
    answers: { 202: begun, 409: moment },
    refuses: { 409: wrong('The volume is attached to a VM. Detach it first.') },
    example: () => ({ status: 'attach was scheduled' }),
  },
  openstack_volumes_detach: {
    does: 'Detaches a volume from its VM, running or not. Unmount it in the guest first: what is not written yet is lost.',
    needs: 'VOLUME.MANAGE',
    answers: { 202: begun, 409: `${moment} A VM keeps the volume that it boots from.` },
    refuses: { 409: wrong('The VM boots from this volume: it stays for as long as the VM does.') },
    example: () => ({ status: 'detach was scheduled' }),
  },
  openstack_volumes_extend: {
    does: 'Makes a volume larger; a running guest sees it at once. It never gets smaller.',
    needs: 'VOLUME.MANAGE',
    answers: { 202: begun, 409: moment },
    refuses: { 409: wrong('Valid states for operation: OK. The volume is UPDATING. Wait for the end of that.') },
    example: () => ({ status: 'extend was scheduled' }),
  },
  openstack_volumes_retype: {
    does: 'Gives a volume another type. Volumes of all types are kept alike: a type is a word that says what a volume is for.',
    needs: 'VOLUME.MANAGE',
    answers: { 202: 'It is done.', 409: moment },
    refuses: { 409: wrong('Valid states for operation: OK. The volume is UPDATING. Wait for the end of that.') },
    example: () => ({ status: 'retype was scheduled' }),
  },
  openstack_volume_availability_zones_list: { does: 'The zones that volumes can be in: there is one.', needs: 'token' },
  openstack_volume_availability_zones_retrieve: { does: 'The zone that volumes are in.', needs: 'token' },
  openstack_volume_types_list: { does: 'The types that volumes can have, by name.', needs: 'token' },
  openstack_volume_types_retrieve: { does: 'One type that volumes can have, and what it is for.', needs: 'token' },
};

import type { Descriptions } from './description.ts';

const begun = 'It is begun. The state is UPDATING until it is done.';
const moment =
  'The volume or its VM is in no state for it, or something is being done with it: `detail` says which states are.';
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
    example: { ...free, state: 'CREATING', runtime_state: 'creating' },
  },
  openstack_volumes_partial_update: {
    does: 'Renames or describes a volume.',
    needs: 'VOLUME.MANAGE',
    answers: { 200: 'The volume as it is now.', 409: moment },
  },
  openstack_volumes_destroy: {
    does: 'Deletes a volume that no VM has, with all that is on it. It answers at once; the volume is gone when it is not found any more.',
    needs: 'VOLUME.MANAGE',
    answers: { 204: 'It is being deleted.', 409: 'A VM has it, or something is being done with it.' },
  },
  openstack_volumes_attach: {
    does: 'Attaches a volume to a VM of its project, running or not. The guest finds it by its serial, see `device`. A running VM has 4 free slots for volumes and ports.',
    needs: 'VOLUME.MANAGE',
    answers: { 202: begun, 409: moment },
  },
  openstack_volumes_detach: {
    does: 'Detaches a volume from its VM, running or not. Unmount it in the guest first: what is not written yet is lost.',
    needs: 'VOLUME.MANAGE',
    answers: { 202: begun, 409: `${moment} A VM keeps the volume that it boots from.` },
  },
  openstack_volumes_extend: {
    does: 'Makes a volume larger; a running guest sees it at once. It never gets smaller.',
    needs: 'VOLUME.MANAGE',
    answers: { 202: begun, 409: moment },
  },
  openstack_volumes_retype: {
    does: 'Gives a volume another type. Volumes of all types are kept alike: a type is a word that says what a volume is for.',
    needs: 'VOLUME.MANAGE',
    answers: { 202: 'It is done.', 409: moment },
  },
  openstack_volume_types_list: { does: 'The types that volumes can have, by name.', needs: 'token' },
  openstack_volume_types_retrieve: { does: 'One type that volumes can have.', needs: 'token' },
};

import { type Call, list, read, uuid, zone } from './call.ts';

export const storageCalls: Record<string, Call> = {
  'GET /api/openstack-volume-types/': list,
  'GET /api/openstack-volume-types/{uuid}/': {
    scope: 'user',
    success: 200,
    path: uuid(({ catalogue }) => catalogue.volumeType),
  },
  'GET /api/openstack-volume-availability-zones/': list,
  'GET /api/openstack-volume-availability-zones/{uuid}/': zone,
  'GET /api/openstack-volumes/': list,
  'POST /api/openstack-volumes/': {
    scope: 'project',
    permission: 'VOLUME.MANAGE',
    success: 201,
    bodies: [
      ({ volume, owner, catalogue }) => ({ ...volume(owner), image: catalogue.tiny.image, type: catalogue.volumeType }),
    ],
  },
  'GET /api/openstack-volumes/{uuid}/': read('volume'),
  'PATCH /api/openstack-volumes/{uuid}/': {
    ...read('volume'),
    permission: 'VOLUME.MANAGE',
    bodies: [() => ({ description: 'new' })],
  },
  'DELETE /api/openstack-volumes/{uuid}/': {
    scope: 'project',
    permission: 'VOLUME.MANAGE',
    success: 204,
    path: uuid((world) => world.makeVolume(world.owner)),
  },
  'POST /api/openstack-volumes/{uuid}/attach/': {
    scope: 'project',
    permission: 'VOLUME.MANAGE',
    success: 202,
    path: uuid((world) => world.makeFreeVolume(world.owner)),
    bodies: [({ owned }) => ({ instance: owned.resource })],
  },
  'POST /api/openstack-volumes/{uuid}/detach/': {
    scope: 'project',
    permission: 'VOLUME.MANAGE',
    success: 202,
    path: uuid((world) => world.makeAttachedVolume(world.owner)),
  },
  'POST /api/openstack-volumes/{uuid}/retype/': {
    scope: 'project',
    permission: 'VOLUME.MANAGE',
    success: 202,
    path: uuid((world) => world.makeOddVolume(world.owner)),
    bodies: [({ catalogue }) => ({ type: catalogue.volumeType })],
  },
  'POST /api/openstack-volumes/{uuid}/pull/': { permission: 'VOLUME.MANAGE', ...read('volume'), success: 202 },
  'POST /api/openstack-volumes/{uuid}/set_ok/': { permission: 'CLOUD.OPERATE', ...read('volume'), scope: 'staff' },
  'POST /api/openstack-volumes/{uuid}/set_erred/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 200,
    path: uuid((world) => world.makeVolume(world.owner)),
  },
  'POST /api/openstack-volumes/{uuid}/unlink/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 204,
    path: uuid((world) => world.makeVolume(world.owner)),
  },
  'POST /api/openstack-volumes/{uuid}/extend/': {
    scope: 'project',
    permission: 'VOLUME.MANAGE',
    success: 202,
    path: uuid((world) => world.makeVolume(world.owner)),
    bodies: [() => ({ disk_size: 2048 })],
  },
};

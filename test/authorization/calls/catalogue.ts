import { type Call, list, read, uuid } from './call.ts';

const offering = uuid(({ catalogue }) => catalogue.offering);
const category = uuid(async ({ cloud }) => {
  const query = cloud.db.selectFrom('category').select('uuid');
  return (await query.executeTakeFirstOrThrow()).uuid;
});
const flavor = uuid(({ catalogue }) => catalogue.tiny.flavor);

export const catalogueCalls: Record<string, Call> = {
  'GET /api/marketplace-public-offerings/': list,
  'GET /api/marketplace-public-offerings/{uuid}/': { scope: 'user', success: 200, path: offering },
  'GET /api/marketplace-public-offerings/{uuid}/plans/': { scope: 'user', success: 200, path: offering },
  'GET /api/marketplace-public-offerings/{uuid}/plans/{plan}/': {
    scope: 'user',
    success: 200,
    path: ({ catalogue }) => ({ uuid: catalogue.offering, plan: catalogue.plan }),
  },
  'GET /api/marketplace-categories/': list,
  'GET /api/marketplace-categories/{uuid}/': { scope: 'user', success: 200, path: category },
  'GET /api/marketplace-plans/': list,
  'GET /api/marketplace-plans/{uuid}/': { scope: 'user', success: 200, path: uuid(({ catalogue }) => catalogue.plan) },
  'GET /api/marketplace-offerings/': list,
  'GET /api/marketplace-offerings/{uuid}/': { scope: 'user', success: 200, path: offering },
  'GET /api/openstack-flavors/': list,
  'POST /api/openstack-flavors/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 201,
    bodies: [(world) => ({ name: world.key().name, cores: 1, ram: 64, disk: 1 })],
  },
  'DELETE /api/openstack-flavors/{uuid}/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 204,
    path: uuid((world) => world.makeFlavor()),
  },
  'GET /api/openstack-flavors/{uuid}/': { scope: 'user', success: 200, path: flavor },
  'GET /api/openstack-images/': list,
  'POST /api/openstack-images/': {
    permission: 'IMAGE.MANAGE',
    scope: 'project',
    success: 201,
    bodies: [(world) => world.image(world.owner)],
  },
  'GET /api/openstack-images/{uuid}/': read('image'),
  'DELETE /api/openstack-images/{uuid}/': {
    permission: 'IMAGE.MANAGE',
    scope: 'project',
    success: 204,
    path: uuid((world) => world.makeImage(world.owner)),
  },
  'PATCH /api/openstack-images/{uuid}/': {
    permission: 'IMAGE.MANAGE',
    scope: 'project',
    success: 200,
    path: uuid((world) => world.makeImage(world.owner)),
    bodies: [({ owner }) => ({ description: 'new', project: owner.project })],
  },
  'POST /api/openstack-images/{uuid}/pull/': {
    permission: 'IMAGE.MANAGE',
    scope: 'project',
    success: 202,
    path: uuid((world) => world.makeRemoteImage(world.owner)),
  },
  'PUT /api/openstack-images/{uuid}/file/': {
    permission: 'IMAGE.MANAGE',
    scope: 'project',
    success: 200,
    path: uuid((world) => world.makeImage(world.owner)),
    bytes: 'the content of an image',
  },
};

import type { Kind, World } from './world.ts';

/**
 * Who may: `public`, without a token; `user`, whoever has one, and sees only what is theirs; `project`, the members of
 * the project and staff; `own`, only the user that it belongs to; `staff`.
 */
export type Scope = 'public' | 'user' | 'project' | 'own' | 'staff';

export interface Call {
  scope: Scope;
  /** The status of a success. */
  success: number;
  /** What the path names: of the owner, made for this one call where the call uses it up. */
  path?: (world: World) => Promise<Record<string, string>> | Record<string, string>;
  /** Bodies that the owner succeeds with; together they have every field of the schema that is a reference. */
  bodies?: ((world: World) => object)[];
  /** In place of JSON. */
  bytes?: string;
  /** Takes back what `path` has set up. */
  after?: () => void;
}

const uuid = (make: (world: World) => Promise<string> | string) => async (world: World) => ({
  uuid: await make(world),
});
const list: Call = { scope: 'user', success: 200 };
const read = (kind: Kind): Call => ({ scope: 'project', success: 200, path: uuid(({ owned }) => owned[kind]) });
const offering = uuid(({ catalogue }) => catalogue.offering);
const flavor = uuid(({ catalogue }) => catalogue.tiny.flavor);
const newVm = uuid(async (world) => (await world.makeVm(world.owner)).resource);
let release = (): void => {};

/** How every operation of the API is called. */
export const calls: Record<string, Call> = {
  'POST /api/marketplace-orders/': {
    scope: 'project',
    success: 201,
    bodies: [plainOrder, referringOrder, waldurOrder],
  },
  'GET /api/marketplace-orders/': list,
  'GET /api/marketplace-orders/{uuid}/': read('order'),
  'DELETE /api/marketplace-orders/{uuid}/': {
    scope: 'project',
    success: 204,
    path: uuid(async (world) => {
      const running = await world.makeRunningOrder(world.owner);
      release = running.release;
      return running.order;
    }),
    after: () => release(),
  },
  'GET /api/marketplace-orders/{uuid}/events/': read('order'),
  'GET /api/marketplace-resources/': list,
  'GET /api/marketplace-resources/{uuid}/': read('resource'),
  'PATCH /api/marketplace-resources/{uuid}/': { ...read('resource'), bodies: [() => ({ description: 'new' })] },
  'DELETE /api/marketplace-resources/{uuid}/': { scope: 'project', success: 204, path: newVm },
  'POST /api/marketplace-resources/{uuid}/actions/{action}/': {
    scope: 'project',
    success: 202,
    path: async (world) => ({ ...(await newVm(world)), action: 'restart' }),
  },
  'GET /api/marketplace-resources/{uuid}/console_log/': read('resource'),
  'GET /api/marketplace-offerings/': list,
  'GET /api/marketplace-offerings/{uuid}/': { scope: 'user', success: 200, path: offering },
  'GET /api/openstack-flavors/': list,
  'GET /api/openstack-flavors/{uuid}/': { scope: 'user', success: 200, path: flavor },
  'GET /api/projects/': list,
  'GET /api/projects/{uuid}/': read('project'),
  'GET /api/openstack-images/': list,
  'POST /api/openstack-images/': { scope: 'project', success: 201, bodies: [(world) => world.image(world.owner)] },
  'GET /api/openstack-images/{uuid}/': read('image'),
  'DELETE /api/openstack-images/{uuid}/': {
    scope: 'project',
    success: 204,
    path: uuid((world) => world.makeImage(world.owner)),
  },
  'PUT /api/openstack-images/{uuid}/file/': {
    scope: 'project',
    success: 200,
    path: uuid((world) => world.makeImage(world.owner)),
    bytes: 'the content of an image',
  },
  'GET /api/openstack-networks/': list,
  'GET /api/openstack-networks/{uuid}/': read('network'),
  'GET /api/openstack-subnets/': list,
  'GET /api/openstack-subnets/{uuid}/': read('subnet'),
  'GET /api/openstack-floating-ips/': list,
  'POST /api/openstack-floating-ips/': {
    scope: 'project',
    success: 201,
    bodies: [({ owner }) => ({ project: owner.project })],
  },
  'GET /api/openstack-floating-ips/{uuid}/': read('floating_ip'),
  'DELETE /api/openstack-floating-ips/{uuid}/': {
    scope: 'project',
    success: 204,
    path: uuid((world) => world.makeFloatingIp(world.owner)),
  },
  'GET /api/users/me/': list,
  'GET /api/keys/': list,
  'POST /api/keys/': { scope: 'user', success: 201, bodies: [(world) => world.key()] },
  'GET /api/keys/{uuid}/': { ...read('key'), scope: 'own' },
  'DELETE /api/keys/{uuid}/': { scope: 'own', success: 204, path: uuid((world) => world.makeKey(world.owner.client)) },
  'GET /api/tokens/': list,
  'POST /api/tokens/': { scope: 'user', success: 201, bodies: [() => ({ name: 'another' })] },
  'DELETE /api/tokens/{uuid}/': {
    scope: 'own',
    success: 204,
    path: uuid((world) => world.makeToken(world.owner.client)),
  },
  'GET /api/version/': { scope: 'public', success: 200 },
  'GET /api/status/': { scope: 'staff', success: 200 },
  'GET /api/doctor/': { scope: 'staff', success: 200 },
  'POST /api/doctor/fix/': { scope: 'staff', success: 200 },
  'GET /api/doctor/receipts/{uuid}/': { ...read('resource'), scope: 'staff' },
};

/** Every text of every body: a reference to a kind of object, or nothing that names one. */
export const bodyFields: Record<string, Kind | 'none'> = {
  project: 'project',
  offering: 'none',
  plan: 'none',
  'attributes.name': 'none',
  'attributes.image': 'image',
  'attributes.flavor': 'none',
  'attributes.ssh_public_key': 'key',
  'attributes.networks[].subnet': 'subnet',
  'attributes.networks[].floating_ip': 'floating_ip',
  'attributes.description': 'none',
  'attributes.user_data': 'none',
  'attributes.security_groups[]': 'security_group',
  'attributes.security_groups[].url': 'security_group',
  'attributes.ports[].subnet': 'subnet',
  'attributes.floating_ips[].subnet': 'none',
  'attributes.floating_ips[].url': 'floating_ip',
  name: 'none',
  description: 'none',
  ssh_user: 'none',
  sha256: 'none',
  url: 'none',
  readiness: 'none',
  public_key: 'none',
  expires: 'none',
};

/** Every parameter of a query, likewise. */
export const queryFields: Record<string, Kind | 'none'> = {
  project_uuid: 'project',
  resource_uuid: 'resource',
  offering_uuid: 'none',
  category_uuid: 'none',
  network_uuid: 'network',
  page: 'none',
  page_size: 'none',
  name: 'none',
  name_exact: 'none',
  state: 'none',
  runtime_state: 'none',
  type: 'none',
  category_name: 'none',
  cores__gte: 'none',
  ram__gte: 'none',
  disk__gte: 'none',
  address: 'none',
  free: 'none',
  length: 'none',
  after: 'none',
};

function plainOrder({ owner, order }: World): object {
  return order(owner);
}

function referringOrder({ owner, owned, order }: World): object {
  return order(owner, { ssh_public_key: owned.key, security_groups: [owned.security_group] });
}

/** The same in Waldur's words. */
function waldurOrder({ owner, owned, order }: World): object {
  return order(owner, {
    networks: undefined,
    ports: [{ subnet: owner.subnet }],
    floating_ips: [{ subnet: owner.subnet, url: owned.floating_ip }],
    security_groups: [{ url: owned.security_group }],
  });
}

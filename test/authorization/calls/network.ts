import { randomUUID } from 'node:crypto';
import type { Kind, World } from '../world.ts';
import { type Call, list, read, uuid } from './call.ts';

/** A change of name or description. */
const relabel = (kind: Kind): Call => ({
  ...read(kind),
  permission: 'NETWORK.MANAGE',
  bodies: [() => ({ description: 'new' })],
});
/** The host is looked at anew. */
const pull = (kind: Kind): Call => ({ ...read(kind), permission: 'NETWORK.MANAGE', success: 202 });
/** A deletion of what was made for it. */
const usedUp = (make: (world: World) => Promise<string>): Call => ({
  scope: 'project',
  permission: 'NETWORK.MANAGE',
  success: 204,
  path: uuid(make),
});
/** Something made in a project, which both dialects have a word for. */
const madeInProject = (fields: (world: World) => object): Call => ({
  scope: 'project',
  permission: 'NETWORK.MANAGE',
  success: 201,
  bodies: [
    (world) => ({ project: world.owner.project, ...fields(world) }),
    (world) => ({ tenant: world.owner.project, ...fields(world) }),
  ],
});
const inTenant = (success: number, body?: (world: World) => object): Call => ({
  ...read('project'),
  permission: 'NETWORK.MANAGE',
  success,
  ...(body === undefined ? {} : { bodies: [body] }),
});

export const networkCalls: Record<string, Call> = {
  'POST /api/openstack-networks/{uuid}/pull/': pull('network'),
  'POST /api/openstack-subnets/{uuid}/pull/': pull('subnet'),
  'POST /api/openstack-ports/{uuid}/pull/': pull('port'),
  'POST /api/openstack-floating-ips/{uuid}/pull/': pull('floating_ip'),
  'POST /api/openstack-security-groups/{uuid}/pull/': pull('security_group'),
  'POST /api/openstack-tenants/{uuid}/pull/': pull('project'),
  'POST /api/openstack-tenants/{uuid}/pull_floating_ips/': pull('project'),
  'POST /api/openstack-tenants/{uuid}/pull_security_groups/': pull('project'),
  'PATCH /api/openstack-tenants/{uuid}/': { ...relabel('project'), permission: 'PROJECT.UPDATE' },
  'POST /api/openstack-floating-ips/{uuid}/update_description/': { ...relabel('floating_ip'), success: 202 },
  'POST /api/openstack-ports/{uuid}/set_allowed_address_pairs/': {
    ...relabel('port'),
    bodies: [() => ({ allowed_address_pairs: [{ ip_address: '10.0.3.77' }] })],
  },
  'GET /api/openstack-networks/': list,
  'POST /api/openstack-networks/': madeInProject(() => ({ name: 'one more' })),
  'GET /api/openstack-networks/{uuid}/': read('network'),
  'PATCH /api/openstack-networks/{uuid}/': relabel('network'),
  'DELETE /api/openstack-networks/{uuid}/': usedUp((world) => world.makeNetwork(world.owner)),
  'POST /api/openstack-networks/{uuid}/create_subnet/': {
    scope: 'project',
    permission: 'NETWORK.MANAGE',
    success: 201,
    path: uuid((world) => world.makeNetwork(world.owner)),
    bodies: [(world) => world.subnet()],
  },
  'GET /api/openstack-subnets/': list,
  'GET /api/openstack-subnets/{uuid}/': read('subnet'),
  'PATCH /api/openstack-subnets/{uuid}/': relabel('subnet'),
  'DELETE /api/openstack-subnets/{uuid}/': usedUp((world) => world.makeSubnet(world.owner)),
  'GET /api/openstack-ports/': list,
  'POST /api/openstack-ports/': {
    scope: 'project',
    permission: 'NETWORK.MANAGE',
    success: 201,
    bodies: [
      ({ owner, owned }) => ({
        project: owner.project,
        network: owner.network,
        security_groups: [owned.security_group],
      }),
      ({ owner, owned }) => ({
        tenant: owner.project,
        subnet: owner.subnet,
        fixed_ips: [{ subnet_id: owner.subnet }],
        security_groups: [{ url: owned.security_group }],
      }),
      ({ owner }) => ({ network: owner.network }),
    ],
  },
  'GET /api/openstack-ports/{uuid}/': read('port'),
  'PATCH /api/openstack-ports/{uuid}/': {
    ...relabel('port'),
    bodies: [
      ({ owned }) => ({ security_groups: [owned.security_group] }),
      ({ owned }) => ({ security_groups: [{ url: owned.security_group }] }),
    ],
  },
  'DELETE /api/openstack-ports/{uuid}/': usedUp((world) => world.makePort(world.owner)),
  'POST /api/openstack-ports/{uuid}/update_security_groups/': {
    ...read('port'),
    permission: 'NETWORK.MANAGE',
    success: 202,
    bodies: [
      ({ owned }) => ({ security_groups: [owned.security_group] }),
      ({ owned }) => ({ security_groups: [{ url: owned.security_group }] }),
      ({ owned }) => [owned.security_group],
      ({ owned }) => [{ url: owned.security_group }],
    ],
    fields: { '[]': 'security_group', '[].url': 'security_group', '[].name': 'none' },
  },
  'GET /api/openstack-security-groups/': list,
  'POST /api/openstack-security-groups/': madeInProject(newGroup),
  'GET /api/openstack-security-groups/{uuid}/': read('security_group'),
  'PATCH /api/openstack-security-groups/{uuid}/': relabel('security_group'),
  'DELETE /api/openstack-security-groups/{uuid}/': usedUp((world) => world.makeGroup(world.owner)),
  'POST /api/openstack-security-groups/{uuid}/set_rules/': {
    scope: 'project',
    permission: 'NETWORK.MANAGE',
    success: 202,
    path: uuid((world) => world.makeGroup(world.owner)),
    bodies: [({ owned }) => [{ protocol: 'tcp', remote_group: owned.security_group }]],
    fields: {
      '[].direction': 'none',
      '[].ethertype': 'none',
      '[].protocol': 'none',
      '[].cidr': 'none',
      '[].remote_group': 'security_group',
      '[].remote_group_uuid': 'none',
      '[].remote_group_name': 'none',
      '[].description': 'none',
    },
  },
  'GET /api/openstack-tenants/': list,
  'GET /api/openstack-tenants/{uuid}/': read('project'),
  'POST /api/openstack-tenants/{uuid}/create_network/': inTenant(201, () => ({ name: 'one more' })),
  'POST /api/openstack-tenants/{uuid}/create_security_group/': inTenant(201, newGroup),
  'POST /api/openstack-tenants/{uuid}/create_floating_ip/': inTenant(200),
  'GET /api/openstack-floating-ips/': list,
  'POST /api/openstack-floating-ips/': madeInProject(() => ({})),
  'POST /api/openstack-floating-ips/{uuid}/attach_to_port/': {
    scope: 'project',
    permission: 'NETWORK.MANAGE',
    success: 202,
    path: uuid(({ spares }) => spares.floating_ip),
    bodies: [({ spares }) => ({ port: spares.port })],
  },
  'POST /api/openstack-floating-ips/{uuid}/detach_from_port/': {
    scope: 'project',
    permission: 'NETWORK.MANAGE',
    success: 202,
    path: uuid(async ({ owner, spares }) => {
      const { port, floating_ip: floatingIp } = spares;
      await owner.client.post(`openstack-floating-ips/${floatingIp}/attach_to_port/`, { port });
      return floatingIp;
    }),
  },
  'GET /api/openstack-floating-ips/{uuid}/': read('floating_ip'),
  'DELETE /api/openstack-floating-ips/{uuid}/': {
    permission: 'NETWORK.MANAGE',
    scope: 'project',
    success: 204,
    path: uuid((world) => world.makeFloatingIp(world.owner)),
  },
};

function newGroup({ owned }: World): object {
  return { name: `group-${randomUUID()}`, rules: [{ remote_group: owned.security_group }] };
}

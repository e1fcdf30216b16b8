import type { Permission } from '../../../src/identity/index.ts';
import type { Kind, World } from '../world.ts';
import { type Call, list, newVm, read, uuid, zone } from './call.ts';

/** A list that replaces one of a VM, as the value of `field` and bare; `texts`: what its items have. */
const instanceNetwork = (
  field: string,
  texts: Record<string, Kind | 'none'>,
  items: ((world: World) => unknown)[],
): Call => ({
  scope: 'project',
  permission: 'RESOURCE.UPDATE',
  success: 202,
  path: async (world) => {
    await world.freeSpares();
    return newVm(world);
  },
  bodies: items.flatMap((item) => [(world: World) => ({ [field]: [item(world)] }), (world: World) => [item(world)]]),
  fields: Object.fromEntries(
    Object.entries(texts).flatMap(([text, kind]) => [
      [`${field}[]${text}`, kind],
      [`[]${text}`, kind],
    ]),
  ),
});

/** What a VM that is made of another's disks shall have otherwise. */
const restoration: Pick<Call, 'bodies' | 'fields'> = {
  bodies: [
    ({ owned, owner, catalogue }) => ({
      flavor: catalogue.small,
      name: 'copy',
      ports: [{ subnet: owner.subnet, fixed_ips: [{ subnet_id: owner.subnet }] }],
      security_groups: [owned.security_group],
    }),
    ({ owned, owner, spares }) => ({
      name: 'other',
      ports: [{ port: spares.port }],
      security_groups: [{ url: owned.security_group }],
      floating_ips: [{ subnet: owner.subnet, url: spares.floating_ip }],
    }),
  ],
  fields: {
    'ports[].subnet': 'subnet',
    'ports[].port': 'port',
    'ports[].fixed_ips[].ip_address': 'none',
    'ports[].fixed_ips[].subnet_id': 'subnet',
    'security_groups[]': 'security_group',
    'security_groups[].url': 'security_group',
    'floating_ips[].subnet': 'none',
    'floating_ips[].url': 'floating_ip',
    'floating_ips[].ip_address': 'none',
  },
};

/** What is done with a VM below either of its paths. */
function vmFamily(path: string, actions: string): Record<string, Call> {
  const [power, update] = ['INSTANCE.POWER', 'RESOURCE.UPDATE'] as const;
  const change: Call = { permission: update, ...read('resource'), bodies: [() => ({ description: 'new' })] };
  type Bodies = NonNullable<Call['bodies']>;
  const action = (permission: Permission, standing: Parameters<World['vm']>[0], ...bodies: Bodies): Call => ({
    permission,
    scope: 'project',
    success: 202,
    path: uuid((world) => world.vm(standing)),
    ...(bodies.length === 0 ? {} : { bodies }),
  });
  const [on, off] = [{ runtime_state: 'ACTIVE' }, { runtime_state: 'SHUTOFF' }] as const;
  return {
    [`GET ${path}/console_log/`]: { permission: 'INSTANCE.CONSOLE', ...read('resource') },
    [`POST ${path}/console_log/`]: { permission: 'INSTANCE.CONSOLE', ...read('resource'), reads: true },
    [`POST ${path}/set_end_date/`]: {
      ...read('resource'),
      permission: update,
      also: 'RESOURCE.TERMINATE',
      bodies: [() => ({ end_date: null })],
    },
    [`PATCH ${path}/`]: change,
    [`PUT ${path}/`]: change,
    [`POST ${path}${actions}/start/`]: action(power, off),
    [`POST ${path}${actions}/stop/`]: action(power, on),
    [`POST ${path}${actions}/restart/`]: action(power, on),
    [`POST ${path}${actions}/change_flavor/`]: action(update, off, ({ catalogue }) => ({ flavor: catalogue.small })),
    [`POST ${path}${actions}/rebuild/`]: action(
      update,
      on,
      ({ catalogue }) => ({ image: catalogue.tiny.image }),
      ({ catalogue, owned }) => ({ image: catalogue.tiny.image, ssh_public_key: owned.key }),
    ),
    [`POST ${path}${actions}/rescue/`]: action(
      update,
      on,
      ({ catalogue }) => ({ image: catalogue.tiny.image }),
      ({ catalogue }) => ({ rescue_image: catalogue.tiny.image }),
    ),
    [`POST ${path}${actions}/unrescue/`]: action(update, { ...on, rescued: true }),
    [`POST ${path}${actions}/cancel/`]: action(update, { ...on, busy: true }),
  };
}

export const instancesCalls: Record<string, Call> = {
  'GET /api/marketplace-resources/': list,
  'GET /api/marketplace-resources/{uuid}/': read('resource'),
  'DELETE /api/marketplace-resources/{uuid}/': {
    permission: 'RESOURCE.TERMINATE',
    scope: 'project',
    success: 204,
    path: newVm,
  },
  'GET /api/marketplace-resources/{uuid}/details/': read('resource'),
  'POST /api/marketplace-resources/{uuid}/terminate/': {
    permission: 'RESOURCE.TERMINATE',
    scope: 'project',
    success: 200,
    path: newVm,
    bodies: [() => ({ action: 'force_destroy' }), () => ({ attributes: { action: 'force_destroy' } })],
  },
  'POST /api/marketplace-resources/{uuid}/pull/': { permission: 'INSTANCE.POWER', ...read('resource'), success: 202 },
  'POST /api/marketplace-resources/{uuid}/unlink/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 204,
    path: newVm,
  },
  'POST /api/marketplace-resources/{uuid}/actions/{action}/': {
    permission: 'INSTANCE.POWER',
    scope: 'project',
    success: 400,
    path: ({ owned }) => ({ uuid: owned.resource, action: 'dance' }),
  },
  'POST /api/marketplace-resources/suggest_name/': {
    permission: 'ORDER.CREATE',
    scope: 'project',
    success: 200,
    bodies: [({ owner, catalogue }) => ({ project: owner.project, offering: catalogue.offering })],
  },
  ...vmFamily('/api/marketplace-resources/{uuid}', '/actions'),
  'GET /api/openstack-instances/': list,
  'GET /api/openstack-instances/{uuid}/': read('resource'),
  ...vmFamily('/api/openstack-instances/{uuid}', ''),
  'GET /api/openstack-instances/{uuid}/console/': { permission: 'INSTANCE.CONSOLE', ...read('resource') },
  'GET /api/openstack-instance-availability-zones/': list,
  'GET /api/openstack-instance-availability-zones/{uuid}/': zone,
  'POST /api/openstack-instances/{uuid}/backup/': {
    ...read('resource'),
    permission: 'INSTANCE.POWER',
    bodies: [() => ({ name: 'kept', kept_until: '2999-01-01T00:00:00Z' })],
  },
  'POST /api/openstack-instances/{uuid}/clone/': {
    scope: 'project',
    permission: 'ORDER.APPROVE',
    also: 'INSTANCE.POWER',
    success: 200,
    path: async (world) => {
      await world.freeSpares();
      return { uuid: world.owned.resource };
    },
    ...restoration,
  },
  'GET /api/openstack-backups/': list,
  'GET /api/openstack-backups/{uuid}/': read('backup'),
  'PATCH /api/openstack-backups/{uuid}/': {
    ...read('backup'),
    permission: 'INSTANCE.POWER',
    bodies: [() => ({ description: 'new', kept_until: null })],
  },
  'POST /api/openstack-backups/{uuid}/pull/': { ...read('backup'), permission: 'INSTANCE.POWER', success: 202 },
  'POST /api/openstack-backups/{uuid}/restore/': {
    scope: 'project',
    permission: 'ORDER.APPROVE',
    success: 200,
    path: async (world) => {
      await world.freeSpares();
      return { uuid: world.owned.backup };
    },
    ...restoration,
  },
  'POST /api/openstack-backups/{uuid}/rollback/': {
    scope: 'project',
    permission: 'RESOURCE.TERMINATE',
    success: 202,
    path: uuid((world) => world.makeBackupOfStopped(world.owner)),
  },
  'DELETE /api/openstack-backups/{uuid}/': {
    scope: 'project',
    permission: 'VOLUME.MANAGE',
    success: 204,
    path: uuid((world) => world.makeBackup(world.owner, world.owned.resource)),
  },
  'POST /api/openstack-backups/{uuid}/copy/': {
    scope: 'project',
    permission: 'INSTANCE.POWER',
    success: 201,
    path: uuid((world) => world.owned.backup),
    bodies: [() => ({ target: 'nas', name: 'away' })],
  },
  'GET /api/backup-copies/': list,
  'GET /api/backup-copies/{uuid}/': read('backup_copy'),
  'POST /api/backup-copies/{uuid}/verify/': {
    scope: 'project',
    permission: 'INSTANCE.POWER',
    success: 202,
    path: uuid((world) => world.makeCopy(world.owner)),
  },
  'POST /api/backup-copies/{uuid}/restore/': {
    scope: 'project',
    permission: 'ORDER.APPROVE',
    success: 200,
    path: async (world) => {
      await world.freeSpares();
      return { uuid: await world.makeCopy(world.owner) };
    },
    ...restoration,
  },
  'DELETE /api/backup-copies/{uuid}/': {
    scope: 'project',
    permission: 'VOLUME.MANAGE',
    success: 204,
    path: uuid((world) => world.makeCopy(world.owner)),
  },
  'POST /api/openstack-instances/{uuid}/set_metadata/': {
    permission: 'RESOURCE.UPDATE',
    ...read('resource'),
    success: 202,
    bodies: [() => ({ metadata: { role: 'web' } })],
  },
  'POST /api/openstack-instances/{uuid}/pull/': { permission: 'INSTANCE.POWER', ...read('resource'), success: 202 },
  'POST /api/openstack-instances/{uuid}/unlink/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 204,
    path: newVm,
  },
  'POST /api/openstack-instances/{uuid}/set_ok/': { permission: 'CLOUD.OPERATE', ...read('resource'), scope: 'staff' },
  'POST /api/openstack-instances/{uuid}/set_erred/': {
    permission: 'CLOUD.OPERATE',
    scope: 'staff',
    success: 200,
    path: uuid((world) => world.vm({ runtime_state: 'ACTIVE' })),
  },
  'POST /api/marketplace-resources/{uuid}/switch_plan/': {
    permission: 'RESOURCE.UPDATE',
    also: 'ORDER.APPROVE',
    scope: 'project',
    success: 200,
    path: newVm,
    bodies: [({ catalogue }) => ({ plan: catalogue.monthly })],
  },
  'POST /api/marketplace-resources/{uuid}/update_limits/': {
    permission: 'RESOURCE.UPDATE',
    ...read('resource'),
    success: 400,
    bodies: [() => ({ limits: { cores: 2 } })],
  },
  'GET /api/marketplace-resources/{uuid}/offering_for_subresources/': read('project'),
  'POST /api/openstack-instances/{uuid}/create_image/': {
    permission: 'IMAGE.MANAGE',
    scope: 'project',
    success: 201,
    path: uuid((world) => world.vm({ runtime_state: 'SHUTOFF' })),
    bodies: [() => ({ name: 'of a disk' })],
  },
  'POST /api/openstack-instances/{uuid}/update_ports/': instanceNetwork(
    'ports',
    { '.subnet': 'subnet', '.port': 'port', '.fixed_ips[].ip_address': 'none', '.fixed_ips[].subnet_id': 'subnet' },
    [
      ({ owner }) => ({ subnet: owner.subnet, fixed_ips: [{ subnet_id: owner.subnet }] }),
      ({ spares }) => ({ port: spares.port }),
    ],
  ),
  'POST /api/openstack-instances/{uuid}/update_security_groups/': instanceNetwork(
    'security_groups',
    { '': 'security_group', '.url': 'security_group' },
    [({ owned }) => owned.security_group, ({ owned }) => ({ url: owned.security_group })],
  ),
  'POST /api/openstack-instances/{uuid}/update_allowed_address_pairs/': {
    scope: 'project',
    permission: 'RESOURCE.UPDATE',
    success: 202,
    path: newVm,
    bodies: [({ owner }) => ({ subnet: owner.subnet, allowed_address_pairs: [{ ip_address: '10.0.3.200' }] })],
  },
  'POST /api/openstack-instances/{uuid}/update_floating_ips/': instanceNetwork(
    'floating_ips',
    { '.subnet': 'subnet', '.url': 'floating_ip', '.ip_address': 'none' },
    [({ owner, spares }) => ({ subnet: owner.subnet, url: spares.floating_ip })],
  ),
  'GET /api/openstack-instances/{uuid}/diagnose_connectivity/': read('resource'),
  // it changes nothing
  'POST /api/openstack-instances/{uuid}/diagnose_connectivity/': { ...read('resource'), reads: true },
  'GET /api/openstack-instances/{uuid}/ports/': read('resource'),
  'GET /api/openstack-instances/{uuid}/floating_ips/': read('resource'),
  'GET /api/marketplace-resources/{uuid}/team/': read('resource'),
  'GET /api/marketplace-resources/{uuid}/plan_periods/': read('resource'),
  'GET /api/marketplace-resources/{uuid}/offering/': read('resource'),
  'GET /api/marketplace-resources/{uuid}/history/': { ...read('resource'), scope: 'staff' },
  'GET /api/marketplace-resources/{uuid}/diagnose_connectivity/': read('resource'),
  'GET /api/marketplace-resources/{uuid}/usage/': read('resource'),
  'GET /api/marketplace-resources/{uuid}/usage/history/': read('resource'),
};

// snapshots and backups stand in the way of what can be done with it
const vm = ['instance', 'volume', 'snapshot', 'backup', 'port', 'floating_ip', 'security_group', 'order'];
const networks = ['network', 'subnet'];
const ports = ['port', 'subnet', 'floating_ip', 'security_group', 'instance'];

/** What of the API shows what a project's stream tells of, by its path: the kinds of things that it shows. */
export const showing: Record<string, string[] | 'all'> = {
  // with what is used of the quotas
  '/api/projects/': 'all',
  '/api/projects/{uuid}/': 'all',
  '/api/events/': 'all',
  '/api/marketplace-orders/': ['order'],
  '/api/marketplace-orders/{uuid}/': ['order'],
  '/api/marketplace-resources/': vm,
  '/api/marketplace-resources/{uuid}/': vm,
  '/api/openstack-instances/': vm,
  '/api/openstack-volumes/': ['volume', 'instance', 'snapshot'],
  '/api/deleted-resources/': ['instance', 'volume'],
  '/api/openstack-snapshots/': ['snapshot', 'volume'],
  '/api/openstack-backups/': ['backup', 'backup_copy', 'instance'],
  '/api/backup-copies/': ['backup_copy', 'instance'],
  '/api/openstack-snapshot-schedules/': ['snapshot_schedule', 'volume'],
  '/api/openstack-backup-schedules/': ['backup_schedule', 'instance'],
  '/api/openstack-power-schedules/': ['power_schedule', 'instance'],
  '/api/openstack-networks/': networks,
  '/api/openstack-subnets/': networks,
  '/api/openstack-ports/': ports,
  '/api/openstack-floating-ips/': ['floating_ip', 'port', 'instance'],
  '/api/openstack-security-groups/': ['security_group'],
};

/** Of those, what shows more, which has to be asked for: the steps of an order, what VMs take now. */
export const alsoMoves = new Set([
  '/api/marketplace-orders/{uuid}/',
  '/api/marketplace-resources/',
  '/api/marketplace-resources/{uuid}/',
]);

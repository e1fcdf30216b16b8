/**
 * Migrations that were called after a room, several of them after the same one: their names at the time, which databases
 * and backups of then still have, and now.
 */
export const renamed: Readonly<Record<string, string>> = {
  '0001_identity': '0001_customers_projects_users',
  '0002_catalogue': '0002_offerings_flavors_images',
  '0003_network': '0003_networks_ports_security_groups',
  '0004_instances': '0004_instances_and_volumes',
  '0005_workflow': '0005_workflows_and_orders',
  '0007_identity': '0007_passwords_and_token_limits',
  '0008_storage': '0008_volumes_of_their_own',
  '0009_instances': '0009_resize_rebuild_rescue',
  '0010_network': '0010_network_revisions',
  '0011_images': '0011_image_imports',
  '0012_orders': '0012_order_approval_and_quotes',
  '0013_catalogue': '0013_removed_flavors_and_disk_sizes',
  '0015_quotes': '0015_volume_quotes',
  '0020_network': '0020_address_pairs_and_host_routes',
};

/** What a migration is called now. */
export function currentName(name: string): string {
  return renamed[name] ?? name;
}

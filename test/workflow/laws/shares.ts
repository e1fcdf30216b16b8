/** The workflows of each file of tests here: a process each, so that they run beside each other. */
export const shares = {
  life: ['instance.create', 'instance.delete'],
  power: ['instance.start', 'instance.stop', 'instance.restart', 'instance.resize'],
  rebuild: ['instance.rebuild', 'instance.create_image'],
  rescue: ['instance.rescue', 'instance.unrescue'],
  network: ['instance.update_ports', 'instance.update_network'],
  volumes: ['volume.create', 'volume.delete', 'volume.attach', 'volume.detach', 'volume.extend'],
  snapshots: ['snapshot.create', 'snapshot.delete', 'volume.restore'],
  backups: ['backup.create', 'backup.delete'],
  copies: ['backup_copy.create', 'backup_copy.verify', 'backup_copy.delete'],
  restore: ['instance.restore', 'instance.rollback'],
  deleted: ['instance.soft_delete', 'instance.undelete', 'instance.purge', 'volume.soft_delete', 'volume.purge'],
  clone: ['instance.clone'],
} as const;

/** A UUID of the fixtures, by a digit. */
export const id = (digit: string): string => `${digit.repeat(8)}-0000-4000-8000-000000000000`;

/** Of an order that is in the middle of its steps. */
export const oldOrder = '0dde0000-0000-4000-8000-000000000000';

/**
 * What a cloud had in the tables that a migration brought, by the migration: a VM whose order is in the middle of its
 * steps. A migration that brings a table brings its rows here.
 */
export const rowsOf: Record<string, string> = {
  '0001_customers_projects_users': `
    INSERT INTO customer (uuid, name, slug) VALUES ('${id('1')}', 'Old customer', 'old');
    INSERT INTO project (uuid, customer, name, slug, quota_instances, quota_vcpus, quota_memory_mib, quota_storage_mib,
    quota_floating_ips) VALUES ('${id('2')}', '${id('1')}', 'Old project', 'old', 9, 9, 9999, 99999, 9);
    INSERT INTO app_user (uuid, username, is_staff) VALUES ('${id('3')}', 'admin', true);
    INSERT INTO role_grant (user_uuid, role, customer) VALUES ('${id('3')}', 'CUSTOMER.OWNER', '${id('1')}');
    INSERT INTO token (user_uuid, name, hash, prefix) VALUES ('${id('3')}', 'old', sha256('old-token'), 'old-to');
    INSERT INTO ssh_key (user_uuid, name, key_type, public_key, fingerprint_md5, fingerprint_sha256)
    VALUES ('${id('3')}', 'old', 'ssh-ed25519', 'ssh-ed25519 AAAA', 'md5', 'sha256');
    INSERT INTO audit_event (username, address, action, result) VALUES ('admin', '127.0.0.1', 'order.create', 'accepted');
  `,
  '0002_offerings_flavors_images': `
    INSERT INTO category (uuid, name, title) VALUES ('${id('4')}', 'VM', 'Virtual machines');
    INSERT INTO flavor (uuid, name, vcpus, memory_mib, disk_mib) VALUES ('${id('5')}', 'tiny', 1, 128, 1024);
    INSERT INTO offering (uuid, category, name) VALUES ('${id('6')}', '${id('4')}', 'Virtual machine');
    INSERT INTO plan (uuid, offering, name, unit) VALUES ('${id('7')}', '${id('6')}', 'Hourly', 'hour');
    INSERT INTO image (uuid, name, ssh_user, readiness, min_disk_mib, min_memory_mib, source, state) VALUES
    ('${id('8')}', 'Tiny Linux', 'root', 'agent', 128, 96, '{"kind":"builtin","name":"tiny"}', 'pending');
  `,
  '0003_networks_ports_security_groups': `
    INSERT INTO network (uuid, project, name, slot) VALUES ('${id('9')}', '${id('2')}', 'default', 0), ('${id('a')}', NULL, 'public', 0);
    INSERT INTO subnet (uuid, network, project, name, cidr, gateway, pool_first, pool_last, pool_cursor) VALUES
    ('${id('b')}', '${id('9')}', '${id('2')}', 'default', '10.0.0.0/22', '10.0.0.1', '10.0.0.2', '10.0.3.254', '10.0.0.2'),
    ('${id('c')}', '${id('a')}', NULL, 'floating', '172.24.4.0/24', '172.24.4.1', '172.24.4.2', '172.24.4.254', '172.24.4.2');
    INSERT INTO security_group (uuid, project, name) VALUES ('${id('d')}', '${id('2')}', 'default');
    INSERT INTO security_group_rule (security_group, direction, ethertype) VALUES ('${id('d')}', 'egress', 'IPv4');
    INSERT INTO port (uuid, project, network, mac) VALUES ('${id('f')}', '${id('2')}', '${id('9')}', '02:00:00:00:00:01');
    INSERT INTO port_security_group VALUES ('${id('f')}', '${id('d')}');
    INSERT INTO floating_ip (uuid, project, port, automatic) VALUES ('${id('0')}', '${id('2')}', '${id('f')}', true);
    INSERT INTO address (subnet, address, port, floating_ip) VALUES ('${id('b')}', '10.0.0.2', '${id('f')}', NULL),
    ('${id('c')}', '172.24.4.2', NULL, '${id('0')}');
  `,
  '0004_instances_and_volumes': `
    INSERT INTO instance (uuid, project, offering, plan, image, flavor, name, vcpus, memory_mib, ssh_keys, state, slot)
    VALUES ('${id('e')}', '${id('2')}', '${id('6')}', '${id('7')}', '${id('8')}', '${id('5')}', 'old-vm', 1, 128,
    '{ssh-ed25519 AAAA}', 'CREATING', 1);
    UPDATE port SET instance = '${id('e')}';
    INSERT INTO volume (project, instance, name, size_mib, image) VALUES ('${id('2')}', '${id('e')}', 'old-vm-system', 1024, '${id('8')}');
  `,
  '0005_workflows_and_orders': `
    INSERT INTO "order" (uuid, type, project, offering, plan, instance, state)
    VALUES ('${oldOrder}', 'Create', '${id('2')}', '${id('6')}', '${id('7')}', '${id('e')}', 'executing');
    INSERT INTO workflow (uuid, kind, subject, input, state)
    VALUES ('${oldOrder}', 'instance.create', '${id('e')}', '{}', 'running');
    INSERT INTO workflow_step (workflow, position, name, state, attempt, started, finished, progress)
    SELECT '${oldOrder}', n - 1, name, CASE WHEN n < 2 THEN 'done' WHEN n = 2 THEN 'running' ELSE 'pending' END,
      (n < 3)::int, CASE WHEN n < 3 THEN now() END, CASE WHEN n < 2 THEN now() END, 0
    FROM unnest('{reserve,image,network,volumes,guest,ready}'::text[]) WITH ORDINALITY AS s (name, n);
    INSERT INTO workflow_event (workflow, data) VALUES ('${oldOrder}', '{"step":"reserve","state":"done"}');
    INSERT INTO step_duration VALUES ('instance.create', 'guest', '', 12);
    INSERT INTO idempotency_key (user_uuid, key, request_hash, status, body) VALUES ('${id('3')}', 'old', 'hash', 201, '{}');
  `,
  '0007_passwords_and_token_limits': `
    INSERT INTO login_failure (who, failures) VALUES (sha256('somebody'), 2);
  `,
  '0012_order_approval_and_quotes': `
    INSERT INTO quote (user_uuid, project, offering, plan, flavor, storage_mib, unit_price, expires)
      VALUES ('${id('3')}', '${id('2')}', '${id('6')}', '${id('7')}', '${id('5')}', 1024, 1, now() + interval '1 hour');
  `,
  '0030_instance_rollback': `
    INSERT INTO instance_rollback (instance, flavor, vcpus, memory_mib, image, ssh_keys, key_name, generation, power, disk_mib)
    SELECT uuid, flavor, vcpus, memory_mib, image, ssh_keys, key_name, generation, power, 1024 FROM instance;
  `,
  '0033_cloud_identity': `
    INSERT INTO cloud (uuid) VALUES ('${id('1')}');
  `,
  '0035_disk_ledger': `
    INSERT INTO host (vcpus, memory_mib, disk_mib, disk_free_mib, disk_written_mib) VALUES (2, 4096, 40960, 20480, 1024);
  `,
  '0050_server_groups': `
    INSERT INTO server_group (project, name, policy) VALUES ('${id('2')}', 'old', 'affinity');
  `,
  '0056_login_links': `
    INSERT INTO login_link (user_uuid, hash, made_by, expires)
    SELECT '${id('3')}', sha256('link'), uuid, now() + interval '10 minutes' FROM token LIMIT 1;
  `,
  '0059_object_changes': `
    UPDATE network SET description = 'old' WHERE project IS NOT NULL;
  `,
  '0077_snapshots': `
    INSERT INTO snapshot (project, volume, name, size_mib, state) SELECT project, uuid, 'old', size_mib, 'OK' FROM volume LIMIT 1;
  `,
  '0080_backups': `
    INSERT INTO backup (project, instance, name, vm, at_once, state) SELECT project, uuid, 'old', '{}', true, 'OK' FROM instance;
  `,
  '0081_schedules': `
    INSERT INTO schedule (project, makes, volume, name, cron, timezone, retention_days, most, next_run)
    SELECT project, 'snapshot', uuid, 'old', '0 3 * * *', 'UTC', 7, 7, now() FROM volume LIMIT 1;
    UPDATE snapshot SET schedule = (SELECT uuid FROM schedule), due = now();
  `,
  '0082_power_schedules': `
    INSERT INTO schedule (project, makes, instance, name, cron, timezone, retention_days, most)
    SELECT project, 'stop', uuid, 'old', '0 20 * * *', 'UTC', 0, 0 FROM instance LIMIT 1;
  `,
  '0085_backup_schedules': `
    INSERT INTO schedule (project, makes, instance, name, cron, timezone, retention_days, most, activated_by)
    SELECT project, 'backup', uuid, 'old', '0 3 * * *', 'UTC', 7, 7, '${id('3')}' FROM instance LIMIT 1;
    UPDATE backup SET schedule = (SELECT uuid FROM schedule WHERE makes = 'backup'), due = now();
  `,
  '0091_backup_copies': `
    INSERT INTO backup_copy (project, backup, target, name, instance, instance_name, vm, volumes, offering, plan, backed_up, state)
    SELECT b.project, b.uuid, 'nas', 'old', i.uuid, i.name, '{}', '[]', i.offering, i.plan, now(), 'OK' FROM backup b JOIN instance i ON i.uuid = b.instance;
    UPDATE volume SET source_copy = (SELECT uuid FROM backup_copy LIMIT 1);
  `,
  '0088_deleted_resources': `
    INSERT INTO deleted_resource (uuid, project, volume, kept_until)
    SELECT uuid, project, uuid, now() + interval '7 days' FROM volume LIMIT 1;
  `,
  '0061_usage_figures': `
    INSERT INTO usage_figure (instance, grain, slot, at, cpu_percent, memory_bytes, disk_read, disk_written,
    network_received, network_sent) VALUES ('${id('e')}', 600, 1, now(), 1, 2, 3, 4, 5, 6);
  `,
  '0090_disk_figures': `
    INSERT INTO disk_figure (cloud, slot, at, free_mib) VALUES ('main', 1, now(), 1);
  `,
  '0079_console_tickets': `
    INSERT INTO console_ticket (hash, user_uuid, token_hash, address, instance, screen, expires)
    VALUES (sha256('ticket'), '${id('3')}', sha256('old-token'), '127.0.0.1', '${id('e')}', false, now() + interval '30 s');
  `,
  '0075_clouds': `
    INSERT INTO image_copy (image, cloud, size_bytes, claim_mib) VALUES ('${id('8')}', 'main', 4096, 1);
  `,
};

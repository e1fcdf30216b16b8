import { type RawBuilder, sql } from 'kysely';
import { z } from 'zod';
import { type Database, enums, findOne, json, type View } from '../db/index.ts';
import { allowedAddresses } from '../network/index.ts';
import { backedUp, ended, firstSnapshot, wasOrdered } from './standing.ts';

const orderRow = z.strictObject({
  uuid: z.string(),
  type: z.enum(enums['order.type']),
  state: z.enum(enums['order.state']),
  error_message: z.string(),
  /** As PostgreSQL writes times in JSON. */
  created: z.string(),
  completed: z.string().nullable(),
  created_by_username: z.string().nullable(),
});

const securityGroupRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  rules: z.array(
    z.strictObject({
      id: z.number(),
      ethertype: z.string(),
      direction: z.string(),
      /** Empty: any; ports then are -1. */
      protocol: z.string(),
      from_port: z.number(),
      to_port: z.number(),
      cidr: z.string().nullable(),
      description: z.string(),
      remote_group: z.string().nullable(),
    }),
  ),
});

export const instancePort = z.strictObject({
  uuid: z.string(),
  /** Made by itself, and given to the VM. */
  standalone: z.boolean(),
  mac: z.string(),
  network: z.string(),
  /** Addresses and prefixes that it may have beside its own. */
  allowed: z.array(z.string()),
  addresses: z.array(
    z.strictObject({
      subnet: z.string(),
      subnet_name: z.string(),
      subnet_description: z.string(),
      cidr: z.string(),
      address: z.string(),
    }),
  ),
  floating_ip: z
    .strictObject({
      uuid: z.string(),
      address: z.string(),
    })
    .nullable(),
  security_groups: z.array(securityGroupRow),
});

const instanceRow = z.strictObject({
  uuid: z.string(),
  name: z.string(),
  description: z.string(),
  metadata: json['instance.metadata'],
  /** The cloud, which is one zone. */
  zone: z.string(),
  /** The name of the one that it is on. */
  cloud: z.string(),
  state: z.enum(enums['instance.state']),
  runtime_state: z.enum(enums['instance.runtime_state']),
  power: z.enum(enums['instance.power']),
  error_message: z.string(),
  termination_protection: z.boolean(),
  first_snapshot: z.number().nullable(),
  has_backups: z.boolean(),
  ended: z.boolean(),
  ordered: z.boolean(),
  /** What is being done while the state is UPDATING; empty: nothing. */
  action: z.string(),
  action_details: z.record(z.string(), z.string()),
  /** The step that its run is at; null: none. */
  action_step: z
    .strictObject({
      workflow: z.string(),
      name: z.string(),
      message: z.string(),
    })
    .nullable(),
  /** In rescue mode: what runs in place of the own image. */
  rescue_image: z.string().nullable(),
  rescue_image_name: z.string().nullable(),
  auto_restart: z.boolean(),
  ends_at: z.date().nullable(),
  end_action: z.enum(enums['instance.end_action']),
  end_date_requested_by: z.string().nullable(),
  project_ends_at: z.date().nullable(),
  created: z.date(),
  modified: z.date(),
  started: z.date().nullable(),
  project: z.string(),
  project_name: z.string(),
  customer: z.string(),
  project_description: z.string(),
  project_slug: z.string(),
  customer_name: z.string(),
  customer_slug: z.string(),
  offering: z.string(),
  offering_name: z.string(),
  offering_description: z.string(),
  offering_type: z.string(),
  offering_state: z.enum(enums['offering.state']),
  category: z.string(),
  category_title: z.string(),
  plan: z.string(),
  plan_name: z.string(),
  plan_unit: z.string(),
  plan_description: z.string(),
  image: z.string(),
  image_name: z.string(),
  /** Of the system that runs. */
  image_readiness: z.enum(enums['image.readiness']),
  ssh_user: z.string(),
  flavor: z.string(),
  flavor_name: z.string(),
  flavor_disk_mib: z.number(),
  min_disk_mib: z.number(),
  min_memory_mib: z.number(),
  vcpus: z.number(),
  memory_mib: z.number(),
  key_name: z.string(),
  ssh_keys: z.array(z.string()),
  user_data: z.string().nullable(),
  readiness: json['instance.readiness'],
  creation_order: orderRow.nullable(),
  order_in_progress: orderRow.nullable(),
  server_group: z
    .strictObject({ uuid: z.string(), name: z.string(), policy: z.enum(enums['server_group.policy']) })
    .nullable(),
  volumes: z.array(
    z.strictObject({
      uuid: z.string(),
      name: z.string(),
      size_mib: z.number(),
      bootable: z.boolean(),
      state: z.enum(enums['volume.state']),
      image_name: z.string(),
      is_resource: z.boolean(),
    }),
  ),
  ports: z.array(instancePort),
});

/** An instance with everything that its answers show. */
export type InstanceView = z.output<typeof instanceRow>;
export type NestedOrder = z.output<typeof orderRow>;

const nestedOrder = sql`jsonb_build_object('uuid', o.uuid, 'type', o.type, 'state', o.state,
  'error_message', coalesce(o.error ->> 'message', ''), 'created', o.created, 'completed', o.completed,
  'created_by_username', (SELECT username FROM app_user u WHERE u.uuid = o.created_by))`;

const rules = sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'ethertype', r.ethertype,
    'direction', r.direction, 'protocol', coalesce(r.protocol, ''), 'from_port', coalesce(r.from_port, -1),
    'to_port', coalesce(r.to_port, -1), 'cidr', r.cidr::text, 'description', r.description,
    'remote_group', r.remote_group) ORDER BY r.id), '[]') FROM security_group_rule r WHERE r.security_group = g.uuid)`;

/** The ports of the instance that a query calls `i`. */
export const instancePorts = sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', t.uuid, 'mac', t.mac::text, 'network', t.network,
    'standalone', t.standalone, 'allowed', ${allowedAddresses('t')},
    'addresses', (SELECT coalesce(jsonb_agg(jsonb_build_object('subnet', s.uuid, 'subnet_name', s.name,
        'subnet_description', s.description,
        'cidr', s.cidr::text, 'address', host(a.address)) ORDER BY a.address), '[]')
      FROM address a JOIN subnet s ON s.uuid = a.subnet WHERE a.port = t.uuid),
    'floating_ip', (SELECT jsonb_build_object('uuid', x.uuid, 'address', host(a.address))
      FROM floating_ip x JOIN address a ON a.floating_ip = x.uuid WHERE x.port = t.uuid),
    'security_groups', (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', g.uuid, 'name', g.name,
        'description', g.description, 'rules', ${rules}) ORDER BY pg.position, g.name), '[]')
      FROM port_security_group pg JOIN security_group g ON g.uuid = pg.security_group WHERE pg.port = t.uuid))
    ORDER BY t.position), '[]')
  FROM port t WHERE t.instance = i.uuid)`;

const columns = sql`
  i.uuid, i.name, i.description, i.metadata, (SELECT uuid FROM cloud) AS zone, i.state, i.runtime_state, i.power, i.error_message, i.auto_restart,
  i.termination_protection, ${firstSnapshot('i')} AS first_snapshot, ${backedUp('i')} AS has_backups, ${ended('i')} AS ended, ${wasOrdered('i')} AS ordered, i.action, i.action_details,
  CASE WHEN i.action <> '' THEN (SELECT jsonb_build_object('workflow', w.kind, 'name', t.name, 'message', t.message)
      FROM workflow w JOIN workflow_step t ON t.workflow = w.uuid
      WHERE w.subject = i.uuid AND w.state IN ('running', 'undoing') AND t.state IN ('running', 'waiting', 'undoing')
      ORDER BY t.position LIMIT 1) END AS action_step,
  i.rescue_image, r.name AS rescue_image_name, i.ends_at, i.end_action, i.end_date_requested_by, p.ends_at AS project_ends_at, i.created, i.modified, i.started,
  i.project, p.cloud, p.name AS project_name, p.description AS project_description, p.slug AS project_slug, p.customer,
  c.name AS customer_name, c.slug AS customer_slug, i.offering, o.name AS offering_name,
  o.description AS offering_description, o.type AS offering_type, o.state AS offering_state, o.category,
  k.title AS category_title, i.plan, l.name AS plan_name, l.unit AS plan_unit, l.description AS plan_description, i.image, m.name AS image_name, coalesce(r.readiness, m.readiness) AS image_readiness,
  coalesce(r.ssh_user, m.ssh_user) AS ssh_user,
  i.flavor, f.name AS flavor_name, f.disk_mib AS flavor_disk_mib, m.min_disk_mib, m.min_memory_mib, i.vcpus,
  i.memory_mib, i.key_name, i.ssh_keys, i.user_data, i.readiness,
  (SELECT ${nestedOrder} FROM "order" o WHERE o.instance = i.uuid AND o.type = 'Create' ORDER BY o.created LIMIT 1)
    AS creation_order,
  (SELECT ${nestedOrder} FROM "order" o WHERE o.instance = i.uuid AND o.completed IS NULL ORDER BY o.created DESC LIMIT 1)
    AS order_in_progress,
  (SELECT jsonb_build_object('uuid', g.uuid, 'name', g.name, 'policy', g.policy)
    FROM server_group g WHERE g.uuid = i.server_group) AS server_group,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', v.uuid, 'name', v.name, 'size_mib', v.size_mib,
      'bootable', v.position = 0, 'state', v.state, 'image_name', coalesce(w.name, ''),
      'is_resource', v.offering IS NOT NULL) ORDER BY v.position), '[]')
    FROM volume v LEFT JOIN image w ON w.uuid = v.image WHERE v.instance = i.uuid) AS volumes,
  ${instancePorts} AS ports`;

const joins = sql`
  JOIN project p ON p.uuid = i.project JOIN customer c ON c.uuid = p.customer JOIN offering o ON o.uuid = i.offering
  JOIN category k ON k.uuid = o.category
  JOIN plan l ON l.uuid = i.plan JOIN image m ON m.uuid = i.image JOIN flavor f ON f.uuid = i.flavor
  LEFT JOIN image r ON r.uuid = i.rescue_image`;

export const instanceView: View<InstanceView> = { table: 'instance', alias: 'i', row: instanceRow, columns, joins };

/** One instance, or null when there is none of this UUID that `where` lets through. */
export function findInstance(db: Database, uuid: string, where: RawBuilder<boolean>): Promise<InstanceView | null> {
  return findOne(db, instanceView, sql<boolean>`i.uuid = ${uuid} AND ${where}`);
}

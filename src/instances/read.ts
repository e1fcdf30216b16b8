import { type RawBuilder, sql } from 'kysely';
import {
  type Database,
  findOne,
  type InstanceState,
  type OrderState,
  type Readiness,
  type RuntimeState,
  type View,
  type VolumeState,
} from '../db/index.ts';
import { allowedAddresses } from '../network/index.ts';
import type { ReadinessKind } from './readiness.ts';

/** An instance with everything that its answers show. */
export interface InstanceView {
  uuid: string;
  name: string;
  description: string;
  state: InstanceState;
  runtime_state: RuntimeState;
  power: 'on' | 'off';
  error_message: string;
  termination_protection: boolean;
  /** What is being done while the state is UPDATING; empty: nothing. */
  action: string;
  action_details: Record<string, string>;
  /** The step that its run is at; null: none. */
  action_step: { workflow: string; name: string; message: string } | null;
  /** In rescue mode: what runs in place of the own image. */
  rescue_image: string | null;
  rescue_image_name: string | null;
  auto_restart: boolean;
  /** A day, as `2026-01-31`. */
  end_date: string | null;
  end_date_requested_by: string | null;
  created: Date;
  modified: Date;
  started: Date | null;
  project: string;
  project_name: string;
  customer: string;
  project_description: string;
  project_slug: string;
  customer_name: string;
  customer_slug: string;
  offering: string;
  offering_name: string;
  offering_description: string;
  offering_type: string;
  offering_state: 'Draft' | 'Active' | 'Paused' | 'Archived';
  category: string;
  category_title: string;
  plan: string;
  plan_name: string;
  plan_unit: string;
  plan_description: string;
  image: string;
  image_name: string;
  /** Of the system that runs. */
  image_readiness: ReadinessKind;
  ssh_user: string;
  flavor: string;
  flavor_name: string;
  flavor_disk_mib: number;
  min_disk_mib: number;
  min_memory_mib: number;
  vcpus: number;
  memory_mib: number;
  key_name: string;
  ssh_keys: string[];
  user_data: string | null;
  readiness: Readiness;
  creation_order: NestedOrder | null;
  order_in_progress: NestedOrder | null;
  volumes: {
    uuid: string;
    name: string;
    size_mib: number;
    bootable: boolean;
    state: VolumeState;
    image_name: string;
    is_resource: boolean;
  }[];
  ports: {
    uuid: string;
    /** Made by itself, and given to the VM. */
    standalone: boolean;
    mac: string;
    network: string;
    /** Addresses and prefixes that it may have beside its own. */
    allowed: string[];
    addresses: { subnet: string; subnet_name: string; subnet_description: string; cidr: string; address: string }[];
    floating_ip: { uuid: string; address: string } | null;
    security_groups: SecurityGroup[];
  }[];
}

export interface NestedOrder {
  uuid: string;
  type: 'Create' | 'Update' | 'Terminate';
  state: OrderState;
  error_message: string;
  /** As PostgreSQL writes times in JSON. */
  created: string;
  completed: string | null;
}

interface SecurityGroup {
  uuid: string;
  name: string;
  description: string;
  rules: {
    id: number;
    ethertype: string;
    direction: string;
    /** Empty: any; ports then are -1. */
    protocol: string;
    from_port: number;
    to_port: number;
    cidr: string | null;
    description: string;
    remote_group: string | null;
  }[];
}

const nestedOrder = sql`jsonb_build_object('uuid', o.uuid, 'type', o.type, 'state', o.state,
  'error_message', coalesce(o.error ->> 'message', ''), 'created', o.created, 'completed', o.completed)`;

const rules = sql`(SELECT coalesce(jsonb_agg(jsonb_build_object('id', r.id, 'ethertype', r.ethertype,
    'direction', r.direction, 'protocol', coalesce(r.protocol, ''), 'from_port', coalesce(r.from_port, -1),
    'to_port', coalesce(r.to_port, -1), 'cidr', r.cidr::text, 'description', r.description,
    'remote_group', r.remote_group) ORDER BY r.id), '[]') FROM security_group_rule r WHERE r.security_group = g.uuid)`;

const columns = sql<InstanceView>`
  i.uuid, i.name, i.description, i.state, i.runtime_state, i.power, i.error_message, i.auto_restart,
  i.termination_protection, i.action, i.action_details,
  CASE WHEN i.action <> '' THEN (SELECT jsonb_build_object('workflow', w.kind, 'name', t.name, 'message', t.message)
      FROM workflow w JOIN workflow_step t ON t.workflow = w.uuid
      WHERE w.subject = i.uuid AND w.state IN ('running', 'undoing') AND t.state IN ('running', 'waiting', 'undoing')
      ORDER BY t.position LIMIT 1) END AS action_step,
  i.rescue_image, r.name AS rescue_image_name, i.end_date::text, i.end_date_requested_by, i.created, i.modified, i.started,
  i.project, p.name AS project_name, p.description AS project_description, p.slug AS project_slug, p.customer,
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
  (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', v.uuid, 'name', v.name, 'size_mib', v.size_mib,
      'bootable', v.position = 0, 'state', v.state, 'image_name', coalesce(w.name, ''),
      'is_resource', v.offering IS NOT NULL) ORDER BY v.position), '[]')
    FROM volume v LEFT JOIN image w ON w.uuid = v.image WHERE v.instance = i.uuid) AS volumes,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', t.uuid, 'mac', t.mac::text, 'network', t.network,
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
    FROM port t WHERE t.instance = i.uuid) AS ports`;

const joins = sql`
  JOIN project p ON p.uuid = i.project JOIN customer c ON c.uuid = p.customer JOIN offering o ON o.uuid = i.offering
  JOIN category k ON k.uuid = o.category
  JOIN plan l ON l.uuid = i.plan JOIN image m ON m.uuid = i.image JOIN flavor f ON f.uuid = i.flavor
  LEFT JOIN image r ON r.uuid = i.rescue_image`;

export const instanceView: View<InstanceView> = { table: 'instance', alias: 'i', columns, joins };

/** One instance, or null when there is none of this UUID that `where` lets through. */
export function findInstance(db: Database, uuid: string, where: RawBuilder<boolean>): Promise<InstanceView | null> {
  return findOne(db, instanceView, sql<boolean>`i.uuid = ${uuid} AND ${where}`);
}

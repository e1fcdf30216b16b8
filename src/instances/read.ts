import { type RawBuilder, sql } from 'kysely';
import type { Database, InstanceState, Readiness, RuntimeState } from '../db/index.ts';
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
  auto_restart: boolean;
  created: Date;
  modified: Date;
  started: Date | null;
  project: string;
  project_name: string;
  customer: string;
  customer_name: string;
  offering: string;
  offering_name: string;
  plan: string;
  plan_name: string;
  image: string;
  image_name: string;
  image_readiness: ReadinessKind;
  ssh_user: string;
  flavor: string;
  flavor_name: string;
  vcpus: number;
  memory_mib: number;
  key_name: string;
  user_data: string | null;
  readiness: Readiness;
  creation_order: string | null;
  volumes: { uuid: string; name: string; size_mib: number; bootable: boolean }[];
  ports: {
    uuid: string;
    mac: string;
    network: string;
    addresses: { subnet: string; subnet_name: string; cidr: string; address: string }[];
    floating_ip: { uuid: string; address: string } | null;
    security_groups: { uuid: string; name: string }[];
  }[];
}

const view = sql<InstanceView>`
  i.uuid, i.name, i.description, i.state, i.runtime_state, i.power, i.error_message, i.auto_restart, i.created, i.modified, i.started,
  i.project, p.name AS project_name, p.customer, c.name AS customer_name, i.offering, o.name AS offering_name,
  i.plan, l.name AS plan_name, i.image, m.name AS image_name, m.readiness AS image_readiness, m.ssh_user,
  i.flavor, f.name AS flavor_name, i.vcpus, i.memory_mib, i.key_name, i.user_data, i.readiness,
  (SELECT uuid FROM "order" WHERE instance = i.uuid AND type = 'Create' ORDER BY created LIMIT 1) AS creation_order,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', v.uuid, 'name', v.name, 'size_mib', v.size_mib,
      'bootable', v.position = 0) ORDER BY v.position), '[]')
    FROM volume v WHERE v.instance = i.uuid) AS volumes,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', t.uuid, 'mac', t.mac::text, 'network', t.network,
      'addresses', (SELECT coalesce(jsonb_agg(jsonb_build_object('subnet', s.uuid, 'subnet_name', s.name,
          'cidr', s.cidr::text, 'address', host(a.address)) ORDER BY a.address), '[]')
        FROM address a JOIN subnet s ON s.uuid = a.subnet WHERE a.port = t.uuid),
      'floating_ip', (SELECT jsonb_build_object('uuid', x.uuid, 'address', host(a.address))
        FROM floating_ip x JOIN address a ON a.floating_ip = x.uuid WHERE x.port = t.uuid),
      'security_groups', (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', g.uuid, 'name', g.name) ORDER BY g.name), '[]')
        FROM port_security_group pg JOIN security_group g ON g.uuid = pg.security_group WHERE pg.port = t.uuid))
      ORDER BY t.position), '[]')
    FROM port t WHERE t.instance = i.uuid) AS ports`;

const joins = sql`
  JOIN project p ON p.uuid = i.project JOIN customer c ON c.uuid = p.customer JOIN offering o ON o.uuid = i.offering
  JOIN plan l ON l.uuid = i.plan JOIN image m ON m.uuid = i.image JOIN flavor f ON f.uuid = i.flavor`;

/** One instance, or null when there is none of this UUID that `where` lets through. */
export async function findInstance(
  db: Database,
  uuid: string,
  where: RawBuilder<boolean>,
): Promise<InstanceView | null> {
  const { rows } = await sql<InstanceView>`
    SELECT ${view} FROM instance i ${joins} WHERE i.uuid = ${uuid} AND ${where}
  `.execute(db);
  return rows[0] ?? null;
}

/** A page of instances, newest first, and how many there are in all. The page is cut before anything is joined. */
export async function listInstances(
  db: Database,
  where: RawBuilder<boolean>,
  page: { limit: number; offset: number },
): Promise<{ count: number; rows: InstanceView[] }> {
  const { rows: counted } = await sql<{ n: number }>`SELECT count(*)::int AS n FROM instance i WHERE ${where}`.execute(
    db,
  );
  const { rows } = await sql<InstanceView>`
    SELECT ${view} FROM (
      SELECT * FROM instance i WHERE ${where} ORDER BY created DESC, uuid LIMIT ${page.limit} OFFSET ${page.offset}
    ) i ${joins} ORDER BY i.created DESC, i.uuid
  `.execute(db);
  return { count: counted[0]?.n ?? 0, rows };
}

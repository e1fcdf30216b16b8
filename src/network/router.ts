import { sql } from 'kysely';
import { Turns } from '../common/turns.ts';
import { type Database, enums, json, onlyRowOf } from '../db/index.ts';
import type { Driver, RouterSpec } from '../drivers/driver.ts';
import type { RunLocks } from '../engine/index.ts';
import { z } from 'zod';
import { backendProtocol } from './rules.ts';

const subnetShape = z.strictObject({
  id: z.string(),
  cidr: z.string(),
  gateway: z.string(),
  announced: z.boolean(),
  hostRoutes: json['subnet.host_routes'],
  dnsNameservers: z.array(z.string()),
});
const portShape = z.strictObject({
  id: z.string(),
  network: z.string(),
  mac: z.string(),
  guestSlot: z.int(),
  guest: z.string(),
  hostname: z.string(),
  addresses: z.array(z.strictObject({ subnet: z.string(), address: z.string() })),
  groups: z.array(z.string()),
  allowed: z.array(z.string()),
  floatingIp: z.string().nullable(),
});
const ruleShape = z.strictObject({
  direction: z.enum(enums['security_group_rule.direction']),
  ethertype: z.enum(enums['security_group_rule.ethertype']),
  protocol: z.string().transform(backendProtocol).nullable(),
  fromPort: z.int().nullable(),
  toPort: z.int().nullable(),
  cidr: z.string().nullable(),
  remoteGroup: z.string().nullable(),
});
const specRow = z.strictObject({
  revision: z.string(),
  /** Whether it is not in force yet. */
  behind: z.boolean(),
  spec: z.strictObject({
    slot: z.int(),
    networks: z.array(z.strictObject({ id: z.string(), slot: z.int(), subnets: z.array(subnetShape) })),
    ports: z.array(portShape),
    groups: z.array(z.strictObject({ id: z.string(), rules: z.array(ruleShape) })),
  }),
});

/** The project's network as its rows want it on the backend, only plugged ports, and which revision of it that is. */
async function routerSpec(db: Database, project: string) {
  const query = sql`
    SELECT p.network_revision AS revision, p.network_applied < p.network_revision AS behind, jsonb_build_object(
      'slot', p.slot,
      'networks', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', n.uuid, 'slot', n.slot, 'subnets', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('id', s.uuid, 'cidr', s.cidr, 'gateway', host(s.gateway),
            'announced', s.gateway_enabled, 'hostRoutes', s.host_routes,
            'dnsNameservers', (SELECT coalesce(jsonb_agg(host(d)), '[]') FROM unnest(s.dns_nameservers) d))
            ORDER BY s.created, s.uuid), '[]')
          FROM subnet s WHERE s.network = n.uuid)) ORDER BY n.slot), '[]')
        FROM network n WHERE n.project = p.uuid),
      'ports', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', t.uuid, 'network', t.network, 'mac', t.mac::text,
          'guestSlot', i.slot, 'guest', i.uuid, 'hostname', i.name,
          'addresses', (SELECT coalesce(jsonb_agg(jsonb_build_object('subnet', a.subnet, 'address', host(a.address))
            ORDER BY a.address), '[]') FROM address a WHERE a.port = t.uuid),
          'groups', (SELECT coalesce(jsonb_agg(g.security_group ORDER BY g.security_group), '[]')
            FROM port_security_group g WHERE g.port = t.uuid),
          'allowed', to_jsonb(t.allowed_addresses::text[]),
          'floatingIp', (SELECT host(a.address) FROM floating_ip f JOIN address a ON a.floating_ip = f.uuid
            WHERE f.port = t.uuid)) ORDER BY i.slot, t.position, t.uuid), '[]')
        FROM port t JOIN instance i ON i.uuid = t.instance WHERE t.project = p.uuid AND t.plugged),
      'groups', (SELECT coalesce(jsonb_agg(jsonb_build_object('id', g.uuid, 'rules', (
          SELECT coalesce(jsonb_agg(jsonb_build_object('direction', r.direction, 'ethertype', r.ethertype,
            'protocol', r.protocol, 'fromPort', r.from_port, 'toPort', r.to_port, 'cidr', r.cidr,
            'remoteGroup', r.remote_group) ORDER BY r.id), '[]')
          FROM security_group_rule r WHERE r.security_group = g.uuid)) ORDER BY g.uuid), '[]')
        FROM security_group g WHERE g.project = p.uuid)
    ) AS spec FROM project p WHERE p.uuid = ${project}`;
  const { spec, ...progress } = await onlyRowOf(db, specRow, query);
  const router: RouterSpec = { id: project, revision: progress.revision, ...spec };
  return { spec: router, ...progress };
}

/**
 * Makes the backend follow the rows, one application per project at a time: callers that come while one runs share the
 * next, which sees all of their changes. A project without plugged ports has no router on the backend.
 */
export class RouterApplier {
  readonly #db: Database;
  readonly #driver: Driver;
  readonly #locks: RunLocks;
  readonly #turns = new Turns();
  /** Applications that have not begun. */
  readonly #next = new Map<string, Promise<void>>();

  constructor(db: Database, driver: Driver, locks: RunLocks) {
    this.#db = db;
    this.#driver = driver;
    this.#locks = locks;
  }

  apply(project: string): Promise<void> {
    const next =
      this.#next.get(project) ??
      this.#turns.take(project, () => {
        this.#next.delete(project);
        // what another node reads of it later it also applies later
        return this.#locks.exclusively(project, () => this.#once(project));
      });
    this.#next.set(project, next);
    return next;
  }

  async #once(project: string): Promise<void> {
    const { spec, revision, behind } = await routerSpec(this.#db, project);
    if (spec.ports.length === 0) await this.#driver.removeRouter(project);
    else await this.#driver.applyRouter(spec);
    if (!behind) return;
    await sql`
      UPDATE project SET network_applied = ${revision}, network_error = ''
      WHERE uuid = ${project} AND network_applied < ${revision}::bigint
    `.execute(this.#db);
  }
}

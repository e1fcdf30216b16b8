import { sql } from 'kysely';
import { type Database, onlyRowOf } from '../db/index.ts';
import type { Driver, PortFacts } from '../drivers/driver.ts';
import { type Check, connectivityChecks, type HostFinding, type Rows, rowsShape } from './connectivity-checks.ts';

/** What is asked of a backend, and of the machine that it is on, by a project's id. */
export type Prober = Pick<Driver, 'guestState' | 'diagnosePort'> & {
  hostChecks: (project: string) => Promise<HostFinding[]>;
};

export interface Connectivity {
  ok: boolean;
  /** One sentence. */
  verdict: string;
  checks: Check[];
}

/** Why an instance can or cannot be reached, from what its rows say and what is measured now; takes up to 5 s. */
export async function measureConnectivity(db: Database, backend: Prober, instance: string): Promise<Connectivity> {
  const rows = await readRows(db, instance);
  const measured = rows.ports.map(async (port) => {
    const facts = await backend.diagnosePort(rows.project, port.uuid).catch(() => nothing);
    return { ...port, facts };
  });
  const [guest, host, ports] = await Promise.all([
    backend.guestState(instance),
    backend.hostChecks(rows.project),
    Promise.all(measured),
  ]);
  const checks = connectivityChecks({ ...rows, guest, ports, host });
  const failed = checks.find(({ ok }) => ok === false);
  return { ok: failed === undefined, verdict: verdictOf(rows.name, failed), checks };
}

function verdictOf(name: string, failed: Check | undefined): string {
  if (failed === undefined) return `${name} can be reached.`;
  if (failed.name === 'host') return `${name} can be reached, but all is not well on its host: ${failed.measured}`;
  return `${name} cannot be reached: ${failed.measured}`;
}

const nothing: PortFacts = { link: 'absent', leases: [], ssh: [], floatingIp: null, sshFrom: [] };

function readRows(db: Database, instance: string): Promise<Rows> {
  const query = sql`
    SELECT i.name, i.project, i.state, i.error_message, i.key_name, m.ssh_user, m.readiness AS image_readiness,
      i.readiness, p.network_applied < p.network_revision AS behind, p.network_error,
      (SELECT coalesce(jsonb_agg(jsonb_build_object('uuid', t.uuid, 'plugged', t.plugged,
          'addresses', (SELECT coalesce(jsonb_agg(host(a.address) ORDER BY a.address), '[]') FROM address a WHERE a.port = t.uuid),
          'groups', (SELECT coalesce(jsonb_agg(g.name ORDER BY g.name), '[]') FROM port_security_group pg
            JOIN security_group g ON g.uuid = pg.security_group WHERE pg.port = t.uuid),
          'floatingIp', (SELECT host(a.address) FROM floating_ip f JOIN address a ON a.floating_ip = f.uuid
            WHERE f.port = t.uuid)) ORDER BY t.position), '[]')
        FROM port t WHERE t.instance = i.uuid) AS ports
    FROM instance i JOIN project p ON p.uuid = i.project JOIN image m ON m.uuid = i.image WHERE i.uuid = ${instance}`;
  return onlyRowOf(db, rowsShape, query);
}

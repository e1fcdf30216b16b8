import { type RawBuilder, sql } from 'kysely';
import { type Filter, repeatable } from '../http/filters.ts';

/** Repeatable: rows that have to do with the VMs that have one of these floating IPs; `holds` gets the query of their UUIDs. */
export function byExternalIp(holds: (instances: RawBuilder<unknown>) => RawBuilder<boolean>): Filter {
  return repeatable(45, (texts) =>
    holds(sql`SELECT t.instance FROM floating_ip f JOIN address a ON a.floating_ip = f.uuid
      JOIN port t ON t.uuid = f.port WHERE host(a.address) = ANY(${texts})`),
  );
}

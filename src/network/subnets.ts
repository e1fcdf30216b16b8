import { sql } from 'kysely';
import { FieldErrors, InvalidRequest } from '../common/field-errors.ts';
import { definedFields } from '../common/defined-fields.ts';
import { blockOf } from '../common/prefix.ts';
import type { HostRoute, Tx } from '../db/index.ts';
import { type Actor, audit, before, changed, cloudOf } from '../identity/index.ts';
import { readCapabilities } from '../quotas/index.ts';
import { readHostRoutes, refuseContradictions } from './host-routes.ts';
import { limits } from './limits.ts';
import { type Labels, type Owned, refusePorts, tooMany } from './networks.ts';
import { changeNetwork } from './revision.ts';
import { layOut, nameservers, type SubnetDraft } from './subnet-layout.ts';

/** Makes a subnet of a network; returns its UUID. Throws `InvalidRequest` that names all that is wrong. */
export async function createSubnet(
  tx: Tx,
  actor: Actor,
  network: Owned,
  draft: SubnetDraft & Labels & { name: string },
): Promise<string> {
  const errors = new FieldErrors();
  const { reservedAddresses } = await readCapabilities(tx, network.project);
  const layout = layOut(draft, reservedAddresses, errors);
  if (layout === undefined) throw new InvalidRequest(errors);
  const { project } = network;
  const revision = await changeNetwork(tx, project);
  const { count } = await tx
    .selectFrom('subnet')
    .select((eb) => eb.fn.countAll().as('count'))
    .where('project', '=', project)
    .executeTakeFirstOrThrow();
  if (Number(count) >= limits.subnets) throw tooMany('subnets', limits.subnets);
  await refuseFloatingPool(tx, project, layout.cidr, errors);
  // the exclusion constraint decides, also between two requests that come together
  const { name, description = '' } = draft;
  const created = await tx
    .insertInto('subnet')
    .values({ network: network.uuid, project, name, description, revision, ...layout })
    .onConflict((conflict) => conflict.doNothing())
    .returning('uuid')
    .executeTakeFirst();
  if (created === undefined) await refuseOverlap(tx, project, layout.cidr, errors);
  else await refuseContradictions(tx, { project, subnet: created.uuid }, errors);
  if (created === undefined || !errors.empty) throw new InvalidRequest(errors);
  await audit(tx, actor, 'subnet.create', { object: created.uuid, project, detail: { name, cidr: layout.cidr } });
  return created.uuid;
}

const meets = (cidr: string) => sql<boolean>`cidr && ${cidr}::cidr`;

async function refuseFloatingPool(tx: Tx, project: string, cidr: string, errors: FieldErrors): Promise<void> {
  const query = tx.selectFrom('subnet').select('cidr').where('cloud', '=', cloudOf(project)).where(meets(cidr));
  const pool = await query.executeTakeFirst();
  if (pool === undefined) return;
  const why = `${cidr} overlaps ${pool.cidr}, which floating IPs come from. Choose another block.`;
  errors.add(['cidr'], why, 'already-taken');
}

async function refuseOverlap(tx: Tx, project: string, cidr: string, errors: FieldErrors): Promise<void> {
  const query = tx.selectFrom('subnet').select(['name', 'uuid', 'cidr']).where('project', '=', project);
  const other = await query.where(meets(cidr)).limit(1).executeTakeFirstOrThrow();
  const name = `subnet "${other.name}" (${other.uuid}), which is ${other.cidr}`;
  const why = 'One router serves all subnets of a project, so they may not share addresses. Choose another block.';
  errors.add(['cidr'], `${cidr} overlaps ${name}. ${why}`, 'already-taken');
}

export interface SubnetChange extends Labels {
  allocation_pools?: { start: string; end: string }[] | undefined;
  dns_nameservers?: string[] | undefined;
  host_routes?: HostRoute[] | undefined;
}

/** Changes what can be changed while ports use a subnet; addresses outside a new pool stay with who has them. */
export async function updateSubnet(
  tx: Tx,
  actor: Actor,
  { uuid, project }: Owned,
  change: SubnetChange,
): Promise<void> {
  const revision = await changeNetwork(tx, project);
  const row = await tx
    .selectFrom('subnet')
    .select(['cidr', 'gateway', 'gateway_enabled'])
    .where('uuid', '=', uuid)
    .executeTakeFirstOrThrow();
  const prefix = blockOf(row.cidr);
  const errors = new FieldErrors();
  const { name, description, allocation_pools, dns_nameservers, host_routes } = change;
  const layout =
    allocation_pools === undefined
      ? undefined
      : layOut(
          { cidr: row.cidr, gateway_ip: row.gateway, allocation_pools },
          (await readCapabilities(tx, project)).reservedAddresses,
          errors,
        );
  const pool = layout === undefined ? {} : { pool_first: layout.pool_first, pool_last: layout.pool_last };
  const servers =
    dns_nameservers === undefined ? {} : { dns_nameservers: nameservers(dns_nameservers, prefix.version, errors) };
  const routes =
    host_routes === undefined ? {} : { host_routes: JSON.stringify(readHostRoutes(host_routes, prefix, errors)) };
  if (!errors.empty) throw new InvalidRequest(errors);
  const set = { ...definedFields({ name, description }), ...pool, ...servers, ...routes };
  const { was } = await tx
    .updateTable('subnet')
    .set({ ...set, revision, modified: new Date() })
    .where('uuid', '=', uuid)
    .returning(before('subnet', set).as('was'))
    .executeTakeFirstOrThrow();
  if (host_routes !== undefined) await refuseContradictions(tx, { project, subnet: uuid }, errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  const now = { ...set, ...definedFields({ host_routes }) };
  await audit(tx, actor, 'subnet.update', { object: uuid, project, detail: changed(was, now) });
}

/** Deletes a subnet. Throws `in-use` when ports have addresses of it. */
export async function deleteSubnet(tx: Tx, actor: Actor, { uuid, project }: Owned): Promise<void> {
  await changeNetwork(tx, project);
  await refusePorts(tx, sql<boolean>`EXISTS (SELECT FROM address a WHERE a.port = t.uuid AND a.subnet = ${uuid})`);
  await audit(tx, actor, 'subnet.delete', { object: uuid, project });
  await tx.deleteFrom('subnet').where('uuid', '=', uuid).execute();
}

import { type RawBuilder, sql } from 'kysely';
import type { FieldErrors } from '../common/field-errors.ts';
import { parseUuid } from '../common/uuid.ts';
import type { Tx } from '../db/index.ts';
import { type Actor, everyUserMay, looksLikeKey, parsePublicKey, usableProject, visible } from '../identity/index.ts';
import type { OrderDraft } from './request.ts';

/** Foreign and unknown are told apart nowhere: the message is the same, and says where to look. */
function missing(what: string, collection: string): string {
  return `Object does not exist: no ${what} of this UUID is available to you. GET /api/${collection}/ lists those that are.`;
}

export interface Resolved {
  project?: string;
  offering?: { uuid: string; flavor: string | null };
  plan?: string;
  image?: { uuid: string; name: string; min_disk_mib: number; min_memory_mib: number };
  flavor?: { uuid: string; name: string; vcpus: number; memory_mib: number; disk_mib: number };
  key?: { line: string; name: string };
  networks: { at: (string | number)[]; subnet: string; network: string; floatingIp: string }[];
  securityGroups: string[];
}

/** Looks every reference of an order up, as far as it was understood, and notes all that cannot be used. */
export async function resolve(tx: Tx, actor: Actor, draft: OrderDraft, errors: FieldErrors): Promise<Resolved> {
  const project = await findProject(tx, actor, draft, errors);
  const offering = await findOffering(tx, draft, errors);
  return {
    ...(project === undefined ? {} : { project }),
    ...(offering === undefined ? {} : { offering }),
    ...(await findPlan(tx, draft, errors)),
    ...(await findImage(tx, actor, draft, errors)),
    ...(await findFlavor(tx, draft, offering, errors)),
    ...(await findKey(tx, actor, draft, errors)),
    networks: await findNetworks(tx, actor, draft, project, errors),
    securityGroups: await findGroups(tx, draft, project, errors),
  };
}

async function findProject(tx: Tx, actor: Actor, draft: OrderDraft, errors: FieldErrors): Promise<string | undefined> {
  if (draft.project === undefined) {
    // the order is refused for its form
    everyUserMay(actor);
    return undefined;
  }
  if (await usableProject(tx, actor, draft.project)) return draft.project;
  errors.add(['project'], missing('project', 'projects'));
  return undefined;
}

async function findOffering(tx: Tx, draft: OrderDraft, errors: FieldErrors): Promise<Resolved['offering']> {
  if (draft.offering === undefined) return undefined;
  const columns = ['uuid', 'flavor', 'state'] as const;
  const row = await tx.selectFrom('offering').select(columns).where('uuid', '=', draft.offering).executeTakeFirst();
  if (row === undefined) errors.add(['offering'], missing('offering', 'marketplace-offerings'));
  else if (row.state !== 'Active') {
    errors.add(
      ['offering'],
      `Offering is not available: it is ${row.state}. GET /api/marketplace-offerings/ lists active ones.`,
    );
  } else return row;
  return undefined;
}

async function findPlan(tx: Tx, draft: OrderDraft, errors: FieldErrors): Promise<Pick<Resolved, 'plan'>> {
  if (draft.plan === undefined) return {};
  const columns = ['uuid', 'offering', 'archived'] as const;
  const row = await tx.selectFrom('plan').select(columns).where('uuid', '=', draft.plan).executeTakeFirst();
  if (row === undefined || row.archived) errors.add(['plan'], missing('plan', 'marketplace-offerings'));
  else if (draft.offering !== undefined && row.offering !== draft.offering) {
    errors.add(['plan'], 'This plan is not available for selected offering. The offering lists its own plans.');
  } else return { plan: row.uuid };
  return {};
}

async function findImage(
  tx: Tx,
  actor: Actor,
  draft: OrderDraft,
  errors: FieldErrors,
): Promise<Pick<Resolved, 'image'>> {
  if (draft.image === undefined) return {};
  const row = await tx
    .selectFrom('image')
    .select(['uuid', 'name', 'state', 'source', 'error_message', 'project', 'min_disk_mib', 'min_memory_mib'])
    .where('uuid', '=', draft.image)
    .where('removed', 'is', null)
    .where((eb) => eb.or([eb('project', 'is', null), visible(actor, 'project')]))
    // whoever removes the image waits for this order, and then finds the VM that uses it
    .forShare()
    .executeTakeFirst();
  const foreign = row?.project != null && draft.project !== undefined && row.project !== draft.project;
  const path = ['attributes', 'image'];
  if (row === undefined || foreign) errors.add(path, missing('image', 'openstack-images'));
  else if (row.state === 'erred') {
    errors.add(path, `This image cannot be used: ${row.error_message || 'it failed to import'}. Choose another image.`);
  } else if (row.state === 'pending' && row.source.kind === 'upload') {
    errors.add(path, `This image has no content yet: PUT /api/openstack-images/<uuid>/file/ uploads it.`);
  } else return { image: row };
  return {};
}

async function findFlavor(
  tx: Tx,
  draft: OrderDraft,
  offering: Resolved['offering'],
  errors: FieldErrors,
): Promise<Pick<Resolved, 'flavor'>> {
  const path = ['attributes', 'flavor'];
  const wanted = draft.flavor ?? offering?.flavor ?? undefined;
  if (wanted === undefined) {
    if (offering !== undefined && !errors.has(path)) {
      errors.add(
        path,
        'This field is required: the offering has no flavor of its own. GET /api/openstack-flavors/ lists them.',
      );
    }
    return {};
  }
  const columns = ['uuid', 'name', 'vcpus', 'memory_mib', 'disk_mib'] as const;
  const row = await tx.selectFrom('flavor').select(columns).where('uuid', '=', wanted).executeTakeFirst();
  if (row === undefined) errors.add(path, missing('flavor', 'openstack-flavors'));
  return row === undefined ? {} : { flavor: row };
}

async function findKey(tx: Tx, actor: Actor, draft: OrderDraft, errors: FieldErrors): Promise<Pick<Resolved, 'key'>> {
  const path = ['attributes', 'ssh_public_key'];
  if (draft.key === undefined) return {};
  const uuid = looksLikeKey(draft.key) ? null : parseUuid(draft.key);
  if (uuid === null) {
    const key = parsePublicKey(draft.key);
    if (typeof key !== 'string') return { key: { line: key.line, name: key.comment } };
    errors.add(path, key);
    return {};
  }
  const row = await tx
    .selectFrom('ssh_key')
    .select(['public_key', 'name'])
    .where('uuid', '=', uuid)
    .where('user_uuid', '=', actor.user)
    .executeTakeFirst();
  if (row === undefined) errors.add(path, missing('ssh key', 'keys'));
  return row === undefined ? {} : { key: { line: row.public_key, name: row.name } };
}

/** In the order's project; while that is not known, at least in one that the actor may use. */
function within(actor: Actor, project: string | undefined) {
  return project === undefined ? visible(actor, 'project') : sql<boolean>`project = ${project}`;
}

async function findNetworks(
  tx: Tx,
  actor: Actor,
  draft: OrderDraft,
  project: string | undefined,
  errors: FieldErrors,
): Promise<Resolved['networks']> {
  const found: Resolved['networks'] = [];
  const seen = new Set<string>();
  for (const { at, subnet, floatingIp } of draft.networks) {
    if (floatingIp !== undefined && floatingIp !== 'auto' && floatingIp !== 'none') {
      await checkFloatingIp(tx, floatingIp, within(actor, project), [...at, 'floating_ip'], seen, errors);
    }
    if (subnet === undefined) continue;
    const query = tx.selectFrom('subnet').select(['uuid', 'network']).where('uuid', '=', subnet);
    const row = await query.where(within(actor, project)).executeTakeFirst();
    if (row === undefined) errors.add([...at, 'subnet'], missing('subnet', 'openstack-subnets'));
    else if (seen.has(row.uuid))
      errors.add([...at, 'subnet'], 'It is impossible to connect to one subnet twice. Leave one out.');
    else if (floatingIp !== undefined) found.push({ at, subnet: row.uuid, network: row.network, floatingIp });
    if (row !== undefined) seen.add(row.uuid);
  }
  return found;
}

async function checkFloatingIp(
  tx: Tx,
  uuid: string,
  where: RawBuilder<boolean>,
  path: (string | number)[],
  seen: Set<string>,
  errors: FieldErrors,
): Promise<void> {
  const { rows } = await sql<{ port: string | null }>`
    SELECT port FROM floating_ip WHERE uuid = ${uuid} AND ${where}
  `.execute(tx);
  const row = rows[0];
  if (row === undefined) errors.add(path, missing('floating IP', 'openstack-floating-ips'));
  else if (row.port !== null || seen.has(uuid)) {
    errors.add(
      path,
      'This floating IP is in use. Give a free one (GET /api/openstack-floating-ips/?free=true) or "auto".',
    );
  }
  seen.add(uuid);
}

async function findGroups(
  tx: Tx,
  draft: OrderDraft,
  project: string | undefined,
  errors: FieldErrors,
): Promise<string[]> {
  if (project === undefined) return [];
  const query = tx.selectFrom('security_group').select('uuid').where('project', '=', project);
  if (draft.securityGroups === undefined) {
    const row = await query.where('name', '=', 'default').executeTakeFirst();
    return row === undefined ? [] : [row.uuid];
  }
  const found: string[] = [];
  for (const [index, uuid] of draft.securityGroups.entries()) {
    const row = await query.where('uuid', '=', uuid).executeTakeFirst();
    if (row === undefined)
      errors.add(['attributes', 'security_groups', index], missing('security group', 'openstack-security-groups'));
    else found.push(row.uuid);
  }
  return [...new Set(found)];
}

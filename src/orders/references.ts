import { sql } from 'kysely';
import type { FieldErrors } from '../common/field-errors.ts';
import { parseUuid } from '../common/uuid.ts';
import type { Tx } from '../db/index.ts';
import {
  type Actor,
  everyUserMay,
  looksLikeKey,
  parsePublicKey,
  requirePermission,
  usableProject,
  visible,
} from '../identity/index.ts';
import { defaultVolumeType } from '../storage/index.ts';
import { missing, type Path } from '../common/fields.ts';
import { type Connection, findGroups, findNetworks } from './vm/resolve-networks.ts';
import type { Quote } from './resource-kind.ts';
import type { OrderDraft } from './vm/parse.ts';

export interface Resolved {
  project?: string;
  offering?: { uuid: string; flavor: string | null };
  plan?: { uuid: string; unitPrice: string };
  image?: { uuid: string; name: string; min_disk_mib: number; min_memory_mib: number };
  flavor?: { uuid: string; name: string; vcpus: number; memory_mib: number; disk_mib: number };
  key?: { line: string; name: string };
  /** Of every volume, the system volume's first. */
  volumeTypes: string[];
  networks: Connection[];
  securityGroups: string[];
}

/** Looks every reference of an order up, as far as it was understood, and notes all that cannot be used. */
export async function resolve(
  tx: Tx,
  actor: Actor,
  draft: OrderDraft,
  quote: Quote | null,
  errors: FieldErrors,
): Promise<Resolved> {
  const project = await findProject(tx, actor, draft, errors);
  const offering = await findOffering(tx, draft, quote, errors);
  return {
    ...(project === undefined ? {} : { project }),
    ...(offering === undefined ? {} : { offering }),
    ...(await findPlan(tx, draft, offering, quote, errors)),
    ...(await findImage(tx, actor, draft, ['attributes', 'image'], errors)),
    ...(await findOrderFlavor(tx, draft, offering, errors)),
    ...(await findKey(tx, actor, draft, ['attributes', 'ssh_public_key'], errors)),
    volumeTypes: await findVolumeTypes(tx, draft, errors),
    networks: await findNetworks(tx, draft, within(actor, project), errors),
    securityGroups: await findGroups(tx, draft.securityGroups, project, errors),
  };
}

/** The project of an order, when the actor may order in it. */
export async function findProject(
  tx: Tx,
  actor: Actor,
  draft: Pick<OrderDraft, 'project'>,
  errors: FieldErrors,
): Promise<string | undefined> {
  if (draft.project === undefined) {
    // the order is refused for its form
    everyUserMay(actor);
    return undefined;
  }
  if (await usableProject(tx, actor, draft.project)) {
    requirePermission(actor, 'ORDER.CREATE', draft.project);
    return draft.project;
  }
  errors.add(['project'], missing('project', 'projects'));
  return undefined;
}

/** The offering that a body names, when it can be ordered. */
export async function findOffering(
  tx: Tx,
  draft: Pick<OrderDraft, 'offering'>,
  quote: Quote | null,
  errors: FieldErrors,
): Promise<Resolved['offering']> {
  if (draft.offering === undefined) return undefined;
  const columns = ['uuid', 'type', 'flavor', 'state'] as const;
  const row = await tx.selectFrom('offering').select(columns).where('uuid', '=', draft.offering).executeTakeFirst();
  if (row === undefined) errors.add(['offering'], missing('offering', 'marketplace-offerings'));
  else if (row.state !== 'Active' && quote?.offering !== row.uuid) {
    errors.add(
      ['offering'],
      `Offering is not available: it is ${row.state}. GET /api/marketplace-offerings/ lists active ones.`,
    );
  } else return row;
  return undefined;
}

/** The plan that is named; when none is, the offering's cheapest. */
export async function findPlan(
  tx: Tx,
  draft: Pick<OrderDraft, 'offering' | 'plan'>,
  offering: Resolved['offering'],
  quote: Quote | null,
  errors: FieldErrors,
): Promise<Pick<Resolved, 'plan'>> {
  const query = tx.selectFrom('plan').select(['uuid', 'offering', 'archived', 'unit_price as unitPrice']);
  if (draft.plan !== undefined) {
    const row = await query.where('uuid', '=', draft.plan).executeTakeFirst();
    if (row === undefined || (row.archived && quote?.plan !== row.uuid))
      errors.add(['plan'], missing('plan', 'marketplace-offerings'));
    else if (draft.offering !== undefined && row.offering !== draft.offering) {
      errors.add(['plan'], 'This plan is not available for selected offering. The offering lists its own plans.');
    } else return { plan: row };
  } else if (offering !== undefined && !errors.has(['plan'])) {
    const active = query.where('offering', '=', offering.uuid).where('archived', '=', false);
    const row = await active.orderBy('unit_price').orderBy('name').limit(1).executeTakeFirst();
    if (row !== undefined) return { plan: row };
    errors.add(['plan'], 'The offering has no plan that can be ordered. Choose another offering.');
  }
  return {};
}

/** The image that a body names, when the project can boot it; what is wrong is noted at `path`. */
export async function findImage(
  tx: Tx,
  actor: Actor,
  draft: Pick<OrderDraft, 'image' | 'project'>,
  path: Path,
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
  if (row === undefined || foreign) errors.add(path, missing('image', 'openstack-images'));
  else if (row.state === 'erred') {
    errors.add(path, `This image cannot be used: ${row.error_message || 'it failed to import'}. Choose another image.`);
  } else if (row.state === 'pending' && row.source.kind === 'upload') {
    errors.add(path, `This image has no content yet: PUT /api/openstack-images/<uuid>/file/ uploads it.`);
  } else if (row.state === 'importing' && row.source.kind === 'volume') {
    errors.add(path, 'This image is being made of the disk of a VM. Order when GET of it says that it is ready.');
  } else return { image: row };
  return {};
}

async function findOrderFlavor(
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
  return findFlavor(tx, wanted, path, errors);
}

/** The flavor of this UUID; what is wrong is noted at `path`. */
export async function findFlavor(
  tx: Tx,
  uuid: string,
  path: Path,
  errors: FieldErrors,
): Promise<Pick<Resolved, 'flavor'>> {
  const columns = ['uuid', 'name', 'vcpus', 'memory_mib', 'disk_mib'] as const;
  const row = await tx
    .selectFrom('flavor')
    .select(columns)
    .where('uuid', '=', uuid)
    .where('removed', 'is', null)
    .executeTakeFirst();
  if (row === undefined) errors.add(path, missing('flavor', 'openstack-flavors'));
  return row === undefined ? {} : { flavor: row };
}

/** The ssh key that a body gives as text or by reference; what is wrong is noted at `path`. */
export async function findKey(
  tx: Tx,
  actor: Actor,
  draft: Pick<OrderDraft, 'key'>,
  path: Path,
  errors: FieldErrors,
): Promise<Pick<Resolved, 'key'>> {
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

async function findVolumeTypes(tx: Tx, draft: OrderDraft, errors: FieldErrors): Promise<string[]> {
  const usual = await defaultVolumeType(tx);
  const system = { at: ['attributes', 'system_volume_type'], type: draft.systemVolumeType };
  const found: string[] = [];
  for (const { at, type = usual } of [system, ...draft.dataVolumes]) {
    const row =
      type === usual
        ? { uuid: usual }
        : await tx.selectFrom('volume_type').select('uuid').where('uuid', '=', type).executeTakeFirst();
    if (row === undefined) errors.add(at, missing('volume type', 'openstack-volume-types'));
    else found.push(row.uuid);
  }
  return found;
}

/** In the order's project; while that is not known, at least in one that the actor may use. */
function within(actor: Actor, project: string | undefined) {
  return project === undefined ? visible(actor, 'project') : sql<boolean>`project = ${project}`;
}

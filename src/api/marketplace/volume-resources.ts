import type { FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import { z } from 'zod';
import { parseUuid } from '../../common/uuid.ts';
import { invalid } from '../../common/field-errors.ts';
import { type Database, findOne, findPage, type Tx } from '../../db/index.ts';
import { requirePermission, visible } from '../../identity/index.ts';
import { volumeRules, type VolumeView, volumeView } from '../../storage/index.ts';
import { actionsShape, presentActions } from '../actions.ts';
import type { Dialect, Presenter } from '../dialects/dialect.ts';
import { matching } from '../http/filters.ts';
import { type Page, window } from '../http/paging.ts';
import { sorted } from '../http/sorting.ts';
import { resourceSorts, volumeFilters } from './resource-filters.ts';
import type { Asked } from '../http/route.ts';
import { time } from '../http/schemas.ts';
import { planRef } from './references.ts';
import { endShape, presentEnd, usageShape } from './resource-common.ts';
import { resourceState, resourceStates, volumeRuntimeState, volumeState } from '../states.ts';
import { constants, constantSchema } from './resource-constants.ts';
import { updateVolume } from '../../actions/index.ts';

const text = z.string();

/** A volume as a marketplace resource: what is common to all of them. */
export const volumeResourceSchema = z
  .object({
    uuid: text,
    url: text,
    ...constantSchema,
    scope: text.meta({ description: 'The URL of the volume, which has the same UUID' }),
    resource_uuid: text,
    resource_type: text,
    backend_id: text,
    effective_id: text,
    backend_metadata: z.object({
      state: volumeState,
      runtime_state: volumeRuntimeState,
      action: text,
      instance_name: text,
    }),
    attributes: z.record(text, z.unknown()),
    limits: z.record(text, z.number()),
    ...usageShape,
    ...endShape,
    name: text,
    description: text,
    state: resourceState,
    runtime_state: volumeRuntimeState,
    can_terminate: z.boolean(),
    ...actionsShape,
    project: text,
    project_uuid: text,
    project_name: text,
    tenant_uuid: text,
    customer: text,
    customer_uuid: text,
    customer_name: text,
    offering: text,
    offering_uuid: text,
    offering_name: text,
    offering_type: text,
    category_uuid: text,
    category_title: text,
    plan: text,
    plan_uuid: text,
    plan_name: text,
    error_message: text,
    created: time,
    modified: time,
  })
  .meta({ id: 'VolumeResource' });

/** The volume of the path, when it was ordered and the actor may see it; else null. */
export async function orderedVolume(db: Database, request: FastifyRequest): Promise<VolumeView | null> {
  const uuid = parseUuid((request.params as { uuid: string }).uuid);
  const isVisible = visible(request.actor, 'v.project');
  return findOne(db, volumeView, sql<boolean>`v.uuid = ${uuid} AND v.offering IS NOT NULL AND ${isVisible}`);
}

/** A page of the ordered volumes that the query asks for by their offering's type; null when it asks for VMs. */
export async function listOrderedVolumes(
  { db, dialect }: { db: Database; dialect: Dialect },
  request: FastifyRequest,
  page: Page,
  as: Presenter,
) {
  const query = request.query as Record<string, unknown>;
  const types = [query['offering_type'] ?? []].flat();
  if (types.length === 0 || types.some((type) => type !== 'OpenStack.Volume')) return null;
  const living = query['state'] === undefined ? sql<boolean>`v.state <> 'TERMINATED'` : sql<boolean>`true`;
  const isVisible = sql<boolean>`v.offering IS NOT NULL AND ${living} AND ${visible(request.actor, 'v.project')}`;
  const where = matching(isVisible, volumeFilters(dialect), query, request.actor);
  const order = sorted(query['o'], resourceSorts('v'), ['-v.created', 'v.uuid']);
  const { count, rows, end } = await findPage(db, volumeView, where, order, window(request, page, order));
  return { count, results: rows.map((row) => presentVolumeResource(row, as)), end };
}

type Change = Asked<{ uuid: string; project: string }, Record<string, unknown>>;

export function mayChangeOrderedVolume({ actor, found, body }: Change): void {
  requirePermission(actor, 'VOLUME.MANAGE', found.project);
  if (body['end_date'] !== undefined || body['end_action'] !== undefined)
    requirePermission(actor, 'RESOURCE.TERMINATE', found.project);
}

/** Changes an ordered volume as a VM is, but for what only VMs have. */
export async function changeOrderedVolume(tx: Tx, { actor, found, body }: Change): Promise<void> {
  const { name, description, end_date, end_action, ...others } = body as Record<string, never>;
  for (const field of Object.keys(others)) throw invalid(field, 'Only VMs have this. Leave it out for a volume.');
  if (name === undefined && description === undefined && end_date === undefined && end_action === undefined) {
    throw invalid('non_field_errors', 'Nothing to change: give one of name, description, end_date, end_action.');
  }
  await updateVolume(tx, actor, found.uuid, { name, description, end_date, end_action });
}

export function presentVolumeResource(volume: VolumeView, as: Presenter): z.input<typeof volumeResourceSchema> {
  const [offering, plan, category] = [volume.offering ?? '', volume.plan ?? '', volume.category ?? ''];
  const size = { storage: volume.size_mib };
  return {
    uuid: as.id(volume.uuid),
    url: as.url('marketplace-resources', volume.uuid),
    ...constants,
    scope: as.url('openstack-volumes', volume.uuid),
    resource_uuid: as.id(volume.uuid),
    resource_type: 'OpenStack.Volume',
    backend_id: volume.uuid,
    effective_id: volume.uuid,
    backend_metadata: {
      state: volume.state,
      runtime_state: volume.runtime_state,
      action: '',
      instance_name: volume.instance_name ?? '',
    },
    attributes: { name: volume.name, size: volume.size_mib, type: as.ref('openstack-volume-types', volume.type) },
    limits: size,
    usage: {},
    current_usages: {},
    ...presentEnd(volume, as),
    name: volume.name,
    description: volume.description,
    state: resourceStates[volume.state],
    runtime_state: volume.runtime_state,
    can_terminate: volumeRules.refuses('terminate', volume) === null,
    ...presentActions(volumeRules, volume),
    project: as.ref('projects', volume.project),
    project_uuid: as.id(volume.project),
    project_name: volume.project_name,
    tenant_uuid: as.id(volume.project),
    customer: as.ref('customers', volume.customer),
    customer_uuid: as.id(volume.customer),
    customer_name: volume.customer_name,
    offering: as.ref('marketplace-public-offerings', offering),
    offering_uuid: as.id(offering),
    offering_name: volume.offering_name ?? '',
    offering_type: 'OpenStack.Volume',
    category_uuid: as.id(category),
    category_title: volume.category_name ?? '',
    plan: planRef(as, offering, plan),
    plan_uuid: as.id(plan),
    plan_name: volume.plan_name ?? '',
    error_message: volume.error_message,
    created: as.time(volume.created),
    modified: as.time(volume.modified),
  };
}

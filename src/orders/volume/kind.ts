import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import { together, type Tx } from '../../db/index.ts';
import { type Actor, requirePermission } from '../../identity/index.ts';
import {
  makeVolume,
  releaseVolume,
  reserveVolume,
  resolveVolume,
  volumeEstimateKey,
  type VolumeSpecification,
} from '../../storage/index.ts';
import type { ResourceKind, Quote, ResolvedOrder } from '../resource-kind.ts';
import type { OrderForm } from '../schema.ts';
import { orderedVolumeShape, orderFields, refuseUnknown, volumeAttributes } from '../schema.ts';
import { endColumns } from '../../actions/index.ts';
import { asObject, isObject, readFields, uuids } from '../../common/fields.ts';
import { volumeCreate } from '../../workflows/index.ts';
import { checkZone } from '../zone.ts';
import { findOffering, findPlan, findProject } from '../references.ts';

interface VolumeOrder extends ResolvedOrder {
  volume: VolumeSpecification;
}

/** Volumes of their own, without a VM. */
export const volumeKind: ResourceKind<VolumeOrder> = {
  column: 'volume',
  workflow: volumeCreate,
  resolve,
  priced: ({ volume }) => ({ flavor: null, storageMiB: volume.size_mib }),
  make: (tx, actor, { volume, project, offering, plan, draft }) =>
    makeVolume(tx, {
      ...volume,
      ...endColumns(actor, { end_date: draft.endDate ?? undefined }),
      project,
      offering: offering.uuid,
      plan: plan.uuid,
      created_by: actor.user,
    }),
  reserve: (tx, { project, volume }, created) => reserveVolume(tx, project, created.uuid, volume.size_mib),
  release: releaseVolume,
  setState: async (tx, uuid, state) => {
    const change = { state, error_message: '', modified: new Date() };
    await tx.updateTable('volume').set(change).where('uuid', '=', uuid).execute();
  },
  downloads: () => null,
  estimateKey: ({ volume }) => volumeEstimateKey(volume),
};

async function resolve(
  tx: Tx,
  actor: Actor,
  body: unknown,
  form: OrderForm,
  quote: Quote | null,
): Promise<VolumeOrder> {
  const errors = new FieldErrors();
  const raw = asObject(body);
  const top = readFields(orderFields(form), raw, [], errors);
  const named = uuids({ project: top.project, offering: top.offering, plan: top.plan });
  const ofProject = errors.part();
  const sought = findOffering(tx, actor, named, quote, errors.part());
  const [project, offering, { plan }] = await together(
    findProject(tx, actor, named, ofProject),
    sought,
    findPlan(tx, named, sought, quote, errors.part()),
  );
  const at = ['attributes'];
  if (!isObject(raw['attributes'])) errors.add(at, 'This field is required.');
  refuseUnknown(raw, form, volumeAttributes, errors);
  const {
    end_date = top.end_date,
    availability_zone: zone,
    ...wanted
  } = readFields(orderedVolumeShape, asObject(raw['attributes']), at, errors);
  await checkZone(tx, zone, errors);
  const volume = await resolveVolume(tx, actor, wanted, { project, at }, errors);
  if (project === undefined || offering === undefined || plan === undefined || volume === null) {
    throw new InvalidRequest(errors);
  }
  if (!errors.empty) throw new InvalidRequest(errors);
  if (end_date != null) requirePermission(actor, 'RESOURCE.TERMINATE', project);
  const { request_comment = null, slug, start_date = null } = top;
  const draft = {
    requestComment: request_comment,
    slug: slug || null,
    startDate: start_date,
    endDate: end_date ?? null,
  };
  return { project, offering, plan, draft, volume };
}

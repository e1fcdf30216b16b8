import { checkImageFits } from '../../catalogue/index.ts';
import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import type { Tx } from '../../db/index.ts';
import { type Actor, requirePermission } from '../../identity/index.ts';
import { checkUserData, checkVolumeSize } from '../../quotas/index.ts';
import type { Quote } from '../resource-kind.ts';
import { type OrderDraft, readOrder } from './parse.ts';
import type { OrderForm } from '../schema.ts';
import { checkZone } from '../zone.ts';
import { resolve, type Resolved } from './resolve-references.ts';

/** An order that can be placed: everything looked up, nothing missing. */
export type ResolvedVmOrder = Required<Omit<Resolved, 'key' | 'serverGroup'>> &
  Pick<Resolved, 'key' | 'serverGroup'> & { draft: OrderDraft & { name: string } };

/** An order with all that it names looked up. Throws `InvalidRequest` that names everything that is wrong. */
export async function resolveVmOrder(
  tx: Tx,
  actor: Actor,
  body: unknown,
  form: OrderForm,
  quote: Quote | null,
): Promise<ResolvedVmOrder> {
  const errors = new FieldErrors();
  const draft = readOrder(body, form, errors);
  const resolved = await resolve(tx, actor, draft, quote, errors);
  await checkZone(tx, draft.zone, errors);
  checkFit(draft, resolved, errors);
  checkBackend(draft, resolved, errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  if (draft.endDate !== null || draft.endAction !== undefined)
    requirePermission(actor, 'RESOURCE.TERMINATE', resolved.project ?? null);
  if (draft.isProtected) requirePermission(actor, 'RESOURCE.UPDATE', resolved.project ?? null);
  return { ...resolved, draft } as ResolvedVmOrder;
}

/** Whether the backend makes such volumes, and takes so much user data. */
function checkBackend(draft: OrderDraft, { flavor, capabilities }: Resolved, errors: FieldErrors): void {
  const { systemVolumeMiB, dataVolumes, userData } = draft;
  const at = ['attributes', systemVolumeMiB === null ? 'flavor' : 'system_volume_size'];
  const size = systemVolumeMiB ?? flavor?.disk_mib;
  if (size !== undefined) checkVolumeSize(capabilities, size, at, errors);
  for (const { sizeMiB, sizeAt } of dataVolumes) checkVolumeSize(capabilities, sizeMiB, sizeAt, errors);
  if (userData !== null) checkUserData(capabilities, userData, ['attributes', 'user_data'], errors);
}

/** Whether the image goes onto the flavor, by disk and memory. */
function checkFit({ systemVolumeMiB }: OrderDraft, { image, flavor }: Resolved, errors: FieldErrors): void {
  if (image === undefined || flavor === undefined) return;
  const of = `flavor "${flavor.name}"`;
  const at = ['attributes', 'flavor'];
  const remedy = 'Choose a flavor with a larger disk, or give system_volume_size.';
  const disk =
    systemVolumeMiB === null
      ? { mib: flavor.disk_mib, of, at, remedy }
      : { mib: systemVolumeMiB, of: 'the system volume', at: ['attributes', 'system_volume_size'], remedy };
  const memory = { mib: flavor.memory_mib, of, at, remedy: 'Choose a larger flavor.' };
  checkImageFits(image, { disk, memory }, errors);
}

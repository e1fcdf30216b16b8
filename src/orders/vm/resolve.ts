import { FieldErrors, InvalidRequest } from '../../common/field-errors.ts';
import type { Tx } from '../../db/index.ts';
import type { Actor } from '../../identity/index.ts';
import type { Quote } from '../resource-kind.ts';
import { type OrderDraft, readOrder } from './parse.ts';
import type { OrderForm } from '../schema.ts';
import { resolve, type Resolved } from './resolve-references.ts';

/** An order that can be placed: everything looked up, nothing missing. */
export type ResolvedVmOrder = Required<Omit<Resolved, 'key'>> &
  Pick<Resolved, 'key'> & { draft: OrderDraft & { name: string } };

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
  checkFit(draft, resolved, errors);
  if (!errors.empty) throw new InvalidRequest(errors);
  return { ...resolved, draft } as ResolvedVmOrder;
}

/** Whether the image goes onto the flavor, by disk and memory. */
function checkFit(draft: OrderDraft, { image, flavor }: Resolved, errors: FieldErrors): void {
  if (image === undefined || flavor === undefined) return;
  const disk = draft.systemVolumeMiB ?? flavor.disk_mib;
  if (image.min_disk_mib > disk) {
    const field = draft.systemVolumeMiB === null ? 'flavor' : 'system_volume_size';
    const rule = `System volume size has to be greater than ${image.min_disk_mib} MiB.`;
    const remedy = 'Choose a flavor with a larger disk, or give system_volume_size.';
    errors.add(
      ['attributes', field],
      `${rule} Image "${image.name}" needs a disk of ${image.min_disk_mib} MiB; this gives ${disk} MiB. ${remedy}`,
    );
  }
  if (image.min_memory_mib > flavor.memory_mib) {
    const need = `Image "${image.name}" needs ${image.min_memory_mib} MiB of memory; flavor "${flavor.name}" has ${flavor.memory_mib} MiB.`;
    errors.add(
      ['attributes', 'flavor'],
      `RAM of flavor is not enough for selected image. ${need} Choose a larger flavor.`,
    );
  }
}

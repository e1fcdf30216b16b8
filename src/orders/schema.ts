import { maxDataVolumes, volumeShape } from '../storage/index.ts';
import { floatingIpShape, newPortShape } from '../network/index.ts';
import { attributeShape, dataVolumeShape, maxNetworks, networkShape, zone } from './vm/schema.ts';
import { endDate } from '../actions/index.ts';
import { asRead } from '../common/fields.ts';
import { today } from '../common/today.ts';
import { reference } from '../common/reference.ts';
import { z } from 'zod';
import type { FieldErrors } from '../common/field-errors.ts';
import { isEmpty, unknownNames } from '../common/unknown-names.ts';

/** `waldur`: plan and ssh key may be left out, as its clients do; the WAYSCloud documentation requires both. */
export type OrderForm = 'wayscloud' | 'waldur';

/** What an order says beside its attributes. */
const orderShape = {
  project: reference,
  offering: reference,
  plan: reference.describe('Optional in the Waldur dialect: then the first active plan of the offering'),
  quote: reference.optional().describe('Of a preflight at most 15 minutes ago: its price holds for this order'),
  limits: z
    .record(z.string().max(100), z.int().min(0))
    .refine(
      (limits) => Object.keys(limits).length === 0,
      'Nothing here is sold by limits: a VM has the size of its flavor, a volume its own. Leave them out.',
    )
    .optional(),
  request_comment: z.string().max(255).optional().describe('For whoever approves the order'),
  slug: z
    .string()
    .max(50)
    .regex(/^[-a-zA-Z0-9_]*$/, 'Letters, digits, "-" and "_" only.')
    .optional(),
  start_date: z.iso
    .date('Must be a date such as 2026-01-31.')
    .refine((day) => day <= today(), 'Orders begin at once: give no later date than today, or leave it out.')
    .optional(),
  type: z
    .literal('Create', 'Orders that are placed here are of type Create: change and terminate by the resource.')
    .optional(),
  callback_url: z
    .literal('', 'Nothing can be called back yet: leave it out, and follow the order by its events.')
    .optional(),
  accepting_terms_of_service: z.boolean().optional(),
  end_date: endDate.optional(),
};

/** What an order says in one of the dialects: `plan` may be left out in Waldur's. */
export function orderFields(form: OrderForm) {
  return form === 'waldur' ? { ...orderShape, plan: orderShape.plan.optional() } : orderShape;
}

export const vmAttributes = z
  .object(
    asRead({
      ...attributeShape,
      networks: z
        .array(z.object(asRead(networkShape)).meta({ id: 'VmNetwork' }))
        .max(maxNetworks)
        .optional(),
      ports: z
        .array(z.object(asRead(newPortShape)).meta({ id: 'VmPort' }))
        .max(maxNetworks)
        .optional()
        .describe("Waldur's form of `networks`"),
      floating_ips: z
        .array(z.object(asRead(floatingIpShape)).meta({ id: 'VmFloatingIp' }))
        .max(maxNetworks)
        .optional(),
      data_volumes: z
        .array(z.object(asRead(dataVolumeShape)).meta({ id: 'VmDataVolume' }))
        .max(maxDataVolumes)
        .optional(),
    }),
  )
  .meta({ id: 'VmAttributes', description: 'Of a VM; `networks` (or `ports`) is required' });

/** What an ordered volume can be told beside what any is. */
export const orderedVolumeShape = { ...volumeShape, availability_zone: zone, end_date: endDate.optional() };

export const volumeAttributes = z
  .object(asRead(orderedVolumeShape))
  .meta({ id: 'VolumeAttributes', description: 'Of a volume' });

/** The order as it is documented in a dialect; Waldur's `ports` and `floating_ips` are accepted in place of `networks`. */
export function orderBody(form: OrderForm) {
  return z
    .object({ ...asRead(orderFields(form)), attributes: z.union([vmAttributes, volumeAttributes]) })
    .meta({ description: 'Orders what the offering is of: a VM or a volume.' });
}

/** What can be changed of an order that waits for approval. */
export const orderChange = z.object(orderShape).pick({ request_comment: true, start_date: true });

/** Notes what an order says that nobody knows. What is empty is no wish in Waldur's form: its clients send it unasked. */
export function refuseUnknown(body: unknown, form: OrderForm, attributes: z.ZodObject, errors: FieldErrors): void {
  const schema = z.object({ ...orderShape, attributes });
  for (const { path, value, message } of unknownNames(schema, body, 'field'))
    if (form !== 'waldur' || !isEmpty(value)) errors.add(path, message);
}

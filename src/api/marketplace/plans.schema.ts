import { sql } from 'kysely';
import { z } from 'zod';
import { enums, type OfferingType, type View } from '../../db/index.ts';
import type { Presenter } from '../dialects/dialect.ts';

const text = z.string();
const perComponent = z.record(text, z.unknown());

/** A plan as Waldur shows it below an offering. */
export const planSchema = z
  .object({
    uuid: text,
    url: text,
    name: text,
    description: text,
    unit: z.enum(enums['plan.unit']),
    unit_price: text.meta({ description: 'Decimal, for one VM or volume and unit' }),
    article_code: text,
    max_amount: z.null(),
    archived: z.boolean(),
    is_active: z.boolean(),
    init_price: z.number(),
    switch_price: z.number(),
    backend_id: text,
    organization_groups: z.array(z.unknown()),
    components: z.array(
      z.object({
        type: text,
        name: text,
        measured_unit: text,
        amount: z.int(),
        price: text,
        future_price: z.null(),
        discount_threshold: z.null(),
        discount_rate: z.null(),
      }),
    ),
    prices: perComponent,
    future_prices: perComponent,
    quotas: perComponent,
    resources_count: z.int().meta({ description: 'VMs or volumes of the plan that you see' }),
    plan_type: text,
    minimal_price: z.number(),
  })
  .meta({ id: 'Plan' });

export const planRow = z.strictObject({
  uuid: z.string(),
  offering: z.string(),
  offering_type: z.enum(enums['offering.type']),
  name: z.string(),
  description: z.string(),
  unit: z.enum(enums['plan.unit']),
  unit_price: z.string(),
  archived: z.boolean(),
});

export type PlanRow = z.output<typeof planRow>;

export const planView: View<PlanRow> = {
  table: 'plan',
  alias: 'l',
  row: planRow,
  columns: sql`
    l.uuid, l.offering, o.type AS offering_type, l.name, l.description, l.unit, l.unit_price::text, l.archived`,
  joins: sql`JOIN offering o ON o.uuid = l.offering`,
};

/** What a plan's price is made of; the price is for the whole, so that no component has one of its own. */
const components = [
  { type: 'cores', name: 'Cores', measured_unit: 'cores', factor: 1 },
  { type: 'ram', name: 'RAM', measured_unit: 'GB', factor: 1024 },
  { type: 'storage', name: 'Storage', measured_unit: 'GB', factor: 1024 },
] as const;

export function componentsOf(type: OfferingType) {
  return type === 'OpenStack.Instance' ? components : components.filter((each) => each.type === 'storage');
}

/** `used`: how many resources of the plan the reader sees. */
export function presentPlan(plan: PlanRow, used: number, as: Presenter): z.input<typeof planSchema> {
  const parts = componentsOf(plan.offering_type);
  const each = <T>(value: T): Record<string, T> => Object.fromEntries(parts.map(({ type }) => [type, value]));
  return {
    uuid: as.id(plan.uuid),
    url: as.url(`marketplace-public-offerings/${as.id(plan.offering)}/plans`, plan.uuid),
    name: plan.name,
    description: plan.description,
    unit: plan.unit,
    unit_price: plan.unit_price,
    article_code: '',
    max_amount: null,
    archived: plan.archived,
    is_active: !plan.archived,
    init_price: 0,
    switch_price: 0,
    backend_id: '',
    organization_groups: [],
    components: parts.map(({ type, name, measured_unit }) => ({
      type,
      name,
      measured_unit,
      amount: 0,
      price: '0.0000000000',
      future_price: null,
      discount_threshold: null,
      discount_rate: null,
    })),
    prices: each('0.0000000000'),
    future_prices: each(null),
    quotas: each(0),
    resources_count: used,
    plan_type: 'fixed',
    minimal_price: Number(plan.unit_price),
  };
}

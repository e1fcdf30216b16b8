import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { identity, of } from './fields.ts';
import { ids } from './ids.ts';

const offering = {
  name: 'Virtual machine',
  description: 'A VM of the flavor you choose',
  state: 'Active',
  type: 'OpenStack.Instance',
};
const component = { type: 'cores', name: 'Cores', measured_unit: 'cores' };
const plan = { name: 'Hourly', description: 'By the hour', unit: 'hour' };

/** What can be ordered, and at what price. */
export function offeringValues(as: Presenter): Values {
  return {
    ...planValues(as, 'Plan'),
    ...planValues(as, 'PlanOfOffering'),
    ...identity(as, 'Category', 'marketplace-categories', ids.category, 'VM'),
    ...of('Category', {
      title: 'Virtual machines',
      description: 'Virtual machines',
      default_vm_category: true,
      offering_count: 2,
      available_offerings_count: 2,
    }),
    ...identity(as, 'Offering', 'marketplace-offerings', ids.offering),
    ...of('Offering', {
      ...offering,
      cloud: 'main',
      plans: [{ uuid: as.id(ids.plan), ...plan, unit_price: '0.0250000000' }],
    }),
    ...of('Offering.category', {
      uuid: as.id(ids.category),
      name: 'VM',
      title: 'Virtual machines',
      description: 'Virtual machines',
    }),
    ...publicOfferingValues(as),
    ...of('Subresource', { uuid: as.id(ids.offering) }),
  };
}

function planValues(as: Presenter, name: string): Values {
  const each = (value: unknown) => ({ cores: value, ram: value, storage: value });
  return {
    ...identity(as, name, `marketplace-public-offerings/${as.id(ids.offering)}/plans`, ids.plan),
    ...of(name, {
      ...plan,
      backend_id: '',
      is_active: true,
      init_price: 0,
      switch_price: 0,
      prices: each('0.0000000000'),
      future_prices: each(null),
      quotas: each(0),
      resources_count: 1,
      plan_type: 'fixed',
      minimal_price: 0.025,
    }),
    ...of(`${name}.components`, { ...component, amount: 0, price: '0.0000000000' }),
  };
}

function publicOfferingValues(as: Presenter): Values {
  return {
    ...identity(as, 'PublicOffering', 'marketplace-public-offerings', ids.offering),
    ...of('PublicOffering', {
      ...offering,
      slug: 'virtual-machine',
      scope: as.url('openstack-tenants', ids.project),
      scope_uuid: as.id(ids.project),
      scope_name: 'Web site',
      scope_state: 'OK',
      category: as.url('marketplace-categories', ids.category),
      quotas: [{ name: 'vcpu', usage: 1, limit: 40 }],
      order_count: 1,
      shared: true,
      is_accessible: true,
      billing_type_classification: 'mixed',
      parent_uuid: as.id(ids.offering),
      parent_name: offering.name,
      parent_description: offering.description,
      backend_id: '',
      citation_count: -1,
    }),
    ...of('PublicOffering.components', {
      ...component,
      uuid: as.id(ids.component),
      billing_type: 'fixed',
      unit_factor: 1,
      factor: 1,
      limit_period: 'month',
      is_builtin: true,
    }),
  };
}

import { permissionsOf, roles } from '../../../identity/index.ts';
import type { Presenter } from '../../dialects/dialect.ts';
import type { Values } from './example-of.ts';
import { identity, of, timeOf } from './fields.ts';
import { ids } from './ids.ts';

const role = 'PROJECT.MEMBER';

/** Customers and projects, who has which role there, and what was done. */
export function organisationValues(as: Presenter): Values {
  return { ...customerValues(as), ...projectValues(as), ...costValues(as), ...roleValues(as), ...eventValues(as) };
}

function customerValues(as: Presenter): Values {
  return {
    ...identity(as, 'Customer', 'customers', ids.customer, 'Acme'),
    ...of('Customer', {
      display_name: 'Acme',
      slug: 'acme',
      email: 'it@acme.example',
      projects_count: 1,
      users_count: 2,
      backend_id: '',
    }),
  };
}

function projectValues(as: Presenter): Values {
  return {
    ...identity(as, 'Project', 'projects', ids.project, 'Web site'),
    ...of('Project', {
      cloud: 'main',
      slug: 'web-site',
      description: 'The web site',
      resources_count: 1,
      marketplace_resource_count: { [as.id(ids.category)]: 1 },
      quotas: {
        instances: { limit: 20, usage: 1 },
        vcpu: { limit: 40, usage: 1 },
        ram: { limit: 65_536, usage: 1024 },
        storage: { limit: 512_000, usage: 4096 },
        floating_ips: { limit: 10, usage: 1 },
      },
      backend_id: '',
      kind: 'default',
      max_service_accounts: 0,
      project_credit: '0.00000',
      user_email_patterns: [],
      user_affiliations: [],
      user_identity_sources: [],
      billing_price_estimate: { total: 0, current: '0.00', tax: '0.00', tax_current: '0.00' },
    }),
  };
}

function costValues(as: Presenter): Values {
  const price = '1.4400000000';
  return {
    ...of('ProjectCosts', { month: '2026-02', total: price }),
    ...of('ProjectCosts.vms', { uuid: as.id(ids.vm), name: 'web-1', state: 'OK', price }),
  };
}

function roleValues(as: Presenter): Values {
  const { uuid, description } = roles[role];
  const end = timeOf(as)(30 * 86_400);
  const named = { role_name: role, role_uuid: as.id(uuid) };
  return {
    ...identity(as, 'Role', 'roles', uuid, role),
    ...of('Role', {
      description,
      permissions: permissionsOf(role),
      content_type: 'project',
      is_active: true,
      is_system_role: true,
    }),
    ...of('Permission', {
      ...named,
      user_name: 'Ada Lovelace',
      role_description: description,
      scope_type: 'project',
      scope_uuid: as.id(ids.project),
      scope_name: 'Web site',
    }),
    ...of('Member', {
      ...named,
      uuid: as.id(ids.member),
      expiration_time: end,
      user_username: 'ada',
      user_full_name: 'Ada Lovelace',
      user_email: 'ada@acme.example',
      created_by_uuid: as.id(ids.colleague),
      created_by_full_name: 'Charles Babbage',
    }),
    ...of('MembershipEnd', { expiration_time: end }),
  };
}

function eventValues(as: Presenter): Values {
  return {
    ...of('Count', { count: 42 }),
    ...identity(as, 'Event', 'events', ids.event),
    ...of('Event', {
      event_type: 'marketplace_order_created',
      action: 'order.create',
      message: 'ada has ordered "web-1".',
      username: 'ada',
      user_uuid: as.id(ids.user),
      ip_address: '198.51.100.7',
      object_uuid: as.id(ids.order),
      project_uuid: as.id(ids.project),
      project_name: 'Web site',
      customer_uuid: as.id(ids.customer),
      context: { user_username: 'ada', ip_address: '198.51.100.7', resource_name: 'web-1' },
    }),
  };
}

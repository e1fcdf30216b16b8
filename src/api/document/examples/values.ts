import type { Presenter } from '../../dialects/dialect.ts';
import { planRef } from '../../marketplace/references.ts';
import { accountValues } from './account.ts';
import { instanceValues } from './instances.ts';
import { networkValues } from './network.ts';
import { offeringValues } from './offerings.ts';
import { orderValues } from './orders.ts';
import { organisationValues } from './organisation.ts';
import { resourcePartValues } from './resource-parts.ts';
import { resourceValues } from './resources.ts';
import { copyValues } from './backup-copies.ts';
import { backupValues } from './backups.ts';
import { deletedValues } from './deleted-resources.ts';
import { scheduleValues } from './schedules.ts';
import { snapshotValues } from './snapshots.ts';
import { storageValues } from './storage.ts';
import { operationValues } from './operation.ts';
import { ids } from './ids.ts';
import type { Values } from './example-of.ts';
import { timeOf } from './fields.ts';

/** What fields have that clients of Waldur read and that is never filled here. */
const empty = `abbreviation access_url article_code availability_zone country country_name customer_abbreviation
  customer_native_name datacite_doi default_volume_type_name error_message error_traceback external_network_id full_description getting_started
  hypervisor_hostname identity_provider_label identity_provider_management_url identity_provider_name identity_source image_metadata
  integration_guide job_title native_name organization output paused_reason phone_number preferred_language privacy_policy_link
  scope_error_message service_settings_error_message staff_notes user_username vendor_details action category_icon remedy constraint`;

/** What needs nothing of the dialect, in whatever object it stands. */
const constant: Values = {
  ...Object.fromEntries(empty.split(/\s+/).map((name) => [name, ''])),
  count: 1,
  description: '',
  message: '',
  address: '203.0.113.10',
  cidr: '10.0.0.0/22',
  ip_address: '10.0.0.11',
  mac_address: 'fa:16:3e:1d:4b:07',
  cores: 1,
  ram: 1024,
  disk: 4096,
  size: 4096,
  limit: 20,
  usage: 1,
  customer_name: 'Acme',
  customer_slug: 'acme',
  project_name: 'Web site',
  project_slug: 'web-site',
  project_description: 'The web site',
  tenant_name: 'Web site',
  provider_name: 'Slipway',
  provider_slug: 'slipway',
  category_title: 'Virtual machines',
  offering_name: 'Virtual machine',
  offering_description: 'A VM of the flavor you choose',
  offering_type: 'OpenStack.Instance',
  plan_name: 'Hourly',
  plan_description: 'By the hour',
  plan_unit: 'hour',
  unit_price: '0.0250000000',
  organization_groups: [],
  service_name: 'Slipway',
  flavor_name: 'small',
  image_name: 'Debian 12',
  instance_name: 'web-1',
  resource_name: 'web-1',
  ssh_user: 'debian',
  network_name: 'default',
  subnet_name: 'default',
  subnet_cidr: '10.0.0.0/22',
  subnet_description: '',
  subnet_id: ids.subnet,
  marketplace_offering_plugin_options: {},
  version: '0.1.0',
};

/** Whose an object is. */
function ownerValues(as: Presenter): Values {
  return {
    created: timeOf(as)(0),
    state_since: timeOf(as)(9),
    free_since: null,
    modified: timeOf(as)(9),
    customer: as.ref('customers', ids.customer),
    customer_uuid: as.id(ids.customer),
    provider_uuid: as.id(ids.customer),
    project: as.ref('projects', ids.project),
    project_uuid: as.id(ids.project),
    tenant: as.ref('openstack-tenants', ids.project),
    tenant_uuid: as.id(ids.project),
    service_settings: as.ref('service-settings', ids.project),
    service_settings_uuid: as.id(ids.project),
    user_uuid: as.id(ids.user),
  };
}

/** What was ordered. */
function orderedValues(as: Presenter): Values {
  return {
    category_uuid: as.id(ids.category),
    offering: as.ref('marketplace-public-offerings', ids.offering),
    offering_uuid: as.id(ids.offering),
    plan: planRef(as, ids.offering, ids.plan),
    plan_uuid: as.id(ids.plan),
    resource_uuid: as.id(ids.vm),
  };
}

/** Where on the network it is. */
function placedValues(as: Presenter): Values {
  return {
    network: as.ref('openstack-networks', ids.network),
    network_uuid: as.id(ids.network),
    subnet: as.ref('openstack-subnets', ids.subnet),
    subnet_uuid: as.id(ids.subnet),
    port: as.ref('openstack-ports', ids.port),
  };
}

/** The values of all fields, as a dialect writes them. */
export function valuesOf(as: Presenter): Values {
  return {
    ...constant,
    ...ownerValues(as),
    ...orderedValues(as),
    ...placedValues(as),
    ...organisationValues(as),
    ...accountValues(as),
    ...orderValues(as),
    ...resourceValues(as),
    ...resourcePartValues(as),
    ...offeringValues(as),
    ...instanceValues(as),
    ...networkValues(as),
    ...storageValues(as),
    ...snapshotValues(as),
    ...backupValues(as),
    ...scheduleValues(as),
    ...deletedValues(as),
    ...copyValues(as),
    ...operationValues(as),
  };
}

import { startCloud, type TestCloud } from '../support/cloud.ts';
import { describedOperations } from '../support/openapi.ts';
import { makeTenant, orderFor, readCatalogue } from '../support/tenant.ts';
import { fuzz, type Tally } from './fuzzer.ts';
import { Pool } from './values.ts';

/** A quota that is used up would refuse everything before it is looked at. */
const boundless = {
  quota_instances: 1e6,
  quota_vcpus: 1e6,
  quota_memory_mib: 1e9,
  quota_storage_mib: 1e9,
  quota_floating_ips: 1e6,
};

/** A cloud for the fuzzer, with a tenant whose identifiers it knows, and another one whose it must not use. */
export async function startPrey(): Promise<{
  cloud: TestCloud;
  run: (requests: number) => Promise<Tally>;
}> {
  const cloud = await startCloud();
  const { db, url, staff } = cloud;
  const tenant = await makeTenant(db, url, boundless);
  const other = await makeTenant(db, url);
  const spare = await makeTenant(db, url);
  const grant = { user_uuid: tenant.user, role: 'PROJECT.MANAGER' as const, project: spare.project };
  await db.insertInto('role_grant').values(grant).execute();
  const flavor = await staff.post('openstack-flavors/', { name: 'spare', cores: 1, ram: 256, disk: 1024 });
  const catalogue = await readCatalogue(db);
  const { offering, plan, tiny } = catalogue;
  const pool = new Pool();
  const { project, subnet, network } = tenant;
  const needed = {
    project,
    subnet,
    offering,
    plan,
    ...tiny,
    'openstack-subnets': subnet,
    'openstack-networks': network,
    'marketplace-offerings': offering,
    'openstack-flavors': tiny.flavor,
    'openstack-images': tiny.image,
  };
  for (const [kind, id] of Object.entries(needed)) pool.keep(kind, id);
  const perishable = {
    projects: spare.project,
    'openstack-subnets': spare.subnet,
    'openstack-networks': spare.network,
    'openstack-flavors': flavor.body.uuid,
  };
  for (const [kind, id] of Object.entries(perishable)) pool.add(kind, id);
  for (const id of [other.project, other.subnet, other.network]) pool.add('foreign', id);
  // a password takes its time by design, and a logout ends the fuzzer's own token
  const all = await describedOperations(staff);
  const operations = all.filter(({ path }) => !path.startsWith('api-auth/'));
  const attributes = { description: 'x', user_data: '#cloud-config', system_volume_size: 2048, security_groups: [] };
  const order = orderFor(tenant, catalogue, attributes);
  const seeds = { 'POST /api/marketplace-orders/': order };
  const run = (requests: number): Promise<Tally> =>
    fuzz({ operations, seeds, member: tenant.client, staff, pool, requests });
  return { cloud, run };
}

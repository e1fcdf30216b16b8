import { startCloud, type TestCloud } from '../support/cloud.ts';
import { operationsOf } from '../support/openapi.ts';
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
  run: (requests: number, ms: number) => Promise<Tally>;
}> {
  const cloud = await startCloud();
  const { db, url, staff } = cloud;
  const tenant = await makeTenant(db, url, boundless);
  const other = await makeTenant(db, url);
  // what is in a path may be changed and deleted; the orders' own project must last
  const spare = await makeTenant(db, url);
  const grant = { user_uuid: tenant.user, role: 'PROJECT.MANAGER' as const, project: spare.project };
  await db.insertInto('role_grant').values(grant).execute();
  const catalogue = await readCatalogue(db);
  const { offering, plan, tiny } = catalogue;
  const pool = new Pool();
  const { project, subnet, network } = tenant;
  for (const [kind, id] of Object.entries({ project, subnet, offering, plan, ...tiny })) pool.add(kind, id);
  const collections = {
    projects: spare.project,
    'openstack-subnets': subnet,
    'openstack-networks': network,
    'marketplace-offerings': offering,
    'openstack-flavors': tiny.flavor,
  };
  for (const [kind, id] of Object.entries(collections)) pool.add(kind, id);
  for (const id of [other.project, other.subnet, other.network]) pool.add('foreign', id);
  // a password takes its time by design, and a logout ends the fuzzer's own token
  const all = operationsOf((await staff.get('schema/')).body);
  const operations = all.filter(({ path }) => !path.startsWith('api-auth/'));
  const attributes = { description: 'x', user_data: '#cloud-config', system_volume_size: 2048, security_groups: [] };
  const order = orderFor(tenant, catalogue, attributes);
  const seeds = { 'POST /api/marketplace-orders/': order, 'POST /waldur/api/marketplace-orders/': order };
  const run = (requests: number, ms: number): Promise<Tally> =>
    fuzz({ operations, seeds, member: tenant.client, staff, pool, requests, ms });
  return { cloud, run };
}

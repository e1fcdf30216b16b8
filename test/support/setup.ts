import { after } from 'node:test';
import type { Quotas } from '../../src/identity/index.ts';
import { startCloud, type TestCloud } from './cloud.ts';
import { type Catalogue, makeTenant, readCatalogue, type Tenant } from './tenant.ts';

export interface Setup {
  cloud: TestCloud;
  tenant: Tenant;
  catalogue: Catalogue;
}

/** How a test file begins, at its top: a cloud of its own on the fake driver, which ends with the file, a tenant, and what there is to order. */
export async function setUp(quotas: Partial<Quotas> = {}): Promise<Setup> {
  const cloud = await startCloud();
  after(() => cloud.stop());
  const tenant = await makeTenant(cloud.db, cloud.url, quotas);
  return { cloud, tenant, catalogue: await readCatalogue(cloud.db) };
}

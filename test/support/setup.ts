import { after } from 'node:test';
import type { Database } from '../../src/db/index.ts';
import type { Quotas } from '../../src/identity/index.ts';
import { type CloudOptions, startCloud, type TestCloud } from './cloud.ts';
import { newDatabase } from './databases.ts';
import { type Catalogue, makeTenant, readCatalogue, type Tenant } from './tenant.ts';

export interface Setup {
  cloud: TestCloud;
  tenant: Tenant;
  catalogue: Catalogue;
}

/** How a test file begins, at its top: a cloud of its own on the fake driver, as it is after its first start; it ends with the file. */
export async function setUpCloud(options: CloudOptions = {}): Promise<TestCloud> {
  const cloud = await startCloud(options);
  after(() => cloud.stop());
  return cloud;
}

/** The same with a tenant, who is not staff, and what there is to order. */
export async function setUp(quotas: Partial<Quotas> = {}, options: CloudOptions = {}): Promise<Setup> {
  const cloud = await setUpCloud(options);
  const tenant = await makeTenant(cloud.db, cloud.url, quotas);
  return { cloud, tenant, catalogue: await readCatalogue(cloud.db) };
}

/** How a test file begins that needs no more than a database: one with every migration and no rows, until its end. */
export async function setUpDatabase(): Promise<Database> {
  const database = await newDatabase();
  const db = database.open();
  after(async () => {
    await db.destroy();
    await database.drop();
  });
  return db;
}

import type { ImageImports } from '../catalogue/index.ts';
import type { Database } from '../db/index.ts';
import type { Driver } from '../drivers/driver.ts';
import type { RouterApplier } from '../network/index.ts';

/** What the steps of all order workflows work with. */
export interface Services {
  db: Database;
  driver: Driver;
  routers: RouterApplier;
  images: ImageImports;
}

import { onlyCloud } from '../../src/common/cloud-settings.ts';
import type { Capabilities } from '../../src/drivers/driver.ts';
import { measureHost } from '../../src/server/disk-watch.ts';
import type { TestCloud } from './cloud.ts';

/** Does `work` with a backend that can less: said by the driver, for what is only written into its row is measured over. */
export async function lacking<T>(
  { driver, db }: TestCloud,
  change: Partial<Capabilities>,
  work: () => Promise<T>,
): Promise<T> {
  const was = { ...driver.capabilities };
  Object.assign(driver.capabilities, change);
  await measureHost(db, onlyCloud, driver);
  try {
    return await work();
  } finally {
    Object.assign(driver.capabilities, was);
    await measureHost(db, onlyCloud, driver);
  }
}

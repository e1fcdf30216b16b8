import { Problem } from '../common/problem.ts';
import type { BackendObject, Driver } from './driver.ts';

/** Throws `used-by-guest` for what a guest runs with. */
export async function requireUnused(driver: Pick<Driver, 'inUse'>, object: BackendObject): Promise<void> {
  const [use = null] = await driver.inUse([object]);
  if (use !== null) throw new Problem('used-by-guest', `It stays: ${use}.`);
}

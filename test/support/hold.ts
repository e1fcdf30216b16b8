import type { FakeDriver } from '../../src/drivers/fake/index.ts';

/** The driver stands still at every call of `method`, until it is released; `reached` tells of the first. */
export function hold(driver: FakeDriver, method: string): { reached: Promise<void>; release: () => void } {
  const reached = Promise.withResolvers<void>();
  const released = Promise.withResolvers<void>();
  driver.fault = async (called, when) => {
    if (called !== method || when !== 'before') return;
    reached.resolve();
    await released.promise;
  };
  return { reached: reached.promise, release: released.resolve };
}

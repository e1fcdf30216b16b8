import assert from 'node:assert/strict';
import { after, afterEach } from 'node:test';
import { assertCleanSlate } from '../support/slate.ts';
import { Rig } from './rig.ts';

interface Begun {
  run: string;
  instance: string;
}

/** How a file about the engine begins: with a rig until its end, whose twists, faults and stands end with each test. */
export async function setUpRig() {
  const rig = await Rig.open();
  after(() => rig.close());
  let gone = Promise.withResolvers<void>();
  afterEach(() => {
    gone.promise.catch(() => {});
    gone.reject(new Error('the process is gone'));
    rig.twist = null;
    rig.driver.fault = () => {};
  });

  /** Begins `what` and resolves when the driver is about to do `method`, which stands still until `release`. */
  async function hold(method: string, what: () => Promise<Begun>): Promise<Begun & { release: () => void }> {
    const reached = Promise.withResolvers<void>();
    gone = Promise.withResolvers<void>();
    const { promise, resolve } = gone;
    promise.catch(() => {});
    rig.driver.fault = async (called, when) => {
      if (called !== method || when !== 'before') return;
      reached.resolve();
      await promise;
    };
    const begun = await what();
    await reached.promise;
    return { ...begun, release: resolve };
  }

  async function removeVm(instance: string): Promise<void> {
    assert.equal(await rig.ended(await rig.terminate(instance)), 'succeeded');
    await assertCleanSlate(rig.db, rig.driver, rig.tenant.project);
  }

  return { rig, hold, removeVm };
}

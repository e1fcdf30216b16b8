import assert from 'node:assert/strict';
import childProcess from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import { after, before, describe, mock, test } from 'node:test';
import type { RouterSpec, Wanted } from '../../src/drivers/driver.ts';
import { group, Lab, project, rule, tcp } from './lab.ts';

const { mock: spawned } = mock.method(childProcess, 'spawn');
syncBuiltinESMExports();

describe('a look at the networks of a host that is well', () => {
  const lab = new Lab();
  before(() => lab.start());
  after(() => lab.destroy());

  const groups = [group(rule('egress'), tcp(22))];
  const routerOf = (slot: number, ports: number): RouterSpec =>
    project(
      slot,
      groups,
      Array.from({ length: ports }, () => groups),
    );
  /** Taps that nobody is behind have no carrier: their guests are left out. */
  const wantedOf = (...routers: RouterSpec[]): Wanted => ({ routers: routers.map(({ id }) => id), guests: [] });

  /** How many programs a look starts, once the kernel's words for the rules are known. */
  async function programs(wanted: Wanted): Promise<number> {
    assert.deepEqual(await lab.network.missing(wanted), []);
    spawned.resetCalls();
    assert.deepEqual(await lab.network.missing(wanted), []);
    return spawned.callCount();
  }

  test('starts as many programs for 40 ports as for 2: 8 for the host, and 6 for each router', async () => {
    const [small, large] = [routerOf(1, 2), routerOf(2, 40)];
    for (const router of [small, large]) await lab.network.applyRouter(router);
    assert.equal(await programs(wantedOf(small)), 5 + 4);
    assert.equal(await programs(wantedOf(large)), 5 + 4);
    assert.equal(await programs(wantedOf(small, large)), 5 + 2 * 4);
    // what is nobody's is looked for, too
    spawned.resetCalls();
    await lab.network.inventory();
    assert.equal(spawned.callCount(), 3 + 2 * 2);
    assert.equal((await lab.network.parts(wantedOf(large))).length > 40 * 3, true);
  });

  test('takes none for a guest: what it would hold is seen in the same look', async () => {
    const router = routerOf(3, 2);
    await lab.network.applyRouter(router);
    const guests = router.ports.map((port) => ({
      id: port.guest,
      slot: port.guestSlot,
      vcpus: 1,
      memoryMiB: 128,
      router: router.id,
      volumes: [{ id: randomUUID() }],
      rescue: null,
      ports: [{ id: port.id }],
    }));
    await programs(wantedOf(router));
    spawned.resetCalls();
    const missing = await lab.network.missing({ ...wantedOf(router), guests });
    assert.deepEqual(
      missing.map(({ of, kind, id }) => `${of} ${kind} ${id}`),
      guests.map(({ id }) => `guest interface ${id}`),
      'nobody is behind these taps',
    );
    const withMissing = spawned.callCount();
    spawned.resetCalls();
    await lab.network.missing({ ...wantedOf(router), guests: guests.slice(1) });
    assert.equal(spawned.callCount(), withMissing);
  });
});

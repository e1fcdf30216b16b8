import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import type { Driver } from '../../src/drivers/driver.ts';
import { eventually } from '../support/wait.ts';
import { badGateway, type Effect } from './simulator/faults.ts';
import { bringUp, bringUpHeeding, guestOf, idOf, problem, routerOf, startRig, takeDown, theirs } from './rig.ts';

const { simulator, driver, events, alive, things, another, runs, clear, stop } = await startRig();
const { world, faults, keystone } = simulator;
after(stop);
afterEach(clear);
const quotas = { ...world.quotas };

/** As the engine does: a transient failure is tried again. */
async function persistently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await work();
    } catch (error) {
      if (!(error instanceof Problem) || !error.transient || attempt === 10) throw error;
    }
  }
}

const counts = () => ({
  servers: alive().length,
  volumes: world.volumes.size,
  routers: things('router').length,
  networks: things('network').length,
  subnets: things('subnet').length,
  ports: things('port').length,
  groups: things('security_group').length,
});
const one = { servers: 1, volumes: 1, routers: 1, networks: 1, subnets: 1, ports: 1, groups: 1 };
describe('whatever becomes of an answer, each thing is made once', () => {
  const posts = [
    'servers',
    'volumes',
    'networks',
    'subnets',
    'routers',
    'ports',
    'security-groups',
    'security-group-rules',
    'os-keypairs',
  ];
  const effects: [string, Effect][] = [
    ['cut behind it', 'cut-after'],
    ['cut before it', 'cut-before'],
    ['answered by a proxy', badGateway],
  ];
  for (const [what, effect] of effects) {
    test(`when each create is ${what}`, async () => {
      for (const post of posts) faults.add(new RegExp(`^POST .*/${post}$`), effect);
      await persistently(() => bringUp(driver, 1));
      assert.deepEqual(counts(), one);
    });
  }

  test('when two control planes make the same at once', async () => {
    await driver.applyRouter(routerOf(1));
    await driver.createVolume({ id: idOf(2001), sizeMiB: 128, image: theirs });
    const other = await another();
    await Promise.all([driver, other].map((each: Driver) => persistently(() => each.startGuest(guestOf(1)))));
    assert.equal(alive().length, 1);
  });

  test('what one control plane starts and removes another one tells that leads, and it alone', async () => {
    const [told, { length: before }] = [[] as unknown[], events];
    const other = await another((event) => told.push(event));
    await bringUp(other, 1);
    await runs(1);
    await eventually('its boot', () =>
      events.some((event) => event.kind === 'report' && event.report.stage === 'cloud-init'),
    );
    // the network as it is applied here, there and here again
    const [first, changed] = [routerOf(1), { ...routerOf(1), groups: [] }];
    first.ports.concat(changed.ports).forEach((port) => (port.groups = []));
    await driver.applyRouter({ ...first, revision: '1' });
    await other.applyRouter({ ...changed, revision: '2' });
    assert.equal(things('security_group').length, 0);
    await driver.applyRouter({ ...first, revision: '3' });
    assert.equal(things('security_group').length, 1);
    // removed there and made anew here, it is nobody's that is to be no more
    await other.removeGuest(idOf(101));
    await driver.startGuest(guestOf(1));
    await other.guestStates();
    assert.deepEqual([await other.guestState(idOf(101)), alive().length], ['running', 1]);
    assert.deepEqual(told, []);
    assert.ok(events.length > before);
  });

  test('when a token is taken back between any two requests', async () => {
    for (const post of ['servers', 'volumes', 'ports', 'networks']) {
      faults.add(new RegExp(`^POST .*/${post}$`), { status: 401, body: { error: { message: 'Unauthorized' } } });
    }
    keystone.revokeTokens();
    await bringUp(driver, 1);
    assert.deepEqual(counts(), one);
  });

  test('when a step is given up between any two requests, and nothing is left of it', async () => {
    const { build } = world.delays;
    world.delays.build = Number.POSITIVE_INFINITY;
    const changes = (): number => simulator.requests.filter((request) => !request.startsWith('GET')).length;
    const began = changes();
    await bringUp(driver, 1);
    const whole = changes() - began;
    await clear();
    for (let given = 1; given <= whole; given++) {
      const controller = new AbortController();
      const from = changes();
      simulator.heard = () => changes() - from === given && controller.abort();
      const ended = await bringUpHeeding(driver, 1, controller.signal).then(
        () => null,
        (error: unknown) => error,
      );
      simulator.heard = () => {};
      assert.ok(ended === null || ended === controller.signal.reason, String(ended));
      // what was under way when it came ends, and the key of a server goes with it
      assert.ok(changes() - from <= given + 2, `${changes() - from} changes, ${given} before it was given up`);
      await takeDown(driver, 1);
      await clear();
    }
    world.delays.build = build;
  });

  test('when 16 orders of a new project come at once', async () => {
    const all = Array.from({ length: 16 }, (_, index) => index + 1);
    await Promise.all(all.map(() => driver.applyRouter(routerOf(...all))));
    assert.deepEqual(counts(), { ...one, servers: 0, volumes: 0, ports: 16 });
  });
});

describe('a quota that is used up', () => {
  for (const kind of [
    'instances',
    'volumes',
    'network',
    'subnet',
    'router',
    'port',
    'security_group',
    'security_group_rule',
  ] as const) {
    test(`is said in words, of ${kind}`, async () => {
      world.quotas[kind] = 0;
      const { code, transient } = await problem(bringUp(driver, 1));
      assert.deepEqual([code, transient], ['backend-full', false]);
      Object.assign(world.quotas, quotas);
      await takeDown(driver, 1);
      assert.deepEqual(await driver.inventory(), []);
    });
  }
});

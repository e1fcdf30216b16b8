import assert from 'node:assert/strict';
import { after, afterEach, describe, test } from 'node:test';
import { followed } from '../support/remedy.ts';
import { eventually } from '../support/wait.ts';
import { bringUp, guestOf, idOf, patience, problem, routerOf, startRig, takeDown, theirs } from './rig.ts';

const { simulator, driver, events, alive, things, runs, another, clear, stop } = await startRig();
const { world, faults } = simulator;
after(stop);
afterEach(clear);

describe('a guest', () => {
  test('runs, says its host keys, and is told its keys and its user data', async () => {
    await bringUp(driver, 1);
    assert.equal(await driver.guestState(idOf(101)), 'running', 'also while it is being made');
    await runs(1);
    await eventually('its boot has ended', () =>
      events.some((event) => event.kind === 'report' && event.report.stage === 'cloud-init'),
    );
    const said = events.flatMap((event) =>
      event.kind === 'report' && event.report.stage === 'ssh' ? event.report.hostKeys : [],
    );
    assert.match(said[0] ?? '', /^ssh-ed25519 [A-Za-z0-9+/]+=*$/);
    const [server] = alive();
    assert.equal(server?.key, 'ssh-ed25519 AAAA one');
    assert.equal(world.keypairs.size, 0);
    const userData = Buffer.from(server.userData ?? '', 'base64').toString();
    assert.match(
      Buffer.from(/cloud-config\n.*\n\n([^-]*)--/.exec(userData)?.[1] ?? '', 'base64').toString(),
      /BBBB two/,
    );
    await followed(
      'no-screen',
      /Use its serial console, or ssh/,
      async () => void (await driver.openScreen(idOf(101))),
      async () => void (await driver.openConsole(idOf(101))),
    );
    const [port] = things('port');
    assert.match(JSON.stringify(port?.['fixed_ips']), /10\.1\.0\.11/);
  });

  test('keeps its server when it is stopped, resized and rescued, and has another one when it is rebuilt', async () => {
    const rescue = { image: theirs, volume: idOf(6) };
    const { build } = world.delays;
    await bringUp(driver, 1);
    await driver.stopGuest(idOf(101), 30_000);
    assert.equal(await driver.guestState(idOf(101)), 'stopped');
    const [first] = alive();
    await driver.startGuest({ ...guestOf(1), memoryMiB: 256 });
    assert.equal(first?.flavor, '2');
    await driver.stopGuest(idOf(101), 30_000);
    await driver.createVolume({ id: idOf(6), sizeMiB: 128, image: null, rescues: idOf(101) });
    await driver.startGuest({ ...guestOf(1), memoryMiB: 256, rescue });
    await eventually('it is rescued', async () => {
      await driver.guestStates();
      return first?.status === 'RESCUE';
    });
    await driver.stopGuest(idOf(101), 30_000);
    await driver.startGuest({ ...guestOf(1), memoryMiB: 256 });
    assert.deepEqual(
      alive().map(({ id }) => id),
      [first?.id],
    );
    await driver.stopGuest(idOf(101), 30_000);
    await driver.moveVolume(idOf(2001), idOf(7));
    await driver.createVolume({ id: idOf(2001), sizeMiB: 128, image: theirs });
    const seed = { ...guestOf(1).seed, instanceId: `${idOf(101)}-1` };
    // that it was stopped is told by a look of its own, which may come later
    await driver.guestStates();
    events.splice(0);
    world.delays.build = 2 * patience.pollMs;
    await driver.startGuest({ ...guestOf(1), seed });
    await eventually('its new boot has ended', () =>
      events.some((event) => event.kind === 'report' && event.report.stage === 'cloud-init'),
    );
    world.delays.build = build;
    const ends = events.filter((event) => event.kind === 'guest' && event.state === 'stopped');
    assert.deepEqual(ends, [], 'that its first server goes is no end of it');
    const [renewed] = alive();
    assert.notEqual(renewed?.id, first?.id);
    assert.deepEqual(renewed?.ports, first?.ports, 'with the same ports, and so the same addresses');
    assert.notDeepEqual(renewed?.volumes, first?.volumes);
  });

  test('gets and gives back volumes and ports while it runs', async () => {
    await bringUp(driver, 1);
    await runs(1);
    await driver.createVolume({ id: idOf(2002), sizeMiB: 1024, image: null });
    const spec = guestOf(1);
    const both = { ...spec, volumes: [...spec.volumes, { id: idOf(2002) }] };
    await driver.syncVolumes(both);
    assert.equal(alive()[0]?.volumes.length, 2);
    await followed(
      'openstack-unfit',
      /Detach the volume, extend it, and attach it again/,
      () => driver.growVolume(idOf(2002), 2048, idOf(101)),
      async () => {
        await driver.syncVolumes(spec);
        await driver.growVolume(idOf(2002), 1500, null);
        await driver.syncVolumes(both);
      },
    );
    assert.equal(await driver.volumeSize(idOf(2002)), 2048);
    world.holdsOn = true;
    const held = await problem(driver.syncVolumes(spec));
    assert.deepEqual([held.code, held.transient], ['device-not-released', true]);
    world.holdsOn = false;
    await driver.syncVolumes(spec);
    assert.equal(alive()[0]?.volumes.length, 1);
    await driver.applyRouter(routerOf(1, 2));
    await driver.syncPorts({ ...spec, ports: [...spec.ports, ...guestOf(2).ports] });
    assert.equal(alive()[0]?.ports.length, 2);
    await driver.syncPorts(spec);
    assert.equal(alive()[0]?.ports.length, 1);
  });

  test('is told of when a hand stops it, it powers itself off, or a hand removes it', async () => {
    const stopped = (reason: RegExp, byGuest: boolean) =>
      eventually(`stopped: ${reason}`, () =>
        events.some(
          (event) =>
            event.kind === 'guest' &&
            event.state === 'stopped' &&
            reason.test(event.reason) &&
            event.byGuest === byGuest,
        ),
      );
    await bringUp(driver, 1);
    await runs(1);
    const [server] = alive();
    world.powerOff(server?.id ?? '', 'somebody');
    await stopped(/SHUTOFF/, false);
    events.splice(0);
    await driver.startGuest(guestOf(1));
    await runs(1);
    world.powerOff(server?.id ?? '', null);
    await stopped(/SHUTOFF/, true);
    if (server !== undefined) world.remove(server);
    await stopped(/removed in OpenStack/, false);
    assert.equal(await driver.guestState(idOf(101)), 'absent');
    world.fates.push('No valid host was found.');
    await driver.startGuest(guestOf(1));
    await stopped(/No valid host was found/, false);
    await driver.startGuest(guestOf(1));
    await eventually(
      'a new one runs',
      async () => (await driver.guestState(idOf(101))) === 'running' && alive()[0]?.status === 'ACTIVE',
    );
    assert.equal(alive().length, 1);
  });

  test('is neither absent nor started anew because OpenStack is away', async () => {
    await bringUp(driver, 1);
    await runs(1);
    faults.add(/./, 'cut-before', Number.POSITIVE_INFINITY);
    const { transient, code } = await problem(driver.guestStates());
    assert.deepEqual([transient, code], [true, 'openstack-unreachable']);
    faults.clear();
    assert.deepEqual([...(await driver.guestStates())], [[idOf(101), 'running']]);
    assert.equal(alive().length, 1);
  });

  test('that nova never ends to make is given up, and removed while it is in the making', async () => {
    const { build } = world.delays;
    world.delays.build = Number.POSITIVE_INFINITY;
    await bringUp(driver, 1);
    assert.equal(await driver.guestState(idOf(101)), 'running');
    await eventually('it is given up', () =>
      events.some(
        (event) => event.kind === 'guest' && event.state === 'stopped' && /not built in time/.test(event.reason),
      ),
    );
    assert.equal(await driver.guestState(idOf(101)), 'stopped');
    await takeDown(driver, 1);
    world.delays.build = build;
    assert.deepEqual([alive(), world.volumes.size, things('router')], [[], 0, []]);
  });
});

describe('a network', () => {
  const rulesOf = () =>
    [...world.things('security_group_rule').values()].filter((rule) => {
      return world.things('security_group').get(String(rule['security_group_id']))?.name.startsWith('slipway');
    });

  test('is as it is told, and nothing is asked when nothing has changed', async () => {
    await driver.applyRouter(routerOf(1));
    assert.equal(rulesOf().length, 2);
    const before = simulator.requests.length;
    await driver.applyRouter(routerOf(1));
    assert.equal(simulator.requests.length, before);
    const changed = routerOf(1);
    changed.groups[0]?.rules.shift();
    const subnet = changed.networks[0]?.subnets[0];
    if (subnet !== undefined)
      Object.assign(subnet, {
        dnsNameservers: ['9.9.9.9'],
        hostRoutes: [{ destination: '10.9.0.0/16', nexthop: '10.1.0.11' }],
      });
    await driver.applyRouter(changed);
    assert.equal(rulesOf().length, 1);
    const [there] = things('subnet');
    assert.deepEqual(there?.['dns_nameservers'], ['9.9.9.9']);
    const [router] = things('router');
    assert.deepEqual(router?.['routes'], [{ destination: '10.9.0.0/16', nexthop: '10.1.0.11' }]);
    const facts = await driver.diagnosePort(idOf(1), idOf(1001));
    assert.deepEqual(facts, { link: 'absent', leases: null, ssh: null, floatingIp: null, sshFrom: [] });
  });

  test('lets a floating IP go from one VM to the other, and keeps it afterwards', async () => {
    const [address = ''] = (await driver.floatingAddresses()) ?? [];
    const spec = routerOf(1, 2);
    const give = (guest: number): typeof spec => ({
      ...spec,
      ports: spec.ports.map((port, index) => ({ ...port, floatingIp: index + 1 === guest ? address : null })),
    });
    await driver.applyRouter(give(1));
    const on = () =>
      [...world.things('floatingip').values()].map(({ port_id: port }) => world.things('port').get(String(port))?.name);
    assert.deepEqual(on(), [`slipway-c10d-port-${idOf(1001)}`]);
    await driver.applyRouter(give(2));
    assert.deepEqual(on(), [`slipway-c10d-port-${idOf(1002)}`]);
    assert.deepEqual((await driver.diagnosePort(idOf(1), idOf(1002))).floatingIp, {
      address,
      routed: null,
      answers: null,
    });
    await driver.applyRouter(spec);
    assert.deepEqual(on(), [undefined]);
    spec.ports.forEach((port) => (port.floatingIp = '10.99.1.222'));
    assert.match((await problem(driver.applyRouter(spec))).message, /10\.99\.1\.222 is not in the OpenStack/);
    await followed(
      'openstack-failed',
      /Detach it from the VM, and take another one/,
      () => driver.applyRouter(spec),
      async () => {
        await driver.applyRouter(routerOf(1, 2));
        await driver.applyRouter(give(1));
      },
    );
    assert.deepEqual(on(), [`slipway-c10d-port-${idOf(1001)}`]);
  });
});

describe('what is not ours', () => {
  test('is never listed or touched, and what is goes for good at the end', async () => {
    const volume = {
      id: 'theirs',
      name: 'theirs',
      metadata: {},
      status: 'available',
      size: 1,
      created_at: '',
      image: null,
      server: null,
      bootable: false,
    };
    world.volumes.set('theirs', volume);
    await bringUp(driver, 1);
    await runs(1);
    assert.deepEqual([...new Set((await driver.inventory()).map(({ kind }) => kind))].sort(), [
      'guest',
      'network',
      'port',
      'router',
      'security-group',
      'subnet',
      'volume',
    ]);
    const [held] = (await driver.inventory()).filter(({ kind }) => kind === 'volume');
    assert.ok(held !== undefined);
    assert.equal((await problem(driver.discard(held))).code, 'used-by-guest');
    await driver.removeGuest(idOf(101));
    await driver.discard(held);
    const [trashed] = await driver.trash();
    assert.equal(trashed?.object, idOf(2001));
    await driver.restoreTrash(trashed.id);
    assert.ok(await driver.hasVolume(idOf(2001)));
    await (await another()).destroyAll();
    assert.deepEqual(await driver.inventory(), []);
    assert.ok(world.volumes.delete('theirs'));
  });
});

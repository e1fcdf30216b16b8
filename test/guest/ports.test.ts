import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import type { GuestPort, GuestSpec } from '../../src/drivers/driver.ts';
import { QmpClient } from '../../src/drivers/qemu/guest/qmp.ts';
import { connectUnix } from '../../src/drivers/qemu/guest/socket.ts';
import { followed } from '../support/remedy.ts';
import { hangMs } from '../support/wait.ts';
import { Lab } from './lab.ts';

const port = (): GuestPort => ({ id: randomUUID(), mac: '52:54:00:00:00:01', dhcp4: true, dhcp6: false });

describe('ports of a running guest', () => {
  const lab = new Lab();
  const ports = [port(), port(), port(), port(), port()];
  const [first, second] = ports;
  assert.ok(first && second);
  const router = randomUUID();
  let spec: GuestSpec;
  let qmp: QmpClient;

  before(async () => {
    await lab.start();
    await lab.makeRouter(
      router,
      ports.map(({ id }) => id),
      7,
    );
    spec = await lab.guest('deaf', { slot: 7, router });
    await lab.guests.startGuest(spec);
    const path = join(lab.names.guestDir(spec.id), 'run', 'debug');
    qmp = await QmpClient.open(await connectUnix(path, Date.now() + hangMs, () => true), hangMs);
  });
  after(async () => {
    qmp.close();
    await lab.close();
  });

  const sync = (...wanted: GuestPort[]) => lab.guests.syncPorts({ ...spec, ports: wanted });
  const plugged = async () => {
    const network = await qmp.execute('human-monitor-command', { 'command-line': 'info network' });
    const devices = JSON.stringify(await qmp.execute('qom-list', { path: '/machine/peripheral' }));
    return ports.filter(({ id }) => String(network).includes(`net-${id}`) && devices.includes(`port-${id}`));
  };

  test('are plugged into a guest that started without one, once', async () => {
    await sync(first);
    await sync(first, second);
    await sync(first, second);
    assert.deepEqual(await plugged(), [first, second]);
  });

  test('are made whole when a call was interrupted between the host and the guest', async () => {
    const [, , third] = ports;
    assert.ok(third);
    const half = {
      type: 'tap',
      id: `net-${third.id}`,
      ifname: lab.names.tap(third.id),
      script: 'no',
      downscript: 'no',
    };
    await qmp.execute('netdev_add', half);
    await sync(first, second, third);
    assert.deepEqual(await plugged(), [first, second, third]);
  });

  test('are refused when no slot is left, saying what helps', async () => {
    await assert.rejects(sync(...ports), { code: 'guest-slots-full', message: /All 4 slots/ });
    assert.deepEqual(await plugged(), ports.slice(0, 4));
    const network = await qmp.execute('human-monitor-command', { 'command-line': 'info network' });
    assert.ok(!String(network).includes(ports[4]?.id ?? ''));
  });

  test('that a guest does not let go of are a transient problem', async () => {
    await assert.rejects(sync(...ports.slice(1, 4)), { code: 'device-not-released', transient: true });
  });

  test('of a guest that does not run wait for its start, and then find new slots', async () => {
    await followed(
      'guest-slots-full',
      /or restart the VM: it starts with free slots/,
      () => sync(...ports),
      async () => {
        await lab.guests.stopGuest(spec.id, 0);
        await sync(first);
        await lab.guests.startGuest({ ...spec, ports: [second] });
        await sync(...ports);
      },
    );
  });
});

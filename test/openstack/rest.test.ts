import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { eventually } from '../support/wait.ts';
import { idOf, startRig } from './rig.ts';
import { bootOf, now } from './simulator/world.ts';

const { simulator, driver, stop } = await startRig();
const { world } = simulator;
after(stop);

test('however many VMs there are, at rest nothing is asked but what has changed of them all', async () => {
  for (let guest = 0; guest < 200; guest++) {
    const id = `server-${guest}`;
    const known = { id, name: id, hostname: id, tags: ['slipway-c10d', idOf(guest)], metadata: {}, flavor: '1' };
    const runs = { status: 'ACTIVE', task: null, created: now(), updated: now(), launched: now(), fault: null };
    const has = {
      volumes: [],
      ports: [],
      userData: null,
      key: null,
      console: bootOf(id),
      actions: [],
      oldFlavor: null,
    };
    world.servers.set(id, { ...known, ...runs, ...has });
  }
  assert.equal((await driver.guestStates()).size, 200);
  // what is new may be booting: what it says is read once
  const read = () => simulator.requests.filter((request) => request.endsWith('/action')).length;
  await eventually('that all have been listened to', () => read() === 200);
  const before = simulator.requests.length;
  for (let look = 0; look < 3; look++) await driver.guestStates();
  const asked = simulator.requests.slice(before);
  assert.ok(asked.length >= 3);
  for (const request of asked) assert.match(request, /^GET \S+\/servers\/detail\?changes-since=/);
});

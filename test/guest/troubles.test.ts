import assert from 'node:assert/strict';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { headroomMiB } from '../../src/common/disk-room.ts';
import { diskMiB } from '../../src/common/files.ts';
import type { DriverEvent } from '../../src/drivers/driver.ts';
import { QmpClient } from '../../src/drivers/qemu/guest/qmp.ts';
import { guestFiles } from '../../src/drivers/qemu/guest/running.ts';
import { connectUnix } from '../../src/drivers/qemu/guest/socket.ts';
import { faultOf, pauseOf } from '../../src/drivers/qemu/guest/troubles.ts';
import { eventually, hangMs } from '../support/wait.ts';
import { Lab } from './lab.ts';

interface SchemaEntry {
  name: string;
  'meta-type': string;
  values?: string[];
  members?: { name: string; type: string }[];
  'arg-type'?: string;
  'ret-type'?: string;
}

describe('what QEMU says of a guest', () => {
  const lab = new Lab();
  const told = (kind: 'guest' | 'fault', guest: string): DriverEvent[] =>
    lab.events.filter((event) => event.kind === kind && event.guest === guest);
  /** A second client of a guest's QEMU, as an operator's at the debug socket. */
  const qmp = async (guest: string): Promise<QmpClient> => {
    const path = `${guestFiles(lab.names.guestDir(guest)).sockets}/debug`;
    return QmpClient.open(await connectUnix(path, Date.now() + hangMs, () => true), hangMs);
  };
  before(() => lab.start());
  after(() => lab.close());

  test('a guest that is stopped from outside is paused, goes on, and is found paused by the next control plane', async () => {
    const spec = await lab.guest('deaf');
    await lab.guests.startGuest(spec);
    const operator = await qmp(spec.id);
    const isPaused = (event: DriverEvent) => event.kind === 'guest' && event.state === 'paused';
    await operator.execute('stop');
    const event = await lab.event(spec.id, isPaused);
    const pause = { cause: 'other', reason: 'it was paused on the host' };
    assert.deepEqual(event.kind === 'guest' && event.state === 'paused' && event.pause, pause);
    assert.equal(await lab.guests.guestState(spec.id), 'paused');
    assert.deepEqual(lab.guests.pausedGuests(), new Map([[spec.id, pause]]));
    assert.equal(await lab.guests.resumeGuest(spec.id), true, 'it is not paused for want of room');
    assert.equal(await lab.guests.guestState(spec.id), 'paused');

    await lab.guests.stop();
    lab.events.length = 0;
    await lab.guests.start((heard) => void lab.events.push(heard));
    assert.deepEqual(
      told('guest', spec.id).map((heard) => heard.kind === 'guest' && heard.state),
      ['paused'],
    );
    await operator.execute('cont');
    await lab.event(spec.id, (heard) => heard.kind === 'guest' && heard.state === 'running');
    assert.equal(await lab.guests.guestState(spec.id), 'running');

    await operator.execute('stop');
    await eventually('the pause', async () => (await lab.guests.guestState(spec.id)) === 'paused');
    operator.close();
    // it hears no power button: the grace is not waited for
    await lab.guests.stopGuest(spec.id, hangMs);
    assert.equal(await lab.guests.guestState(spec.id), 'stopped');
  });

  test('a QEMU that hangs ends when its guest is stopped', async () => {
    const spec = await lab.guest('deaf');
    await lab.guests.startGuest(spec);
    process.kill(lab.pid(spec.id), 'SIGSTOP');
    await lab.guests.stopGuest(spec.id, 300);
    assert.equal(await lab.guests.guestState(spec.id), 'stopped');
  });

  test('a kernel that panics ends its guest, with the reason', async () => {
    const spec = await lab.guest('panics');
    await lab.guests.startGuest(spec);
    const end = await lab.event(spec.id, (event) => event.kind === 'guest' && event.state === 'stopped');
    assert.deepEqual(end.kind === 'guest' && end.state === 'stopped' && [end.byGuest, end.reason], [
      false,
      'Its kernel has panicked',
    ]);
    const [fault] = told('fault', spec.id);
    assert.deepEqual(fault?.kind === 'fault' && [fault.fault, fault.detail], [
      'panic',
      'its kernel has panicked (poweroff)',
    ]);
  });

  test('a watchdog that expires is told, and the guest begins anew', async () => {
    const spec = await lab.guest('starves');
    await lab.guests.startGuest(spec);
    await lab.consoleSays(spec.id, '!', 1);
    const fault = await lab.event(spec.id, (event) => event.kind === 'fault');
    assert.deepEqual(fault.kind === 'fault' && [fault.fault, fault.detail], [
      'watchdog',
      'its watchdog has expired (reset)',
    ]);
    await lab.consoleSays(spec.id, '!', 2);
    assert.equal(await lab.guests.guestState(spec.id), 'running');
  });

  test('every event of health that this QEMU has, with each of its words, is understood', async () => {
    const spec = await lab.guest('deaf');
    await lab.guests.startGuest(spec);
    const operator = await qmp(spec.id);
    const schema = (await operator.execute('query-qmp-schema')) as SchemaEntry[];
    operator.close();
    const entry = (name: string): SchemaEntry => {
      const found = schema.find((each) => each.name === name);
      assert.ok(found, name);
      return found;
    };
    const valuesOf = (type: string): string[] => entry(type).values ?? [''];
    const faults = {
      BLOCK_IO_ERROR: 'disk-error',
      GUEST_PANICKED: 'panic',
      WATCHDOG: 'watchdog',
      MEMORY_FAILURE: 'memory-failure',
    };
    for (const [event, fault] of Object.entries(faults)) {
      const members = entry(entry(event)['arg-type'] ?? '').members ?? [];
      const plain = Object.fromEntries(members.map(({ name, type }) => [name, valuesOf(type)[0]]));
      for (const { name, type } of members.filter((each) => entry(each.type)['meta-type'] === 'enum')) {
        for (const value of valuesOf(type)) {
          const found = faultOf(event, { ...plain, [name]: value });
          const stops = event === 'BLOCK_IO_ERROR' && value === 'stop';
          assert.equal(found?.fault ?? null, stops ? null : fault, `${event} ${name}=${value}`);
        }
      }
    }
    const { members = [] } = entry(entry('query-status')['ret-type'] ?? '');
    const states = valuesOf(members.find(({ name }) => name === 'status')?.type ?? '');
    assert.ok(states.includes('io-error'));
    for (const status of states) {
      const answers: Record<string, unknown> = {
        'query-status': { status, running: status === 'running' },
        'query-block': [{ 'io-status': 'ok' }, { 'io-status': 'nospace' }, {}],
      };
      const pause = await pauseOf((command) => Promise.resolve(answers[command]), false);
      const goes = ['running', 'prelaunch', 'inmigrate', 'shutdown', 'guest-panicked'].includes(status);
      assert.equal(pause === null, goes, status);
      assert.equal(pause?.cause === 'no-room', status === 'io-error', status);
    }
  });

  test('a disk without room pauses the guest; with room it goes on', async () => {
    const volumes = dirname(lab.names.volume('x'));
    await mkdir(volumes, { recursive: true, mode: 0o711 });
    await run('mount', ['-t', 'tmpfs', '-o', 'size=400m,mode=711', 'slipway-test', volumes]);
    try {
      const spec = await lab.guest('writes');
      const filler = `${volumes}/filler`;
      await run('dd', ['if=/dev/zero', `of=${filler}`, 'bs=64k'], { check: false });
      await lab.guests.startGuest(spec);
      const event = await lab.event(spec.id, (heard) => heard.kind === 'guest' && heard.state === 'paused');
      assert.deepEqual(event.kind === 'guest' && event.state === 'paused' && event.pause, {
        cause: 'no-room',
        reason: 'disk full on the host',
      });
      assert.equal(await lab.guests.resumeGuest(spec.id), false);
      // a restart of the control plane does not forget why
      await lab.guests.stop();
      await lab.guests.start((heard) => void lab.events.push(heard));
      assert.equal(lab.guests.pausedGuests().get(spec.id)?.cause, 'no-room');
      await run('rm', [filler]);
      assert.equal(await lab.guests.resumeGuest(spec.id), true);
      await lab.consoleSays(spec.id, '.', 1);
      assert.equal(await lab.guests.guestState(spec.id), 'running');

      // before it is full we pause it, know why after a restart, and let it go on with the whole headroom alone
      await lab.guests.pauseGuest(spec.id);
      const held = { cause: 'no-room', reason: 'disk almost full on the host' };
      await eventually('the pause', () => lab.guests.pausedGuests().get(spec.id)?.reason === held.reason);
      await lab.guests.stop();
      await lab.guests.start((heard) => void lab.events.push(heard));
      assert.deepEqual(lab.guests.pausedGuests(), new Map([[spec.id, held]]));
      const { free, total } = await diskMiB(volumes);
      await writeFile(filler, Buffer.alloc((free - headroomMiB(total) + 2) * 2 ** 20));
      assert.equal(await lab.guests.resumeGuest(spec.id), false);
      await rm(filler);
      assert.equal(await lab.guests.resumeGuest(spec.id), true);
      assert.equal(await lab.guests.guestState(spec.id), 'running');
      await lab.guests.removeGuest(spec.id);
    } finally {
      await run('umount', ['-l', volumes]);
    }
  });
});

import assert from 'node:assert/strict';
import { copyFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { GuestSpec } from '../../src/drivers/driver.ts';
import { openScreen } from '../../src/drivers/qemu/guest/index.ts';
import { guestFiles } from '../../src/drivers/qemu/guest/running.ts';
import { followed } from '../support/remedy.ts';
import { Lab } from './lab.ts';

describe('what a guest cannot get back while it runs is there', () => {
  const lab = new Lab();
  let spec: GuestSpec;
  before(async () => {
    await lab.start();
    spec = await lab.guest('deaf');
    await lab.guests.startGuest(spec);
    assert.deepEqual(missing(), []);
  });
  after(() => lab.close());

  const missing = () => lab.guests.missing([spec]);
  const mend = () => lab.guests.mendGuest(spec, missing());
  const stop = () => lab.guests.stopGuest(spec.id, 0);
  const restart = async () => {
    await stop();
    await lab.guests.startGuest(spec);
  };
  /** Takes a socket away by both of its names. */
  const takeSocket = (name: string) => {
    const { sockets, spares } = guestFiles(lab.names.guestDir(spec.id));
    for (const directory of [sockets, spares]) rmSync(join(directory, name));
  };

  test('once it was restarted: its sockets, and its namespace', async () => {
    takeSocket('debug');
    await followed('part-lost', /Restart the VM: its QEMU makes it anew\./, mend, restart);
    assert.deepEqual(missing(), []);
    const namespace = lab.names.routerNamespace(spec.router);
    for (const does of ['del', 'add']) await run('ip', ['netns', does, namespace]);
    await followed('part-lost', /Restart the VM: it moves into the one that is there\./, mend, restart);
    assert.deepEqual(missing(), []);
  });

  test('once it was started anew: a screen, as an older release has made none', async () => {
    takeSocket('screen');
    assert.deepEqual(missing(), []);
    const look = async () => void (await openScreen(lab.names.guestDir(spec.id), true)).destroy();
    await followed('no-screen', /Stop it, and start it again\./, look, () => restart().then(look));
  });

  test('once its file was moved back, or came from a backup: a disk', async () => {
    const file = lab.names.volume(spec.volumes[0]?.id ?? '');
    const [moved, backup] = [`${file}.moved`, `${file}.backup`];
    copyFileSync(file, backup);
    const moveBack = () => renameSync(moved, file);
    const restore = async () => {
      await stop();
      copyFileSync(backup, file);
      await lab.guests.startGuest(spec);
    };
    for (const back of [moveBack, restore]) {
      renameSync(file, moved);
      await followed('part-lost', /If it was moved away, move it back; else stop the VM, bring/, mend, back);
      assert.deepEqual(missing(), []);
    }
    rmSync(moved);
    await restart();
  });
});

import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { toldGuests } from '../../src/drivers/qemu/guest/kept-spec.ts';
import { GuestPlaces } from '../../src/drivers/qemu/guest/places.ts';
import { HostNames } from '../../src/drivers/qemu/host.ts';

test('a guest that an older version has kept in rescue mode is told as one that is rescued', async () => {
  const home = mkdtempSync(join(tmpdir(), 'slipway-kept-'));
  const [id, image, rescue, own, router] = Array.from({ length: 5 }, randomUUID);
  const settings = { home, cloud: '0000', uidBase: 4_400_000, floatingPool: '172.24.9.0/24', uplink: null };
  const names = new HostNames({ ...settings, accelerator: 'tcg' });
  mkdirSync(names.guestDir(id ?? ''), { recursive: true });
  const seed = { instanceId: rescue, hostname: 'vm', sshKeys: [], userData: null };
  const machine = { slot: 1, vcpus: 1, memoryMiB: 128, router, ports: [], probeSsh: null };
  const kept = { id, image, volumes: [{ id: rescue }, { id: own }], seed, ...machine };
  writeFileSync(join(names.guestDir(id ?? ''), 'spec.json'), JSON.stringify(kept));
  const [told] = await toldGuests(new GuestPlaces(names));
  assert.deepEqual([told?.spec.rescue, told?.spec.volumes], [{ image, volume: rescue }, [{ id: own }]]);
  rmSync(home, { recursive: true });
});

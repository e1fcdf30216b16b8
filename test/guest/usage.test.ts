import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, test } from 'node:test';
import type { GuestUsage } from '../../src/drivers/driver.ts';
import { measureGuests } from '../../src/drivers/qemu/usage.ts';
import { eventually } from '../support/wait.ts';
import { Lab } from './lab.ts';

describe('what guests take', () => {
  const lab = new Lab();
  before(() => lab.start());
  after(() => lab.close());

  test('is measured by guest, disk and port, and moves when the guest works', async () => {
    const [router, port, data] = [randomUUID(), randomUUID(), randomUUID()];
    await lab.makeRouter(router, [port], 5);
    await lab.volumes.create({ id: data, sizeMiB: 1, image: null });
    const card = { id: port, mac: '52:54:00:12:34:56', dhcp4: true, dhcp6: false };
    const plain = await lab.guest('floods', { slot: 5, router, ports: [card] });
    const busy = { ...plain, volumes: [...plain.volumes, { id: data }] };
    const idle = await lab.guest('deaf', { slot: 6 });
    // the kernel counts from its start on, in hundredths
    const began = Date.now() - 1000;
    for (const guest of [busy, idle]) await lab.guests.startGuest(guest);
    await lab.consoleSays(busy.id, 'y');
    await lab.consoleSays(idle.id, '!');

    const wanted = [
      { id: busy.id, router, ports: [port] },
      { id: idle.id, router, ports: [] },
      { id: randomUUID(), router: randomUUID(), ports: [randomUUID()] },
    ];
    const measure = () => measureGuests(wanted, lab.names, (guest) => lab.guests.usage(guest));
    const first = await measure();
    assert.deepEqual([...first.keys()].sort(), [busy.id, idle.id].sort(), 'only what runs');
    const seen = first.get(busy.id) as GuestUsage;
    assert.ok(began <= seen.since && seen.since <= seen.at && seen.at <= Date.now(), JSON.stringify(seen));
    // QEMU and 32 MiB of guest: some megabytes at least, never the whole host
    assert.ok(seen.memoryBytes > 8 << 20 && seen.memoryBytes < 512 << 20, String(seen.memoryBytes));
    assert.deepEqual(
      seen.disks.map(({ volume }) => volume),
      [null, data],
    );
    assert.ok((seen.disks[0]?.readBytes ?? 0) >= 512, 'it has read its boot sector');
    assert.deepEqual(seen.disks[1], { volume: data, readBytes: 0, writtenBytes: 0, reads: 0, writes: 0 });
    const still = { receivedBytes: 0, sentBytes: 0, receivedPackets: 0, sentPackets: 0 };
    assert.deepEqual(seen.ports, [{ port, ...still }]);
    // what it has started with and those that are free: none for the disk that boots, and for the seed
    assert.deepEqual(seen.slots, { total: 6, used: 2 });
    assert.deepEqual(first.get(idle.id)?.slots, { total: 4, used: 0 });
    const late = randomUUID();
    await lab.volumes.create({ id: late, sizeMiB: 1, image: null });
    await lab.guests.syncVolumes({ ...idle, volumes: [...idle.volumes, { id: late }] });
    assert.deepEqual((await measure()).get(idle.id)?.slots, { total: 4, used: 1 });

    const worked = (now: typeof first, guest: string) => (now.get(guest)?.cpuMs ?? 0) - (first.get(guest)?.cpuMs ?? 0);
    await eventually('work of the busy one', measure, (now) => worked(now, busy.id) > worked(now, idle.id));

    await lab.guests.removeGuest(busy.id);
    assert.deepEqual([...(await measure()).keys()], [idle.id]);
    await lab.guests.removeGuest(idle.id);
  });
});

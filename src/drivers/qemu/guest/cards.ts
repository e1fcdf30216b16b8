import type { GuestPort } from '../../driver.ts';
import { plugDevice, pluggedDevices, unplugDevice } from './hotplug.ts';
import type { RunningGuest } from './running.ts';

/** What QEMU is told of a port: its end on the host and its card in the guest. */
export function networkCard(port: Pick<GuestPort, 'id' | 'mac'>, tap: string) {
  const netdev = { type: 'tap', id: `net-${port.id}`, ifname: tap, script: 'no', downscript: 'no' };
  // No network boot.
  const card = { driver: 'virtio-net-pci', id: `port-${port.id}`, netdev: netdev.id, mac: port.mac, romfile: '' };
  return { netdev, card };
}

/** Makes the network cards of a running guest those of `ports`, whatever an interrupted call has left. */
export async function syncCards(guest: RunningGuest, ports: GuestPort[], tapOf: (port: string) => string) {
  const wanted = new Set(ports.map((port) => port.id));
  const plugged = idsOf([...(await pluggedDevices(guest)).values()].join(' '), /\bport-(\S+)/g);
  for (const port of plugged) if (!wanted.has(port)) await unplugDevice(guest, `port-${port}`);
  // QMP has no word for the host's ends.
  const monitor = await guest.execute('human-monitor-command', { 'command-line': 'info network' });
  for (const port of idsOf(String(monitor), /\bnet-([0-9a-f-]{36})/g))
    if (!wanted.has(port) || !plugged.has(port)) await guest.execute('netdev_del', { id: `net-${port}` });
  for (const port of ports) {
    if (plugged.has(port.id)) continue;
    const { netdev, card } = networkCard(port, tapOf(port.id));
    await guest.execute('netdev_add', netdev);
    await plugDevice(guest, card).catch(async (cause: unknown) => {
      await guest.execute('netdev_del', { id: netdev.id });
      throw cause;
    });
  }
}

/** Plugs the card of a port anew, whose end on the host has been taken away: QEMU does not find the new one by itself. */
export async function replugCard(guest: RunningGuest, port: Pick<GuestPort, 'id' | 'mac'>, tap: string): Promise<void> {
  const { netdev, card } = networkCard(port, tap);
  await unplugDevice(guest, card.id);
  await guest.execute('netdev_del', { id: netdev.id });
  await guest.execute('netdev_add', netdev);
  await plugDevice(guest, card);
}

const idsOf = (text: string, pattern: RegExp) => new Set([...text.matchAll(pattern)].map((match) => match[1] ?? ''));

import type { GuestUsage, MeasuredGuest } from '../driver.ts';
import type { HostNames } from './host.ts';
import { tapCounters } from './network/counters.ts';

/** Measures guests: one question to each QEMU, all at once, and one to each router. */
export async function measureGuests(
  guests: MeasuredGuest[],
  names: HostNames,
  ask: (guest: string) => Promise<Omit<GuestUsage, 'ports'> | null>,
): Promise<Map<string, GuestUsage>> {
  const answers = await Promise.all(guests.map(async (guest) => ({ guest, usage: await ask(guest.id) })));
  const taps = new Map<string, Awaited<ReturnType<typeof tapCounters>>>();
  const found = new Map<string, GuestUsage>();
  for (const { guest, usage } of answers) {
    if (usage === null) continue;
    const counters = taps.get(guest.router) ?? (await tapCounters(names.routerNamespace(guest.router)));
    taps.set(guest.router, counters);
    const ports = guest.ports.flatMap((port) => {
      const moved = counters.get(names.tap(port));
      return moved === undefined ? [] : [{ port, ...moved }];
    });
    found.set(guest.id, { ...usage, ports });
  }
  return found;
}

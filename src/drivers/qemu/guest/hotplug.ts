import { z } from 'zod';
import { Problem } from '../../../common/problem.ts';
import type { GuestUsage } from '../../driver.ts';
import type { RunningGuest } from './running.ts';

/** Names of root ports, as the command line gives them. */
const ROOT_PORT = /^rp\d+$/;
/** Names of what sits behind one of them. */
const DEVICE = /^(port|volume)-/;
/** For the guest to let go of a device: 50 ms when it is up, never while it boots. */
const RELEASE_MS = 3000;

const PERIPHERAL = '/machine/peripheral';
const children = z.array(z.object({ name: z.string() }));
const busPath = z.string().transform((path) => path.split('/').at(-1) ?? '');

/** All that a guest has beside what its board has, by the names that we gave it. */
async function peripherals(
  ask: (command: string, args: Record<string, unknown>) => Promise<unknown>,
): Promise<string[]> {
  const list = children.parse(await ask('qom-list', { path: PERIPHERAL })).map(({ name }) => name);
  return list.filter((name) => name !== 'type');
}

/** How many places for devices that come and go a guest has, and how many of them have one, by one question. */
export async function countSlots(ask: Parameters<typeof peripherals>[0]): Promise<GuestUsage['slots']> {
  const names = await peripherals(ask);
  const count = (called: RegExp): number => names.filter((name) => called.test(name)).length;
  return { total: count(ROOT_PORT), used: count(DEVICE) };
}

/**
 * Devices of a running guest that can be unplugged, by the root port they sit behind; null: the port is free. Asks
 * QEMU's own tree, for what `query-pci` tells is what the guest has set up so far.
 */
export async function pluggedDevices(guest: RunningGuest): Promise<Map<string, string | null>> {
  const names = await peripherals((command, args) => guest.execute(command, args));
  const plugged = new Map(names.filter((name) => ROOT_PORT.test(name)).map((name) => [name, null as string | null]));
  for (const name of names.filter((each) => !ROOT_PORT.test(each))) {
    const path = { path: `${PERIPHERAL}/${name}`, property: 'parent_bus' };
    const bus = await guest.execute('qom-get', path).catch((error: unknown) => {
      // The guest has let go of it just now.
      if (error instanceof Problem && error.code === 'qmp-error') return '';
      throw error;
    });
    if (plugged.has(busPath.parse(bus))) plugged.set(busPath.parse(bus), name);
  }
  return plugged;
}

const numberOf = (rootPort: string): number => Number(rootPort.slice(2));

/**
 * Plugs a device behind a free root port, or finds it plugged; behind that of the device `after`, if there is one. Throws
 * `guest-slots-full`.
 */
export async function plugDevice(
  guest: RunningGuest,
  properties: { id: string; driver: string },
  after?: string,
): Promise<void> {
  const plugged = await pluggedDevices(guest);
  const find = (device: string) => [...plugged].find(([, sits]) => sits === device)?.[0];
  if (find(properties.id) !== undefined) return;
  const free = [...plugged].flatMap(([rootPort, sits]) => (sits === null ? [rootPort] : []));
  free.sort((a, b) => numberOf(a) - numberOf(b));
  const least = numberOf(find(after ?? '') ?? 'rp0');
  const bus = free.find((rootPort) => numberOf(rootPort) >= least) ?? free[0];
  if (bus === undefined) {
    const remedy = 'Detach another port or volume first, or restart the VM: it starts with free slots.';
    throw new Problem('guest-slots-full', `All ${plugged.size} slots of the running VM are taken`, remedy);
  }
  await guest.execute('device_add', { ...properties, bus });
}

/**
 * Unplugs a device and returns when the guest has let go of it; one that is not plugged is fine. Throws a transient
 * `device-not-released`; the request stands then, and asking again is right.
 */
export async function unplugDevice(guest: RunningGuest, id: string): Promise<void> {
  const isPlugged = async () => [...(await pluggedDevices(guest)).values()].includes(id);
  if (!(await isPlugged())) return;
  const deleted = guest.event('DEVICE_DELETED', (data) => data['device'] === id, RELEASE_MS);
  // Refused when the guest has been asked before and is still at it.
  await guest.execute('device_del', { id }).catch(() => {});
  if ((await deleted) || !(await isPlugged())) return;
  const remedy = 'It is tried again. A VM that is still booting cannot let go: wait until it is up, or stop it.';
  const why = `The guest ${guest.id} has not let go of ${id} within ${RELEASE_MS} ms`;
  throw new Problem('device-not-released', why, remedy, { transient: true });
}

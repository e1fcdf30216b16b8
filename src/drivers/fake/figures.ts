import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { DriverEvent, GuestPause, GuestUsage, PortFacts, RouterSpec } from '../driver.ts';
import { sshFrom } from '../ssh-from.ts';

/** What is measured of a guest: all do the same work all the time, so that every figure follows from how long it has run. */
export function usageSince(since: number, ports: string[], volumes: number): GuestUsage {
  const at = Date.now();
  const ms = at - since;
  const moved = { receivedBytes: ms * 10, sentBytes: ms * 5, receivedPackets: ms, sentPackets: ms };
  const disk = { volume: null, readBytes: ms * 100, writtenBytes: ms * 50, reads: ms, writes: ms };
  const network = ports.map((port) => ({ port, ...moved }));
  // it never lacks one; the volume that boots has none
  const used = ports.length + volumes - 1;
  const slots = { total: used + 4, used };
  return { at, since, cpuMs: ms / 4, memoryBytes: 64 << 20, disks: [disk], ports: network, slots };
}

/** What is measured of a port: everything is as its router was told, and a guest that runs has its addresses and answers. */
export function portFacts(router: RouterSpec | undefined, id: string, guestRuns: boolean): PortFacts {
  const port = router?.ports.find((each) => each.id === id);
  const up = port !== undefined && guestRuns;
  const addresses = up ? port.addresses.map(({ address }) => address) : [];
  return {
    link: port === undefined ? 'absent' : up ? 'up' : 'down',
    leases: addresses.map((address) => ({ address, at: Date.now() })),
    ssh: addresses.map((address) => ({ address, answer: 'ssh', banner: 'SSH-2.0-fake' })),
    floatingIp: port?.floatingIp
      ? { address: port.floatingIp, routed: true, answers: up && port.groups.length > 0 }
      : null,
    sshFrom: router === undefined || port === undefined ? [] : sshFrom(router, port),
  };
}

/** What a guest says at its first boot: it has its address, answers ssh, and cloud-init has ended. */
export function firstBoot(guest: string, at: number): DriverEvent[] {
  const hostKeys = ['ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAABAgMEBQYHCAkKCwwNDg8QERITFBUWFxgZGhscHR4f'];
  return [
    { kind: 'report', guest, report: { stage: 'network' }, at },
    { kind: 'report', guest, report: { stage: 'ssh', hostKeys }, at },
    { kind: 'report', guest, report: { stage: 'cloud-init', result: 'done', detail: '' }, at },
  ];
}

/** Why those of the guests stand still that do, whose files are in `directory`. */
export async function pausesIn(directory: string, guests: string[]): Promise<Map<string, GuestPause>> {
  const found = new Map<string, GuestPause>();
  for (const guest of guests) {
    const text = await readFile(join(directory, guest), 'utf8').catch(() => '{}');
    const { pause } = JSON.parse(text) as { pause?: GuestPause };
    if (pause !== undefined) found.set(guest, pause);
  }
  return found;
}

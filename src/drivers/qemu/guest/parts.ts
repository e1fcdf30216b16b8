import { existsSync, readlinkSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Part, WantedGuest } from '../../driver.ts';
import type { HostNames } from '../host.ts';
import { listed } from '../parts.ts';
import { GuestCgroup } from './cgroup.ts';
import { SCREEN, SOCKETS } from './command-line.ts';
import { guestFiles } from './running.ts';
import { seedFile } from './seed.ts';
import { disksOf } from './spec.ts';

const words = {
  process: (guest: string) => `QEMU of ${guest}`,
  namespace: (place: string) => `QEMU in ${place}`,
};

/** All that a guest that runs consists of, but for its network; see `cardParts`. */
export function guestParts(guest: WantedGuest, names: HostNames): Part[] {
  const directory = names.guestDir(guest.id);
  return listed('guest', guest.id, {
    process: [words.process(guest.id)],
    namespace: [words.namespace(names.routerNamespace(guest.router))],
    socket: SOCKETS.map((name) => join(guestFiles(directory).sockets, name)),
    disk: [...disksOf(guest).map(({ id }) => names.volume(id)), seedFile(directory)],
    cgroup: new GuestCgroup(names.settings.cloud, guest.id).places(),
  });
}

/** Those that are not there; `pid` is its process. Reads /proc and looks for files: no program is started. */
export function missingOfGuest(guest: WantedGuest, pid: number | null, names: HostNames): Part[] {
  const place = names.routerNamespace(guest.router);
  const held = pid === null ? [] : new GuestCgroup(names.settings.cloud, guest.id).placesOf(pid);
  const files = guestFiles(names.guestDir(guest.id));
  const screen = join(files.sockets, SCREEN);
  const isThere = ({ kind, detail }: Part): boolean => {
    if (kind === 'process') return pid !== null;
    if (kind === 'namespace') return pid !== null && isInside(pid, place);
    // one that an older release has started never had a screen, which then has no second name
    if (detail === screen) return existsSync(screen) || !existsSync(join(files.spares, SCREEN));
    return kind === 'cgroup' ? held.includes(detail) : existsSync(detail);
  };
  const parts = guestParts(guest, names);
  // what it would hold is not there with it
  return parts.filter((part) => (pid !== null || part.kind === 'process' || part.kind === 'disk') && !isThere(part));
}

/** Whether a process is in the network namespace of this name. */
function isInside(pid: number, namespace: string): boolean {
  try {
    const { ino } = statSync(join('/run/netns', namespace));
    return readlinkSync(`/proc/${pid}/ns/net`) === `net:[${ino}]`;
  } catch {
    return false;
  }
}

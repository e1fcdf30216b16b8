import type { GuestSpec } from '../driver.ts';
import { cgroupsOf, disksOf } from './guest/index.ts';
import type { HostNames } from './host.ts';

/** The user, control groups and volumes of a guest, for people. */
export function ownerReceipt(guest: GuestSpec, names: HostNames): { kind: string; detail: string }[] {
  const groups = cgroupsOf(names.settings.cloud).filter((group) => group.guest === guest.id);
  return [
    { kind: 'user', detail: `uid ${names.guestUid(guest.slot)}` },
    ...groups.map(({ path }) => ({ kind: 'cgroup', detail: path })),
    ...disksOf(guest).map(({ id }) => ({ kind: 'file', detail: names.volume(id) })),
  ];
}

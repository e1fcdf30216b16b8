import type { Schemas } from '../api/client.ts';
import { mebibytes } from './words.ts';

type Sized = Pick<Schemas['Flavor'], 'cores' | 'ram' | 'disk'>;

/** What of its quotas a project would exceed with a VM of another size, in words; empty: nothing. As the server counts: less gives nothing back. */
export function exceededBy(wanted: Sized, now: Sized, quotas: Schemas['Project']['quotas']): string {
  const more = { vcpu: wanted.cores - now.cores, ram: wanted.ram - now.ram, storage: wanted.disk - now.disk };
  const said = Object.entries(more).flatMap(([name, needed]) => {
    const quota = quotas[name];
    if (quota === undefined || needed <= 0 || quota.usage + needed <= quota.limit) return [];
    const over = quota.usage + needed - quota.limit;
    return name === 'vcpu' ? [`${over} CPU`] : [`${mebibytes(over)} of ${name === 'ram' ? 'memory' : 'storage'}`];
  });
  return said.join(', ');
}

/** How many more VMs of a flavor a project may have, and the host could carry where that is known; null: any number. */
export function howMany(
  { cores, ram, disk }: Sized,
  quotas: Schemas['Project']['quotas'],
  room?: Schemas['Preflight']['capacity'],
): number | null {
  const takes = { instances: 1, vcpu: cores, ram, storage: disk };
  const allowed = Object.entries(takes).flatMap(([name, taken]) => {
    const quota = quotas[name];
    return quota === undefined ? [] : [(quota.limit - quota.usage) / taken];
  });
  const carried = room === undefined ? [] : [room.memory_mib / ram, room.disk_mib / disk];
  const bounds = [...allowed, ...carried];
  return bounds.length === 0 ? null : Math.max(0, Math.floor(Math.min(...bounds)));
}

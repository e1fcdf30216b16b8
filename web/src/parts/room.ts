import type { Schemas } from '../api/client.ts';

/** How many more VMs of a flavor a project may have, and the host could carry where that is known; null: any number. */
export function howMany(
  { cores, ram, disk }: Pick<Schemas['Flavor'], 'cores' | 'ram' | 'disk'>,
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

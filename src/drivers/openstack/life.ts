import type { GuestState } from '../driver.ts';
import type { Server } from './client/compute.ts';

/** What a server is to become, beside being on. */
export interface Wish {
  /** When it changes, the first boot runs again: on a new server. */
  instanceId: string;
  vcpus: number;
  memoryMiB: number;
  /** The nova flavor of that size. */
  flavor: string;
  /** The image that it boots in place of its own system; null: none. */
  rescue: string | null;
}

/** Where a server says which first boot it has had. */
export const INSTANCE_ID = 'slipway_instance';

/** What nova is asked to do with a server, in its words. */
export type Act = Record<string, unknown>;

/** The next act that brings a server on, by what it is now: a crash anywhere goes on from there. `fresh`: by another server. */
export function nextToStart(server: Server, wish: Wish): Act | 'done' | 'fresh' {
  const rescue = wish.rescue === null ? null : { rescue: { rescue_image_ref: wish.rescue } };
  const another = rescue === null && server.metadata[INSTANCE_ID] !== wish.instanceId;
  switch (server.status) {
    case 'SHUTOFF':
      if (another) return 'fresh';
      if (rescue !== null) return rescue;
      return isOfSize(server, wish) ? { 'os-start': null } : { resize: { flavorRef: wish.flavor } };
    case 'ERROR':
      // what has run has a first boot behind it, which another server would run again
      return another || server['OS-SRV-USG:launched_at'] === null ? 'fresh' : { reboot: { type: 'HARD' } };
    case 'RESCUE':
      return rescue === null ? { unrescue: null } : 'done';
    case 'ACTIVE':
      return rescue ?? 'done';
    default:
      return settling[server.status] ?? 'done';
  }
}

/** The same that brings it off. */
export function nextToStop(server: Server): Act | 'done' {
  if (server.status === 'ACTIVE') return { 'os-stop': null };
  return server.status === 'RESCUE' ? { unrescue: null } : (settling[server.status] ?? 'done');
}

/** States that are left in one way only, whatever comes then. */
const settling: Record<string, Act> = {
  VERIFY_RESIZE: { confirmResize: null },
  PAUSED: { unpause: null },
  SUSPENDED: { resume: null },
};

function isOfSize({ flavor }: Server, { vcpus, memoryMiB }: Wish): boolean {
  return flavor.vcpus === vcpus && flavor.ram === memoryMiB;
}

/** Whether nova is at work with it, so that nothing else can be asked. */
export function isBusy(server: Server): boolean {
  return server.status === 'BUILD' || server['OS-EXT-STS:task_state'] !== null;
}

/** One that is being made or powered on runs; how it ends is reported. */
export function stateOf(server: Server): GuestState {
  const task = server['OS-EXT-STS:task_state'] ?? '';
  if (['ACTIVE', 'BUILD', 'REBOOT', 'HARD_REBOOT', 'RESCUE', 'PASSWORD'].includes(server.status)) return 'running';
  if (server.status === 'PAUSED' || server.status === 'SUSPENDED') return 'paused';
  if (server.status === 'DELETED' || server.status === 'SOFT_DELETED') return 'absent';
  return ['powering-on', 'rebooting_hard', 'reboot_started_hard', 'rescuing'].includes(task) ? 'running' : 'stopped';
}

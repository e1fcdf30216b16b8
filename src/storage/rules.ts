import { Problem } from '../common/problem.ts';
import type { InstanceState, VolumeState } from '../db/index.ts';

/** What decides whether something can be done with a volume now. */
export interface VolumeStanding {
  state: VolumeState;
  instance: string | null;
  /** Of the instance; null: it has none. */
  instance_state: InstanceState | null;
  /** 0: the system volume of its instance. */
  position: number;
}

type Ending = Pick<VolumeStanding, 'state' | 'instance'>;

interface Rule {
  states: readonly VolumeState[];
  /** A further reason why not. */
  unless?: (volume: VolumeStanding) => string | null;
  /** Where it is not refused although it cannot be done: it is under way by an earlier request, or there is nothing left. */
  already?: (volume: Ending) => 'under way' | 'gone' | null;
}

const attached = ({ instance }: VolumeStanding): string | null =>
  instance === null ? null : 'The volume is attached to a VM. Detach it first.';

/** While something is being done with an instance, or after it has failed, nothing is done with the disks that it has. */
export const instanceBusy = (state: InstanceState | null): string | null =>
  state === null || state === 'OK' ? null : `Valid states for operation: OK. The instance is ${state}.`;

const rules = {
  update: { states: ['OK', 'ERRED'] },
  extend: { states: ['OK'], unless: ({ instance_state }) => instanceBusy(instance_state) },
  retype: { states: ['OK'] },
  attach: { states: ['OK'], unless: attached },
  detach: {
    states: ['OK'],
    unless: ({ instance, instance_state, position }) => {
      if (instance === null) return 'The volume is not attached.';
      if (position === 0) return 'The VM boots from this volume: it stays for as long as the VM does.';
      return instanceBusy(instance_state);
    },
  },
  terminate: {
    states: ['OK', 'ERRED'],
    unless: attached,
    already: ({ state, instance }) => {
      if (state === 'TERMINATED') return 'gone';
      // one that goes with its VM goes by the order of that
      return state === 'DELETING' && instance === null ? 'under way' : null;
    },
  },
} as const satisfies Record<string, Rule>;

export type VolumeAction = keyof typeof rules;
export const volumeActions = Object.keys(rules) as VolumeAction[];

/** null when the action can be done now, else why not and what to do first. */
export function volumeRefuses(action: VolumeAction, volume: VolumeStanding): string | null {
  const rule: Rule = rules[action];
  if ((rule.states as readonly string[]).includes(volume.state)) return rule.unless?.(volume) ?? null;
  return `Valid states for operation: ${rule.states.join(', ')}. The volume is ${volume.state}.`;
}

/** Throws `wrong-state` unless the action can be done now. */
export function requireVolumeAction(action: VolumeAction, volume: VolumeStanding): void {
  const why = volumeRefuses(action, volume);
  if (why !== null) throw new Problem('wrong-state', why);
}

/** What has become of an action that was asked for before; null: nothing. */
export function volumeAlready(action: VolumeAction, volume: Ending): 'under way' | 'gone' | null {
  const rule: Rule = rules[action];
  return rule.already?.(volume) ?? null;
}

/** Where a Linux guest finds a volume that it has: by its serial, for names such as vdb depend on what came first. */
export function deviceOf({ uuid, instance, position }: VolumeStanding & { uuid: string }): string | null {
  if (instance === null) return null;
  return position === 0 ? '/dev/vda' : `/dev/disk/by-id/virtio-${uuid.slice(0, 20)}`;
}

import { Problem } from '../common/problem.ts';
import type { VolumeState } from '../db/index.ts';

/** What decides whether something can be done with a volume now. */
export interface VolumeStanding {
  state: VolumeState;
  instance: string | null;
  /** 0: the system volume of its instance. */
  position: number;
}

interface Rule {
  states: readonly VolumeState[];
  /** A further reason why not. */
  unless?: (volume: VolumeStanding) => string | null;
}

const attached = ({ instance }: VolumeStanding): string | null =>
  instance === null ? null : 'The volume is attached to a VM. Detach it first.';

const rules = {
  update: { states: ['OK', 'ERRED'] },
  extend: { states: ['OK'] },
  retype: { states: ['OK'] },
  attach: { states: ['OK'], unless: attached },
  detach: {
    states: ['OK'],
    unless: ({ instance, position }) => {
      if (instance === null) return 'The volume is not attached.';
      return position === 0 ? 'The VM boots from this volume: it stays for as long as the VM does.' : null;
    },
  },
  terminate: { states: ['OK', 'ERRED'], unless: attached },
} as const satisfies Record<string, Rule>;

export type VolumeAction = keyof typeof rules;

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

/** Where a Linux guest finds a volume that it has: by its serial, for names such as vdb depend on what came first. */
export function deviceOf({ uuid, instance, position }: VolumeStanding & { uuid: string }): string | null {
  if (instance === null) return null;
  return position === 0 ? '/dev/vda' : `/dev/disk/by-id/virtio-${uuid.slice(0, 20)}`;
}

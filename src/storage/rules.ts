import { type ActionRule, type ActionRules, actionRules } from '../common/action-rules.ts';
import type { InstanceState, VolumeState } from '../db/index.ts';

/** What decides whether something can be done with a volume now. */
export interface VolumeStanding {
  state: VolumeState;
  instance: string | null;
  /** Of the instance; null: it has none. */
  instance_state: InstanceState | null;
  /** 0: the system volume of its instance. */
  position: number;
  /** Its instance is about to have it, or to let it go. */
  moving: boolean;
  /** They are part of it, and go first. */
  has_snapshots: boolean;
  /** That it was ordered by; null: by none. */
  offering: string | null;
}

type Ending = Pick<VolumeStanding, 'state' | 'instance' | 'instance_state'>;

const attached = ({ instance }: VolumeStanding): string | null =>
  instance === null ? null : 'The volume is attached to a VM. Detach it first.';

/** What to do about a state that is the wrong one: nothing waits in a queue but a deletion. */
const remedies: Partial<Record<VolumeState, string>> = {
  CREATING: ' Wait until it is there.',
  UPDATING: ' Wait for the end of that.',
};

/** While something is being done with an instance, or after it has failed, nothing is done with the disks that it has. */
export const instanceBusy = (state: InstanceState | null): string | null =>
  state === null || state === 'OK' ? null : `Valid states for operation: OK. The instance is ${state}.`;

const rules = {
  update: { states: ['OK', 'ERRED'] },
  extend: { states: ['OK'], unless: ({ instance_state }) => instanceBusy(instance_state) },
  retype: { states: ['OK'] },
  snapshot: { states: ['OK'], unless: ({ instance_state }) => instanceBusy(instance_state) },
  schedule: { states: ['OK'] },
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
    states: ['CREATING', 'OK', 'UPDATING', 'ERRED'],
    unless: (volume) => {
      const { state, moving, offering } = volume;
      if (!moving && volume.instance !== null) return attached(volume);
      if (volume.has_snapshots) return 'Volume has dependent snapshots. Delete them first.';
      return state === 'CREATING' && offering !== null
        ? 'The volume is being created. Cancel its order instead.'
        : null;
    },
    waits: ({ state, moving }) => (moving ? 'after' : state === 'CREATING' || state === 'UPDATING' ? 'instead' : null),
    already: ({ state, instance_state }) => {
      if (state === 'TERMINATED') return 'gone';
      // one that goes with its VM goes by the order of that
      return state === 'DELETING' && instance_state !== 'DELETING' ? 'under way' : null;
    },
  },
} as const satisfies Record<string, ActionRule<VolumeStanding, Ending>>;

export type VolumeAction = keyof typeof rules;
/** What can be done with a volume, and when. */
export const volumeRules: ActionRules<VolumeAction, VolumeStanding, Ending> = actionRules('volume', rules, remedies);

/** Where a Linux guest finds a volume that it has: by its serial, for names such as vdb depend on what came first. */
export function deviceOf({
  uuid,
  instance,
  position,
}: Pick<VolumeStanding, 'instance' | 'position'> & { uuid: string }): string | null {
  if (instance === null) return null;
  return position === 0 ? '/dev/vda' : `/dev/disk/by-id/virtio-${uuid.slice(0, 20)}`;
}

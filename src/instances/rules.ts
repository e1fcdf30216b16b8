import { type ActionRule, type ActionRules, actionRules } from '../common/action-rules.ts';
import type { InstanceState, RuntimeState } from '../db/index.ts';

/** What decides whether something can be done with an instance now. */
export interface Standing {
  state: InstanceState;
  runtime_state: RuntimeState;
  termination_protection: boolean;
  rescue_image: string | null;
  /** Place of the first of its volumes that has snapshots, 0 for the one that boots; null: none has. */
  first_snapshot: number | null;
  has_backups: boolean;
  /** Its end has come, or that of its project, at which it is stopped. */
  ended: boolean;
  /** By an order, which is canceled as long as it is at work. */
  ordered: boolean;
}

type Ending = Pick<Standing, 'state'>;

const inRescue = ({ rescue_image }: Standing): string | null =>
  rescue_image === null ? null : 'The instance is in rescue mode. Unrescue it first.';

const whyEnded = ({ ended }: Standing): string | null =>
  ended ? 'Its end has come, or that of its project. Give that a later end_date, or none, first.' : null;

/** Whether its guest is in one of these states, in Waldur's words when it is not; `unless` is a further reason. */
const inState =
  (states: readonly RuntimeState[], otherwise: string, unless: (instance: Standing) => string | null = () => null) =>
  (instance: Standing): string | null =>
    states.includes(instance.runtime_state) ? unless(instance) : otherwise;

const rules = {
  start: { states: ['OK'], unless: inState(['SHUTOFF', 'ERROR'], 'Instance is already active.', whyEnded) },
  stop: { states: ['OK'], unless: inState(['ACTIVE', 'RESCUE', 'ERROR', 'PAUSED'], 'Instance is already stopped.') },
  restart: { states: ['OK'], unless: inState(['ACTIVE', 'RESCUE', 'PAUSED'], 'Please start instance first.') },
  update: { states: ['OK', 'ERRED'] },
  update_network: { states: ['OK'] },
  change_flavor: {
    states: ['OK'],
    unless: inState(['SHUTOFF'], 'Please stop the instance before changing its flavor.', inRescue),
  },
  create_image: {
    states: ['OK'],
    unless: inState(['SHUTOFF'], 'Please stop the instance before an image is made of its disk.', inRescue),
  },
  rebuild: {
    states: ['OK'],
    unless: (instance) =>
      instance.first_snapshot === 0
        ? 'The system volume has snapshots, which would be lost. Delete them first.'
        : inRescue(instance),
  },
  backup: { states: ['OK'] },
  clone: { states: ['OK'] },
  rescue: {
    states: ['OK'],
    unless: ({ rescue_image }) => (rescue_image === null ? null : 'The instance is in rescue mode already.'),
  },
  unrescue: {
    states: ['OK'],
    unless: ({ rescue_image }) => (rescue_image === null ? 'The instance is not in rescue mode.' : null),
  },
  cancel: { states: ['UPDATING'] },
  terminate: {
    states: ['CREATING', 'OK', 'UPDATING', 'ERRED'],
    waits: ({ state }) => (state === 'CREATING' || state === 'UPDATING' ? 'instead' : null),
    already: ({ state }) => (state === 'DELETING' ? 'under way' : state === 'TERMINATED' ? 'gone' : null),
    unless: ({ state, ordered, termination_protection, first_snapshot, has_backups }) => {
      if (state === 'CREATING' && ordered)
        return 'Valid states for operation: OK, UPDATING, ERRED. The instance is CREATING. Wait until it is there, or cancel its order.';
      if (termination_protection)
        return 'The instance is protected against termination. Set termination_protection to false first.';
      if (has_backups) return 'Cannot delete instance that has backups. Delete them first.';
      return first_snapshot === null
        ? null
        : 'Cannot delete instance that has snapshots. Delete those of its volumes first.';
    },
  },
} as const satisfies Record<string, ActionRule<Standing, Ending>>;

/** What to do about a state that is the wrong one: nothing waits in a queue but a deletion. */
const remedies: Partial<Record<InstanceState, string>> = {
  CREATING: ' Wait until it is there, or cancel its order.',
  UPDATING: ' Wait for the end of that, or cancel it.',
  ERRED: ' Delete it, or have an operator look at it.',
};

export type Action = keyof typeof rules;
/** What can be done with an instance, and when. */
export const instanceRules: ActionRules<Action, Standing, Ending> = actionRules('instance', rules, remedies);

export type PowerAction = 'start' | 'stop' | 'restart';
export const powerActions: readonly PowerAction[] = ['start', 'stop', 'restart'];

import { Problem } from '../common/problem.ts';
import type { InstanceState, RuntimeState } from '../db/index.ts';

/** What decides whether something can be done with an instance now. */
export interface Standing {
  state: InstanceState;
  runtime_state: RuntimeState;
  termination_protection: boolean;
  rescue_image: string | null;
  /** Place of the first of its volumes that has snapshots, 0 for the one that boots; null: none has. */
  first_snapshot: number | null;
}

interface Rule {
  states: readonly InstanceState[];
  runtime?: readonly RuntimeState[];
  /** What to answer when the runtime state is the wrong one; Waldur's words. */
  otherwise?: string;
  /** A further reason why not. */
  unless?: (instance: Standing) => string | null;
  /** Where it is taken, and begins in place of what is being done; without that it begins at once. */
  instead?: readonly InstanceState[];
  /** Where it is not refused although it cannot be done: it is under way by an earlier request, or there is nothing left. */
  already?: Partial<Record<InstanceState, 'under way' | 'gone'>>;
}

const inRescue = ({ rescue_image }: Standing): string | null =>
  rescue_image === null ? null : 'The instance is in rescue mode. Unrescue it first.';

const rules = {
  start: { states: ['OK'], runtime: ['SHUTOFF', 'ERROR'], otherwise: 'Instance is already active.' },
  stop: { states: ['OK'], runtime: ['ACTIVE', 'RESCUE', 'ERROR', 'PAUSED'], otherwise: 'Instance is already stopped.' },
  restart: { states: ['OK'], runtime: ['ACTIVE', 'RESCUE', 'PAUSED'], otherwise: 'Please start instance first.' },
  update: { states: ['OK', 'ERRED'] },
  update_network: { states: ['OK'] },
  change_flavor: {
    states: ['OK'],
    runtime: ['SHUTOFF'],
    otherwise: 'Please stop the instance before changing its flavor.',
    unless: inRescue,
  },
  create_image: {
    states: ['OK'],
    runtime: ['SHUTOFF'],
    otherwise: 'Please stop the instance before an image is made of its disk.',
    unless: inRescue,
  },
  rebuild: {
    states: ['OK'],
    unless: (instance) =>
      instance.first_snapshot === 0
        ? 'The system volume has snapshots, which would be lost. Delete them first.'
        : inRescue(instance),
  },
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
    states: ['OK', 'UPDATING', 'ERRED'],
    instead: ['UPDATING'],
    already: { DELETING: 'under way', TERMINATED: 'gone' },
    unless: ({ termination_protection, first_snapshot }) => {
      if (termination_protection)
        return 'The instance is protected against termination. Set termination_protection to false first.';
      return first_snapshot === null
        ? null
        : 'Cannot delete instance that has snapshots. Delete those of its volumes first.';
    },
  },
} as const satisfies Record<string, Rule>;

/** What to do about a state that is the wrong one: nothing waits in a queue but a deletion. */
const remedies: Partial<Record<InstanceState, string>> = {
  CREATING: ' Wait until it is there, or cancel its order.',
  UPDATING: ' Wait for the end of that, or cancel it.',
  ERRED: ' Delete it, or have an operator look at it.',
};

export type Action = keyof typeof rules;
export const actions = Object.keys(rules) as Action[];
export type PowerAction = 'start' | 'stop' | 'restart';
export const powerActions: readonly PowerAction[] = ['start', 'stop', 'restart'];

/** null when the action can be done now, else why not and when it could be. */
export function whyNot(action: Action, instance: Standing): string | null {
  const rule: Rule = rules[action];
  if (!rule.states.includes(instance.state)) {
    const now = `Valid states for operation: ${rule.states.join(', ')}. The instance is ${instance.state}.`;
    return now + (remedies[instance.state] ?? '');
  }
  if (rule.runtime !== undefined && !rule.runtime.includes(instance.runtime_state)) return rule.otherwise ?? '';
  return rule.unless?.(instance) ?? null;
}

/** When an action begins that can be done. */
export function whenDone(action: Action, { state }: Pick<Standing, 'state'>): 'now' | 'instead' {
  const rule: Rule = rules[action];
  return rule.instead?.includes(state) === true ? 'instead' : 'now';
}

/** Throws `wrong-state` unless the action can be done now. */
export function requireAction(action: Action, instance: Standing): void {
  const why = whyNot(action, instance);
  if (why !== null) throw new Problem('wrong-state', why);
}

/** What has become of an action that was asked for before; null: nothing. */
export function already(action: Action, { state }: Pick<Standing, 'state'>): 'under way' | 'gone' | null {
  const rule: Rule = rules[action];
  return rule.already?.[state] ?? null;
}

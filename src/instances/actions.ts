import type { InstanceState, RuntimeState } from '../db/index.ts';

/** What decides whether something can be done with an instance now. */
export interface Standing {
  state: InstanceState;
  runtime_state: RuntimeState;
}

interface Rule {
  states: readonly InstanceState[];
  runtime?: readonly RuntimeState[];
  /** What to answer when the runtime state is the wrong one; Waldur's words. */
  otherwise?: string;
}

const rules = {
  start: { states: ['OK'], runtime: ['SHUTOFF', 'ERROR'], otherwise: 'Instance is already active.' },
  stop: { states: ['OK'], runtime: ['ACTIVE', 'ERROR'], otherwise: 'Instance is already stopped.' },
  restart: { states: ['OK'], runtime: ['ACTIVE'], otherwise: 'Please start instance first.' },
  update: { states: ['OK', 'ERRED'] },
  terminate: { states: ['OK', 'ERRED'] },
} as const satisfies Record<string, Rule>;

export type Action = keyof typeof rules;
export type PowerAction = 'start' | 'stop' | 'restart';
export const powerActions: readonly PowerAction[] = ['start', 'stop', 'restart'];

/** null when the action can be done now, else why not and when it could be. */
export function whyNot(action: Action, instance: Standing): string | null {
  const rule: Rule = rules[action];
  if (!rule.states.includes(instance.state)) {
    return `Valid states for operation: ${rule.states.join(', ')}. The instance is ${instance.state}.`;
  }
  if (rule.runtime !== undefined && !rule.runtime.includes(instance.runtime_state)) return rule.otherwise ?? '';
  return null;
}

/** The actions that can be done now, for `available_actions`. */
export function availableActions(instance: Standing): Action[] {
  return (Object.keys(rules) as Action[]).filter((action) => whyNot(action, instance) === null);
}

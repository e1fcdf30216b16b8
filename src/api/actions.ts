import { z } from 'zod';
import type { ActionRules } from '../common/action-rules.ts';

/** What can be asked now of what is shown: the rules by which all else is refused. */
export const actionsShape = {
  available_actions: z.array(z.string()).meta({ description: 'What can be done now' }),
  unavailable_actions: z
    .record(z.string(), z.string())
    .meta({ description: 'What cannot be done now, each with the words in which it is refused' }),
};

export function presentActions<A extends string, S extends { state: string }>(
  rules: Pick<ActionRules<A, S>, 'actions' | 'refuses'>,
  standing: S,
): z.input<z.ZodObject<typeof actionsShape>> {
  const reasons = rules.actions.map((action) => [action, rules.refuses(action, standing)] as const);
  return {
    available_actions: reasons.flatMap(([action, why]) => (why === null ? action : [])),
    unavailable_actions: Object.fromEntries(reasons.flatMap(([action, why]) => (why === null ? [] : [[action, why]]))),
  };
}

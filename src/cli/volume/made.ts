import { Problem } from '../../common/problem.ts';
import { KINDS } from '../api/references.ts';
import type { Kept } from './at-rest.ts';

/** What was made, as it is at rest. Throws `action-failed` when that failed, `not-found` when it was deleted meanwhile. */
export function requireMade<T extends { uuid: string; name: string; state: string; error_message: string }>(
  kind: Kept | 'vm',
  made: T | null,
): T {
  const { noun } = KINDS[kind];
  if (made === null) throw new Problem('not-found', `The ${noun} was deleted meanwhile.`, 'Make another one.');
  // a resource says Erred
  if (made.state.toUpperCase() !== 'ERRED') return made;
  const remedy = `"./slipway ${kind} delete ${made.uuid}" takes it away; try again.`;
  throw new Problem('action-failed', `The ${noun} "${made.name}" could not be made: ${made.error_message}`, remedy);
}

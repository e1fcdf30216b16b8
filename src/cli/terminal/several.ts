import { Problem } from '../../common/problem.ts';
import type { GlobalOptions } from '../api/session.ts';

/**
 * Does `work` for each at once and gives what came of them to `show`. Throws what one has failed of; of several that have
 * failed, the first one's problem with the words of all.
 */
export async function forEach<T extends { name: string }, R>(
  items: T[],
  work: (item: T) => Promise<R>,
  show: (results: R[]) => Promise<void> | void = () => {},
): Promise<void> {
  const ended = await Promise.allSettled(items.map(work));
  const results = ended.flatMap((each) => (each.status === 'fulfilled' ? [each.value] : []));
  if (results.length > 0) await show(results);
  const failures = ended.flatMap((each, index) =>
    each.status === 'rejected' ? [{ name: items[index]?.name ?? '', reason: each.reason as unknown }] : [],
  );
  const [first] = failures;
  if (first === undefined) return;
  if (items.length === 1 || !(first.reason instanceof Problem)) throw first.reason;
  const words = failures.map(({ name, reason }) => `${name}: ${(reason as Error).message}`);
  const { code, remedy } = first.reason;
  throw new Problem(code, `${failures.length} of ${items.length} failed. ${words.join(' ')}`, remedy);
}

/** The session that the progress of one of `items` is shown by: that of several would be drawn over each other. */
export function ofSeveral<S extends GlobalOptions>(session: S, items: unknown[]): S {
  return items.length === 1 ? session : { ...session, quiet: true };
}

import { z } from 'zod';
import type { ApiContext } from '../context.ts';

const says = 'true: it cannot be brought back; left out: it can be for a while, as the cloud is set';

/** How a deletion says that it is not to be taken back: in a body, and in a query. */
export const forGood = {
  body: { delete_for_good: z.boolean().optional().describe(says) },
  query: z.object({ delete_for_good: z.stringbool().optional().describe(says) }),
};

/** For how many days what is deleted can be brought back. */
export function daysKept(
  { settings }: ApiContext,
  { delete_for_good: isForGood = false }: { delete_for_good?: boolean | undefined },
): number {
  return isForGood ? 0 : settings.keep_deleted_days;
}

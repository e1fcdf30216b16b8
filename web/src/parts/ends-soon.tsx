import { Alert } from '@mantine/core';
import { useNow } from './clock.ts';
import { duration } from './words.ts';

const weekMs = 7 * 86_400_000;

/** That a thing is deleted on a day within a week, as the cloud warns of it, too. */
export function EndsSoon({ day, what }: { day: string | null; what: string }) {
  const left = Date.parse(day ?? '') - useNow();
  if (Number.isNaN(left) || left > weekMs) return null;
  return (
    <Alert color="orange" title={`Ends ${left > 0 ? `in ${duration(left)}` : 'now'}`}>
      On {day}, in UTC, {what}. "Change" gives it a later end, or none.
    </Alert>
  );
}

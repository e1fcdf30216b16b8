import { Alert } from '@mantine/core';
import { useNow } from '../../parts/clock.ts';
import { duration } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';

const weekMs = 7 * 86_400_000;

/** That a VM is deleted within a week, as the cloud warns of it, too. */
export function EndsSoon({ vm: { state, end_date: day } }: { vm: Vm }) {
  const left = Date.parse(day ?? '') - useNow();
  if (state === 'Terminated' || Number.isNaN(left) || left > weekMs) return null;
  return (
    <Alert color="orange" title={`Ends ${left > 0 ? `in ${duration(left)}` : 'now'}`}>
      On {day}, in UTC, it is deleted with all that is on it. "Change" gives it a later end, or none.
    </Alert>
  );
}

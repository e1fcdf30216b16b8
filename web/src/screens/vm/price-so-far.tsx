import { api } from '../../api/client.ts';
import { useNow } from '../../parts/clock.ts';
import { duration, unitHours } from '../../parts/words.ts';
import type { Vm } from '../vms/vms.tsx';

const hourMs = 3_600_000;

/** What a VM has cost up to now, by the plans that it has had and how long. */
export function PriceSoFar({ vm }: { vm: Vm }) {
  const now = useNow();
  const path = { uuid: vm.uuid };
  const periods = api.useQuery('get', '/api/marketplace-resources/{uuid}/plan_periods/', { params: { path } });
  const query = { offering_uuid: vm.offering_uuid, page_size: 300 };
  const plans = api.useQuery('get', '/api/marketplace-plans/', { params: { query } }).data?.results;
  if (periods.data === undefined || plans === undefined) return '…';
  const [first] = periods.data;
  if (first === undefined) return 'nothing: it was never ready';
  const parts = periods.data.map(({ plan_uuid: uuid, start, end }, index, all) => {
    const plan = plans.find((each) => each.uuid === uuid);
    const until = all[index + 1]?.start ?? (vm.state === 'Terminated' ? end : null);
    const lasted = momentOf(until, now) - Date.parse(start);
    return plan === undefined
      ? null
      : (Math.max(0, lasted) * Number(plan.unit_price)) / (hourMs * (unitHours[plan.unit] ?? 1));
  });
  const known = parts.filter((part) => part !== null);
  const sum = known.reduce((total, part) => total + part, 0).toFixed(4);
  const ended = vm.state === 'Terminated' ? (periods.data.at(-1)?.end ?? null) : null;
  const since = duration(momentOf(ended, now) - Date.parse(first.start), 1);
  return `${sum} in ${since}${known.length < parts.length ? ', without plans that are no more' : ''}`;
}

const momentOf = (at: string | null, now: number): number => (at === null ? now : Date.parse(at));

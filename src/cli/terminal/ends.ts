import { Option } from 'commander';
import { dayOrTime } from '../../common/today.ts';
import { usage } from './exit.ts';

export interface Ends {
  end?: string;
  atEnd?: 'delete' | 'stop';
}

const unitsMs: Record<string, number> = { m: 60_000, h: 3_600_000, d: 86_400_000 };

/** What people write for an end. */
export const whenWords = 'a day in UTC such as 2027-01-31, a time such as 2027-01-31T18:00+01:00, or +7d, +12h, +30m';

export const atEndOption = (): Option =>
  new Option('--at-end <action>', 'what happens then').choices(['delete', 'stop']);

/**
 * An end as the API takes it; one such as `+7d` is so much later than `now`, the end that there is, or from this moment on when there is none
 * or it has passed. Null: never. Throws `usage`.
 */
export function endOf(text: string, now: string | null = null): string | null {
  if (text === 'never') return null;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return text;
  const [, count, unit = ''] = /^\+(\d{1,5})([mhd])$/.exec(text) ?? [];
  if (count !== undefined) {
    const from = Math.max(Date.now(), Date.parse(now ?? '') || 0);
    return new Date(from + Number(count) * (unitsMs[unit] ?? 0)).toISOString();
  }
  const at = /(Z|[+-]\d\d:\d\d)$/i.test(text) ? new Date(text) : null;
  if (at !== null && !Number.isNaN(at.getTime())) return at.toISOString();
  throw usage(`"${text}" is no end.`, `Give ${whenWords}; or "never".`);
}

/** An end for people: what happens, and when. */
export function endWords({ ends_at, end_action }: { ends_at: string | null; end_action: string }): string | null {
  if (ends_at === null) return null;
  return `${dayOrTime(new Date(ends_at))}, ${end_action === 'stop' ? 'then it is stopped' : 'with all that is on it'}`;
}

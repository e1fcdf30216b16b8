import { z } from 'zod';
import { definedFields } from '../common/defined-fields.ts';
import { invalid } from '../common/field-errors.ts';
import { today } from '../common/today.ts';
import { notify, type Tx } from '../db/index.ts';
import type { Actor } from '../identity/index.ts';
import { warnedBySetting } from './end-warnings.ts';

const wrong =
  'Must be a date such as 2026-01-31, a time with its zone such as 2026-01-31T18:00:00+01:00, or null for no end.';

const day = z.iso.date();
const moment = z.iso.datetime({ offset: true });
const isDay = (text: string): boolean => day.safeParse(text).success;
const past = 'Lies in the past. Give today, a later date or time, or null for no end.';
const isPast = (text: string): boolean => (isDay(text) ? text < today() : Date.parse(text) <= Date.now());

const written = z.string(wrong).refine((text) => isDay(text) || moment.safeParse(text).success, {
  error: wrong,
  abort: true,
});
const meaning =
  'From the beginning of this day in UTC, or from this time on, `end_action` is done; null: it stays. The end that it has, or the day of that, changes nothing';

/** A day that is not over yet, or a time to come; null for no end. */
export const endDate = written
  .refine((text) => !isPast(text), past)
  .nullable()
  .describe(meaning);

/** The same of what is there already, whose end may have come: `endChange` refuses another one in the past. */
export const changedEndDate = written.nullable().describe(meaning);

export const endActions = ['delete', 'stop'] as const;
export type EndAction = (typeof endActions)[number];

export const endAction = z
  .enum(endActions, 'Must be "delete" or "stop".')
  .describe(
    'What happens at its end: `delete`, with all that is on it, or `stop`, and it is not started before it has a later end or none',
  );

/** What somebody wants of an end; left out: as it is. */
export interface EndWish {
  end_date?: string | null | undefined;
  end_action?: EndAction | undefined;
}

/** The columns that say so. */
export interface EndColumns {
  ends_at?: Date | null;
  end_action?: EndAction;
  end_date_requested_by?: string | null;
  end_warned?: number | null;
}

/** The columns of what is new. */
export function endColumns(actor: Actor, { end_date, end_action }: EndWish): EndColumns {
  const action = end_action === undefined ? {} : { end_action };
  if (end_date === undefined) return action;
  if (end_date === null) return { ends_at: null, end_date_requested_by: null, end_warned: null, ...action };
  const ends_at = new Date(end_date);
  return { ends_at, end_date_requested_by: actor.user, end_warned: warnedBySetting(ends_at), ...action };
}

/**
 * The columns that change about the end of what is there, whose row is locked, and the signal to look whether it has come. Clients that know
 * only days send back the day that they have read: its time stays. Throws `InvalidRequest` on `end_date` when another one lies in the past.
 */
export async function endChange(
  tx: Tx,
  actor: Actor,
  [kind, uuid]: ['instance' | 'volume' | 'project', string],
  wish: EndWish,
): Promise<EndColumns> {
  if (wish.end_date === undefined && wish.end_action === undefined) return {};
  await notify(tx, 'resource_changed');
  const { end_date, end_action } = wish;
  if (end_date == null) return endColumns(actor, wish);
  const { ends_at } = await tx.selectFrom(kind).select('ends_at').where('uuid', '=', uuid).executeTakeFirstOrThrow();
  const now = ends_at?.toISOString();
  const same = isDay(end_date) ? now?.startsWith(end_date) === true : now === new Date(end_date).toISOString();
  if (same) return endColumns(actor, { end_action });
  if (isPast(end_date)) throw invalid('end_date', past);
  return endColumns(actor, wish);
}

/** What of these columns an event tells. */
export const endOf = ({ ends_at, end_action }: EndColumns) => definedFields({ ends_at, end_action });

/** Throws `InvalidRequest` when a volume is told what only VMs can do at their end. */
export function requireDeletes(action: EndAction | undefined): void {
  if (action === 'stop') throw invalid('end_action', 'A volume cannot be stopped: give "delete", or leave it out.');
}

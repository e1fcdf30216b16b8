import { Cron } from 'croner';
import { z } from 'zod';

/** What people say in place of cron: each with the five fields that it means, in words by position. */
const phrases: [RegExp, (...words: string[]) => string][] = [
  [/^hourly$/, () => '0 * * * *'],
  [/^every (2|3|4|6|8|12) hours$/, (hours) => `0 */${hours} * * *`],
  [/^daily at (\d\d?):(\d\d)$/, (hour, minute) => `${at(hour, minute)} * * *`],
  [/^weekdays at (\d\d?):(\d\d)$/, (hour, minute) => `${at(hour, minute)} * * 1-5`],
  [
    /^weekly on (mon|tues|wednes|thurs|fri|satur|sun)day at (\d\d?):(\d\d)$/,
    (day = '', hour, minute) => `${at(hour, minute)} * * ${day.slice(0, 3).toUpperCase()}`,
  ],
  [/^monthly on (\d\d?) at (\d\d?):(\d\d)$/, (day, hour, minute) => `${at(hour, minute)} ${Number(day)} * *`],
];

const at = (hour?: string, minute?: string): string => `${Number(minute)} ${Number(hour)}`;

/** Five fields of cron that mean the words; what are none stay as they are. */
function cronOf(text: string): string {
  const plain = text.trim().replaceAll(/\s+/g, ' ');
  for (const [phrase, meaning] of phrases) {
    const found = phrase.exec(plain.toLowerCase());
    if (found !== null) return meaning(...found.slice(1));
  }
  return plain;
}

/** Five fields, without what croner reads beyond them: seconds, nicknames, dates, and `?`. */
const fiveFields = /^[\dA-Z*,/#-]+( [\dA-Z*,/#-]+){4}$/i;

function jobOf(cron: string, timezone: string): Cron | null {
  try {
    return fiveFields.test(cron) ? new Cron(cron, { timezone, mode: '5-part' }) : null;
  } catch {
    return null;
  }
}

const hourMs = 3_600_000;

/** Two minutes of one hour come one after the other, whichever hours and days they are of. */
function isPatient(cron: string): boolean {
  const [first, second, third] = jobOf(cron, 'UTC')?.nextRuns(3).map(Number) ?? [];
  const apart = (one?: number, other?: number): boolean =>
    one === undefined || other === undefined || other - one >= hourMs;
  return apart(first, second) && apart(second, third);
}

const wrong =
  'Must be five fields of cron such as "0 3 * * *", or words: "hourly", "every 6 hours", "daily at 03:00", "weekdays at 22:30", ' +
  '"weekly on sunday at 04:00", "monthly on 1 at 05:00".';

/** When a schedule runs, as cron, however it was said. */
export const cron = z
  .string()
  .max(100)
  .transform(cronOf)
  .refine((text) => jobOf(text, 'UTC') !== null, { error: wrong, abort: true })
  .refine((text) => jobOf(text, 'UTC')?.nextRun() !== null, 'There is no such day. Give one that comes.')
  .refine(isPatient, 'Ensure schedule period is greater than or equal to 1 hour(s).')
  .describe('Five fields of cron (minute, hour, day of the month, month, weekday), or words such as `daily at 03:00`');

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name }).format();
    // an offset such as +01:00 knows no summer
    return /^[a-z]/i.test(name);
  } catch {
    return false;
  }
}

/** By whose clock. */
export const timezone = z
  .string()
  .max(50)
  .refine(isZone, 'Must be a time zone by its name, such as Europe/Oslo or UTC.')
  .describe('By whose clock: a name such as Europe/Oslo; left out: that of the server');

export const serverZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone;

/**
 * The first time after `after`. What the clock of the zone skips is run when it has skipped it, and what it says twice is run
 * once.
 */
export function nextRun(when: { cron: string; timezone: string }, after: Date): Date {
  const next = jobOf(when.cron, when.timezone)?.nextRun(after);
  if (!next) throw new Error(`"${when.cron}" in ${when.timezone} never comes after ${after.toISOString()}`);
  return next;
}

import { usage } from './exit.ts';

/** A time as the API takes it: what says no zone is meant here. */
export function time(text: string): string {
  const at = new Date(text);
  if (Number.isNaN(at.getTime())) throw usage(`"${text}" is no time.`, 'Give one such as 2026-12-31T12:00:00Z.');
  return at.toISOString();
}

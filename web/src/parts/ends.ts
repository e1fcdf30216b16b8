import type { Schemas } from '../api/client.ts';
import type { Field, Values } from './form.tsx';

type End = Pick<Schemas['Resource'], 'ends_at' | 'end_action'>;

/** A time as an input of a browser has it, by the clock of whoever sits there. */
function localOf(at: string | null): string {
  if (at === null) return '';
  const time = new Date(at);
  return new Date(time.getTime() - time.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** The time that an input has, as the API takes it; null: none. */
export const timeOf = (local: string | undefined): string | null =>
  local === '' || local === undefined ? null : new Date(local).toISOString();

/** What can be done with a thing at its end. */
export const endActions = [
  { value: 'delete', label: 'It is deleted with all that is on it' },
  { value: 'stop', label: 'It is stopped, and stays so' },
];

/** What happens with a thing at its end, for the middle of a sentence. */
export const endWords = ({ end_action: action }: Pick<End, 'end_action'>): string =>
  action === 'stop' ? 'it is stopped, and stays so' : 'it is deleted with all that is on it';

/** The fields of an end in a form; `hint` says what comes with it. */
export function endFields({ ends_at, end_action }: End, hint: string): Field[] {
  return [
    { name: 'end_date', label: 'Ends at', kind: 'datetime-local', initial: localOf(ends_at), optional: true, hint },
    { name: 'end_action', label: 'What happens then', kind: 'choice', initial: end_action, options: endActions },
  ];
}

/** What of an end a form changes. */
export function endChanges(now: End, { end_date: end, end_action: action }: Values) {
  const at = typeof end === 'string' ? end : '';
  return {
    ...(at === localOf(now.ends_at) ? {} : { end_date: timeOf(at) }),
    ...(action === undefined || action === now.end_action ? {} : { end_action: action as End['end_action'] }),
  };
}

import { oneLine, type Paint, printable } from '../terminal/terminal.ts';

type Line = Record<string, unknown>;

/** A line of the log, parsed; null: it is none of the logger's, such as the last words of a process. */
export function parseLine(text: string): Line | null {
  try {
    const line: unknown = JSON.parse(text);
    return typeof line === 'object' && line !== null ? (line as Line) : null;
  } catch {
    return null;
  }
}

/** A line as JSON, whatever it is. */
export function asJson(text: string): string {
  return parseLine(text) === null ? JSON.stringify({ msg: text }) : text;
}

const colours: Record<string, Parameters<Paint>[0]> = { fatal: 'red', error: 'red', warn: 'yellow', info: 'green' };

/** A line for people: when, how bad, what, about what; an error with its stack below. */
export function pretty(text: string, paint: Paint): string {
  const line = parseLine(text);
  if (line === null) return printable(text);
  const { time, level, msg, err, ...about } = line;
  const { what, rest } = 'method' in about ? exchange(about) : { what: msg, rest: about };
  const fields = Object.entries(rest).map(([name, value]) => ` ${paint('dim', `${oneLine(name)}=`)}${word(value)}`);
  const grade = paint(colours[word(level)] ?? 'dim', word(level).toUpperCase().padEnd(5));
  return `${paint('dim', word(time))} ${grade} ${paint('bold', word(what))}${fields.join('')}${below(err, paint)}`;
}

/** A request as one would say it: POST /api/marketplace-orders/ 201 34 ms admin. */
function exchange(line: Line): { what: string; rest: Line } {
  const { method, route, path, status, ms, user, aborted, ...rest } = line;
  const said = [method, route ?? path, status, `${word(ms)} ms`, user, aborted === true ? '(aborted)' : null];
  const words = said.filter((part) => part !== null).map((part) => word(part));
  return { what: words.join(' '), rest };
}

function below(err: unknown, paint: Paint): string {
  if (typeof err !== 'object' || err === null) return '';
  const { stack, message } = err as Line;
  const lines = printable(word(stack ?? message, printable)).split('\n');
  return lines.map((each) => `\n    ${paint('dim', each)}`).join('');
}

/** A value in words, without anything that could steer the terminal. */
function word(value: unknown, clean = oneLine): string {
  return clean(typeof value === 'string' ? value : (JSON.stringify(value) ?? ''));
}

import type { List } from '../api/client.ts';
import type { GlobalOptions } from '../api/session.ts';
import { asCalled } from './called.ts';
import { usage } from './exit.ts';
import { asJson, oneLine, painter, printable, table } from './terminal.ts';

/** Title of a column, and what an item shows in it. */
export type Columns<T> = Record<string, (item: T) => string>;

/** Prints what a command is asked for: the API's answer with --json, ids with -q, else `lines`. */
export function print(session: GlobalOptions, answer: unknown, ids: string[], lines: () => string[]): void {
  if (session.json) console.log(asJson(answer, 2));
  else for (const line of session.quiet ? ids.map(oneLine) : lines().map(asCalled)) console.log(line);
}

/** A list as `listCommand` lets it be asked for; a table is no wider than its terminal. */
export function printList<T extends { uuid: string } | { name: string }>(
  session: GlobalOptions,
  list: List<T>,
  columns: Columns<T>,
): void {
  const shown = chosen(session, columns);
  const [[, first] = ['', () => '']] = Object.entries(columns);
  const onlyNames = session.output === 'name';
  const ids = list.results.map(onlyNames ? (columns['name'] ?? first) : idOf);
  print({ ...session, quiet: session.quiet === true || onlyNames }, list, ids, () => {
    const titles = shown.map(([title]) => title.toUpperCase());
    const width = process.stdout.isTTY && session.output !== 'wide' ? process.stdout.columns : Infinity;
    const cells = list.results.map((item) => shown.map(([, cell]) => cell(item)));
    const [head = '', ...rows] = table([titles, ...cells], width);
    return rows.length === 0 ? ['None.'] : [painter(process.stdout)('bold', head), ...rows];
  });
}

/** A login has no other id than its name. */
const idOf = (item: { uuid: string } | { name: string }): string => ('uuid' in item ? item.uuid : item.name);

/** Columns for who asks for all; a UUID also where it is the name of a thing. */
const wide = ['uuid', 'labels'];

/** The columns that are wanted. Throws `usage`. */
function chosen<T>({ output, columns: wanted }: GlobalOptions, columns: Columns<T>): [string, Columns<T>[string]][] {
  const all = Object.entries(columns);
  if (wanted === undefined)
    return all.filter(([title], index) => !wide.includes(title) || index === 0 || output === 'wide');
  const plain = (word: string): string => word.trim().toLowerCase().replace(/[-_]/g, ' ');
  return wanted.split(',').map((word) => {
    const column = all.find(([title]) => title === plain(word));
    if (column !== undefined) return column;
    throw usage(
      `There is no column "${word}".`,
      `There are: ${all.map(([title]) => title.replace(' ', '-')).join(', ')}.`,
    );
  });
}

/** One object by its facts, several one after the other. */
export function printEach<T extends { uuid: string }>(
  session: GlobalOptions,
  items: T[],
  lines: (item: T) => string[],
): void {
  const ids = items.map(({ uuid }) => uuid);
  print(session, oneOrAll(items), ids, () =>
    items.flatMap((item, index) => [...(index > 0 ? [''] : []), ...lines(item)]),
  );
}

/** One answer as it is, several as a list. */
export function oneOrAll<R>(answers: R[]): R | R[] | undefined {
  return answers.length === 1 ? answers[0] : answers;
}

/** One object as a list of facts; what is empty is left out. */
export function facts(pairs: Record<string, string | number | null | undefined>): string[] {
  const shown = Object.entries(pairs).filter(([, value]) => value !== null && value !== undefined && value !== '');
  const width = Math.max(...shown.map(([name]) => name.length));
  const paint = painter(process.stdout);
  return shown.map(([name, value]) => `${paint('dim', name.padEnd(width))}  ${oneLine(String(value))}`);
}

/** Says on the side what goes on; results go to standard output. */
export function say(session: GlobalOptions, message: string): void {
  if (!session.quiet && !session.json) console.error(asCalled(printable(message)));
}

import { type Command, Option } from 'commander';
import { shellLine } from '../terminal/called.ts';
import { example } from '../terminal/example.ts';
import { usage } from '../terminal/exit.ts';
import { collect } from '../terminal/nouns.ts';
import { print } from '../terminal/output.ts';
import { type AnswerOf, find } from '../api/references.ts';
import { openSession } from '../api/session.ts';

/** Something of which an object has several, each given by one option: `--host-route destination=…,gateway=…`. */
export interface Listed<K extends 'port' | 'subnet', Item> {
  kind: K;
  path: string;
  /** Without dashes. */
  flag: string;
  /** How its value is written in the help. */
  value: string;
  what: string;
  /** What people call one. */
  called: string;
  /** Keys of a value, and whether each must be there. */
  keys: Record<string, boolean>;
  /** An item as an example writes it. */
  sample: string;
  /** The field of the API that holds them. */
  field: string;
  itemsOf: (object: AnswerOf<K>) => Item[];
  read: (values: Map<string, string>) => Item;
  /** What two items must share to be the same one. */
  identity: (item: Item) => string;
  describe: (object: AnswerOf<K>) => string[];
}

type Given = Record<string, string[] | true | undefined>;

/** The option itself, for `create`. */
export function listedOption<K extends 'port' | 'subnet', Item>({ flag, value, what }: Listed<K, Item>): Option {
  return new Option(`--${flag} <${value}>`, `${what}; can be given again`).argParser(collect);
}

/** What was given by that option, as the API wants it. */
export function listedItems<K extends 'port' | 'subnet', Item>(listed: Listed<K, Item>, options: object): Item[] {
  const given = (options as Given)[listedOption(listed).attributeName()];
  return Array.isArray(given) ? given.map((text) => readItem(listed, text)) : [];
}

/** `set` adds to what the object has, or puts it in its place; `unset` takes away. */
export function registerSetAndUnset<K extends 'port' | 'subnet', Item>(noun: Command, listed: Listed<K, Item>): void {
  const { kind, flag, sample, called } = listed;
  const none = new Option(`--no-${flag}`, `take away those that it has; with --${flag}: have these alone`);
  // both can be given in any order, so this is a flag of its own and not the negation of the other
  none.negate = false;
  const set = noun
    .command('set')
    .description(`change a ${kind}, also while VMs run`)
    .argument('<name>', 'name or UUID');
  example(
    set.addOption(listedOption(listed)).addOption(none),
    `${kind} set db --${flag} ${sample}`,
    `${kind} set db --no-${flag}`,
  ).action(async (name: string, options: Given, command: Command) => {
    const [items, clear] = [listedItems(listed, options), options[none.attributeName()] === true];
    if (items.length === 0 && !clear) throw usage('What shall be set?', `Give --${flag} or --no-${flag}.`);
    await change(listed, name, command, (before) => {
      const added = new Set(items.map(listed.identity));
      return [...(clear ? [] : before.filter((item) => !added.has(listed.identity(item)))), ...items];
    });
  });

  const unset = noun
    .command('unset')
    .description(`take something away from a ${kind}, also while VMs run`)
    .argument('<name>', 'name or UUID');
  const gone = listedOption(listed).makeOptionMandatory();
  example(unset.addOption(gone), `${kind} unset db --${flag} ${sample}`).action(
    async (name: string, options: Given, command: Command) => {
      const items = listedItems(listed, options).map(listed.identity);
      await change(listed, name, command, (before, shown) => {
        const unknown = items.find((each) => !before.some((item) => listed.identity(item) === each));
        if (unknown !== undefined) {
          throw usage(
            `${shown} has no ${called} ${unknown}.`,
            `"./slipway ${kind} show ${shellLine([shown])}" lists what it has.`,
          );
        }
        return before.filter((item) => !items.includes(listed.identity(item)));
      });
    },
  );
}

async function change<K extends 'port' | 'subnet', Item>(
  { kind, path, field, itemsOf, describe }: Listed<K, Item>,
  reference: string,
  command: Command,
  next: (before: Item[], shown: string) => Item[],
): Promise<void> {
  const session = openSession(command);
  const found = await find(session.client, kind, reference);
  const changed = await session.client.edit<AnswerOf<K>>(`${path}/${found.uuid}/`, (now) => ({
    [field]: next(itemsOf(now), now.name || now.uuid),
  }));
  print(session, changed, [changed.uuid], () => describe(changed));
}

/** Reads `key=value,key=value`. */
function readItem<K extends 'port' | 'subnet', Item>(
  { flag, keys, sample, read }: Listed<K, Item>,
  text: string,
): Item {
  const values = new Map(text.split(',').map((part) => splitAt(part.trim())));
  const wrong = [...values.keys()].some((key) => !Object.hasOwn(keys, key)) || values.size < text.split(',').length;
  if (wrong || Object.entries(keys).some(([key, required]) => required && !values.get(key))) {
    throw usage(`"${text}" is not what --${flag} takes.`, `Write it like --${flag} ${sample}.`);
  }
  return read(values);
}

function splitAt(part: string): [string, string] {
  const at = part.indexOf('=');
  return at === -1 ? [part, ''] : [part.slice(0, at), part.slice(at + 1)];
}

import { run } from '../../../common/command.ts';
import { Problem } from '../../../common/problem.ts';
import { ABSENT, inNamespace } from './kernel.ts';

/** A place with rules of ours: a namespace (null: the host's own), of which `table` is ours, or all. */
export interface RulePlace {
  namespace: string | null;
  table: string | null;
  /** What we would apply there. */
  ruleset: string;
}

/** A line of a listing, and the table that it is in. */
interface Line {
  table: string;
  text: string;
}

/** Rulesets as the kernel words them, the last one of each place: what is looked at often is put into words once. */
export class RuleWords {
  readonly #known = new Map<string, { ruleset: string; lines: Line[] }>();

  async of({ namespace, table, ruleset }: RulePlace): Promise<Line[]> {
    const place = `${namespace} ${table}`;
    const known = this.#known.get(place);
    if (known?.ruleset === ruleset) return known.lines;
    // in a namespace that lives as long as this; the shell sees no text but its own: our rules come by its standard input
    const list = ['--net', 'sh', '-c', 'nft -f - && nft --stateless list ruleset'];
    const lines = linesOf((await run('unshare', list, { input: ruleset })).stdout);
    this.#known.set(place, { ruleset, lines });
    return lines;
  }

  forget(namespace: string): void {
    this.#known.delete(`${namespace} null`);
  }
}

/** Says in words how the rules of a place differ from ours, or null when they do not, or the namespace is not there. */
export async function ruleDrift(place: RulePlace, words: RuleWords): Promise<string | null> {
  const found = await listed(place);
  if (found === null) return null;
  const { stray, lacking } = await compare(place, found, words);
  const texts = (lines: Line[]): string =>
    lines
      .slice(0, 3)
      .map(({ text }) => text)
      .join('; ');
  const parts = [
    ...(stray.length === 0 ? [] : [`not ours: ${texts(stray)}`]),
    ...(lacking.length === 0 ? [] : [`missing: ${texts(lacking)}`]),
  ];
  return parts.length === 0 ? null : parts.join(', ');
}

/** The tables of a place that lack anything of ours: `table inet filter`. */
export async function lackingTables(place: RulePlace, words: RuleWords): Promise<Set<string>> {
  const { lacking } = await compare(place, (await listed(place)) ?? [], words);
  return new Set(lacking.map(({ table }) => table));
}

async function compare(place: RulePlace, found: Line[], words: RuleWords): Promise<{ stray: Line[]; lacking: Line[] }> {
  const wanted = await words.of(place);
  return { stray: without(found, wanted), lacking: without(wanted, found) };
}

/** null: there is no such namespace. */
async function listed({ namespace, table }: RulePlace): Promise<Line[] | null> {
  const what = table === null ? ['ruleset'] : ['table', 'inet', table];
  const command = inNamespace(namespace, ['nft', '--stateless', 'list', ...what]);
  const [program = '', ...args] = command;
  const { code, stdout, stderr } = await run(program, args, { check: false });
  if (code === 0) return linesOf(stdout);
  if (ABSENT.test(stderr)) return namespace === null ? [] : null;
  const asked = command.join(' ');
  const remedy = `Run "${asked}" as root to see why: it must work.`;
  throw new Problem('rules-unreadable', `"${asked}" failed: ${stderr.trim()}`, remedy);
}

/** The lines of one listing that the other has not, as often as it has them. */
function without(listing: Line[], other: Line[]): Line[] {
  const left = new Map<string, number>();
  const key = ({ table, text }: Line): string => `${table}\n${text}`;
  for (const line of other) left.set(key(line), (left.get(key(line)) ?? 0) + 1);
  return listing.filter((line) => {
    const count = left.get(key(line)) ?? 0;
    left.set(key(line), count - 1);
    return count <= 0;
  });
}

/** What packets have put into the sets of a listing of `nft`. */
const counted = /(?<=flags dynamic(?:,timeout)?\n(?:\t+(?!elements|}).*\n)*)\t+elements = \{[^}]*\}\n/g;

/** A listing of `nft` without what packets have put into its sets, which is no rule. */
export function withoutCounts(listing: string): string {
  return listing.replace(counted, '');
}

function linesOf(listing: string): Line[] {
  let table = '';
  return withoutCounts(listing)
    .split('\n')
    .flatMap((line) => {
      table = /^(table \S+ \S+) \{/.exec(line)?.[1] ?? table;
      const text = line.trim();
      return text === '' || text === '}' ? [] : [{ table, text }];
    });
}

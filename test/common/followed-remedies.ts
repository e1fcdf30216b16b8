import { globSync, readFileSync } from 'node:fs';
import ts from 'typescript-5';
import { all, parse, type Remedy } from './source-remedies.ts';

/** A `followed` or `mended` of a test: the code or the check, and the words that what it says must have, in a row. */
export interface Scenario {
  file: string;
  of: string;
  says: string;
  words: string[];
}

const tests = new URL('../', import.meta.url).pathname;

export function scenarios(): Scenario[] {
  const files = globSync('**/*.test.ts', { cwd: tests }).map((name) => ({
    name,
    text: readFileSync(`${tests}${name}`, 'utf8'),
  }));
  return files
    .filter(({ text }) => text.includes('support/remedy.ts'))
    .flatMap(({ name, text }) => scenariosOf(parse(name, text)));
}

/** Every expression behind a name, in a call or in a row of a table. */
export function scenariosOf(file: ts.SourceFile): Scenario[] {
  return all(file).flatMap((node) => {
    const list = ts.isCallExpression(node) ? node.arguments : ts.isArrayLiteralExpression(node) ? node.elements : [];
    return [...list].flatMap((each, index) => {
      const source = sourceOf(each);
      const of = list[index - 1];
      if (source === null || of === undefined || !ts.isStringLiteral(of)) return [];
      return [{ file: file.fileName, of: of.text, says: source, words: wordsOf(source) }];
    });
  });
}

/** The source of a regular expression; what a template fills in may be anything. */
function sourceOf(node: ts.Node): string | null {
  if (ts.isRegularExpressionLiteral(node)) return node.text.slice(1, node.text.lastIndexOf('/'));
  if (!ts.isNewExpression(node) || node.expression.getText() !== 'RegExp') return null;
  const [pattern] = node.arguments ?? [];
  if (pattern === undefined) return null;
  if (ts.isStringLiteralLike(pattern)) return pattern.text;
  if (!ts.isTemplateExpression(pattern)) return '.*';
  return pattern.head.text + pattern.templateSpans.map(({ literal }) => `.*${literal.text}`).join('');
}

/** What surely stands in the remedy of what an expression matches; none where it says "or". */
export function wordsOf(source: string): string[] {
  // of what a command prints the remedy is the end
  const remedy = source.slice(
    Math.max(0, ...[...source.matchAll(/\[\^\]\*|\[\\s\\S\]\*|Next: \{2\}/g)].map((end) => end.index + end[0].length)),
  );
  const plain = remedy.replaceAll(/\\([^\w])/g, (_, sign: string) => String.fromCharCode(hidden + sign.charCodeAt(0)));
  if (plain.includes('|')) return [];
  return plain
    .split(/\[[^\]]*\][*+?]?|\([^)]*\)[*+?]?|\.[*+?]?|\\\w[*+?]?|.[*?]|[+^$]|\{\d+(?:,\d*)?\}/)
    .map((words) => words.replaceAll(/[\uE000-\uE0FF]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - hidden)))
    .filter((words) => /\w/.test(words));
}

/** Where signs that mean themselves are out of the way of those that mean something. */
const hidden = 0xe000;

/** Whether the words may stand in a remedy, and enough of them are its own and not filled in. */
export function has(text: string, words: string[]): boolean {
  const pieces = text.split('…');
  return words.length > 0 && words.every((each) => 2 * own(pieces, each) >= each.length);
}

/** How many signs of `words` are of the pieces at most, when they begin anywhere in them. */
function own(pieces: string[], words: string): number {
  if (pieces.some((piece) => piece.includes(words))) return words.length;
  const counts = pieces.flatMap((piece, index) =>
    ends(piece)
      .filter((end) => words.startsWith(end))
      .map((end) => end.length + behind(pieces.slice(index + 1), words.slice(end.length))),
  );
  return Math.max(0, ...counts);
}

/** The same of words that begin with what is filled in before the pieces; -Infinity: they cannot. */
function behind([piece, ...rest]: string[], words: string): number {
  if (piece === undefined) return words === '' ? 0 : -Infinity;
  const at = piece === '' ? -1 : words.indexOf(piece);
  const whole = at < 0 ? -Infinity : piece.length + behind(rest, words.slice(at + piece.length));
  const begun = ends(words).find((end) => piece.startsWith(end))?.length ?? 0;
  return Math.max(whole, begun);
}

/** A text without its first sign, without its first two and so on, the longest first. */
const ends = (text: string): string[] => Array.from({ length: text.length + 1 }, (_, from) => text.slice(from));

/** The one remedy that a scenario follows; null: none has its words, or several have. */
export function followedBy({ of, words }: Scenario, remedies: Remedy[]): Remedy | null {
  const fit = remedies.filter(({ codes, text }) => (codes.includes('') || codes.includes(of)) && has(text, words));
  return fit.length === 1 ? (fit[0] ?? null) : null;
}

/** Nobody mistypes more of a word. */
const longest = 60;

/** Of the words the one that is most like this one; null: none is like it. */
export function nearest(word: string, words: readonly string[]): string | null {
  if (word.length > longest) return null;
  const most = Math.max(2, Math.ceil(word.length / 3));
  const [best] = words
    .map((each) => ({ each, changes: changesBetween(word, each) }))
    .filter(({ each, changes }) => changes <= most && changes < each.length)
    .sort((a, b) => a.changes - b.changes);
  return best?.each ?? null;
}

/** How many letters are to be put in, taken out or exchanged to make one word of the other (Levenshtein). */
function changesBetween(one: string, other: string): number {
  const [letters, wanted] = [one.split(''), other.split('')];
  let row = [0, ...wanted.keys()].map((_, index) => index);
  for (const [index, letter] of letters.entries()) {
    const next = [index + 1];
    for (const [column, each] of wanted.entries()) {
      const exchanged = (row[column] ?? 0) + (letter === each ? 0 : 1);
      next.push(Math.min(exchanged, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}

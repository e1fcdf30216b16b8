/** How the command line is called in all that people read: as in the checkout, or where it was installed. */
let called = './slipway';

export function callIt(name: string): void {
  called = name;
}

/** A text for people that shows commands. */
export function asCalled(text: string): string {
  return text.replaceAll(/\.\/slipway\b/g, called);
}

/** A command line to paste into a shell. */
export function shellLine(words: string[]): string {
  return words.map((word) => (/^[\w@%+=:,./-]+$/.test(word) ? word : `'${word.replaceAll("'", "'\\''")}'`)).join(' ');
}

import { readFile } from 'node:fs/promises';

/** A page of the documentation by its path in the checkout. */
export function readPage(path: string): Promise<string> {
  return readFile(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** The indented blocks of a page, without their indentation. */
export function blocks(page: string): string[] {
  return [...page.matchAll(/(?:^ {4}.*\n|^\n(?= {4}))+/gm)].map(([block]) => block.replace(/^ {4}/gm, '').trim());
}

/** The part of a page below a heading. */
export function section(page: string, heading: string): string {
  const found = page.split(/^(?=## )/m).find((part) => part.startsWith(`## ${heading}\n`));
  if (found === undefined) throw new Error(`there is no "${heading}"`);
  return found;
}

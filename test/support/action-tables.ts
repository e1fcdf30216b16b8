import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

/** The cells of a row by their actions: one of `taken`, `under way`, `gone`, or the words of the refusal. */
export type Cells = Map<string, string>;
/** Cells of what is taken. */
export const taken = new Set(['now', 'instead', 'after']);

/** A table of docs/actions.md: how things stand, with what comes of each action then. */
export function tableOf(title: string): Map<string, Cells> {
  const document = readFileSync(new URL('../../docs/actions.md', import.meta.url), 'utf8');
  const section = document.split('\n## ').find((each) => each.startsWith(`${title}\n`)) ?? '';
  const words = new Map([...section.matchAll(/^(\d+)\. (.*)$/gm)].map(([, number = '', why = '']) => [number, why]));
  const [table = ''] = /^\|[^]*?\n\n/m.exec(section) ?? [];
  const [head = [], , ...rows] = table
    .trim()
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim().replaceAll('`', '')),
    );
  assert.ok(rows.length > 0, `docs/actions.md has no table of ${title}`);
  const cellsOf = (cells: string[]): Cells =>
    new Map(cells.map((cell, index) => [head[index + 1] ?? '', words.get(cell) ?? cell]));
  return new Map(rows.map(([standing = '', ...cells]) => [standing, cellsOf(cells)]));
}

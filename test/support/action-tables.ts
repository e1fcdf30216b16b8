import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Answer, Client } from './client.ts';

export type Asked = [method: string, path: string, body?: unknown];

/** The cells of a row by their actions: one of `taken`, `under way`, `gone`, or the words of the refusal. */
export type Cells = Map<string, string>;
/** Cells of what is taken. */
const taken = new Set(['now', 'instead', 'after']);

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

/** What a thing says of itself is what the table says. */
export function assertShown({ status, body, text }: Answer, cells: Cells): void {
  assert.equal(status, 200, text);
  const can = [...cells].flatMap(([action, cell]) => (taken.has(cell) ? action : []));
  assert.deepEqual(body.available_actions, can);
  assert.deepEqual(new Set([...can, ...Object.keys(body.unavailable_actions)]), new Set(cells.keys()));
  for (const [action, why] of Object.entries<string>(body.unavailable_actions))
    assert.ok([why, 'under way', 'gone'].includes(cells.get(action) ?? ''), `${action}: ${why}`);
}

/** What comes of a request is what its cell says. */
function assertCell({ status, body, text }: Answer, cell: string, action: string): void {
  const about = `${action}: ${cell}, but ${status} ${text}`;
  if (taken.has(cell) || cell === 'under way') assert.equal(Math.floor(status / 100), 2, about);
  else if (cell === 'gone') assert.equal(status, 404, about);
  else assert.deepEqual([status, body.code, body.detail], [409, 'wrong-state', cell], about);
}

/** Asks for every action, each of a thing of its own that stands so. */
export function asker(client: Client) {
  return async (cells: Cells, uuids: string[], requests: Record<string, (uuid: string) => Asked>): Promise<void> => {
    await Promise.all(
      [...cells].map(async ([action, cell], index) => {
        const request = requests[action];
        assert.ok(request, `Say how ${action} is asked for.`);
        assertCell(await client.send(...request(uuids[index] ?? '')), cell, action);
      }),
    );
  };
}

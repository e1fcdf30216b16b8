import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';

const root = new URL('..', import.meta.url).pathname;
const read = (file: string): string => readFileSync(`${root}${file}`, 'utf8');

/** The cells of the tables of a document, without their heads. */
function rowsOf(document: string): string[][] {
  const lines = read(document).split('\n');
  return lines
    .filter(
      (line, index) => line.startsWith('|') && !line.startsWith('|-') && lines[index + 1]?.startsWith('|-') !== true,
    )
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    );
}

/** The titles of tests in a file, with `…` where something is put in. */
function titles(file: string): string[] {
  const calls = /\b(?:test|describe)\(\s*(['"`])((?:\\.|(?!\1).)*)\1/gs;
  return [...read(file).matchAll(calls)].map(([, , title = '']) =>
    title.replace(/\\(.)/g, '$1').replace(/\$\{[^}]*\}/g, '…'),
  );
}

/** Where a cell says that something stands: "`file`: words; `file`: words", where a file may be several by `*`. */
function placesIn(cell: string): { file: string; words: string }[] {
  return [...cell.matchAll(/`([^`\s]+\.\w+)`: (.*?)(?=; `|$)/g)].flatMap(([, pattern = '', words = '']) => {
    const files = globSync(pattern, { cwd: root });
    assert.notEqual(files.length, 0, `${pattern} is not there`);
    return files.map((file) => ({ file, words }));
  });
}

/** A test stands in a file by a part of its title; all else by its very words, however the lines are broken. */
function assertStands({ file, words }: { file: string; words: string }): void {
  if (file.endsWith('.test.ts')) {
    const found = titles(file);
    const named = found.some((title) => title.includes(words));
    assert.ok(named, `${file} has no test "${words}", but ${found.join('; ')}`);
  } else assert.ok(read(file).replace(/\s+/g, ' ').includes(words), `${file} does not say "${words}"`);
}

const numeral = /[\d.:/a-f]*\d[\d.:/a-f]*/g;
/** By how much code counts in smaller units. */
const factors: Record<string, number[]> = { s: [1_000], h: [3_600], GiB: [1024] };

/** Each number of a limit, in code's units too, is one of those in the words that are said to hold it. */
function assertNumbers(limit: string, words: string): void {
  const held = new Set(words.replaceAll('_', '').match(numeral));
  const plain = limit.replace(/(?<=\d),(?=\d{3})/g, '');
  for (const [, number = '', unit = ''] of plain.matchAll(new RegExp(`(${numeral.source})(?: (\\w+))?`, 'g'))) {
    const same = [number, ...(factors[unit] ?? []).map((factor) => String(factor * Number(number)))];
    assert.ok(
      same.some((each) => held.has(each)),
      `${number} ${unit} is not in: ${words}`,
    );
  }
}

const rows = rowsOf('docs/SPEC.md');
const limits = rows.slice(rows.findIndex(([what]) => what?.startsWith('Networks, subnets, ports')));

for (const row of rows) {
  const [what, number = '', held = ''] = row;
  test(`docs/SPEC.md: "${what}" has a number, and what holds it does`, () => {
    assert.notEqual(number, '');
    const places = placesIn(held);
    assert.ok(places.length > 0 || held.startsWith('printed by'), held);
    for (const place of places) assertStands(place);
    const sources = places.filter(({ file }) => !file.endsWith('.test.ts'));
    if (limits.includes(row)) assertNumbers(number, sources.map(({ words }) => words).join(' '));
  });
}

for (const [fault, , , tests = ''] of rowsOf('docs/faults.md')) {
  const missing = /^not there yet: (.*)$/.exec(tests)?.[1];
  test(`docs/faults.md: "${fault}" has its tests`, {
    skip: missing === undefined ? false : `${missing}: not there yet`,
  }, () => {
    const places = placesIn(tests);
    assert.notEqual(places.length, 0, tests);
    for (const place of places) assertStands(place);
  });
}

for (const [fault, , tests = ''] of rowsOf('docs/openstack.md').filter((row) => row.length === 3)) {
  test(`docs/openstack.md: "${fault}" has its tests`, () => {
    const places = placesIn(tests);
    assert.notEqual(places.length, 0, tests);
    for (const place of places) assertStands(place);
  });
}

describe('docs/architecture.md', () => {
  const text = read('docs/architecture.md');
  const folders = (path: string) => globSync('*/', { cwd: `${root}${path}` }).map((name) => name.replace(/\/$/, ''));

  test('has every room and its folders in the table, and no other', () => {
    // each room with its lines, those below it indented further
    const table = /\n {4}src\/\n(.*?)\n {4}test\//s.exec(text)?.[1] ?? '';
    const rooms = new Map(table.split(/\n(?= {6}\w)/).map((room) => [/\w+/.exec(room)?.[0] ?? '', room]));
    assert.deepEqual([...rooms.keys()].toSorted(), folders('src').toSorted());
    for (const [room, said] of rooms) {
      const missing = folders(`src/${room}`).filter((folder) => !new RegExp(`\\b${folder}/`).test(said));
      assert.deepEqual(missing, [], `folders of ${room}`);
    }
  });

  test('names no file that is not there', () => {
    const named = [...text.matchAll(/`((?:[\w-]+\/)+[\w.-]+\.\w+)`/g)].map(([, path = '']) => path);
    assert.ok(named.length > 20);
    const there = (path: string) => [path, `src/${path}`].some((each) => globSync(each, { cwd: root }).length > 0);
    assert.deepEqual(
      named.filter((path) => !there(path)),
      [],
    );
  });
});

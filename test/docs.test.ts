import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { test } from 'node:test';

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

for (const [what, number = '', held = ''] of rowsOf('docs/SPEC.md')) {
  test(`docs/SPEC.md: "${what}" has a number, and names what holds it`, () => {
    assert.notEqual(number, '');
    const files = [...held.matchAll(/`([^`\s]+\.\w+)`/g)].map(([, file = '']) => file);
    assert.ok(files.length > 0 || /printed by/.test(held), held);
    for (const file of files) assert.ok(existsSync(`${root}${file}`), `${file} is not there`);
  });
}

for (const [fault, , , tests = ''] of rowsOf('docs/faults.md')) {
  const missing = /^not there yet: (.*)$/.exec(tests)?.[1];
  test(`docs/faults.md: "${fault}" has its tests`, {
    skip: missing === undefined ? false : `${missing}: not there yet`,
  }, () => {
    const named = [...tests.matchAll(/`([^`]+)`: ([^;]+)/g)];
    assert.ok(named.length > 0, tests);
    for (const [, file = '', title = ''] of named) {
      const found = titles(file);
      assert.ok(
        found.some((each) => each.includes(title.trim())),
        `${file} has no test "${title}", but ${found.join('; ')}`,
      );
    }
  });
}

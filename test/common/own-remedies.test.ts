import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { catalogue, isCode } from '../../src/common/problems/catalogue.ts';
import { followedBy, has, scenarios, scenariosOf, wordsOf } from './followed-remedies.ts';
import { parse, remediesOf, sourceRemedies } from './source-remedies.ts';
import { atLength, notHere } from './unfollowed-remedies.ts';

const said = sourceRemedies(isCode);
/** With those of the catalogue, which the same words may be of. */
const all = Object.entries(catalogue).reduce((known, [code, { remedy }]) => {
  const [same] = known.filter(({ text }) => text === remedy);
  const others = known.filter((each) => each !== same);
  return [...others, { text: remedy, where: same?.where ?? [], codes: [...(same?.codes ?? []), code] }];
}, said);
const found = scenarios();
const followed = new Set(found.map((scenario) => followedBy(scenario, all)?.text));
const excused = new Set(Object.values(notHere).flat());

describe('what a place in the sources says to do', () => {
  test('is followed by a test, in its own words', (t) => {
    const held = said.filter(({ text }) => followed.has(text));
    // what `faults/orders` goes through by itself
    const again = said.filter(
      ({ text }) => /\bit is (?:tried again|asked for again)/i.test(text) && !followed.has(text),
    );
    t.diagnostic(`${said.length} are said, ${held.length} are followed, ${again.length} are waited for`);
    t.diagnostic(`${Object.keys(atLength).length} at length, ${excused.size} not here`);
    const missing = said.filter(
      (each) => !held.includes(each) && !again.includes(each) && !(each.text in atLength) && !excused.has(each.text),
    );
    assert.deepEqual(
      missing.map(({ text, where }) => `${where.join()}: ${text}`),
      [],
      'provoke each, do what it says, see that it works: test/support/remedy.ts',
    );
  });

  test('stands in one table at most, and the tables name what is said', () => {
    const listed = [...Object.keys(atLength), ...excused];
    assert.equal(new Set(listed).size, listed.length);
    assert.deepEqual(
      listed.filter((text) => !said.some((each) => each.text === text)),
      [],
      'nobody says these',
    );
    assert.deepEqual(
      listed.filter((text) => followed.has(text)),
      [],
      'these are followed',
    );
    for (const [text, [file, title]] of Object.entries(atLength)) {
      const path = new URL(`../${file}.test.ts`, import.meta.url);
      assert.ok(existsSync(path) && readFileSync(path, 'utf8').includes(title), `${text}: ${file} has no "${title}"`);
    }
    assert.ok(excused.size <= 10, `${excused.size}: these are to be few`);
  });

  test('is found wherever it is said', () => {
    const file = parse(
      'a.ts',
      `function no(why: string, remedy: string) { return new Problem('invalid', why, remedy); }
       const WAIT = 'Wait for it.';
       for (const [name, remedy] of [['a', 'Take a.'], ['b', WAIT]]) throw no(name, remedy);
       function f(at) { const remedy = at ? \`Take \${at} of \${WAIT}\` : 'Go.'; throw new Problem('usage', 'Bad.', remedy); }
       const check = { name: 'a', remedy: 'Mend it.' };
       throw new Problem(code, 'passed on', problem.remedy);`,
    );
    assert.deepEqual(
      remediesOf([file], isCode).map(({ text, codes }) => [text, ...codes]),
      [
        ['Take a.', 'invalid'],
        ['Wait for it.', 'invalid'],
        ['Take … of Wait for it.', 'usage'],
        ['Go.', 'usage'],
        ['Mend it.', ''],
      ],
    );
  });

  test('is followed by the words that a scenario expects, and by those of no other', () => {
    const [row] = scenariosOf(parse('a.test.ts', `followed('usage', /^Give \\d+ MiB, or \\.\\/x [ab]/, act, then)`));
    assert.deepEqual(row, { file: 'a.test.ts', of: 'usage', says: row?.says, words: ['Give ', ' MiB, or ./x '] });
    assert.deepEqual(wordsOf('Do this|do that'), []);
    assert.deepEqual(wordsOf('Error: no\\.\\nNext: {2}Add --yes'), ['Add --yes']);
    assert.ok(has('Free … MiB there.', ['Free 20 MiB']));
    assert.ok(!has('Free … MiB there.', ['Free room there']));
    assert.ok(!has('Take …', ['another one']));
    const remedy = (text: string) => ({ text, codes: ['usage'], where: [] });
    const expected = { file: '', of: 'usage', says: '', words: ['Give one'] };
    assert.equal(followedBy(expected, [remedy('Give one.'), remedy('Give two.')])?.text, 'Give one.');
    assert.equal(followedBy(expected, [remedy('Give one.'), remedy('Give one, or two.')]), null);
    assert.equal(followedBy({ ...expected, of: 'invalid' }, [remedy('Give one.')]), null);
  });
});

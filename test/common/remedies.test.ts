import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { describe, test } from 'node:test';
import { catalogue, type Code } from '../../src/common/problems/catalogue.ts';

const root = new URL('../', import.meta.url).pathname;
const codes = Object.keys(catalogue) as Code[];

/** Tests that do what a remedy says in more steps than one call has room for: the file, and its title. */
const atLength: Partial<Record<Code, [file: string, title: string]>> = {
  'not-empty': ['server/backup', 'brings the control plane back where its database was lost'],
  'no-backup': ['server/backup', 'brings the control plane back where its database was lost'],
  'bad-identity': ['server/lost-records', 'an identity that no backup of its own has comes from one that is named'],
  'no-systemd': ['cli/supervisor', 'two starts at once make one control plane with one supervisor'],
  'preparation-erred': ['server/preparing', 'succeeds once that is mended, without a new start'],
  'database-empty': [
    'server/lost-records',
    'the newest backup that the cloud has made by itself brings the records back',
  ],
  'other-database': ['server/lost-records', 'with the identity of another cloud'],
  'database-full': ['db/outage', 'a full disk of the database refuses orders with the reason'],
  'database-newer': ['server/own-backups', 'and by that brought back'],
};

/** What nobody can follow here, and why. */
const notHere: Partial<Record<Code, string>> = {
  interrupted: 'it says that there is nothing to do',
  'image-removed': 'it says that there is nothing to do',
  'guest-spec-invalid': 'a fault of Slipway itself, to be reported',
  'guest-unknown': 'a fault of Slipway itself, to be reported',
  'guest-identity': 'a fault of Slipway itself, to be reported',
  'router-spec-invalid': 'a fault of Slipway itself, to be reported',
  'console-lost': 'it is opened again by the same command, which has nothing of the one before',
  'backup-newer': 'the version that it asks for is not written yet',
};

/** The codes whose remedies a file follows, each with the words that it must have. */
const followedIn = (text: string): string[] =>
  text.includes('support/remedy.ts')
    ? [...text.matchAll(/'([a-z-]+)',\s*(?:\/|new RegExp)/g)].map(([, code = '']) => code)
    : [];

describe('the remedy of a problem', () => {
  const files = globSync('**/*.test.ts', { cwd: root });
  const sources = new Map(files.map((file) => [file, readFileSync(`${root}${file}`, 'utf8')]));
  const followed = new Map<string, string[]>();
  for (const [file, text] of sources)
    for (const code of followedIn(text)) followed.set(code, [...(followed.get(code) ?? []), file]);
  /** What `faults/orders` goes through by itself. */
  const again = codes.filter((code) => /tried again/.test(catalogue[code].remedy));

  test('is followed by a test, whatever its code: there it goes wrong first, and works then', (t) => {
    const held = codes.filter((code) => followed.has(code));
    const waits = again.filter((code) => !followed.has(code));
    t.diagnostic(
      `${held.length} are followed, ${waits.length} are waited for, ${Object.keys(atLength).length} at length`,
    );
    t.diagnostic(`not here: ${Object.keys(notHere).join(', ')}`);
    for (const code of held) t.diagnostic(`${code}: ${[...new Set(followed.get(code))].join(', ')}`);
    const missing = codes.filter(
      (code) => !followed.has(code) && !again.includes(code) && !(code in atLength) && !(code in notHere),
    );
    assert.deepEqual(missing, [], 'provoke each, do what it says, see that it works: test/support/remedy.ts');
  });

  test('stands in one table at most, and the tables name what there is', () => {
    for (const code of [...Object.keys(atLength), ...Object.keys(notHere)])
      assert.ok(!followed.has(code), `${code} is followed by ${followed.get(code)?.join(', ')}`);
    for (const [code, [file, title]] of Object.entries(atLength))
      assert.ok(sources.get(`${file}.test.ts`)?.includes(title), `${code}: ${file} has no test "${title}"`);
    assert.ok(Object.keys(notHere).length <= 10, 'these are to be few');
    assert.deepEqual(followedIn(`from '../support/remedy.ts'; followed('never', /x/`), ['never']);
    assert.deepEqual(followedIn(`from '../support/remedy.ts'; assert.equal(code, 'never');`), []);
  });

  test('that says it is tried again is that of what is tried again, wherever it is made', () => {
    const made = globSync('../src/**/*.ts', { cwd: root }).map((file) => readFileSync(`${root}${file}`, 'utf8'));
    for (const code of again) {
      const places = made.flatMap((text) =>
        [...text.matchAll(new RegExp(`new Problem\\(\\s*'${code}'`, 'g'))].map(({ index }) => callAt(text, index)),
      );
      // one may have a remedy of its own
      const calls = places.filter((call) => /tried again/.test(call) || !/, '[^']*',?\s*\)$/.test(call));
      for (const call of calls) assert.match(call, /transient|options/, `${code}: ${call}`);
    }
  });
});

/** A call from its `new` to the bracket that ends it. */
function callAt(text: string, start: number): string {
  let depth = 0;
  for (let at = text.indexOf('(', start); at < text.length; at++) {
    depth += text[at] === '(' ? 1 : text[at] === ')' ? -1 : 0;
    if (depth === 0) return text.slice(start, at + 1);
  }
  return text.slice(start);
}

describe('what a check says to do', () => {
  const source = (file: string) => readFileSync(`${root}../src/${file}`, 'utf8');
  const names = {
    diagnose: [...source('network/connectivity-checks.ts').matchAll(/^ +\['(\w+)', \[/gm)],
    doctor: ['diagnosis', 'host-checks', 'daily-backups'].flatMap((file) => [
      ...source(`server/${file}.ts`).matchAll(/\bname(?::| =) '([^']+)'/g),
    ]),
  };
  for (const [command, found] of Object.entries(names))
    test(`of ${command} is done by a test, after which it is fine`, (t) => {
      const all = [...new Set(found.map(([, name = '']) => name))];
      assert.ok(all.length >= 8, all.join());
      t.diagnostic(all.join(', '));
      const files = globSync('**/*.test.ts', { cwd: root }).map((file) => readFileSync(`${root}${file}`, 'utf8'));
      const tests = files.filter((text) => text.includes('support/remedy.ts')).join('\n');
      // what a table of the same test goes through stands in it by its name
      const isMended = (name: string) => new RegExp(`\\['${name}', \\/|mended\\(\\s*'${name}',`).test(tests);
      assert.deepEqual(
        all.filter((name) => !isMended(name)),
        [],
      );
      assert.ok(!isMended('never'));
    });
});

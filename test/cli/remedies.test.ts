import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { before, describe, test } from 'node:test';
import type { Command } from 'commander';
import { KINDS } from '../../src/cli/api/references.ts';
import { catalogue } from '../../src/common/problems/catalogue.ts';
import { readSettings } from '../../src/common/settings.ts';
import { allCommands } from './help.ts';

interface Printed {
  where: string;
  /** Behind `./slipway`; what is filled in stands as `…`. */
  text: string;
}

const root = new URL('../../', import.meta.url).pathname;
const sources = (below: string): { file: string; text: string }[] =>
  globSync(`${below}/**/*.ts`, { cwd: root }).map((file) => ({ file, text: readFileSync(`${root}${file}`, 'utf8') }));

/** The nouns that sources fill in. */
const filledIn: Record<string, string[]> = {
  'src/cli/api/references.ts': Object.keys(KINDS),
  'src/cli/api/defaults.ts': ['offering', 'image', 'flavor', 'subnet', 'project'],
  'src/cli/volume/at-rest.ts': ['volume', 'snapshot', 'vm-backup'],
  'src/cli/volume/made.ts': ['volume', 'snapshot', 'vm-backup', 'vm'],
  'src/cli/network/listed-options.ts': ['subnet', 'port'],
  'src/cli/deleted/deleted.ts': ['vm', 'volume'],
  'src/cli/deleted/commands.ts': ['vm', 'volume'],
};

/** A command in quotes, and one behind a colon, in brackets or in a row. */
const COMMANDS = [/"\.\/slipway ([^"\n]+)"/g, /(?<=: |\(|, )\.\/slipway ([a-z].*?)(?=["'`);,]|\. | \(|$)/gm];

/** Every command that is printed, wherever in the sources. */
function printed(): Printed[] {
  const found = sources('src').flatMap(({ file, text }) =>
    COMMANDS.flatMap((each) => [...text.matchAll(each)]).map(([, words = '']) => ({ where: file, text: words })),
  );
  return found.flatMap(({ where, text }) => {
    const nouns = /^\$\{\w+\} /.test(text) ? (filledIn[where] ?? assert.fail(`${where} fills in ${text}`)) : [''];
    return nouns.map((noun) => ({
      where,
      text: text.replace(/^\$\{\w+\}/, noun).replace(/\$\{[^}]*\}/g, '…'),
    }));
  });
}

/** The words of the command that a printed line calls, and what it is given. Throws when there is no such command. */
function parsed(
  all: Map<string, Command>,
  { where, text }: Printed,
): { words: string; command: Command; given: string[] } {
  const parts = text.split(/\s+/);
  const known = [2, 1].map((count) => parts.slice(0, count).join(' ')).find((words) => all.has(words));
  const command = all.get(known ?? '');
  const given = parts.slice(known?.split(' ').length);
  const isUnknown = /^[a-z]/.test(given[0] ?? '') && (command?.commands.length ?? 0) > 0;
  assert.ok(known !== undefined && command !== undefined && !isUnknown, `${where}: there is no "${text}"`);
  return { words: known, command, given };
}

/** The files of tests that run the command line with these words, and behind them with these options. */
function runIn(tests: { file: string; text: string }[], words: string, options: string[] = []): string[] {
  const listed = words
    .split(' ')
    .map((word) => `'${word}'`)
    .join(String.raw`,\s*`);
  const more = options.map((option) => `[^;]*'${option}'`).join('');
  const called = new RegExp(String.raw`[(,[]\s*${listed}${more}[,)\]\s]|\{MAIN\} ${words} `);
  return tests.filter(({ text }) => called.test(text)).map(({ file }) => file);
}

describe('what Slipway tells people to run', () => {
  let all: Map<string, Command>;
  let told: Printed[];
  before(async () => {
    all = await allCommands();
    told = printed();
    assert.ok(told.length > 100, `only ${told.length} are found`);
  });

  test('is there, and takes the options and as many arguments as are printed', () => {
    for (const each of told) {
      const { command, given } = parsed(all, each);
      const options = given.filter((part) => part.startsWith('--'));
      for (const option of options)
        assert.ok(
          command.options.some(({ long }) => long === option),
          `${each.where}: "${each.text}"`,
        );
      const takesValue = (part: string | undefined) =>
        command.options.some(({ long, required }) => long === part && required);
      const values = given.filter((part, index) => !part.startsWith('--') && !takesValue(given[index - 1]));
      const most = command.registeredArguments.some(({ variadic }) => variadic)
        ? Infinity
        : command.registeredArguments.length;
      assert.ok(values.length <= most, `${each.where}: "${each.text}" takes ${most}`);
    }
    const never = { where: 'nowhere', text: 'vm sho web' };
    assert.throws(() => parsed(all, never), /there is no "vm sho web"/);
  });

  test('is run by a test', (t) => {
    const tests = sources('test').filter(({ text }) => /from '(?:\.\/|\.\.\/cli\/)(?:cli|operator)\.ts'/.test(text));
    const ways = new Map(
      told.map((each) => {
        const { words, given } = parsed(all, each);
        const options = given.filter((part) => part.startsWith('--'));
        return [[words, ...options].join(' '), runIn(tests, words, options)];
      }),
    );
    for (const [way, files] of ways) t.diagnostic(`${way}: ${files.slice(0, 2).join(', ')}`);
    // what runs this
    for (const own of ['test', 'test --record']) ways.delete(own);
    assert.deepEqual(
      [...ways].filter(([, files]) => files.length === 0).map(([way]) => way),
      [],
      'no test runs these',
    );
    assert.deepEqual(runIn(tests, 'vm never'), []);
  });

  test('names no variable that no test sets', () => {
    const tests = sources('test').map(({ text }) => text);
    const prose = sources('src').map(({ text }) => text.replaceAll(/\/\*[^]*?\*\/|\/\/.*/g, ''));
    const named = prose.flatMap((text) => [...text.matchAll(/(?<=[ (,])SLIPWAY_[A-Z_]+(?=[ =,.)`'"])/g)].flat());
    assert.ok(new Set(named).size >= 10, named.join());
    const isSet = (name: string): boolean =>
      tests.some((text) => new RegExp(`\\b${name}(?:'\\])?\\s*[:=] `).test(text));
    assert.deepEqual(
      [...new Set(named)].filter((name) => !isSet(name)),
      [],
    );
  });

  test('names settings that there are, in the catalogue', () => {
    const { sources: settings } = readSettings({ SLIPWAY_HOME: '/nonexistent' });
    // what the command line and PostgreSQL read, and fields of requests
    const others = ['home', 'token', 'url', 'default_transaction_read_only', 'floating_ip'];
    let named = 0;
    for (const [code, { remedy }] of Object.entries(catalogue)) {
      for (const [name] of remedy.matchAll(/SLIPWAY_[A-Z_]+|\b[a-z]+(?:_[a-z]+)+\b/g)) {
        const key = name.replace('SLIPWAY_', '').toLowerCase();
        assert.ok(Object.hasOwn(settings, key) || others.includes(key), `${code}: there is no setting ${name}`);
        named++;
      }
    }
    assert.ok(named > 20, `${named}`);
  });
});

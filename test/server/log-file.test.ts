import assert from 'node:assert/strict';
import { appendFileSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, test } from 'node:test';
import { readSettings } from '../../src/common/settings.ts';
import { serverLog } from '../../src/server/log.ts';
import { LogFile } from '../../src/server/log-file.ts';

const bounds = { bytes: 1_000, older: 3 };
let home: string;
beforeEach(async () => {
  home = join(await mkdtemp(join(tmpdir(), 'slipway-log-')), 'home');
});
afterEach(() => rm(dirname(home), { recursive: true }));

const file = (name: string): string => join(home, 'log', name);
const numbered = (from: number, to: number): string[] =>
  Array.from({ length: to - from }, (_, n) => `line ${String(from + n).padStart(4, '0')}\n`);

test('however much is logged, no more than so many files of so many bytes are kept, without a gap', () => {
  const log = new LogFile(home, bounds);
  const lines = numbered(0, 5_000);
  for (const line of lines) log.write(line);
  const names = readdirSync(join(home, 'log')).sort();
  assert.deepEqual(names, ['server.log', 'server.log.1', 'server.log.2', 'server.log.3']);
  const kept = names.toReversed().map((name) => readFileSync(file(name), 'utf8'));
  for (const text of kept) assert.ok(text.length <= bounds.bytes + 10);
  assert.ok(lines.join('').endsWith(kept.join('')));
});

test('only root reads it, and guests pass through the state directory', () => {
  const log = new LogFile(home, bounds);
  for (const line of numbered(0, 500)) log.write(line);
  for (const name of readdirSync(join(home, 'log'))) assert.equal(statSync(file(name)).mode & 0o777, 0o600);
  assert.equal(statSync(join(home, 'log')).mode & 0o777, 0o700);
  assert.equal(statSync(home).mode & 0o777, 0o711);
});

test('what was there is gone on with, and counts', () => {
  new LogFile(home, bounds).write('first\n');
  writeFileSync(file('server.log'), 'x'.repeat(bounds.bytes));
  const log = new LogFile(home, bounds);
  log.write('second\n');
  assert.equal(readFileSync(file('server.log'), 'utf8'), '');
  assert.ok(readFileSync(file('server.log.1'), 'utf8').endsWith('xsecond\n'));
});

test('whoever else appends to it does so in the file that is written now', () => {
  const log = new LogFile(home, bounds);
  const before = statSync(file('server.log')).ino;
  for (const line of numbered(0, 150)) log.write(line);
  assert.equal(statSync(file('server.log')).ino, before);
  appendFileSync(file('server.log'), 'last words\n');
  log.write('after\n');
  assert.ok(readFileSync(file('server.log'), 'utf8').endsWith('last words\nafter\n'));
});

test('where no copy can be made it is bounded all the same, and ends nobody', () => {
  const log = new LogFile(home, bounds);
  mkdirSync(join(file('server.log.3'), 'in the way'), { recursive: true });
  mkdirSync(join(file('server.log.2'), 'in the way'), { recursive: true });
  for (const line of numbered(0, 5_000)) log.write(line);
  assert.ok(statSync(file('server.log')).size <= bounds.bytes + 10);
});

test('the setting says how much is told', () => {
  const told = (env: Record<string, string>): number => {
    const log = serverLog(readSettings({ SLIPWAY_HOME: home, ...env }), false);
    const before = readFileSync(file('server.log'), 'utf8').length;
    for (const level of ['debug', 'info', 'warn'] as const) log[level]('x');
    return readFileSync(file('server.log'), 'utf8').slice(before).split('\n').length - 1;
  };
  assert.deepEqual([told({}), told({ SLIPWAY_LOG_LEVEL: 'warn' }), told({ SLIPWAY_LOG_LEVEL: 'debug' })], [2, 1, 3]);
  writeFileSync(join(home, 'slipway.toml'), 'log_level = "warn"\n');
  assert.equal(told({}), 1);
  assert.throws(() => readSettings({ SLIPWAY_HOME: home, SLIPWAY_LOG_LEVEL: 'loud' }), { code: 'bad-setting' });
});

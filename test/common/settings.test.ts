import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { followed } from '../support/remedy.ts';
import { readSettings } from '../../src/common/settings.ts';

test('a variable that is no setting is refused, and the nearest setting named', () => {
  const refused = (variable: string, remedy: string): void =>
    assert.throws(() => readSettings({ SLIPWAY_HOME: '/nonexistent', [variable]: '1' }), {
      code: 'bad-setting',
      message: `${variable} is in the environment, and no setting.`,
      remedy,
    });
  refused('SLIPWAY_LISTN', 'Take it out of the environment, or set SLIPWAY_LISTEN.');
  refused('SLIPWAY_SOMETHING_ELSE', 'Take it out of the environment.');
});

test('what only clients read is no setting that is wrong', () => {
  const { sources } = readSettings({ SLIPWAY_HOME: '/nonexistent', SLIPWAY_URL: 'http://x', SLIPWAY_TOKEN: 'x' });
  assert.deepEqual(new Set(Object.values(sources)), new Set(['default']));
});

test('what is said of settings that cannot be used helps', async (t) => {
  const home = mkdtempSync(join(tmpdir(), 'slipway-settings-'));
  t.after(() => rmSync(home, { recursive: true }));
  const read = (more: Record<string, string> = {}) => void readSettings({ SLIPWAY_HOME: home, ...more });
  const file = (text: string) => writeFileSync(join(home, 'slipway.toml'), text);
  await followed(
    'home-not-absolute',
    /absolute path, such as \/var\/lib\/slipway/,
    () => read({ SLIPWAY_HOME: 'home' }),
    read,
  );
  await followed(
    'bad-setting',
    /Take it out of the environment, or set SLIPWAY_LISTEN/,
    () => read({ SLIPWAY_LISTN: 'x' }),
    read,
  );
  await followed(
    'bad-setting',
    /Correct it in .*slipway\.toml or in the environment/,
    () => {
      file('listen = 8080\n');
      read();
    },
    () => {
      file('listen = "127.0.0.1:8080"\n');
      read();
    },
  );
  await followed('bad-setting', /Take it out of the environment\.$/, () => read({ SLIPWAY_QQQQQQQQ: 'x' }), read);
  await followed(
    'bad-setting',
    /^Remove it from /,
    () => {
      file('driver = "fake"\n[clouds.here]\ndriver = "fake"\n');
      read();
    },
    () => {
      file('[clouds.here]\ndriver = "fake"\n');
      read();
    },
  );
  await followed(
    'bad-settings-file',
    /it is TOML, one "key = value" a line/,
    () => {
      file('listen: 127.0.0.1:8080\n');
      read();
    },
    () => {
      file('listen = "127.0.0.1:8080"\n');
      read();
    },
  );
});

import assert from 'node:assert/strict';
import { test } from 'node:test';
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

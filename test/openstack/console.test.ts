import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readBoot } from '../../src/drivers/openstack/console.ts';
import { bootOf } from './simulator/world.ts';

const [, , line = ''] = bootOf('one').split('\n');
const key = line.split(' ').slice(0, 2).join(' ');

test('a console tells host keys and the end of the boot, as cloud-init prints them', () => {
  const [ssh, ended] = readBoot(bootOf('one'));
  assert.deepEqual(ssh, { stage: 'ssh', hostKeys: [key] });
  assert.deepEqual(ended, { stage: 'cloud-init', result: 'done', detail: '' });
});

test('and as our own agent prints them, the last of each', () => {
  const said = [
    'login: slipway: {"stage":"ssh","hostKeys":[]}',
    'slipway: {"stage":"network"}',
    `slipway: {"stage":"ssh","hostKeys":["${key}"]}\r`,
    'slipway: {"stage":"cloud-init","result":"error","detail":"the user script exited 3"}',
  ];
  assert.deepEqual(readBoot(said.join('\n')), [
    { stage: 'ssh', hostKeys: [key] },
    { stage: 'cloud-init', result: 'error', detail: 'the user script exited 3' },
  ]);
});

test('what is neither is passed over', () => {
  for (const text of ['', 'slipway: {"stage":"ssh","hostKeys":["$(reboot)"]}', 'slipway: {', 'SSH HOST KEY KEYS']) {
    assert.deepEqual(readBoot(text), [], text);
  }
});

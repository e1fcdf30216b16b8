import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import type { Answer } from '../support/client.ts';
import { Cloud } from './cloud.ts';
import { traces } from './host.ts';

type Vm = Answer['body'];

describe('two clouds on one machine', () => {
  let first: Cloud;
  let second: Cloud;
  let vms: Vm[];
  before(async () => {
    [first, second] = await Promise.all([Cloud.create(), Cloud.create()]);
  });
  after(async () => {
    await first?.destroy();
    await second?.destroy();
  });

  test('both have a VM at the same private address, each reached by its own pool', async () => {
    vms = await Promise.all([first.order({ name: 'one' }), second.order({ name: 'two' })]);
    const [one, two] = vms;
    assert.deepEqual(one.internal_ips, two.internal_ips);
    assert.notEqual(first.identity.floatingPool, second.identity.floatingPool);
    assert.equal(await first.ssh(one, 'hostname'), 'one');
    assert.equal(await second.ssh(two, 'hostname'), 'two');
    await first.assertHealthy();
    await second.assertHealthy();
  });

  test('a guest of one cloud reaches nothing of the other', async () => {
    const [one, two] = vms;
    const answer = await first.ssh(one, `nc -w 1 ${two.external_ips[0]} 22 < /dev/null || echo refused`);
    assert.equal(answer, 'refused');
  });

  test('a second control plane for a state directory is refused and disturbs nothing (T28)', async () => {
    const [one] = vms;
    await assert.rejects(first.startAnother(), /already runs/);
    await first.power(one.uuid, 'stop');
    await first.power(one.uuid, 'start');
    await first.assertHealthy();
  });

  test('to uninstall one leaves nothing of it, and the other running', async () => {
    const { identity, home } = first;
    assert.notEqual((await traces(identity, home)).length, 0);
    await first.uninstall();
    assert.deepEqual(await traces(identity, home), []);
    assert.equal(existsSync(home), false);
    assert.equal(await second.ssh(vms[1], 'hostname'), 'two');
    await second.assertHealthy();
  });
});

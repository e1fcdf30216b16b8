import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { Answer } from '../support/client.ts';
import { eventually } from '../support/wait.ts';
import { Cloud } from './cloud.ts';
import { assertCleanSlate, difference, slate, traces } from './slate.ts';

type Vm = Answer['body'];

describe('two clouds on one machine', () => {
  let first: Cloud;
  let second: Cloud;
  let vms: Vm[];
  before(async () => {
    const own = () => Cloud.create({}, { ownPostgres: true });
    [first, second] = await Promise.all([own(), own()]);
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

  test('whatever is left would be seen: a tap, a link, a rule, a route, a file, a process, a row', async () => {
    const { names, home, db, project } = second;
    const external = names.externalNamespace;
    const ip = (...args: string[]) => run('ip', ['-n', external, ...args]);
    const nft = (...args: string[]) => run('nft', args);
    const floating = { uuid: randomUUID(), project };
    const clean = await slate(second);
    const file = join(home, 'images', `${floating.uuid}.part`);
    const stray = spawn('sleep', ['600'], { uid: names.guestUid(64_998), stdio: 'ignore' });
    await writeFile(file, 'x');
    await ip('tuntap', 'add', 'tapdeadbeef0002', 'mode', 'tap');
    await ip('link', 'add', 'brstray', 'type', 'bridge');
    await ip('route', 'add', 'blackhole', '192.0.2.0/24');
    await nft('add', 'table', 'ip', `${names.hostTable}_stray`);
    await run('ip', ['netns', 'exec', external, 'nft', 'add', 'table', 'inet', 'strayinside']);
    await db.insertInto('floating_ip').values(floating).execute();
    const seen = difference((await slate(second)).lines, clean.lines).filter((line) => line.startsWith('+'));
    for (const word of [
      'tapdeadbeef0002',
      'brstray',
      '192.0.2.0/24',
      '_stray',
      'strayinside',
      file,
      'process sleep 600',
    ])
      assert.ok(
        seen.some((line) => line.includes(word)),
        `${word} is not seen in ${seen.join('\n')}`,
      );
    assert.ok(
      seen.some((line) => line.includes('rows of floating_ip: ')),
      'floating_ip',
    );

    await db.deleteFrom('floating_ip').where('uuid', '=', floating.uuid).execute();
    await run('ip', ['netns', 'exec', external, 'nft', 'delete', 'table', 'inet', 'strayinside']);
    await nft('delete', 'table', 'ip', `${names.hostTable}_stray`);
    await ip('route', 'del', 'blackhole', '192.0.2.0/24');
    for (const link of ['brstray', 'tapdeadbeef0002']) await ip('link', 'del', link);
    await rm(file);
    stray.kill('SIGKILL');
    await eventually(
      'all to be as it was',
      async () => difference((await slate(second)).lines, clean.lines).length === 0,
    );
  });

  test('leaves a clean slate', () => assertCleanSlate(second));
});

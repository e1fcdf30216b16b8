import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import type { Answer } from '../support/client.ts';
import { Simulator } from '../openstack/simulator/index.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';
import { Cloud } from './cloud.ts';
import { assertCleanSlate, difference, slate, traces } from './slate.ts';

type Vm = Answer['body'];

describe('two clouds on one machine', () => {
  let first: Cloud;
  let second: Cloud;
  let vms: Vm[];
  let openStack: Simulator;
  before(async () => {
    openStack = await Simulator.start();
    const own = () => Cloud.create({}, { ownPostgres: true });
    [first, second] = await Promise.all([own(), own()]);
  });
  after(async () => {
    await first?.destroy();
    await second?.destroy();
    await openStack.stop();
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
    const processes = first.qemus();
    await assert.rejects(first.startAnother(), /already runs/);
    assert.deepEqual([await first.ssh(one, 'hostname'), first.qemus()], ['one', processes]);
    await first.assertHealthy();
  });

  test('an OpenStack is added to one: its VM runs on, and a project lives on each', async () => {
    const [one] = vms;
    const boot = () => first.ssh(one, 'cat /proc/sys/kernel/random/boot_id');
    const runs = [await boot(), first.qemus()];
    await first.down('SIGTERM');
    const access = join(first.home, 'clouds.yaml');
    await writeFile(access, openStack.access);
    first.env['OS_CLIENT_CONFIG_FILE'] = access;
    const clouds = '[clouds.here]\ndriver = "qemu"\n[clouds.lab]\ndriver = "openstack"\nos_cloud = "oslab"\n';
    await writeFile(join(first.home, 'slipway.toml'), clouds);
    await first.up();
    await first.assertHealthy();
    const { staff, project } = first;
    const { body: home } = await staff.get(`projects/${project}/`);
    const { body: lab } = await staff.post('projects/', { name: 'lab', customer: home.customer_uuid, cloud: 'lab' });
    assert.deepEqual([home.cloud, lab.cloud], ['here', 'lab']);
    const found = async (path: string) => (await staff.get(`${path}project_uuid=${lab.uuid}`)).body.results[0];
    const subnet = (await found('openstack-subnets/?')).uuid;
    const { uuid: offering, plans } = await found('marketplace-offerings/?name=Virtual machine&');
    const catalogue = { ...first.catalogue, offering, plan: plans[0].uuid };
    const wanted = orderFor({ project: lab.uuid, subnet }, catalogue, { name: 'there' });
    const placed = await staff.post('marketplace-orders/', wanted);
    assert.equal(placed.status, 201, placed.text);
    assert.equal((await staff.settled(placed.body.uuid)).state, 'Success');
    assert.deepEqual(
      openStack.world.alive().map(({ hostname }) => hostname),
      ['there'],
    );
    assert.deepEqual([await boot(), first.qemus()], runs);
    await first.assertHealthy();
  });

  test('to uninstall one leaves nothing of it, and the other running', async () => {
    const { identity, home } = first;
    assert.notEqual((await traces(identity, home)).length, 0);
    await first.uninstall();
    assert.deepEqual(await traces(identity, home), []);
    assert.deepEqual([openStack.world.alive(), openStack.world.volumes.size], [[], 0]);
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

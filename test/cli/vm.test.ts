import assert from 'node:assert/strict';
import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';
import { afterEach, describe, test } from 'node:test';
import { run } from '../../src/common/command.ts';
import { Problem } from '../../src/common/problem.ts';
import type { Answer } from '../support/client.ts';
import { setUpCloud } from '../support/setup.ts';
import { slipway, startSlipway } from './cli.ts';
import { Operator } from './operator.ts';

const cloud = await setUpCloud();
const { env } = cloud;
const { ends, json } = new Operator(cloud);
afterEach(() => {
  cloud.driver.fault = () => {};
});

/** Holds `startGuest` back until the returned function is called. */
function holdGuests(): () => void {
  let release = (): void => {};
  const held = new Promise<void>((resolve) => (release = resolve));
  cloud.driver.fault = (method, when) => (method === 'startGuest' && when === 'before' ? held : undefined);
  return release;
}

describe('a VM from the command line', () => {
  test('a name is all that an order needs', async () => {
    const { stdout, stderr } = await ends(0, 'vm', 'create', 'web');
    assert.match(stderr, /^ {2}✓ Start the guest +\d+\.\d s$/m, 'plain lines where no terminal is');
    assert.equal(stdout + stderr, stripVTControlCharacters(stdout + stderr), 'no colours where no terminal is');
    assert.match(stdout, /^state +active$/m);
    const vm = await json('vm', 'show', 'web');
    assert.equal(vm.image_name, 'Tiny Linux');
    assert.equal(vm.flavor_name, 'tiny');
    assert.equal(vm.external_ips.length, 1);
    await ends(0, 'vm', 'console-log', 'web');
    const order = await cloud.staff.get(`marketplace-orders/${vm.creation_order.uuid}/`);
    const key = await readFile(join(cloud.home, 'ssh', 'id_ed25519.pub'), 'utf8');
    assert.equal(order.body.attributes.ssh_public_key, key.trim(), 'a key was made, for the user has none');
  });

  test('everything can be said, by name or UUID', async () => {
    const file = join(cloud.home, 'key.pub');
    await writeFile(file, await readFile(join(cloud.home, 'ssh', 'id_ed25519.pub')));
    const data = join(cloud.home, 'user-data');
    await writeFile(data, '#cloud-config\n');
    const images = await json('image', 'list');
    const debian = images.results.find((image: { name: string }) => image.name === 'Debian 12');
    const address = (await ends(0, 'floating-ip', 'allocate')).stdout.trim();
    const args = ['--image', debian.uuid.replaceAll('-', ''), '--flavor', 'medium', '--subnet', 'default'];
    const more = ['--plan', 'Monthly', '--offering', 'Virtual machine', '--project', 'Default project'];
    const order = await json(
      'vm',
      'create',
      'db',
      ...args,
      ...more,
      '--floating-ip',
      address,
      '--ssh-key',
      file,
      '--user-data',
      data,
    );
    assert.equal(order.state, 'Success');
    assert.equal(order.plan_name, 'Monthly');
    assert.equal(order.attributes.user_data, '#cloud-config\n');
    const vm = await json('vm', 'show', order.resource_uuid);
    assert.deepEqual([vm.image_name, vm.flavor_name, vm.external_ips[0]], ['Debian 12', 'medium', address]);
  });

  test('--no-wait returns at once, and the order can be watched', async () => {
    const release = holdGuests();
    const order = await json('vm', 'create', 'slow', '--no-wait');
    assert.equal(order.state, 'Creating');
    release();
    assert.match((await ends(0, 'order', 'watch', order.uuid)).stdout, /^Success after/);
    assert.match((await ends(0, 'order', 'show', order.uuid)).stdout, /✓ Start the guest/);
  });

  test('stop, start, restart and delete return when it is so', async () => {
    const state = async () => (await json('vm', 'show', 'web')).runtime_state;
    await ends(0, 'vm', 'stop', 'web');
    assert.equal(await state(), 'stopped');
    await ends(5, 'vm', 'stop', 'web');
    await ends(0, 'vm', 'start', 'web');
    assert.equal(await state(), 'active');
    await ends(0, 'vm', 'restart', 'web');
    await ends(0, 'vm', 'delete', 'web');
    await ends(3, 'vm', 'show', 'web');
  });

  test('-q prints ids only, --json what the API answers', async () => {
    const { stdout, stderr } = await ends(0, 'vm', 'create', 'quiet', '-q');
    assert.equal(stderr, '');
    const answer = await cloud.staff.get('marketplace-resources/?page_size=300');
    // they may be measured in between
    const unmeasured = ({ results, ...list }: Answer['body']) => ({
      ...list,
      results: results.map((vm: object) => ({ ...vm, usage: null, current_usages: null })),
    });
    assert.deepEqual(unmeasured(await json('vm', 'list')), unmeasured(answer.body));
    const ids = (await ends(0, 'vm', 'list', '-q')).stdout.trim().split('\n');
    assert.ok(ids.includes(stdout.trim()));
    assert.equal(ids.length, answer.body.count);
    assert.match((await ends(0, 'vm', 'ps', '--state', 'active')).stdout, /^NAME +STATE +ADDRESS/);
  });

  test('a name that two VMs have is not guessed at', async () => {
    const second = await ends(0, 'vm', 'create', 'quiet', '--allow-duplicate-name');
    assert.match(second.stderr, /The project has another VM "quiet"/);
    const [, uuid = ''] = /^uuid:? +(\S+)$/m.exec(second.stdout) ?? [];
    const { stderr } = await ends(2, 'vm', 'show', 'quiet');
    assert.ok(uuid !== '' && stderr.includes(uuid), second.stdout);
    await ends(0, 'vm', 'delete', uuid);
  });

  test('several are made, shown, stopped and deleted by one command; a terminal is asked, and told what dies', async () => {
    assert.match((await ends(5, 'vm', 'create', 'db')).stderr, /has a VM "db" already/);
    const made = await ends(0, 'vm', 'create', 'crew', '--count', '2', '--image', 'tiny-LINUX');
    assert.match(made.stdout, /^crew-1: active, [\d.]+, [\d.]+\ncrew-2: active, /);
    const name = '550e8400e29b41d4a716446655440000';
    await ends(0, 'vm', 'rename', 'crew-2', name);
    assert.match((await ends(3, 'vm', 'delete', 'crew-1', 'nobody')).stderr, /There is no VM "nobody"/);
    const command = [process.execPath, 'src/cli/main.ts', 'vm', 'delete', 'crew-1', name].join(' ');
    const { PATH = '' } = process.env;
    const asked = await run('script', ['-qec', command, '/dev/null'], {
      env: { PATH, HOME: '/nonexistent', ...env },
      input: 'n\n',
      check: false,
    });
    assert.match(asked.stdout, /crew-1, active, Default project, .*crew-1-system \(1 GiB\)[^]*Delete these 2 VMs\?/);
    assert.match(asked.stdout, /Nothing was done/);
    assert.match((await ends(0, 'vm', 'stop', 'crew-1', name)).stdout, /^crew-1: stopped\n550e.*: stopped$/m);
    assert.match((await ends(5, 'vm', 'stop', 'crew-1', name)).stderr, /2 of 2 failed\. crew-1: .* 550e/);
    const shown = await json('vm', 'show', 'crew-1', name, 'crew-1');
    assert.deepEqual(
      shown.map((vm: { name: string }) => vm.name),
      ['crew-1', name],
    );
    await ends(0, 'vm', 'delete', 'crew-1', name, '--yes');
    await ends(3, 'vm', 'show', name);
  });

  test('ssh accepts only the host keys that the API reports, and ends as ssh ends', async () => {
    const bin = join(cloud.home, 'bin');
    await mkdir(bin, { recursive: true });
    await writeFile(join(bin, 'ssh'), '#!/bin/sh\nfor word; do printf "<%s>" "$word"; done\nexit 42\n', {
      mode: 0o755,
    });
    const vm = await json('vm', 'show', 'db');
    const path = { ...env, PATH: `${bin}:${process.env['PATH']}` };
    const { code, stdout } = await slipway(path, 'vm', 'ssh', 'db', '--', 'ls', '-q', 'a b', '--json');
    assert.equal(code, 42);
    const file = join(cloud.home, 'ssh', 'known_hosts.d', vm.uuid);
    const options = `<-i><${cloud.home}/ssh/id_ed25519><-o><UserKnownHostsFile=${file}><-o><StrictHostKeyChecking=yes>`;
    const [address] = vm.external_ips;
    assert.equal(stdout, `${options}<${vm.ssh_user}@${address}><ls><-q><a b><--json>`);
    assert.equal(await readFile(file, 'utf8'), `${address} ${vm.readiness.host_keys[0].public_key}\n`);
    assert.match(
      (await ends(0, 'vm', 'show', 'db')).stdout,
      new RegExp(`^ssh +ssh -i .*${vm.ssh_user}@${address}$`, 'm'),
    );
    assert.match(
      (await slipway(path, 'vm', 'ssh', 'db', '-vL', '1:localhost:2', '-t', '--', 'top', '-b')).stdout,
      /^<-vL><1:localhost:2><-t><-i>.*<StrictHostKeyChecking=yes><.*@[\d.]+><top><-b>$/,
    );
    const { stdout: forwarded } = await slipway(path, 'vm', 'forward', 'db', '80', '8080:[::1]:81');
    assert.match(forwarded, /<-L><127\.0\.0\.1:80:localhost:80><-L><127\.0\.0\.1:8080:\[::1\]:81><-i>/);
    assert.match((await ends(2, 'vm', 'forward', 'db', '0:80')).stderr, /no port to forward/);
    await copyFile(join(bin, 'ssh'), join(bin, 'scp'));
    const { stdout: copied } = await slipway(path, 'vm', 'cp', '-r', 'db:/etc/', 'a:b/c', './a:b', '/tmp');
    assert.equal(copied, '');
    assert.match(
      (await slipway(path, 'vm', 'cp', '-r', 'db:/etc/', './a:b', '/tmp')).stdout,
      new RegExp(`^<-r><-i>.*<--><${vm.ssh_user}@${address}:/etc/><./a:b></tmp>$`),
    );
    const { stdout: config } = await ends(0, 'vm', 'ssh-config');
    assert.match(
      config,
      new RegExp(`^Host db\n  HostName ${address}\n  User ${vm.ssh_user}\n  IdentityFile .*\n`, 'm'),
    );
    const away = { ...path, SLIPWAY_URL: cloud.url, SLIPWAY_TOKEN: cloud.staff.token ?? '', HOME: cloud.home };
    const near = await slipway(away, 'vm', 'ssh', 'db');
    const down = await slipway({ ...away, SLIPWAY_URL: 'http://127.0.0.1:9' }, 'vm', 'ssh', 'db');
    assert.deepEqual([down.stdout, down.code], [near.stdout, 42], 'while the cloud does not answer');
    await ends(0, 'vm', 'stop', 'db');
    assert.match((await ends(5, 'vm', 'ssh', 'db')).stderr, /not running/);
    await ends(0, 'vm', 'start', 'db');
    assert.match((await ends(5, 'vm', 'ssh', (await bare()).name)).stderr, /no floating IP/);
  });
});

async function bare() {
  await ends(0, 'vm', 'create', 'bare', '--floating-ip', 'none');
  return json('vm', 'show', 'bare');
}

describe('the exit status says what kind of failure it was', () => {
  test('2: wrong use, with every wrong field by its name', async () => {
    await ends(2, 'vm', 'crate', 'x');
    await ends(2, 'vm', 'create');
    await ends(2, 'vm', 'create', 'x', '--bogus');
    await ends(2, 'vm', 'create', 'x', '--timeout', 'soon');
    await ends(2, 'order', 'show', '../../projects');
    const { stderr } = await ends(
      2,
      'vm',
      'create',
      'no_name',
      '--user-data',
      '/dev/null',
      '--ssh-key',
      '/etc/hostname',
    );
    assert.match(stderr, /^ {2}<name> +\S/m);
    assert.match(stderr, /^ {2}--ssh-key +\S/m);
    assert.match((await ends(2, 'vm', 'create', 'x', '--volume', '17T')).stderr, /^ {2}--volume +At most 16384 GiB/m);
    assert.match(
      (await ends(2, 'vm', 'create', 'x', '--ssh-key', join(cloud.home, 'ssh', 'id_ed25519'))).stderr,
      /private/,
    );
    assert.match((await ends(2, 'image', 'import', 'x', '--ssh-user', 'root')).stderr, /--file and --url/);
    await ends(2, 'uninstall');
  });

  test('3: not found, with what there is', async () => {
    const { stderr } = await ends(3, 'vm', 'create', 'x', '--image', 'nope');
    assert.match(stderr, /There are: .*Tiny Linux/);
    await ends(3, 'order', 'show', '00000000-0000-4000-8000-000000000000');
    assert.equal((await slipway({ SLIPWAY_HOME: '/nonexistent/home' }, 'vm', 'list')).code, 3);
  });

  test('4: denied', async () => {
    const { code, stderr } = await slipway({ ...env, SLIPWAY_TOKEN: 'wrong' }, 'vm', 'list');
    assert.equal(code, 4);
    assert.match(stderr, /Invalid token/);
  });

  test('5: conflict', async () => {
    const [used] = (await json('floating-ip', 'list')).results.filter(
      (ip: { port: string | null }) => ip.port !== null,
    );
    await ends(5, 'floating-ip', 'release', used.address);
  });

  test('6: quota or capacity', async () => {
    const quota = { quota_instances: 0 };
    await cloud.db.updateTable('project').set(quota).where('uuid', '=', cloud.project).execute();
    const { stderr } = await ends(6, 'vm', 'create', 'x');
    await cloud.db.updateTable('project').set({ quota_instances: 20 }).where('uuid', '=', cloud.project).execute();
    assert.match(stderr, /limit 0/);
  });

  test('7: failed in the backend, with its cause and remedy; as JSON for programs', async () => {
    cloud.driver.fault = (method) => {
      if (method === 'startGuest') throw new Problem('guest-died', 'QEMU ended.', 'Look at the log.');
    };
    const { stderr } = await ends(7, 'vm', 'create', 'broken');
    // what is drawn may be the failure or already its undoing
    assert.match(stderr, /[✗↶] Start the guest.*QEMU ended/);
    assert.match(stderr, /^Error: The order failed: QEMU ended\.\nNext: {2}Look at the log\.$/m);
    const failed = await ends(7, 'vm', 'create', 'broken2', '--json');
    assert.equal(JSON.parse(failed.stderr).error.code, 'guest-died');
    const unreachable = await slipway({ SLIPWAY_URL: 'http://127.0.0.1:9', SLIPWAY_TOKEN: 'x' }, 'vm', 'list');
    assert.equal(unreachable.code, 7);
    assert.match(unreachable.stderr, /slipway up/);
  });

  test('124: out of time, and 130: interrupted; the order goes on', async () => {
    const release = holdGuests();
    const { stderr } = await ends(124, 'vm', 'create', 'late', '--timeout', '0.5');
    assert.match(stderr, /order watch [0-9a-f-]{36}/);
    const { child, says, ended } = startSlipway(env, 'vm', 'create', 'later');
    await says('✓ Prepare the disks');
    child.kill('SIGINT');
    assert.equal(await ended, 130);
    const early = await ends(5, 'vm', 'delete', 'late', '--yes');
    const [, order = ''] = /still being created\.\nNext: .*order cancel (\S+)$/m.exec(early.stderr) ?? [];
    await ends(0, 'order', 'cancel', order);
    release();
    await ends(5, 'order', 'watch', order);
    for (const { uuid } of (await json('order', 'list', '--state', 'Creating')).results)
      await ends(0, 'order', 'watch', uuid);
    assert.equal((await json('vm', 'show', 'later')).runtime_state, 'active');
  });

  test('7 from doctor when something is wrong, 0 when nothing is', async () => {
    assert.match((await ends(0, 'doctor')).stdout, /✓ no orphans/);
    await writeFile(join(cloud.home, 'fake', 'guest', '00000000-0000-4000-8000-00000000dead'), '{"state":"running"}');
    const result = await slipway(env, 'doctor');
    assert.equal(result.code, 7);
    assert.match(result.stdout, /✗ orphan +guest 00000000-0000-4000-8000-00000000dead/);
  });
});

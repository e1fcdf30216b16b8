import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { followed } from '../support/remedy.ts';
import { setUpCloud } from '../support/setup.ts';
import { slipway, startSlipway } from './cli.ts';

const cloud = await setUpCloud({ withTarget: true });
const uuid = (await ends(0, 'vm', 'create', 'web', '-q')).trim();

async function ends(code: number, ...args: string[]): Promise<string> {
  const result = await slipway({ SLIPWAY_HOME: cloud.home }, ...args);
  assert.equal(result.code, code, `slipway ${args.join(' ')}: ${result.stderr}${result.stdout}`);
  return result.stdout + result.stderr;
}

// by the API: a command takes as long as a hundred requests
const shown = async (vm = uuid) => (await cloud.staff.get(`marketplace-resources/${vm}/`)).body;

describe('a VM is changed by its name', () => {
  test('resize stops a running one for it and starts it again', async () => {
    assert.match(await ends(5, 'vm', 'resize', 'web', '--flavor', 'small', '--no-wait'), /Stop it first/);
    assert.match(await ends(0, 'vm', 'resize', 'web', '--flavor', 'small'), /^web: active, .*, small\nStopping web\./);
    const vm = await shown();
    assert.deepEqual([vm.flavor_name, vm.runtime_state], ['small', 'active']);
    assert.match(await ends(3, 'vm', 'resize', 'web', '--flavor', 'huge'), /no flavor "huge".\n.*There are: /);
  });

  test('a stop that has failed is read of, and made again', async () => {
    cloud.driver.fault = (method, when) => {
      if (method === 'stopGuest' && when === 'before') throw new Problem('command-failed', 'It does not stop.');
    };
    const stop = () => slipway({ SLIPWAY_HOME: cloud.home }, 'vm', 'stop', 'web');
    await followed('action-failed', /Read "\.\/slipway vm console-log web", then try again/, stop, () => {
      cloud.driver.fault = () => {};
      return stop();
    });
    await ends(0, 'vm', 'start', 'web');
  });

  test('a resize that is refused leaves a running one running', async () => {
    assert.match(await ends(2, 'vm', 'resize', 'web', '--flavor', 'small'), /^Error: web has the flavor small\./);
    await ends(0, 'quota', 'set', '--vcpus', '1');
    assert.match(
      await ends(6, 'vm', 'resize', 'web', '--flavor', 'medium'),
      /^Stopping web\.[^]*^Starting web\.[^]* --flavor +One or more quotas[^]*slipway quota show/m,
    );
    await ends(0, 'quota', 'set', '--vcpus', '40', '--memory', '64G');
    assert.equal((await shown()).runtime_state, 'active');
  });

  test('rebuild keeps its addresses', async () => {
    const { internal_ips: addresses } = await shown();
    assert.match(await ends(0, 'vm', 'rebuild', 'web', '--image', (await shown()).image_name), /^web: active/m);
    assert.deepEqual((await shown()).internal_ips, addresses);
  });

  test('what takes time shows its step', async () => {
    const { promise: free, resolve: release } = Promise.withResolvers<void>();
    cloud.driver.fault = (method, when) => (method === 'moveVolume' && when === 'before' ? free : undefined);
    const { image_name: image } = await shown();
    const running = startSlipway({ SLIPWAY_HOME: cloud.home }, 'vm', 'rebuild', 'web', '--image', image);
    await running.says(`Rebuilding from ${image}: Change the disk`);
    assert.equal((await shown()).action_details.step, 'Change the disk');
    release();
    assert.equal(await running.ended, 0);
    cloud.driver.fault = () => {};
    assert.deepEqual((await shown()).action_details, {});
  });

  test('rescue and unrescue', async () => {
    assert.match(
      await ends(0, 'vm', 'rescue', 'web'),
      /^web: rescue.*\n.* runs; its own disks are .*vm unrescue web$/m,
    );
    assert.match(await ends(0, 'vm', 'show', 'web'), /^rescue image +\S/m);
    assert.match(await ends(5, 'vm', 'rescue', 'web'), /in rescue mode already\.\nNext: {2}Do what the message says/);
    assert.match(await ends(0, 'vm', 'unrescue', 'web'), /^web: active/m);
  });

  test('rename, describe and back', async () => {
    assert.match(await ends(0, 'vm', 'rename', 'web', 'front'), /front: renamed/);
    assert.match(await ends(2, 'vm', 'rename', 'front', 'no host name'), /<new-name> +Must be a host name/);
    await ends(0, 'vm', 'describe', 'front', 'The front end');
    await ends(0, 'vm', 'rename', 'front', 'web');
    const { name, description } = await shown();
    assert.deepEqual([name, description], ['web', 'The front end']);
  });

  test('protect keeps it, unprotect lets it go', async () => {
    await ends(0, 'vm', 'protect', 'web');
    assert.match(await ends(0, 'vm', 'show', 'web'), /^protected +against deletion$/m);
    assert.match(await ends(5, 'vm', 'delete', 'web'), /protected against deletion\.\n.*vm unprotect web/);
    await ends(0, 'vm', 'unprotect', 'web');
    assert.equal((await shown()).termination_protection, false);
  });

  test('expire gives it a last day, and takes it away', async () => {
    assert.match(await ends(0, 'vm', 'expire', 'web', '2999-01-31'), /web ends on 2999-01-31, with all that is on it/);
    const exact = ['vm', 'expire', 'web', '2999-01-31T18:30+01:00', '--at-end', 'stop'];
    assert.match(await ends(0, ...exact), /ends on 2999-01-31 17:30 UTC, then it is stopped/);
    assert.match(await ends(0, 'vm', 'expire', 'web', '+7d'), /ends on 2999-02-07 17:30 UTC/);
    assert.match(await ends(0, 'vm', 'show', 'web'), /^ends +2999-02-07 17:30 UTC, then it is stopped/m);
    assert.match(await ends(2, 'vm', 'expire', 'web', '2001-01-31'), /<when> +Lies in the past/);
    assert.match(await ends(0, 'vm', 'expire', 'web', 'never'), /web stays/);
  });

  test('set-plan', async () => {
    assert.match(await ends(0, 'vm', 'set-plan', 'web', 'Monthly'), /Monthly from now on/);
    assert.equal((await shown()).plan_name, 'Monthly');
    assert.match(await ends(2, 'vm', 'set-plan', 'web', 'yearly'), /Its plans: .*Monthly/);
  });
});

test('a VM is ordered with all that can be said of it', async () => {
  const file = join(cloud.home, 'user-data');
  await writeFile(file, '#cloud-config\n');
  const [subnet] = (await cloud.staff.get('openstack-subnets/')).body.results;
  const ip = subnet.cidr.replace(/\d+\/\d+$/, '77');
  const args = ['--disk', '3G', '--ip', ip, '--security-group', 'default', '--user-data', file];
  const dry = JSON.parse(await ends(0, 'vm', 'create', 'all', ...args, '--dry-run', '--json'));
  assert.equal(dry.makes.volumes[0].size, 3072);
  const labels = ['--label', 'role=all', '--label', 'env=a=b'];
  const more = ['--quote', dry.quote, '--description', 'Everything', ...labels, '-q'];
  const vm = await shown((await ends(0, 'vm', 'create', 'all', ...args, ...more)).trim());
  assert.deepEqual([vm.disk, vm.internal_ips, vm.description], [3072, [ip], 'Everything']);
  assert.deepEqual(vm.metadata, { role: 'all', env: 'a=b' });
  assert.match(await ends(0, 'vm', 'label', 'all', 'env-', 'tier=1', 'role=db'), /^all: role=db, tier=1$/m);
  const listed = await ends(0, 'vm', 'list', '--label', 'role=db', '--label', 'tier', '-o', 'wide');
  assert.match(listed, / LABELS .*\nall .* role=db, tier=1 /);
  assert.match(await ends(0, 'vm', 'show', 'all'), /^labels +role=db, tier=1$/m);
  assert.match(await ends(2, 'vm', 'label', 'all', 'tier'), /"tier" is no label/);
  assert.match(await ends(2, 'vm', 'create', 'all', '--port', 'a', '--subnet', 'b'), /Give --subnet or --port/);
});

test('doctor --fix takes from the host what was unlinked, once it does not run any more', async () => {
  const stuck = (await ends(0, 'vm', 'create', 'stuck', '-q')).trim();
  assert.match(await ends(0, 'vm', 'unlink', 'stuck'), /Forgot stuck/);
  assert.match(await ends(7, 'doctor'), /guest/);
  assert.match(await ends(7, 'doctor', '--fix', '--yes'), /^stays: guest/m);
  await cloud.driver.endGuest(stuck, false);
  await ends(0, 'doctor', '--fix', '--yes');
  assert.equal((await cloud.staff.get('doctor/')).body.ok, true);
});

test('a volume gets another name and another type', async () => {
  await cloud.db.insertInto('volume_type').values({ name: 'fast' }).execute();
  await ends(0, 'volume', 'create', 'data', '--size', '1G');
  assert.match(await ends(0, 'volume', 'rename', 'data', 'logs'), /is called logs now/);
  assert.match(await ends(0, 'volume', 'retype', 'logs', 'fast'), /^name +logs$/m);
  assert.match(await ends(2, 'volume', 'retype', 'logs', 'fast'), /has this type already/);
});

test('a VM is kept with its volumes, and not deleted before its backups', async () => {
  await ends(0, 'vm', 'create', 'mailer', '-q');
  assert.match(await ends(0, 'vm', 'clone', 'mailer', 'mailer2', '--floating-ip'), /^name +mailer2$/m);
  await ends(0, 'vm', 'delete', 'mailer2', '--yes');
  assert.match(await ends(0, 'vm-backup', 'create', 'mailer', 'before'), /^state +ok$/m);
  assert.match(await ends(0, 'vm-backup', 'create', 'mailer'), /^name +mailer-\d{4}-/m);
  assert.match(await ends(0, 'vm-backup', 'list', '--vm', 'mailer'), /^before +mailer +1 GiB +ok/m);
  assert.match(await ends(0, 'vm-backup', 'show', 'before'), /^addresses +10\./m);
  assert.match(await ends(0, 'vm-backup', 'restore', 'before', 'mailer-old', '--floating-ip'), /^name +mailer-old$/m);
  assert.match(await ends(0, 'vm-backup', 'show', 'before'), /^restored +mailer-old$/m);
  await ends(0, 'vm', 'delete', 'mailer-old', '--yes');
  assert.match(await ends(5, 'vm-backup', 'rollback', 'before'), /The instance is ACTIVE. Stop it first/);
  await ends(0, 'vm', 'stop', 'mailer');
  assert.match(await ends(0, 'vm-backup', 'rollback', 'before'), /^mailer: active/m);
  assert.match(await ends(0, 'vm-backup', 'keep', 'before', '--until', '2999-01-01'), /until 2999-01-01T00:00:00.000Z/);
  assert.match(await ends(5, 'vm', 'delete', 'mailer', '--yes'), /has backups/);
  assert.match(await ends(0, 'vm-backup', 'rename', 'before', 'then'), /is called then now/);
  assert.match(await ends(0, 'target', 'prepare', 'nas'), /^The target "nas" is ready/m);
  assert.match(await ends(0, 'vm-backup', 'copy', 'then', 'nas', '--name', 'away'), /^state +ok$/m);
  assert.match(await ends(0, 'backup-copy', 'verify', 'away'), /^verified +20/m);
  assert.match(await ends(0, 'backup-copy', 'list', '--vm', 'mailer'), /^away +mailer +nas +1 GiB +ok/m);
  await ends(0, 'backup-copy', 'restore', 'away', 'mailer-off-site');
  await ends(0, 'vm', 'delete', 'mailer-off-site', '--yes');
  assert.match(await ends(0, 'backup-copy', 'delete', 'away'), /^Deleted away/m);
  const all = (await ends(0, 'vm-backup', 'list', '-q')).trim().split('\n');
  assert.match(await ends(0, 'vm-backup', 'delete', ...all), /^Deleted then/m);
  await ends(0, 'vm', 'delete', 'mailer', '--yes');
});

test('a power schedule is made of a VM, changed, paused, resumed and deleted', async () => {
  const plan = ['--action', 'stop', '--at', 'weekdays at 20:00', '--timezone', 'UTC'];
  const made = await ends(0, 'power-schedule', 'create', uuid, 'evening', ...plan);
  assert.match(made, /^vm +\S+\ndoes +stop\nruns +0 20 \* \* 1-5 \(UTC\)\nnext +20\S+T20:00:00/m);
  await ends(2, 'power-schedule', 'set', 'evening', '--action', 'restart');
  assert.match(
    await ends(0, 'power-schedule', 'set', 'evening', '--action', 'start', '--at', 'hourly'),
    /^does +start$/m,
  );
  await ends(0, 'power-schedule', 'pause', 'evening');
  assert.match(
    await ends(0, 'power-schedule', 'list', '--vm', uuid),
    /^evening +\S+ +start +0 \* \* \* \* +UTC +paused/m,
  );
  assert.match(await ends(0, 'power-schedule', 'resume', 'evening'), /^evening runs again\.$/m);
  assert.match(await ends(0, 'power-schedule', 'rename', 'evening', 'often'), /is called often now/);
  assert.match(await ends(0, 'power-schedule', 'show', 'often'), /^name +often$/m);
  assert.match(await ends(0, 'power-schedule', 'delete', 'often'), /^Deleted often/m);
});

test('a backup schedule is made of a VM, changed, paused, resumed and deleted', async () => {
  const plan = ['--at', 'daily at 03:00', '--timezone', 'UTC', '--keep', '7'];
  const made = await ends(0, 'backup-schedule', 'create', uuid, 'nightly', ...plan);
  assert.match(made, /^vm +\S+\nkeeps +the last 7\nruns +0 3 \* \* \* \(UTC\)\nnext +20\S+T03:00:00/m);
  assert.match(
    await ends(0, 'backup-schedule', 'set', 'nightly', '--keep-days', '30'),
    /^keeps +the last 7, 30 days$/m,
  );
  assert.match(await ends(2, 'backup-schedule', 'set', 'nightly'), /Nothing to change/);
  assert.match(await ends(0, 'backup-schedule', 'pause', 'nightly'), /^nightly is paused\.$/m);
  assert.match(
    await ends(0, 'backup-schedule', 'list', '--vm', uuid),
    /^nightly +\S+ +the last 7, 30 days +0 3 \* \* \* +UTC +paused/m,
  );
  assert.match(await ends(0, 'backup-schedule', 'resume', 'nightly'), /^nightly runs again\.$/m);
  assert.match(await ends(0, 'backup-schedule', 'rename', 'nightly', 'often'), /is called often now/);
  assert.match(await ends(0, 'backup-schedule', 'show', 'often'), /^name +often$/m);
  assert.match(await ends(0, 'backup-schedule', 'delete', 'often'), /^Deleted often/m);
});

test('a schedule takes snapshots by the clock, is changed, paused and resumed', async () => {
  await ends(0, 'volume', 'create', 'ledger', '--size', '1G');
  const plan = ['--at', 'daily at 03:00', '--timezone', 'Europe/Oslo', '--keep', '7', '--keep-days', '30'];
  const made = await ends(0, 'schedule', 'create', 'ledger', 'nightly', ...plan);
  assert.match(made, /^runs +0 3 \* \* \* \(Europe\/Oslo\)$/m);
  assert.match(made, /^next +20\S+T0[12]:00:00/m);
  assert.match(made, /^keeps +the last 7, 30 days$/m);
  const set = [
    '--at',
    'every 6 hours',
    '--timezone',
    'UTC',
    '--keep',
    '0',
    '--keep-days',
    '0',
    '--description',
    'often',
  ];
  assert.match(await ends(0, 'schedule', 'set', 'nightly', ...set), /^keeps +all$/m);
  assert.match(await ends(2, 'schedule', 'set', 'nightly', '--at', 'often'), /--at +Must be five fields of cron/);
  await ends(2, 'schedule', 'set', 'nightly', '--keep', 'some');
  assert.match(await ends(0, 'schedule', 'pause', 'nightly'), /^nightly is paused\.$/m);
  assert.match(await ends(5, 'schedule', 'pause', 'nightly'), /paused already/);
  assert.match(
    await ends(0, 'schedule', 'list', '--volume', 'ledger'),
    /^nightly +ledger +all +0 \*\/6 \* \* \* +UTC +paused/m,
  );
  assert.match(await ends(0, 'schedule', 'resume', 'nightly'), /^nightly runs again\.$/m);
  assert.match(await ends(0, 'schedule', 'rename', 'nightly', 'often'), /is called often now/);
  assert.match(await ends(0, 'schedule', 'show', 'often'), /^description +often$/m);
  assert.match(await ends(0, 'schedule', 'delete', 'often'), /^Deleted often/m);
  await ends(0, 'volume', 'delete', 'ledger');
});

test('a volume is kept, restored beside itself, and its snapshot goes', async () => {
  await ends(0, 'volume', 'create', 'mail', '--size', '1G');
  assert.match(await ends(0, 'snapshot', 'create', 'mail', 'before'), /^state +available$/m);
  assert.match(await ends(0, 'snapshot', 'list', '--volume', 'mail'), /^before +mail +1 GiB +available/m);
  assert.match(await ends(0, 'snapshot', 'keep', 'before', '--until', '2999-01-01'), /until 2999-01-01T00:00:00.000Z/);
  await ends(2, 'snapshot', 'keep', 'before', '--until', 'soon');
  assert.match(await ends(0, 'snapshot', 'restore', 'before', 'mail-old'), /^state +available$/m);
  assert.match(await ends(0, 'snapshot', 'show', 'before'), /^restored +mail-old$/m);
  assert.match(await ends(5, 'volume', 'delete', 'mail'), /dependent snapshots/);
  assert.match(await ends(0, 'snapshot', 'rename', 'before', 'then'), /is called then now/);
  assert.match(await ends(0, 'snapshot', 'delete', 'then'), /^Deleted then/m);
  await ends(0, 'volume', 'delete', 'mail', 'mail-old');
  assert.match(
    await ends(0, 'quota', 'set', '--snapshots', '7', '--snapshots-size', '9G'),
    /^snapshots-size +0 MiB +9 GiB/m,
  );
});

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Cloud } from './cloud.ts';
import { until } from './host.ts';

const skip =
  process.env['SLIPWAY_TEST_DEBIAN'] === '1'
    ? false
    : 'it downloads and builds an image for 90 s and boots it under emulation; SLIPWAY_TEST_DEBIAN=1 runs it';

describe('a Debian 12 VM, built on first use', { skip }, () => {
  let cloud: Cloud;
  after(() => cloud?.destroy());

  test('is ordered and configured by cloud-init', async (t) => {
    cloud = await Cloud.create();
    const size = 6 * 1024;
    const { body: flavors } = await cloud.staff.get('openstack-flavors/');
    const flavor = flavors.results.find(({ name }: { name: string }) => name === 'small');
    const placed = await cloud.staff.post(
      'marketplace-orders/',
      await cloud.orderBody({
        name: 'debian',
        image: cloud.catalogue.debian,
        flavor: flavor.uuid,
        system_volume_size: size,
        user_data: '#cloud-config\nwrite_files:\n  - path: /etc/made\n    content: "by cloud-config\\n"\n',
      }),
    );
    assert.equal(placed.status, 201, placed.text);
    const order = async () => (await cloud.staff.get(`marketplace-orders/${placed.body.uuid}/`)).body;
    await until('the order', async () => (await order()).state !== 'Creating', 900_000);
    const ended = await order();
    for (const { name, duration_ms: ms } of ended.steps) t.diagnostic(`${name}: ${ms} ms`);
    assert.equal(ended.state, 'Success', JSON.stringify(ended.error));
    assert.equal(ended.ready, true);
    const vm = await cloud.vm(ended.resource_uuid);
    assert.equal(vm.ssh_user, 'debian');
    assert.equal(vm.readiness.cloud_init.result, 'done', vm.readiness.cloud_init.detail);
    assert.equal(
      await cloud.ssh(vm, 'hostname; cat /etc/made; whoami; sudo -n whoami'),
      'debian\nby cloud-config\ndebian\nroot',
    );
    assert.match(await cloud.ssh(vm, 'cloud-init status'), /status: done/);
    const rootMiB = Number(await cloud.ssh(vm, 'df -BM --output=size / | tail -1 | tr -dc 0-9'));
    assert.ok(rootMiB > size * 0.9, `the root filesystem has ${rootMiB} of ${size} MiB`);
    assert.equal(await cloud.ssh(vm, 'systemctl is-system-running || systemctl --failed --no-legend'), 'running');

    await cloud.ssh(vm, 'echo kept > file && sync');
    await cloud.power(vm.uuid, 'restart');
    const again = await cloud.answers(vm.uuid, 180_000);
    assert.deepEqual(again.readiness.host_keys, vm.readiness.host_keys);
    assert.equal(await cloud.ssh(again, 'cat file'), 'kept');
    await cloud.staff.remove(vm.uuid);
    await cloud.assertHealthy();
  });
});

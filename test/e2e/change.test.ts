import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { Answer } from '../support/client.ts';
import { eventually } from '../support/wait.ts';
import { Cloud } from './cloud.ts';
import { assertCleanSlate } from './slate.ts';

type Vm = Answer['body'];

describe('a VM that is changed on real QEMU', () => {
  let cloud: Cloud;
  let vm: Vm;
  before(async () => {
    // what is deleted can be brought back, as it is where nobody has said anything of it
    cloud = await Cloud.create({ SLIPWAY_KEEP_DELETED_DAYS: '' });
    vm = await cloud.order({ name: 'before' });
    await cloud.ssh(vm, 'echo precious > /root/kept && sync');
  });
  after(() => cloud?.destroy());

  async function act(action: string, body?: object): Promise<void> {
    const answer = await cloud.staff.post(`marketplace-resources/${vm.uuid}/actions/${action}/`, body);
    assert.equal(answer.status, 202, answer.text);
  }

  /** The VM once what is being done with it is over. */
  async function settled(): Promise<Vm> {
    const now = await eventually(
      'the end of the action',
      () => cloud.vm(vm.uuid),
      ({ state }) => state === 'OK',
    );
    assert.equal(now.error_message, '');
    return now;
  }

  const hostKey = (of: Vm): string => of.readiness.host_keys[0].fingerprint_sha256;

  test('shows its data to a rescue system, also after a host restart, and boots its own again', async () => {
    const flavor = await cloud.staff.post('openstack-flavors/', { name: 'other', cores: 2, ram: 192, disk: 1536 });
    assert.equal(flavor.status, 201, flavor.text);
    // it has that when its own system boots again, and the next test looks
    await cloud.power(vm.uuid, 'stop');
    await act('change_flavor', { flavor: flavor.body.uuid });
    await settled();
    const renamed = await cloud.staff.patch(`marketplace-resources/${vm.uuid}/`, { name: 'after' });
    assert.equal(renamed.status, 200, renamed.text);
    await act('rescue');
    const rescued = await settled();
    assert.equal(rescued.runtime_state, 'rescue');
    assert.notEqual(hostKey(rescued), hostKey(vm));
    const look = 'mount -o ro /dev/vdb /mnt && cat /mnt/root/kept && umount /mnt';
    assert.equal(await cloud.ssh(rescued, look), 'precious');
    // as after a power failure: the control plane and the guest are gone
    await cloud.down('SIGKILL');
    process.kill(cloud.qemus().get(vm.uuid) ?? 0, 'SIGKILL');
    await cloud.up();
    await eventually('the rescue system to be started', async () => cloud.qemus().has(vm.uuid));
    await eventually('its start to end', async () => (await cloud.vm(vm.uuid)).runtime_state === 'rescue');
    assert.equal(await cloud.ssh(await cloud.answers(vm.uuid), look), 'precious');
    await act('unrescue');
    const own = await settled();
    assert.deepEqual([own.runtime_state, hostKey(own)], ['active', hostKey(vm)]);
    assert.equal(await cloud.ssh(own, 'cat /root/kept'), 'precious');
  });

  test('has the processors, memory, disk and name that it was given, and its data', async () => {
    const now = await cloud.vm(vm.uuid);
    const seen = await cloud.ssh(
      now,
      "nproc; awk '/MemTotal/ {print int($2 / 1024)}' /proc/meminfo; df -m / | awk 'END {print $2}'; hostname; cat /root/kept",
    );
    const [cpus, memory, disk, name, data] = seen.split('\n');
    assert.deepEqual([cpus, name, data], ['2', 'after', 'precious']);
    assert.ok(Number(memory) > 140 && Number(memory) <= 192, `${memory} MiB of memory`);
    assert.ok(Number(disk) > 1300 && Number(disk) <= 1536, `${disk} MiB of disk`);
    assert.equal(hostKey(now), hostKey(vm), 'it is the same system');
  });

  test('is deleted, and brought back with its data and its addresses, although the control plane dies in the middle of both', async () => {
    await cloud.killAt('set-aside:after');
    assert.equal((await cloud.staff.delete(`marketplace-resources/${vm.uuid}/`)).status, 204);
    await cloud.gone();
    await cloud.up();
    await eventually('the end of the deletion', async () => (await cloud.vm(vm.uuid)).state === 'Terminated');
    assert.equal((await cloud.staff.get(`openstack-instances/${vm.uuid}/`)).status, 404);
    assert.equal(cloud.qemus().has(vm.uuid), false);
    await cloud.assertHealthy();
    await cloud.killAt('guest:after');
    const back = await cloud.staff.post(`deleted-resources/${vm.uuid}/undelete/`, {});
    assert.deepEqual(back.body.changes, [], back.text);
    await cloud.gone();
    await cloud.up();
    const now = await settled();
    assert.deepEqual([now.external_ips, now.internal_ips], [vm.external_ips, vm.internal_ips]);
    const same = await cloud.answers(vm.uuid);
    assert.equal(hostKey(same), hostKey(vm), 'it is the same system');
    assert.equal(await cloud.ssh(same, 'cat /root/kept'), 'precious');
    await cloud.assertHealthy();
  });

  test('begins again from an image, although the control plane dies in the middle, and keeps its addresses', async () => {
    await cloud.killAt('disk:after');
    await act('rebuild', { image: cloud.catalogue.tiny.image });
    await cloud.gone();
    await cloud.up();
    const now = await settled();
    assert.deepEqual([now.external_ips, now.internal_ips], [vm.external_ips, vm.internal_ips]);
    assert.notEqual(hostKey(now), hostKey(vm), 'first boot has run again');
    assert.equal(await cloud.ssh(now, 'hostname; ls /root'), 'after');
    await cloud.assertHealthy();
  });

  test('leaves a clean slate', () => assertCleanSlate(cloud));
});

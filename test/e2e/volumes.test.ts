import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { after, before, describe, test } from 'node:test';
import type { Answer } from '../support/client.ts';
import { filesOnTarget } from '../support/targets.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';
import { assertCleanSlate } from './slate.ts';
import { Cloud } from './cloud.ts';
import { forgedSeed } from './forged-seed.ts';

describe('volumes of a VM on real QEMU', () => {
  let cloud: Cloud;
  let vm: Answer['body'];
  /** Ordered with the VM, and by itself. */
  let first: string;
  let second: string;

  before(async () => {
    cloud = await Cloud.create({}, { withTarget: true });
  });
  after(() => cloud?.destroy());

  /** Runs a command in the guest with `$disk` set to the device of a volume, once it is there. */
  const on = (volume: string, command: string, guest = vm): Promise<string> =>
    cloud.ssh(
      guest,
      `disk=/dev/disk/by-id/virtio-${volume.slice(0, 20)}; until [ -e $disk ]; do sleep 0.1; done; ${command}`,
    );
  const serials = () => cloud.ssh(vm, 'for d in /sys/block/vd*; do cat $d/serial; echo; done');
  const act = async (volume: string, action: string, body: object = {}) => {
    const { status, text } = await cloud.staff.post(`openstack-volumes/${volume}/${action}/`, body);
    assert.equal(status, 202, text);
    const settled = await volumeSettled(cloud.staff, volume);
    assert.deepEqual([settled?.state, settled?.error_message], ['OK', '']);
    return settled;
  };

  test('a data volume of an order is there at the first boot and reads zeros (T25)', async () => {
    vm = await cloud.order({ name: 'web', data_volumes: [{ size: 1024 }] });
    const { body } = await cloud.staff.get(`openstack-volumes/?instance=${vm.uuid}&name=web-data`);
    first = body.results[0].uuid;
    assert.equal(await on(first, 'blockdev --getsz $disk'), String(1024 * 2048));
    assert.equal(await on(first, 'dd if=$disk bs=1M count=4 2> /dev/null | tr -d "\\0" | wc -c'), '0');
  });

  test('a volume of its own order is attached while the VM runs, written, detached, and holds what was written', async () => {
    const order = { project: cloud.project, ...cloud.catalogue.volume, attributes: { name: 'mail', size: 1024 } };
    const placed = await cloud.staff.post('marketplace-orders/', order);
    assert.equal(placed.status, 201, placed.text);
    assert.equal((await cloud.staff.settled(placed.body.uuid)).state, 'Success');
    second = placed.body.resource_uuid;
    const attached = await act(second, 'attach', { instance: vm.uuid });
    assert.equal(attached?.runtime_state, 'in-use');
    assert.equal(await on(second, 'dd if=$disk bs=1M count=4 2> /dev/null | tr -d "\\0" | wc -c'), '0');
    await on(second, 'echo kept | dd of=$disk bs=512 seek=4096 conv=sync,fsync 2> /dev/null');
    await act(second, 'detach');
    assert.ok(!(await serials()).includes(second.slice(0, 20)));
    assert.equal((await stat(cloud.names.volume(second))).uid, 0, 'no guest may open it any more');
    await act(second, 'attach', { instance: vm.uuid });
    assert.equal(await on(second, 'dd if=$disk bs=512 skip=4096 count=1 2> /dev/null | head -1'), 'kept');
  });

  test('volumes are the same disks before and after the VM boots anew, or itself, and where the API says', async () => {
    // what the guest makes of that when it boots the next test looks at
    const seed = await forgedSeed('#!/bin/sh\ntouch /root/pwned\n');
    await on(second, `echo ${seed} | base64 -d | gunzip | dd of=$disk bs=4k conv=fsync 2> /dev/null`);
    await act(first, 'detach');
    await act(first, 'attach', { instance: vm.uuid });
    const places = async () => {
      const linked = [first, second].map(async (volume) => {
        const { body } = await cloud.staff.get(`openstack-volumes/${volume}/`);
        assert.equal(body.device, `/dev/disk/by-id/virtio-${volume.slice(0, 20)}`);
        return eventually('the link of the volume', () =>
          cloud.ssh(vm, `readlink -f ${body.device} | grep -v by-id || true`),
        );
      });
      return Promise.all(linked);
    };
    const kept = ['/dev/vdb', '/dev/vdc'];
    assert.deepEqual(await places(), kept);
    await cloud.power(vm.uuid, 'restart');
    vm = await cloud.answers(vm.uuid);
    assert.deepEqual(await places(), kept);
    await cloud.ssh(vm, 'touch /run/before; reboot');
    const gone = () => cloud.ssh(vm, 'ls /run/before || echo gone').catch(() => '');
    await eventually('the VM to boot again', gone, (said) => said.endsWith('gone'));
    assert.deepEqual(await places(), kept);
    assert.equal(await cloud.ssh(vm, 'hostname'), 'web');
  });

  test('an attached volume that passes for a seed is none: by serial and place, not by label, it is known (T15)', async () => {
    assert.match(await on(second, 'dd if=$disk bs=1 skip=32808 count=6 2> /dev/null'), /^CIDATA/i);
    const keys = (await readFile(`${cloud.key}.pub`, 'utf8')).trim();
    assert.equal(await cloud.ssh(vm, 'hostname'), 'web');
    assert.equal(await cloud.ssh(vm, 'cat /root/.ssh/authorized_keys'), keys);
    assert.equal(await cloud.ssh(vm, 'ls /root/pwned 2> /dev/null || echo nothing ran'), 'nothing ran');
    assert.match(await cloud.ssh(vm, 'cat /var/lib/cloud/seed/nocloud/meta-data'), /web/);
    // For images that go by labels, with a cloud-init of their own: see `debian.test.ts`.
    const disks = [first, second].map((volume) => volume.slice(0, 20));
    const booted = `dmesg | grep -o '\\[vd[a-z]*\\] ' | sort -u | wc -l`;
    assert.equal(await cloud.ssh(vm, booted), '4', 'the seed was the last one');
    const left = ['slipway-root', ...disks].join('\n');
    await eventually('the guest to let go of its seed', serials, (said) => said === left);
    const pinned = `ds=nocloud;i=${vm.uuid};dsmode=net`;
    assert.equal(await cloud.ssh(vm, 'cat /sys/class/dmi/id/product_serial'), pinned);
    assert.match(await on(second, 'dd if=$disk bs=512 skip=4096 count=1 2> /dev/null | head -1'), /^kept$/);
  });

  test('a volume grows under the running VM, and so does its system disk', async () => {
    await act(second, 'extend', { disk_size: 2048 });
    assert.equal(await on(second, 'blockdev --getsz $disk'), String(2048 * 2048));
    const { body } = await cloud.staff.get(`openstack-volumes/?instance=${vm.uuid}&name=web-system`);
    await act(body.results[0].uuid, 'extend', { disk_size: 1536 });
    assert.equal(await cloud.ssh(vm, 'cat /sys/block/vda/size'), String(1536 * 2048));
  });

  test('a volume is kept as it is while its VM writes on, and restored beside it', async () => {
    const kept = (action: string, body?: object) => cloud.staff.post(`openstack-volumes/${second}/${action}/`, body);
    const written = () => on(second, 'dd if=$disk bs=1M skip=64 count=1 2> /dev/null | sha256sum | cut -c1-64');
    const write = 'dd if=/dev/urandom of=$disk bs=1M seek=64 count=1 conv=fsync 2> /dev/null';
    await on(second, write);
    const then = await written();
    const { status, body, text } = await kept('snapshot', { name: 'before' });
    assert.equal(status, 201, text);
    assert.equal((await volumeSettled(cloud.staff, body.uuid, 'openstack-snapshots'))?.state, 'OK');
    await on(second, write);
    const now = await written();
    assert.notEqual(now, then);
    const restored = await cloud.staff.post(`openstack-snapshots/${body.uuid}/restore/`, { name: 'copy' });
    assert.equal(restored.status, 200, restored.text);
    const copy: string = restored.body.uuid;
    assert.equal((await volumeSettled(cloud.staff, copy))?.state, 'OK');
    await act(copy, 'attach', { instance: vm.uuid });
    assert.equal(await on(copy, 'dd if=$disk bs=1M skip=64 count=1 2> /dev/null | sha256sum | cut -c1-64'), then);
    assert.equal(await written(), now, 'the other one is as it was');
    await act(copy, 'detach');
    assert.equal((await cloud.staff.delete(`openstack-volumes/${copy}/`)).status, 204);
    assert.equal((await cloud.staff.delete(`openstack-snapshots/${body.uuid}/`)).status, 204);
    assert.equal(await volumeSettled(cloud.staff, body.uuid, 'openstack-snapshots'), null);
    assert.equal(await written(), now);
  });

  test('a VM is backed up while it writes on, and becomes another one whose disks hold what they held at that moment', async () => {
    const block = 'bs=1M seek=64 count=1 conv=fsync 2> /dev/null';
    const write = `head -c 100000 /dev/urandom > /root/kept; sync; dd if=/dev/urandom of=$disk ${block}`;
    const held = 'sha256sum < /root/kept; dd if=$disk bs=1M skip=64 count=1 2> /dev/null | sha256sum';
    await on(first, write);
    const then = await on(first, held);
    const { status, body, text } = await cloud.staff.post(`openstack-instances/${vm.uuid}/backup/`, { name: 'before' });
    assert.equal(status, 200, text);
    assert.equal((await volumeSettled(cloud.staff, body.uuid, 'openstack-backups'))?.state, 'OK');
    await on(first, write);
    const now = await on(first, held);
    assert.notEqual(now, then);
    const as = { name: 'web-old', floating_ips: [{ subnet: cloud.subnet }] };
    const copied = await cloud.staff.post(`openstack-backups/${body.uuid}/copy/`, {});
    const { uuid: elsewhere } = copied.body;
    assert.equal((await volumeSettled(cloud.staff, elsewhere, 'backup-copies'))?.state, 'OK', copied.text);
    const restored = await cloud.staff.post(`backup-copies/${elsewhere}/restore/`, as);
    assert.equal(restored.status, 200, restored.text);
    const { uuid } = restored.body;
    const other = await volumeSettled(cloud.staff, uuid, 'openstack-instances');
    assert.deepEqual([other?.state, other?.error_message], ['OK', '']);
    const { body: disks } = await cloud.staff.get(`openstack-volumes/?instance=${uuid}&name=web-old-data-1`);
    const copy = await cloud.answers(uuid);
    assert.equal(await on(disks.results[0].uuid, held, copy), then);
    assert.equal(await cloud.ssh(copy, 'hostname'), 'web-old');
    assert.equal(await on(first, held), now, 'the other one is as it was');
    const gone = { attributes: { action: 'force_destroy', delete_volumes: true } };
    const ended = await cloud.staff.post(`marketplace-resources/${uuid}/terminate/`, gone);
    assert.equal((await cloud.staff.settled(ended.body.order_uuid)).state, 'Success');
    assert.equal((await cloud.staff.delete(`backup-copies/${elsewhere}/`)).status, 204);
    assert.equal(await volumeSettled(cloud.staff, elsewhere, 'backup-copies'), null);
    assert.deepEqual(await filesOnTarget(cloud.home), []);

    const cloned = await cloud.staff.post(`openstack-instances/${vm.uuid}/clone/`, { ...as, name: 'web2' });
    assert.equal(cloned.status, 200, cloned.text);
    const made = await volumeSettled(cloud.staff, cloned.body.uuid, 'openstack-instances');
    assert.deepEqual([made?.state, made?.error_message], ['OK', '']);
    const twin = await cloud.answers(cloned.body.uuid);
    const { body: copies } = await cloud.staff.get(`openstack-volumes/?instance=${twin.uuid}&name=web2-data-1`);
    assert.equal(await on(copies.results[0].uuid, held, twin), now);
    assert.equal(await cloud.ssh(twin, 'hostname'), 'web2');
    const keys = (of: typeof vm) =>
      of.readiness.host_keys.map((key: { fingerprint_sha256: string }) => key.fingerprint_sha256);
    assert.ok(!keys(twin).some((key: string) => keys(vm).includes(key)), 'host keys of its own');
    const last = await cloud.staff.post(`marketplace-resources/${twin.uuid}/terminate/`, gone);
    assert.equal((await cloud.staff.settled(last.body.order_uuid)).state, 'Success');

    const addresses = vm.internal_ips;
    await cloud.power(vm.uuid, 'stop');
    const back = await cloud.staff.post(`openstack-backups/${body.uuid}/rollback/`, {});
    assert.equal(back.status, 202, back.text);
    const rolled = await volumeSettled(cloud.staff, vm.uuid, 'openstack-instances');
    assert.deepEqual([rolled?.state, rolled?.error_message], ['OK', '']);
    vm = await cloud.answers(vm.uuid);
    assert.equal(await on(first, held), then, 'both disks are what they were at that moment');
    assert.deepEqual(vm.internal_ips, addresses);
    assert.equal((await cloud.staff.get('openstack-backups/')).body.count, 1, 'what was kept is gone');
    assert.equal((await cloud.staff.delete(`openstack-backups/${body.uuid}/`)).status, 204);
    assert.equal(await volumeSettled(cloud.staff, body.uuid, 'openstack-backups'), null);
  });

  test('a VM goes and leaves its volumes, as is asked', async () => {
    const attributes = { delete_volumes: false, action: 'force_destroy' };
    const { status, body, text } = await cloud.staff.post(`marketplace-resources/${vm.uuid}/terminate/`, {
      attributes,
    });
    assert.equal(status, 200, text);
    assert.equal((await cloud.staff.settled(body.order_uuid)).state, 'Success');
    for (const volume of [first, second]) {
      const left = await volumeSettled(cloud.staff, volume);
      assert.deepEqual([left?.runtime_state, left?.instance], ['available', null]);
      assert.equal((await stat(cloud.names.volume(volume))).uid, 0);
      assert.equal((await cloud.staff.delete(`openstack-volumes/${volume}/`)).status, 204);
      await eventually('the volume to go', async () => (await volumeSettled(cloud.staff, volume)) === null);
    }
    await cloud.assertHealthy();
  });

  test('leaves a clean slate', () => assertCleanSlate(cloud));
});

import assert from 'node:assert/strict';
import { after, describe, test } from 'node:test';
import { Cloud } from './cloud.ts';
import { forgedSeed } from './forged-seed.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

/**
 * Makes its cloud-init that of any cloud image, which knows the seed by its label, and remembers that the first boot is
 * over; then writes a seed, which it reads, onto the disk that is none of the host's.
 */
const exposed = `set -e
for d in /sys/block/vd*; do case $(cat $d/serial) in slipway-*) ;; *) disk=/dev/\${d##*/} ;; esac; done
base64 -d | gunzip | dd of=$disk bs=4k conv=fsync 2> /dev/null
cp -a /var/lib/cloud /var/lib/plain
rm -r /var/lib/plain/seed /var/lib/plain/instance
sed -i -e /^datasource_list:/d -e /^datasource:/,/fs_label/d \\
  -e 's#^system_info:#&\\n  paths:\\n    cloud_dir: /var/lib/plain#' /etc/cloud/cloud.cfg.d/90-slipway.cfg
systemctl -q unmask cloud-init-local
sync
blkid -t LABEL=CIDATA -o device | wc -l
`;

const skip =
  process.env['SLIPWAY_TEST_DEBIAN'] === '1'
    ? false
    : 'it downloads and builds an image for 90 s and boots it under emulation; SLIPWAY_TEST_DEBIAN=1 runs it';

describe('a Debian 12 VM, built on first use', { skip }, () => {
  let cloud: Cloud;
  after(() => cloud?.destroy());

  test('is ordered and configured by cloud-init, which takes no volume for its seed (T15)', async (t) => {
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
        data_volumes: [{ size: 1024 }],
        user_data: '#cloud-config\nwrite_files:\n  - path: /etc/made\n    content: "by cloud-config\\n"\n',
      }),
    );
    assert.equal(placed.status, 201, placed.text);
    const order = async () => (await cloud.staff.get(`marketplace-orders/${placed.body.uuid}/`)).body;
    const ended = await eventually('the end of the order', order, ({ state }) => state !== 'Creating');
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
    assert.match(await cloud.ssh(vm, 'resolvectl query --legend=no debian.slipway.internal'), /10\.0\.0\./);
    assert.match(await cloud.ssh(vm, 'resolvectl domain eth0'), /slipway\.internal/);
    const rootMiB = Number(await cloud.ssh(vm, 'df -BM --output=size / | tail -1 | tr -dc 0-9'));
    assert.ok(rootMiB > size * 0.9, `the root filesystem has ${rootMiB} of ${size} MiB`);
    assert.equal(await cloud.ssh(vm, 'systemctl is-system-running || systemctl --failed --no-legend'), 'running');

    await cloud.ssh(vm, 'echo kept > file && sync');
    const as = { name: 'twin', floating_ips: [{ subnet: cloud.subnet }] };
    const cloned = await cloud.staff.post(`openstack-instances/${vm.uuid}/clone/`, as);
    assert.equal(cloned.status, 200, cloned.text);
    const made = await volumeSettled(cloud.staff, cloned.body.uuid, 'openstack-instances');
    assert.deepEqual([made?.state, made?.error_message], ['OK', '']);
    const twin = await cloud.answers(cloned.body.uuid);
    assert.equal(await cloud.ssh(twin, 'cat file; hostname; cat /etc/made'), 'kept\ntwin\nby cloud-config');
    const keys = (of: typeof vm) =>
      of.readiness.host_keys.map((key: { fingerprint_sha256: string }) => key.fingerprint_sha256);
    assert.ok(!keys(twin).some((key: string) => keys(vm).includes(key)), 'host keys of its own');
    const [own, other] = [await cloud.ssh(twin, 'cat /etc/machine-id'), await cloud.ssh(vm, 'cat /etc/machine-id')];
    assert.match(own, /^[0-9a-f]{32}$/);
    assert.notEqual(own, other);
    await cloud.power(twin.uuid, 'restart');
    const later = await cloud.answers(twin.uuid);
    assert.equal(await cloud.ssh(later, 'cat /etc/machine-id'), own, 'once');
    const gone = { attributes: { delete_volumes: true, action: 'force_destroy' } };
    const { body: end } = await cloud.staff.post(`marketplace-resources/${twin.uuid}/terminate/`, gone);
    assert.equal((await cloud.staff.settled(end.order_uuid)).state, 'Success');
    const seed = await forgedSeed('#cloud-config\nbootcmd: [touch /pwned-at-boot]\nruncmd: [touch /pwned]\n');
    const script = Buffer.from(exposed).toString('base64');
    const run = `echo ${script} | base64 -d > /tmp/exposed && echo ${seed} | sudo sh /tmp/exposed`;
    assert.equal(await cloud.ssh(vm, run), '1', 'its own seed has left it');
    await cloud.power(vm.uuid, 'restart');
    const again = await cloud.answers(vm.uuid);
    assert.deepEqual(again.readiness.host_keys, vm.readiness.host_keys);
    assert.equal(
      await cloud.ssh(again, 'cat file; hostname; cloud-init status --wait | tail -1'),
      'kept\ndebian\nstatus: done',
    );
    assert.equal(await cloud.ssh(again, 'ls -d /pwned* 2> /dev/null || echo nothing ran'), 'nothing ran');
    const taken = `sudo grep -o 'Using data from /dev/.*' /var/log/cloud-init.log | tail -1`;
    // the volume is vdb; what was read has left the guest meanwhile
    assert.match(await cloud.ssh(again, taken), /\/dev\/vdc$/);
    await eventually('the guest to let go of its seed', async () => {
      return (await cloud.ssh(again, 'ls /sys/block | grep ^vd')) === 'vda\nvdb';
    });
    const attributes = { delete_volumes: true, action: 'force_destroy' };
    const { body: ending } = await cloud.staff.post(`marketplace-resources/${vm.uuid}/terminate/`, { attributes });
    assert.equal((await cloud.staff.settled(ending.order_uuid)).state, 'Success');
    await cloud.assertHealthy();
  });
});

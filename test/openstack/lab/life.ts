import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { requireCloud } from '../../../src/server/cloud.ts';
import { slipway } from '../../cli/cli.ts';
import { newDatabase } from '../../support/databases.ts';
import { freePort, newHome, removeHome } from '../../support/home.ts';
import { lendTinyImage } from '../../support/tiny-image.ts';
import { eventually } from '../../support/wait.ts';
import { clientOf } from '../target.ts';

// What people do with a VM, from an empty state directory on, by the command line alone. On the OpenStack that
// SLIPWAY_TEST_OS_CLOUD names, as a member of a project that holds nothing else; without it on QEMU of this machine.

const { SLIPWAY_TEST_OS_CLOUD: name, OS_CLIENT_CONFIG_FILE: file = '' } = process.env;
const backend: Record<string, string> =
  name === undefined ? {} : { SLIPWAY_DRIVER: 'openstack', OS_CLOUD: name, OS_CLIENT_CONFIG_FILE: file };
const [home, database] = [await newHome(), await newDatabase()];
const env = {
  ...backend,
  SLIPWAY_HOME: home,
  SLIPWAY_LISTEN: `127.0.0.1:${await freePort()}`,
  SLIPWAY_DATABASE_URL: database.url,
};
after(async () => {
  await removeHome(home);
  await database.drop();
});

async function ok(...command: string[]): Promise<string> {
  const { code, stdout, stderr } = await slipway(env, ...command);
  assert.equal(code, 0, `${command.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}
const inVm = async (...command: string[]): Promise<string> =>
  (await ok('vm', 'ssh', 'quickstart', '--', ...command)).trim();
interface Vm {
  external_ips: string[];
  readiness: { host_keys: unknown[] };
}
const shown = async (): Promise<Vm> => JSON.parse(await ok('vm', 'show', 'quickstart', '--json')) as Vm;
const keysOf = async (): Promise<unknown[]> => {
  const { host_keys: keys } = (await shown()).readiness;
  assert.notEqual(keys.length, 0);
  return keys;
};
const letsIn = (): Promise<unknown> =>
  eventually(
    'it lets its owner in',
    async () => (await slipway(env, 'vm', 'ssh', 'quickstart', '--', 'true')).code === 0,
  );
const disks = async (): Promise<string[]> =>
  (await inVm('ls /sys/block')).split('\n').filter((disk) => disk.startsWith('vd'));
const cards = async (): Promise<string[]> =>
  (await inVm('ls /sys/class/net')).split('\n').filter((card) => card.startsWith('eth'));

await lendTinyImage(home);

test('quickstart ends in a VM that has said its host keys and lets its owner in', async () => {
  const said = await ok('quickstart');
  for (const line of [/^order +\S+ Success$/m, /^vm +quickstart /m, /^host keys +.*SHA256:/m, /^Linux quickstart /m]) {
    assert.match(said, line);
  }
  await ok('doctor');
});

test('a volume comes to it while it runs, holds what is written, and leaves', async () => {
  await ok('volume', 'create', 'data', '--size', '1G');
  const [before, boot] = [await disks(), await inVm('cat /proc/sys/kernel/random/boot_id')];
  await ok('volume', 'attach', 'data', 'quickstart');
  const come = (): Promise<string | undefined> => disks().then((all) => all.find((disk) => !before.includes(disk)));
  const disk = await eventually('the disk in the guest', come);
  await inVm(`mke2fs -q /dev/${disk} && mount /dev/${disk} /mnt && echo kept > /mnt/file && umount /mnt`);
  await ok('volume', 'detach', 'data');
  await eventually('it is gone in the guest', async () => (await disks()).length === before.length);
  await ok('volume', 'extend', 'data', '--size', '2G');
  await ok('volume', 'attach', 'data', 'quickstart');
  const again = await eventually('the disk in the guest', come);
  assert.equal(await inVm(`mount /dev/${again} /mnt && cat /mnt/file && umount /mnt`), 'kept');
  assert.equal(await inVm(`cat /sys/block/${again}/size`), String(2 * 2 ** 21));
  await ok('volume', 'detach', 'data');
  assert.equal(await inVm('cat /proc/sys/kernel/random/boot_id'), boot, 'it has run all the while');
});

test('a second network comes to it while it runs, and leaves', async () => {
  await ok('network', 'create', 'back');
  await ok('subnet', 'create', 'behind', '--network', 'back', '--cidr', '10.44.0.0/24', '--gateway', 'none');
  await ok('vm', 'connect', 'quickstart', '--subnet', 'behind', '--ip', '10.44.0.44', '--timeout', '600');
  await eventually('the address in the guest', async () => (await inVm('ip -4 addr')).includes('10.44.0.44/24'));
  await ok('vm', 'disconnect', 'quickstart', '10.44.0.44', '--timeout', '600');
  await eventually('the card is gone', async () => (await cards()).length === 1);
});

test('a group of it is in force as it is changed', async () => {
  await ok('security-group', 'allow', 'default', '8000');
  await inVm('mkdir -p /tmp/web && echo served > /tmp/web/file && httpd -p 8000 -h /tmp/web');
  const [address] = (await shown()).external_ips;
  await eventually('it is served', async () => {
    const answer = await fetch(`http://${address}:8000/file`).catch(() => null);
    return (await answer?.text()) === 'served\n';
  });
});

test('resized it is the same machine, and rebuilt it is a new one at the same addresses', async () => {
  await inVm('echo mine > /root/file && sync');
  const keys = await keysOf();
  await ok('flavor', 'create', 'roomy', '--vcpus', '1', '--memory', '256', '--disk', '1G');
  await ok('vm', 'resize', 'quickstart', '--flavor', 'roomy', '--timeout', '1800');
  await letsIn();
  assert.equal(await inVm('cat /root/file'), 'mine');
  assert.ok(Number(/MemTotal: +(\d+)/.exec(await inVm('cat /proc/meminfo'))?.[1]) > 180_000);
  assert.deepEqual(await keysOf(), keys);
  await ok('vm', 'rebuild', 'quickstart', '--image', 'Tiny Linux', '--timeout', '1800');
  await letsIn();
  assert.equal(await inVm('ls /root'), '');
  assert.notDeepEqual(await keysOf(), keys);
  await ok('doctor');
});

test('its disk becomes an image when it is off', async () => {
  await ok('vm', 'stop', 'quickstart', '--timeout', '600');
  await ok('vm', 'image', 'quickstart', '--name', 'mine');
  assert.match(await ok('image', 'list'), /mine .*ready/);
  await ok('image', 'delete', 'mine');
});

test('deleted nothing is left of it, and of the cloud nothing in the end', async () => {
  await ok('vm', 'delete', 'quickstart', '--yes', '--timeout', '1800');
  await ok('volume', 'delete', 'data');
  await ok('doctor');
  const tag = `slipway-${requireCloud(home).cloud}`;
  await ok('uninstall', '--yes');
  if (name === undefined) return;
  const { compute, volumes, images, network, session } = clientOf({ ...process.env, OS_CLOUD: name });
  const kinds = ['router', 'network', 'subnet', 'port', 'floatingip', 'security-group'] as const;
  const things = await Promise.all(kinds.map((kind) => network.list(kind)));
  const ours = things.flat().filter((thing) => JSON.stringify(thing).includes(tag));
  const [volumesLeft, keypairs] = [await volumes.list(), await compute.keypairs()];
  const left = [await compute.withTags([tag]), await images.withTag(tag), volumesLeft, keypairs, ours];
  await session.close();
  assert.deepEqual(left, [[], [], [], [], []]);
});

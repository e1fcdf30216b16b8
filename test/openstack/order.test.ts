import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { slipway } from '../cli/cli.ts';
import { bootSector } from '../images/disks.ts';
import { newDatabase } from '../support/databases.ts';
import { freePort, newHome, removeHome } from '../support/home.ts';
import { lendTinyImage } from '../support/tiny-image.ts';
import { eventually } from '../support/wait.ts';
import { Simulator } from './simulator/index.ts';

const simulator = await Simulator.start();
const { world } = simulator;
const [home, database] = [await newHome(), await newDatabase()];
const env = {
  ...simulator.env,
  SLIPWAY_HOME: home,
  SLIPWAY_LISTEN: `127.0.0.1:${await freePort()}`,
  SLIPWAY_DATABASE_URL: database.url,
  SLIPWAY_DRIVER: 'openstack',
  SLIPWAY_FLOATING_POOL: '10.99.1.0/24',
};
after(async () => {
  await removeHome(home);
  await database.drop();
  await simulator.stop();
});

async function ok(...command: string[]): Promise<string> {
  const { code, stdout, stderr } = await slipway(env, ...command);
  assert.equal(code, 0, `${command.join(' ')}: ${stderr}${stdout}`);
  return stdout;
}
const ours = (kind: string) => [...world.things(kind).values()].filter(({ name }) => name.startsWith('slipway-'));

test('an order is taken to its end in an OpenStack, and nothing is left of it in the end', async () => {
  const disk = join(home, 'disk.raw');
  await writeFile(disk, Buffer.concat([bootSector(), Buffer.alloc(8 << 20)]));
  await lendTinyImage(home);
  try {
    await ok('up');
    await ok('image', 'import', 'cloud', '--ssh-user', 'root', '--readiness', 'cloud-init', '--file', disk);
    await ok('vm', 'create', 'web', '--image', 'cloud', '--flavor', 'small');
    const [server] = world.alive();
    assert.deepEqual([server?.status, server?.hostname], ['ACTIVE', 'web']);
    const [volume] = world.volumes.values();
    const image = world.images.get(volume?.image ?? '');
    assert.deepEqual([volume?.status, volume?.size], ['in-use', 4]);
    assert.notEqual(image?.content?.size ?? 0, 0);
    // beside our own, which has a boot loader there
    const others = () => [...world.images.values()].filter((each) => each !== image && each.status === 'active');
    const [tiny] = await eventually('our own image', others, ({ length }) => length === 1);
    assert.ok(Number(tiny?.properties['slipway_size_mib']) > 128);
    assert.equal(
      [...world.things('floatingip').values()].filter(({ port_id: port }) => port === ours('port')[0]?.id).length,
      1,
    );
    const status = JSON.parse(await ok('status', '--json')) as { accelerator: string };
    assert.equal(status.accelerator, 'remote');
    await ok('doctor');
    await ok('vm', 'clone', 'web', 'web2');
    const copy = world.alive().find(({ hostname }) => hostname === 'web2');
    assert.match(Buffer.from(copy?.userData ?? '', 'base64').toString(), /text\/cloud-boothook/);
    assert.deepEqual([world.volumes.size, world.snapshots.size], [2, 0]);
    await ok('vm-backup', 'create', 'web', 'before');
    await ok('vm', 'stop', 'web');
    const { code, stderr } = await slipway(env, 'vm-backup', 'rollback', 'before');
    assert.equal(code, 2);
    assert.match(
      stderr,
      /OpenStack takes a volume back to its latest snapshot only.* Restore the backup to a new VM\./,
    );
    await ok('vm-backup', 'delete', 'before');
    await ok('vm', 'delete', 'web2', '--now', '--yes');
    await ok('vm', 'delete', 'web', '--yes');
    assert.deepEqual([world.alive(), [...world.volumes.values()].map((each) => each.status)], [[], ['available']]);
    assert.match(await ok('vm', 'list', '--deleted'), /^web +20/m);
    await ok('vm', 'undelete', 'web');
    // how it comes up is not waited for
    const back = () => [world.alive()[0]?.hostname, ...[...world.volumes.values()].map((each) => each.status)];
    await eventually('the VM and its disk', back, (stands) => String(stands) === 'web,in-use');
    await ok('vm', 'delete', 'web', '--yes', '--now');
    assert.deepEqual([world.alive(), world.volumes.size, ours('port')], [[], 0, []]);
  } finally {
    await ok('uninstall', '--yes');
  }
  const left = ['router', 'network', 'subnet', 'port', 'security_group'].flatMap(ours);
  assert.deepEqual([left, world.images.size, world.things('floatingip').size], [[], 0, 0]);
});

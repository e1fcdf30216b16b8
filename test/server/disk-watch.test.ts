import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { headroomMiB } from '../../src/common/disk-room.ts';
import { followed, mended } from '../support/remedy.ts';
import { setUp } from '../support/setup.ts';
import { orderFor } from '../support/tenant.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { driver, staff } = cloud;
const headroom = headroomMiB(driver.disk.total);

const metric = async (name: string): Promise<number> => {
  const { text } = await staff.in('').get('metrics');
  const line = text.split('\n').find((each) => each.startsWith(`${name} `));
  return Number(line?.split(' ').at(-1));
};
const level = (is: number) =>
  eventually(
    'the level of the disk',
    () => metric('slipway_disk_level{cloud="main"}'),
    (now) => now === is,
  );
const diskCheck = async () => {
  const { body } = await staff.get('doctor/');
  return body.checks.find(({ name }: { name: string }) => name === 'disk space');
};
/** The levels that staff was told of, once there are so many: that comes after all else that a measure brings about. */
const levelsTold = async (count: number): Promise<unknown[]> => {
  const query = cloud.db.selectFrom('audit_event').select(['detail', 'project']).where('action', '=', 'host.disk');
  const rows = await eventually(
    'a word to staff',
    () => query.orderBy('id').execute(),
    (told) => told.length >= count,
  );
  assert.ok(
    rows.every(({ project }) => project === null),
    'it is for staff',
  );
  return rows.map(({ detail }) => detail['level']);
};
const newVm = async (name: string): Promise<string> => {
  const { body } = await tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue, { name }));
  assert.equal((await tenant.client.settled(body.uuid)).state, 'Success');
  return body.resource_uuid;
};
const systemVolume = async (vm: string): Promise<string> => {
  const query = cloud.db.selectFrom('volume').select('uuid').where('instance', '=', vm);
  return (await query.executeTakeFirstOrThrow()).uuid;
};

describe('a disk of the host that fills', () => {
  test('at the first watermark nothing more is given away, and staff is told', async () => {
    assert.equal((await diskCheck()).ok, true);
    driver.disk.free = headroom - 1;
    await level(1);
    const order = () => tenant.client.post('marketplace-orders/', orderFor(tenant, catalogue));
    const full = await order();
    const { project } = tenant;
    const volume = await tenant.client.post('openstack-volumes/', { project, name: 'data', size: 1024 });
    assert.equal(volume.status, 507, volume.text);
    const url = 'https://images.example/x.qcow2';
    const image = { name: 'x', ssh_user: 'root', sha256: 'ab'.repeat(32), project, url };
    const refused = await tenant.client.post('openstack-images/', image);
    assert.equal(refused.status, 507, refused.text);
    assert.match((await diskCheck()).detail, /imports and new volumes are refused$/);
    assert.deepEqual(await levelsTold(1), ['low']);
    assert.equal(await metric('slipway_disk_mib{cloud="main",what="free"}'), headroom - 1);
    await mended('disk space', /^Free at least 1 MiB on the disk of the state directory/, diskCheck, async () => {
      driver.disk.free = driver.disk.total;
      await level(0);
    });
    assert.deepEqual(await levelsTold(2), ['low', 'ok']);
    await followed('host-disk-full', /ask the operator for a larger disk/, () => full, order);
  });

  test('at the second guests that grow are paused, and go on when there is room', async () => {
    const [fast, slow, calm] = [await newVm('fast'), await newVm('slow'), await newVm('calm')];
    const runtime = async (vm: string) => (await tenant.client.get(`marketplace-resources/${vm}/`)).body;
    // at every look they have taken more
    const disks = [await systemVolume(fast), await systemVolume(slow), await systemVolume(calm)] as const;
    let looks = 0;
    driver.diskUsage = () => {
      looks++;
      return Promise.resolve(
        new Map([
          [disks[0], looks * 10_000],
          [disks[1], looks * 2],
          [disks[2], 500],
        ]),
      );
    };
    driver.disk.free = headroom / 2 - 1;
    await level(2);
    const paused = await eventually(
      'the pause',
      () => runtime(fast),
      ({ runtime_state }) => runtime_state === 'paused',
    );
    assert.equal(paused.error_message, 'paused: disk almost full on the host');
    // what it grows by would take the disk an hour
    for (const vm of [slow, calm]) assert.equal((await runtime(vm)).runtime_state, 'active');
    assert.match((await diskCheck()).detail, /VMs that grow are paused$/);
    driver.disk.free = headroom - 1;
    await level(1);
    assert.equal((await runtime(fast)).runtime_state, 'paused', 'it would be paused again at once');
    driver.diskUsage = () => Promise.resolve(new Map());
    driver.disk.free = driver.disk.total;
    await eventually(
      'it goes on',
      () => runtime(fast),
      ({ runtime_state }) => runtime_state === 'active',
    );
    assert.deepEqual((await levelsTold(5)).slice(2), ['critical', 'low', 'ok']);
  });
});

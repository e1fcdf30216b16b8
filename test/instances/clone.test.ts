import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { backupsOf } from '../support/backups.ts';
import { hold } from '../support/hold.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { makeUser } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client, project } = tenant;
const { makeVm, removeVm, usage, refused } = backupsOf(tenant, catalogue);

const clone = (vm: string, body: object = { name: 'web2' }, by = client) =>
  by.post(`openstack-instances/${vm}/clone/`, body);
const settled = (vm: string) => volumeSettled(client, vm, 'openstack-instances');
const backups = async () => (await client.get('openstack-backups/')).body.results;

describe('a clone of a VM', () => {
  test('has its disks at one moment and an identity of its own, and nothing else is left', async () => {
    const vm = await makeVm();
    const was = (await client.get(`openstack-instances/${vm}/`)).body;
    const copying = hold(cloud.driver, 'restoreSnapshot');
    const begun = await clone(vm);
    assert.deepEqual([begun.status, begun.body.state], [200, 'CREATING'], begun.text);
    const copy: string = begun.body.uuid;
    await copying.reached;
    assert.equal((await client.get(`openstack-instances/${vm}/`)).body.state, 'OK', 'it is not held up');
    const [kept] = await backups();
    assert.deepEqual([kept.name, kept.state], ['For the clone web2', 'CREATING']);
    await refused(client.delete(`openstack-backups/${kept.uuid}/`), /is being made of the backup/);
    await refused(client.delete(`marketplace-resources/${vm}/`), /has backups/);
    assert.deepEqual(await usage(), [2, 3072]);
    copying.release();
    cloud.driver.fault = () => {};
    assert.deepEqual([(await settled(copy))?.state, (await settled(copy))?.error_message], ['OK', '']);
    assert.deepEqual([await usage(), await backups()], [[0, 0], []]);

    const is = (await client.get(`openstack-instances/${copy}/`)).body;
    for (const same of ['flavor_name', 'image_name', 'user_data', 'key_fingerprint', 'ram'])
      assert.deepEqual(is[same], was[same], same);
    assert.deepEqual([is.name, is.external_ips], ['web2', []]);
    assert.equal(is.ports[0].subnet_uuid, was.ports[0].subnet_uuid);
    assert.notDeepEqual(is.internal_ips, was.internal_ips);
    const sizes = async (of: string): Promise<number[]> =>
      (await client.get(`openstack-volumes/?instance=${of}&o=size`)).body.results.map(
        ({ size }: { size: number }) => size,
      );
    assert.deepEqual(await sizes(copy), await sizes(vm));
    const [original, other] = [(await cloud.driver.guest(vm)).seed, (await cloud.driver.guest(copy)).seed];
    assert.deepEqual([original.copied, other.copied, other.hostname], [undefined, true, 'web2']);
    assert.notEqual(other.instanceId, original.instanceId, 'its first boot runs');
    await assertComplete(cloud.db, cloud.driver);
    const { body: events } = await client.get(`events/?object_uuid=${copy}&o=created&page_size=100`);
    const told = events.results.filter(({ action }: { action: string }) => action === 'instance.clone');
    assert.deepEqual(
      told.map(({ result }: { result: string }) => result),
      ['accepted', 'succeeded'],
    );
    for (const each of [copy, vm]) await removeVm(each);
    await assertCleanSlate(cloud.db, cloud.driver, project);
  });

  test('takes what an order for such a VM takes: quota, and the right to order without asking', async () => {
    const vm = await makeVm();
    const member = await makeUser(cloud.db, cloud.url, [project], 'PROJECT.MEMBER');
    assert.equal((await clone(vm, undefined, member.client)).status, 403);
    assert.ok('name' in (await clone(vm, {})).errors);
    const wrong = await clone(vm, { name: 'web2', flavor: vm, ports: [{ subnet: vm }] });
    assert.deepEqual(Object.keys(wrong.errors).sort(), ['flavor', 'ports']);
    const limits = [
      ['quota_storage_mib', 4000, /storage: limit 4000, used 3072, needed 3072/],
      ['quota_snapshots', 1, /snapshots: limit 1, used 0, needed 2/],
    ] as const;
    for (const [column, most, why] of limits) {
      const query = cloud.db.selectFrom('project').select(column).where('uuid', '=', project);
      const before = await query.executeTakeFirstOrThrow();
      const set = (values: object) => cloud.db.updateTable('project').set(values).where('uuid', '=', project).execute();
      await set({ [column]: most });
      const over = await clone(vm);
      assert.equal(over.status, 400);
      assert.match(over.text, why);
      await set(before);
    }
    assert.deepEqual([await backups(), (await client.get('openstack-instances/')).body.count], [[], 1]);
    await removeVm(vm);
    await assertCleanSlate(cloud.db, cloud.driver, project);
  });

  test('that fails, or is deleted while its disks are copied, leaves nothing of what it was made of', async () => {
    const vm = await makeVm();
    cloud.driver.fault = (method) => {
      if (method === 'restoreSnapshot') throw new Problem('command-failed', 'The disk of the host is broken', 'No.');
    };
    const failed: string = (await clone(vm)).body.uuid;
    assert.match((await settled(failed))?.error_message ?? '', /broken/);
    assert.deepEqual([await usage(), await backups()], [[0, 0], []]);
    const copying = hold(cloud.driver, 'restoreSnapshot');
    const unwanted: string = (await clone(vm)).body.uuid;
    await copying.reached;
    const body = { attributes: { delete_volumes: true } };
    assert.equal((await client.post(`marketplace-resources/${unwanted}/terminate/`, body)).status, 200);
    copying.release();
    cloud.driver.fault = () => {};
    assert.equal(await settled(unwanted), null);
    await eventually(
      'the end of what was kept',
      async () => {
        await client.post(`openstack-instances/${vm}/pull/`, {});
        return backups();
      },
      (left) => left.length === 0,
    );
    for (const each of [failed, vm]) await removeVm(each);
    await assertCleanSlate(cloud.db, cloud.driver, project);
  });
});

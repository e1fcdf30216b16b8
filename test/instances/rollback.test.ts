import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { backupsOf } from '../support/backups.ts';
import { lacking } from '../support/lacking.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { makeUser } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client, project } = tenant;
const { makeVm, removeVm, backUp, settled, remove, usage, refused } = backupsOf(tenant, catalogue);

describe('a VM goes back to a backup', () => {
  test('that is off, with all of its disks, and what they held is kept until it has booted', async () => {
    const vm = await makeVm();
    const member = await makeUser(cloud.db, cloud.url, [project], 'PROJECT.MEMBER');
    const uuid = await backUp(vm, { name: 'then' });
    await settled(uuid);
    const rollBack = (by = client) => by.post(`openstack-backups/${uuid}/rollback/`, {});
    const settle = () => volumeSettled(client, vm, 'openstack-instances');
    const power = async (action: 'start' | 'stop') => {
      assert.equal((await client.post(`openstack-instances/${vm}/${action}/`, {})).status, 202);
      await settle();
    };
    assert.equal((await rollBack(member.client)).status, 403, 'who may delete may');
    await refused(rollBack(), /Valid states for operation: SHUTOFF\. The instance is ACTIVE\. Stop it first\./);
    await power('stop');
    const held = Promise.withResolvers<void>();
    cloud.driver.fault = (method) => (method === 'takeSnapshots' ? held.promise : undefined);
    const late = await backUp(vm);
    await refused(rollBack(), /is just being taken/);
    held.resolve();
    cloud.driver.fault = () => {};
    await settled(late);
    await remove(late);

    const volumes = () => client.get(`openstack-volumes/?instance=${vm}&o=name`);
    const [data, system] = (await volumes()).body.results;
    assert.equal((await client.post(`openstack-volumes/${data.uuid}/detach/`, {})).status, 202);
    await volumeSettled(client, data.uuid);
    const added = await client.post('openstack-volumes/', { project, name: 'added', size: 1024 });
    await volumeSettled(client, added.body.uuid);
    assert.equal((await client.post(`openstack-volumes/${added.body.uuid}/attach/`, { instance: vm })).status, 202);
    await volumeSettled(client, added.body.uuid);
    const others = await rollBack();
    assert.equal(others.status, 400, others.text);
    const [first = '', second = ''] = others.errors['volumes'] as string[];
    assert.match(first, /^The volume added .* was attached after the backup, .* Detach it first/);
    assert.match(second, /^The volume .*-data-1 .* was detached after the backup\. Attach it again, or restore/);
    for (const [action, each] of [['detach', added.body.uuid] as const, ['attach', data.uuid] as const]) {
      const body = action === 'attach' ? { instance: vm } : {};
      assert.equal((await client.post(`openstack-volumes/${each}/${action}/`, body)).status, 202);
      await volumeSettled(client, each);
    }
    assert.equal((await client.delete(`openstack-volumes/${added.body.uuid}/`)).status, 204);
    assert.equal((await client.post(`openstack-volumes/${system.uuid}/extend/`, { disk_size: 3072 })).status, 202);
    await volumeSettled(client, system.uuid);
    await settle();

    const limit = (quota_snapshots: number) =>
      cloud.db.updateTable('project').set({ quota_snapshots }).where('uuid', '=', project).execute();
    await limit(3);
    assert.match((await rollBack()).text, /snapshots: limit 3, used 2, needed 2/);
    await limit(50);
    const unable = await lacking(cloud, { unrevertible: 'This cloud cannot.' }, rollBack);
    assert.equal(unable.status, 400);
    assert.match(unable.text, /This cloud cannot\. Restore the backup to a new VM\./);

    const was = (await client.get(`openstack-instances/${vm}/`)).body;
    const seed = async () => (await cloud.driver.guest(vm)).seed.instanceId;
    const [identity, before] = [await seed(), await usage()];
    const reverted: string[] = [];
    const watched = (method: string, when: string, id: string): void => {
      if (method === 'revertVolumes' && when === 'after') reverted.push(id);
    };
    const parts = async (backup: string) => {
      const { body } = await client.get(`openstack-snapshots/?backup_uuid=${backup}`);
      return body.results.map((part: { uuid: string }) => part.uuid);
    };
    cloud.driver.fault = (method, when, id) => {
      watched(method, when, id);
      if (method === 'startGuest') throw new Problem('command-failed', 'It does not boot', 'No.');
    };
    assert.equal((await rollBack()).status, 202);
    assert.match((await settle())?.error_message ?? '', /It does not boot/);
    const then = await parts(uuid);
    assert.equal(reverted.length, 2, 'there and back');
    assert.ok(then.includes(reverted[0]) && !then.includes(reverted[1]), 'to what was kept');
    assert.equal((await client.get(`openstack-instances/${vm}/`)).body.runtime_state, 'SHUTOFF');
    assert.deepEqual([await usage(), await seed()], [before, identity]);
    await assertComplete(cloud.db, cloud.driver);

    reverted.length = 0;
    const gate = Promise.withResolvers<void>();
    cloud.driver.fault = (method, when, id) => {
      watched(method, when, id);
      return method === 'startGuest' ? gate.promise : undefined;
    };
    const begun = await rollBack();
    assert.deepEqual([begun.status, begun.body.status], [202, 'rollback was scheduled']);
    await eventually(
      'the boot',
      async () => reverted.length,
      (count) => count === 1,
    );
    const { body: all } = await client.get(`openstack-backups/?instance_uuid=${vm}&o=created`);
    const names = all.results.map(({ name, state }: { name: string; state: string }) => [name, state]);
    assert.deepEqual(names, [
      ['then', 'OK'],
      ['Before the rollback to then', 'CREATING'],
    ]);
    for (const { uuid: each } of all.results)
      await refused(client.delete(`openstack-backups/${each}/`), /The VM is being rolled back/);
    await refused(rollBack(), /Valid states for operation: OK\. The instance is UPDATING/);
    gate.resolve();
    cloud.driver.fault = () => {};
    assert.deepEqual([(await settle())?.state, (await settle())?.error_message], ['OK', '']);
    const is = (await client.get(`openstack-instances/${vm}/`)).body;
    assert.equal(is.runtime_state, 'ACTIVE');
    for (const same of ['internal_ips', 'external_ips', 'security_groups', 'flavor_name', 'name'])
      assert.deepEqual(is[same], was[same], same);
    assert.equal((await client.get(`openstack-volumes/${system.uuid}/`)).body.size, 3072, 'it keeps its size');
    assert.deepEqual([await seed(), await usage()], [identity, before], 'the same system, and nothing is kept');
    await assertComplete(cloud.db, cloud.driver);
    const { body: events } = await client.get(`events/?object_uuid=${vm}&o=created&page_size=100`);
    const told = events.results.filter(({ action }: { action: string }) => action === 'instance.rollback');
    assert.deepEqual(
      told.map(({ result }: { result: string }) => result),
      ['accepted', 'failed', 'accepted', 'succeeded'],
    );
    await remove(uuid);
    await removeVm(vm);
    await assertCleanSlate(cloud.db, cloud.driver, project);
  });
});

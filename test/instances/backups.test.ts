import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { backupsOf } from '../support/backups.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { makeUser } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client, project } = tenant;
const { makeVm, removeVm, backUp, settled, remove, usage, refused } = backupsOf(tenant, catalogue);

describe('a backup', () => {
  test('keeps all volumes of a VM with what it was, holds up nothing, and goes before the VM', async () => {
    const vm = await makeVm();
    const held = Promise.withResolvers<void>();
    cloud.driver.fault = (method) => (method === 'takeSnapshots' ? held.promise : undefined);
    const uuid = await backUp(vm, { description: 'an upgrade' });
    assert.equal((await client.get(`marketplace-resources/${vm}/`)).body.state, 'OK', 'it is not held up');
    await refused(client.delete(`marketplace-resources/${vm}/`), /Cannot delete instance that has backups/);
    held.resolve();
    cloud.driver.fault = () => {};
    assert.equal((await settled(uuid))?.state, 'OK');

    const { body: shown } = await client.in('/waldur/api').get(`openstack-backups/${uuid}/`);
    const { body: is } = await client.in('/waldur/api').get(`openstack-instances/${vm}/`);
    const { metadata } = shown;
    assert.equal(shown.instance, is.url);
    assert.deepEqual([shown.instance_name, shown.resource_type], [is.name, 'OpenStack.Backup']);
    assert.deepEqual(
      [metadata.user_data, metadata.flavor_name, metadata.image_name, metadata.key_fingerprint],
      [is.user_data, is.flavor_name, is.image_name, is.key_fingerprint],
    );
    assert.deepEqual(metadata.ports[0].fixed_ips, is.ports[0].fixed_ips);
    assert.equal(metadata.ports[0].floating_ip, is.floating_ips[0].address);
    assert.deepEqual(shown.instance_floating_ips, is.floating_ips);
    assert.ok(!('consistency' in shown), 'Waldur has no word for it');

    const { body: parts } = await client.get(`openstack-snapshots/?backup_uuid=${uuid}&o=name`);
    const disks = (await client.get(`openstack-volumes/?instance=${vm}&o=name`)).body.results;
    assert.deepEqual(
      parts.results.map(({ name, state }: { name: string; state: string }) => [name, state]),
      disks.map(({ name }: { name: string }) => [`Part of backup: kept (volume: ${name})`, 'OK']),
    );
    assert.deepEqual(parts.results[0].backups, [{ uuid, name: 'kept' }]);
    assert.deepEqual(await usage(), [2, metadata.size]);
    const part = `openstack-snapshots/${parts.results[0].uuid}/`;
    await refused(client.delete(part), /part of a backup/);
    await refused(client.patch(part, { name: 'mine' }), /part of a backup/);
    await refused(
      client.post(`marketplace-resources/${vm}/actions/rebuild/`, { image: catalogue.tiny.image }),
      /snapshots/,
    );
    await assertComplete(cloud.db, cloud.driver);

    const changed = await client.patch(`openstack-backups/${uuid}/`, { name: 'before' });
    assert.deepEqual([changed.status, changed.body.name, changed.body.description], [200, 'before', 'an upgrade']);
    assert.match((await client.patch(`openstack-backups/${uuid}/`, {})).text, /Nothing to change/);
    assert.equal((await client.get(`openstack-backups/?instance_uuid=${vm}`)).body.count, 1);
    await remove(uuid);
    assert.deepEqual(await usage(), [0, 0]);
    const { body: events } = await client.get(`events/?object_uuid=${uuid}&o=created`);
    assert.deepEqual(
      events.results.map(({ action, result }: { action: string; result: string }) => `${action} ${result}`),
      ['create accepted', 'create succeeded', 'update accepted', 'delete accepted', 'delete succeeded'].map(
        (each) => `backup.${each}`,
      ),
    );
    await removeVm(vm);
    await assertCleanSlate(cloud.db, cloud.driver, project);
  });

  test('that cannot be made errs, says why and holds nothing; a deletion wins; one of an odd set is none', async () => {
    const vm = await makeVm();
    cloud.driver.fault = (method) => {
      if (method === 'takeSnapshots') throw new Problem('command-failed', 'The disk of the host is broken', 'No.');
    };
    const erred = await backUp(vm);
    const shown = await settled(erred);
    assert.equal(shown?.state, 'ERRED');
    assert.match(shown?.error_message ?? '', /broken/);
    assert.deepEqual(await usage(), [0, 0]);
    assert.equal((await client.get(`openstack-snapshots/?backup_uuid=${erred}`)).body.count, 0);

    const held = Promise.withResolvers<void>();
    cloud.driver.fault = (method) => (method === 'takeSnapshots' ? held.promise : undefined);
    const unwanted = await backUp(vm);
    for (const _ of [1, 2]) assert.equal((await client.delete(`openstack-backups/${unwanted}/`)).status, 204);
    held.resolve();
    assert.equal(await settled(unwanted), null);

    const { body: disks } = await client.get(`openstack-volumes/?instance=${vm}`);
    const data = disks.results.find(({ bootable }: { bootable: boolean }) => !bootable).uuid;
    cloud.driver.fault = async (method) => {
      if (method !== 'takeSnapshots') return;
      cloud.driver.fault = () => {};
      await cloud.db.updateTable('volume').set({ instance: null, position: 0 }).where('uuid', '=', data).execute();
      throw new Problem('command-failed', 'It is tried again', 'No.', { transient: true });
    };
    const odd = await backUp(vm);
    assert.match((await settled(odd))?.error_message ?? '', /^A volume was detached from the VM/);
    for (const uuid of [erred, odd]) await remove(uuid);
    await removeVm(vm);
    assert.equal((await client.delete(`openstack-volumes/${data}/`)).status, 204);
    assert.equal(await volumeSettled(client, data), null);
    await assertCleanSlate(cloud.db, cloud.driver, project);
  });

  test('is within the quota with all of its snapshots, or is not made', async () => {
    const vm = await makeVm();
    const limit = (quota_snapshots: number) =>
      cloud.db.updateTable('project').set({ quota_snapshots }).where('uuid', '=', project).execute();
    await limit(1);
    const over = await client.post(`openstack-instances/${vm}/backup/`, { name: 'kept' });
    assert.equal(over.status, 400);
    assert.match(over.text, /snapshots: limit 1, used 0, needed 2/);
    assert.equal((await client.get('openstack-backups/')).body.count, 0);
    await limit(50);
    await removeVm(vm);
  });

  test('is deleted once its time is over, and taken by a member, who deletes none', async () => {
    const vm = await makeVm();
    const member = await makeUser(cloud.db, cloud.url, [project], 'PROJECT.MEMBER');
    const uuid = await backUp(vm, { kept_until: '2999-01-01T00:00:00Z' }, member.client);
    await settled(uuid);
    assert.equal((await member.client.delete(`openstack-backups/${uuid}/`)).status, 403);
    await cloud.db
      .updateTable('backup')
      .set({ kept_until: new Date(0) })
      .where('uuid', '=', uuid)
      .execute();
    await client.post(`openstack-backups/${uuid}/pull/`, {});
    const gone = await eventually(
      'the end of it',
      () => settled(uuid),
      (left) => left === null,
    );
    assert.equal(gone, null);
    const { body } = await client.get(`events/?object_uuid=${uuid}&result=terminated`);
    assert.equal(body.results[0].action, 'backup.expired');
    await removeVm(vm);
  });

  test('becomes a VM of its own, with copies of all volumes, and what it was where nothing else is said', async () => {
    const vm = await makeVm();
    const uuid = await backUp(vm);
    await settled(uuid);
    const restore = (body: object) => client.post(`openstack-backups/${uuid}/restore/`, body);
    const held = Promise.withResolvers<void>();
    cloud.driver.fault = (method) => (method === 'restoreSnapshot' ? held.promise : undefined);
    const begun = await restore({ name: 'copy', floating_ips: [{ subnet: tenant.subnet }] });
    assert.equal(begun.status, 200, begun.text);
    assert.equal(begun.body.state, 'CREATING');
    const copy = begun.body.uuid;
    await refused(client.delete(`openstack-backups/${uuid}/`), /is being made of the backup/);
    held.resolve();
    cloud.driver.fault = () => {};
    assert.equal((await volumeSettled(client, copy, 'openstack-instances'))?.state, 'OK');

    const [is, was] = [
      (await client.get(`openstack-instances/${copy}/`)).body,
      (await client.get(`openstack-instances/${vm}/`)).body,
    ];
    for (const same of ['flavor_name', 'image_name', 'user_data', 'key_fingerprint', 'ram'])
      assert.deepEqual(is[same], was[same], same);
    assert.equal(is.ports[0].subnet_uuid, was.ports[0].subnet_uuid);
    assert.notDeepEqual([is.internal_ips, is.external_ips], [was.internal_ips, was.external_ips]);
    assert.equal(is.external_ips.length, 1);
    const { body: disks } = await client.get(`openstack-volumes/?instance=${copy}&o=name`);
    assert.deepEqual(
      disks.results.map(({ size, bootable, image }: { size: number; bootable: boolean; image: null }) => [
        size,
        bootable,
        image,
      ]),
      [
        [2048, false, null],
        [1024, true, null],
      ],
    );
    assert.notEqual((await cloud.driver.guest(copy)).seed.instanceId, vm);
    await assertComplete(cloud.db, cloud.driver);
    const { body: shown } = await client.in('/waldur/api').get(`openstack-backups/${uuid}/`);
    assert.deepEqual(
      shown.restorations.map(({ name, uuid: id }: { name: string; uuid: string }) => [name, id]),
      [['copy', copy.replaceAll('-', '')]],
    );

    const wrong = await restore({ flavor: vm, security_groups: [vm], ports: [{ subnet: vm }] });
    assert.deepEqual(Object.keys(wrong.errors).sort(), ['flavor', 'ports', 'security_groups']);
    const unwanted = Promise.withResolvers<void>();
    cloud.driver.fault = (method) => (method === 'restoreSnapshot' ? unwanted.promise : undefined);
    const other = (await restore({})).body.uuid;
    const ended = client.post(`marketplace-resources/${other}/terminate/`, { attributes: { delete_volumes: true } });
    assert.equal((await ended).status, 200, (await ended).text);
    unwanted.resolve();
    cloud.driver.fault = () => {};
    assert.equal(await volumeSettled(client, other, 'openstack-instances'), null);
    await remove(uuid);
    for (const each of [vm, copy]) await removeVm(each);
    await assertCleanSlate(cloud.db, cloud.driver, project);
  });

  test('ends with a VM that the operator unlinks, and errs with a volume of it', async () => {
    const vm = await makeVm();
    const uuid = await backUp(vm);
    await settled(uuid);
    const { body } = await client.get(`openstack-snapshots/?backup_uuid=${uuid}`);
    const data = body.results.find(({ source_volume_name: name }: { source_volume_name: string }) => /data/.test(name));
    const volume = data.source_volume;
    const id = volume.split('/').at(-2) ?? volume;
    assert.equal((await client.post(`openstack-volumes/${id}/detach/`, {})).status, 202);
    await volumeSettled(client, id);
    assert.equal((await cloud.staff.post(`openstack-volumes/${id}/unlink/`, {})).status, 204);
    const shown = await settled(uuid);
    assert.deepEqual([shown?.state, shown?.error_message], ['ERRED', 'A volume of it was unlinked.']);
    assert.equal((await cloud.staff.post(`openstack-instances/${vm}/unlink/`, {})).status, 204);
    assert.equal(await settled(uuid), null);
    assert.deepEqual(await usage(), [0, 0]);
  });
});

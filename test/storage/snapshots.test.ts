import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { setUp } from '../support/setup.ts';
import { assertCleanSlate, assertComplete } from '../support/slate.ts';
import { makeTenant, makeUser, orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

const { cloud, tenant, catalogue } = await setUp();
const { client, project } = tenant;

async function makeVolume(name = 'data', { client: by, project: of } = tenant): Promise<string> {
  const { status, body, text } = await by.post('openstack-volumes/', { project: of, name, size: 2048 });
  assert.equal(status, 201, text);
  assert.equal((await volumeSettled(by, body.uuid))?.state, 'OK');
  return body.uuid;
}

async function take(volume: string, more: object = {}, by = client): Promise<string> {
  const { status, body, text } = await by.post(`openstack-volumes/${volume}/snapshot/`, { name: 'kept', ...more });
  assert.equal(status, 201, text);
  // it may be taken before the answer is made
  assert.match(`${body.state} ${body.runtime_state}`, /^(CREATING creating|OK available|ERRED error)$/);
  return body.uuid;
}

const settled = (uuid: string) => volumeSettled(client, uuid, 'openstack-snapshots');

async function taken(volume: string, more: object = {}): Promise<string> {
  const uuid = await take(volume, more);
  assert.equal((await settled(uuid))?.state, 'OK');
  return uuid;
}

async function remove(kind: 'openstack-snapshots' | 'openstack-volumes', uuid: string): Promise<void> {
  const { status, text } = await client.delete(`${kind}/${uuid}/`);
  assert.equal(status, 204, text);
  assert.equal(await volumeSettled(client, uuid, kind), null);
}

const usage = async (): Promise<[number, number]> => {
  const { quotas } = (await client.get(`projects/${project}/`)).body;
  return [quotas.snapshots.usage, quotas.snapshots_size.usage];
};

describe('a snapshot', () => {
  test('is taken of a free volume, shown by both dialects, renamed, restored, and deleted before its volume', async () => {
    const volume = await makeVolume();
    const [uuid, twin] = [await taken(volume, { metadata: { ticket: 7 } }), await taken(volume)];
    assert.deepEqual(await usage(), [2, 4096]);
    const { body } = await client.in('/waldur/api').get(`openstack-snapshots/?source_volume_uuid=${volume}&o=created`);
    assert.deepEqual(
      body.map(({ uuid: id, name }: { uuid: string; name: string }) => [id, name]),
      [uuid, twin].map((id) => [id.replaceAll('-', ''), 'kept']),
      'equal names are no clash',
    );
    const changed = await client.patch(`openstack-snapshots/${uuid}/`, { name: 'before', description: 'an upgrade' });
    assert.equal(changed.status, 200, changed.text);
    assert.deepEqual([changed.body.name, changed.body.metadata], ['before', { ticket: 7 }]);
    assert.equal(changed.body.consistency, 'crash');
    assert.ok(!('consistency' in body[0]), 'Waldur has no word for it');
    const nothing = await client.patch(`openstack-snapshots/${uuid}/`, {});
    assert.match(nothing.text, /Nothing to change/);
    const blocked = await client.delete(`openstack-volumes/${volume}/`);
    assert.deepEqual(
      [blocked.status, blocked.body.detail],
      [409, 'Volume has dependent snapshots. Delete them first.'],
    );

    const restored = await client.post(`openstack-snapshots/${uuid}/restore/`, { name: 'copy' });
    assert.equal(restored.status, 200, restored.text);
    const copy = restored.body.uuid;
    assert.equal((await volumeSettled(client, copy))?.state, 'OK');
    const { body: shown } = await client.get(`openstack-volumes/?snapshot_uuid=${uuid}`);
    const [made] = shown.results;
    assert.deepEqual([made.uuid, made.size, made.bootable, made.image], [copy, 2048, false, null]);
    assert.equal(made.description, 'Restored from the snapshot before');
    assert.ok(made.source_snapshot.endsWith(`openstack-snapshots/${uuid}/`) || made.source_snapshot === uuid);
    const { body: restorations } = await client.get(`openstack-snapshots/${uuid}/restorations/`);
    assert.deepEqual([restorations.length, restorations[0].volume_name], [1, 'copy']);
    await assertComplete(cloud.db, cloud.driver);

    for (const each of [uuid, twin]) await remove('openstack-snapshots', each);
    assert.deepEqual(await usage(), [0, 0]);
    for (const each of [volume, copy]) await remove('openstack-volumes', each);
    await assertCleanSlate(cloud.db, cloud.driver, project);
    const { body: events } = await client.get(`events/?object_uuid=${uuid}&o=created`);
    assert.deepEqual(
      events.results.map(({ action, result }: { action: string; result: string }) => `${action} ${result}`),
      ['create accepted', 'create succeeded', 'update accepted', 'delete accepted', 'delete succeeded'].map(
        (each) => `snapshot.${each}`,
      ),
    );
  });

  test('of a disk of a VM keeps this from being deleted and rebuilt, and from nothing else', async () => {
    const { body } = await client.post('marketplace-orders/', orderFor(tenant, catalogue));
    assert.equal((await client.settled(body.uuid)).state, 'Success');
    const vm = body.resource_uuid;
    const { body: disks } = await client.get(`openstack-volumes/?instance=${vm}`);
    const held = Promise.withResolvers<void>();
    cloud.driver.fault = (method) => (method === 'takeSnapshots' ? held.promise : undefined);
    const uuid = await take(disks.results[0].uuid);
    assert.equal((await client.get(`marketplace-resources/${vm}/`)).body.state, 'OK', 'it is not held up');
    const refused = async (answer: Promise<{ status: number; text: string }>) => {
      const { status, text } = await answer;
      assert.equal(status, 409, text);
      assert.match(text, /snapshots/);
    };
    await refused(client.delete(`marketplace-resources/${vm}/`));
    await refused(client.post(`marketplace-resources/${vm}/terminate/`, { attributes: { action: 'force_destroy' } }));
    await refused(client.post(`marketplace-resources/${vm}/actions/rebuild/`, { image: catalogue.tiny.image }));
    assert.equal((await client.post(`marketplace-resources/${vm}/actions/stop/`, {})).status, 202);
    held.resolve();
    cloud.driver.fault = () => {};
    assert.equal((await settled(uuid))?.state, 'OK');
    const state = async () => (await client.get(`marketplace-resources/${vm}/`)).body.state;
    await eventually('the VM at rest', state, (is) => is === 'OK');
    await remove('openstack-snapshots', uuid);
    await client.remove(vm);
  });

  test('that cannot be taken errs, says why, holds nothing and can be deleted; a deletion wins', async () => {
    const volume = await makeVolume();
    cloud.driver.fault = (method) => {
      if (method === 'takeSnapshots') throw new Problem('command-failed', 'The disk of the host is broken', 'No.');
    };
    const erred = await take(volume);
    const shown = await settled(erred);
    assert.deepEqual([shown?.state, shown?.runtime_state], ['ERRED', 'error']);
    assert.match(shown?.error_message ?? '', /broken/);
    assert.deepEqual(await usage(), [0, 0]);
    const held = Promise.withResolvers<void>();
    cloud.driver.fault = (method) => (method === 'takeSnapshots' ? held.promise : undefined);
    const unwanted = await take(volume);
    assert.equal((await client.post(`openstack-snapshots/${unwanted}/restore/`, { name: 'x' })).status, 409);
    for (const _ of [1, 2]) assert.equal((await client.delete(`openstack-snapshots/${unwanted}/`)).status, 204);
    held.resolve();
    cloud.driver.fault = () => {};
    assert.equal(await settled(unwanted), null);
    await remove('openstack-snapshots', erred);
    await remove('openstack-volumes', volume);
    await assertCleanSlate(cloud.db, cloud.driver, project);
  });

  test('is deleted once its time is over, in the name of who took it', async () => {
    const volume = await makeVolume();
    const past = await client.post(`openstack-volumes/${volume}/snapshot/`, {
      name: 'x',
      kept_until: '2020-01-01T00:00:00Z',
    });
    assert.deepEqual([past.status, Object.keys(past.errors)], [400, ['kept_until']]);
    const [short, long] = [await taken(volume, { kept_until: '2999-01-01T00:00:00Z' }), await taken(volume)];
    assert.equal((await client.get(`openstack-snapshots/${short}/`)).body.kept_until, '2999-01-01T00:00:00.000Z');
    await cloud.db
      .updateTable('snapshot')
      .set({ kept_until: new Date(0) })
      .where('uuid', '=', short)
      .execute();
    await client.post(`openstack-snapshots/${long}/pull/`, {});
    assert.equal(
      await eventually(
        'the end of it',
        () => settled(short),
        (left) => left === null,
      ),
      null,
    );
    const { body } = await client.get(`events/?object_uuid=${short}&result=terminated`);
    assert.equal(body.results[0].action, 'snapshot.expired');
    await remove('openstack-snapshots', long);
    await remove('openstack-volumes', volume);
  });

  test('is taken by a member, who restores and deletes none', async () => {
    const volume = await makeVolume();
    const member = await makeUser(cloud.db, cloud.url, [project], 'PROJECT.MEMBER');
    const uuid = await take(volume, {}, member.client);
    await settled(uuid);
    assert.equal((await member.client.delete(`openstack-snapshots/${uuid}/`)).status, 403);
    assert.equal((await member.client.post(`openstack-snapshots/${uuid}/restore/`, { name: 'x' })).status, 403);
    await remove('openstack-snapshots', uuid);
    await remove('openstack-volumes', volume);
  });
});

test('T13 snapshots: any number of requests at once are never together over the quota', async () => {
  const racer = await makeTenant(cloud.db, cloud.url, { quota_snapshots: 100, quota_snapshots_mib: 3 * 2048 });
  const volume = await makeVolume('data', racer);
  const path = `openstack-volumes/${volume}/snapshot/`;
  const answers = await Promise.all(Array.from({ length: 12 }, () => racer.client.post(path, { name: 'kept' })));
  assert.deepEqual(
    answers.map(({ status }) => status).sort((a, b) => a - b),
    [...Array(3).fill(201), ...Array(9).fill(400)],
    answers.map(({ text }) => text).join('\n'),
  );
  assert.match(answers.find(({ status }) => status === 400)?.text ?? '', /MiB of snapshots: limit 6144/);
});

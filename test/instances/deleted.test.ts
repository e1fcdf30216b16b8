import assert from 'node:assert/strict';
import { afterEach, describe, test } from 'node:test';
import { sql } from 'kysely';
import { Problem } from '../../src/common/problem.ts';
import { hold } from '../support/hold.ts';
import { setUp } from '../support/setup.ts';
import { assertComplete } from '../support/slate.ts';
import { orderFor } from '../support/tenant.ts';
import { volumeSettled } from '../support/volumes.ts';
import { eventually } from '../support/wait.ts';

// as a cloud is whose settings say nothing of it: other clouds of the tests have nothing of what they delete any more
const { cloud, tenant, catalogue } = await setUp({}, { variables: { SLIPWAY_KEEP_DELETED_DAYS: '' } });
const { db, driver } = cloud;
const { client, project } = tenant;
const waldur = client.in('/waldur/api');
afterEach(() => {
  driver.fault = () => {};
});

function failing(wanted: string): void {
  driver.fault = (method) => {
    if (method === wanted) throw new Problem('command-failed', 'It is out of order.', 'Nothing to do.');
  };
}

async function newVm(attributes: Record<string, unknown> = {}): Promise<string> {
  const answer = await client.post('marketplace-orders/', orderFor(tenant, catalogue, attributes));
  assert.equal(answer.status, 201, answer.text);
  assert.equal((await client.settled(answer.body.uuid)).state, 'Success');
  return answer.body.resource_uuid;
}

async function terminate(vm: string, attributes: Record<string, unknown> = {}): Promise<void> {
  const wanted = { attributes: { action: 'force_destroy', ...attributes } };
  const answer = await client.post(`marketplace-resources/${vm}/terminate/`, wanted);
  assert.equal(answer.status, 200, answer.text);
  assert.equal((await client.settled(answer.body.order_uuid)).state, 'Success');
}

async function newVolume(): Promise<string> {
  const { uuid } = (await client.post('openstack-volumes/', { project, name: 'data', size: 2048 })).body;
  assert.equal((await volumeSettled(client, uuid))?.state, 'OK');
  return uuid;
}

async function deleteVolume(volume: string, query = ''): Promise<void> {
  assert.equal((await client.delete(`openstack-volumes/${volume}/${query}`)).status, 204);
  assert.equal(await volumeSettled(client, volume), null);
}

const limit = (quotas: { quota_instances?: number; quota_storage_mib?: number }) =>
  db.updateTable('project').set(quotas).where('uuid', '=', project).execute();
const deleted = async (uuid: string) => client.get(`deleted-resources/${uuid}/`);
const shown = async (vm: string) => (await client.get(`openstack-instances/${vm}/`)).body;
const quotas = async () => (await client.get(`projects/${project}/`)).body.quotas;
const disks = async () => (await cloud.world()).filter((thing) => thing.startsWith('volume '));

async function goneForGood(uuid: string): Promise<void> {
  const gone = async (): Promise<boolean> => (await deleted(uuid)).status === 404;
  await eventually('it to be gone for good', gone);
}

async function atRest(vm: string): Promise<void> {
  await eventually('the VM at rest', async () => (await shown(vm)).state === 'OK');
}

/** Returns what is not as it was. */
async function undelete(vm: string): Promise<string[]> {
  const answer = await client.post(`deleted-resources/${vm}/undelete/`, {});
  assert.equal(answer.status, 200, answer.text);
  await atRest(vm);
  assert.equal((await deleted(vm)).status, 404);
  await assertComplete(db, driver);
  return answer.body.changes;
}

async function purge(uuid: string): Promise<void> {
  assert.equal((await client.delete(`deleted-resources/${uuid}/`)).status, 204);
  await goneForGood(uuid);
}

describe('a VM that is deleted', () => {
  test('is gone for all but its disks, and comes back as it was', async () => {
    const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
    const vm = await newVm({
      networks,
      data_volumes: [{ size: 2048 }],
      metadata: { role: 'web' },
      description: 'mine',
    });
    const before = await shown(vm);
    const counted = await quotas();
    const lived = await disks();
    await terminate(vm);

    for (const api of [client, waldur]) {
      assert.equal((await api.get(`openstack-instances/${vm}/`)).status, 404);
      const { body } = await api.get(`openstack-volumes/?project_uuid=${project}`);
      assert.deepEqual(body.results ?? body, []);
    }
    assert.equal((await waldur.get(`deleted-resources/`)).status, 404, 'only our own dialect knows');
    assert.deepEqual(await cloud.world(), lived, 'its disks alone are left');
    const { storage, ...others } = await quotas();
    assert.deepEqual(storage, { ...counted.storage, deleted: counted.storage.usage });
    assert.deepEqual([others.instances.usage, others.vcpu.usage, others.floating_ips.usage], [0, 0, 0]);
    const { body: tenants } = await client.get(`openstack-tenants/${project}/`);
    assert.equal(tenants.quotas.find(({ name }: { name: string }) => name === 'storage').usage, storage.usage);
    assert.deepEqual((await cloud.staff.get('doctor/')).body.orphans, []);

    const { body: kept } = await deleted(vm);
    const days = (Date.parse(kept.kept_until) - Date.parse(kept.deleted)) / 86_400_000;
    assert.equal(days, 7);
    assert.deepEqual([kept.name, kept.resource_type, kept.storage], ['my-vm', 'OpenStack.Instance', storage.usage]);
    assert.deepEqual(kept.internal_ips, before.internal_ips);

    assert.deepEqual(await undelete(vm), []);
    const after = await shown(vm);
    for (const field of [
      'name',
      'description',
      'metadata',
      'internal_ips',
      'external_ips',
      'cores',
      'created',
      'key_name',
    ])
      assert.deepEqual(after[field], before[field], field);
    const cards = (row: typeof before) =>
      row.ports.map((port: { uuid: string; mac_address: string }) => [port.uuid, port.mac_address]);
    assert.deepEqual(cards(after), cards(before));
    assert.equal(after.runtime_state, 'ACTIVE');
    assert.deepEqual(await quotas(), counted);
    const { rows } =
      await sql`SELECT type FROM "order" WHERE instance = ${vm} AND state = 'done' ORDER BY completed`.execute(db);
    assert.deepEqual(rows, [{ type: 'Create' }, { type: 'Terminate' }, { type: 'Update' }], 'it costs again');
    const { body: events } = await client.get(`events/?object_uuid=${vm}&event_type=resource_undelete_succeeded`);
    assert.equal(events.results.length, 1);
    await terminate(vm, { delete_for_good: true });
    assert.equal((await deleted(vm)).status, 404);
    assert.deepEqual(await cloud.world(), []);
  });

  test('is told what is not there any more, and runs although it was off', async () => {
    const { uuid: group } = (await client.post('openstack-security-groups/', { project, name: 'web', rules: [] })).body;
    const vm = await newVm({ security_groups: [group] });
    await client.post(`openstack-instances/${vm}/stop/`, {});
    await atRest(vm);
    const [address] = (await shown(vm)).internal_ips;
    await terminate(vm);
    assert.equal((await client.delete(`openstack-security-groups/${group}/`)).status, 204);
    const fixed = [{ subnet_id: tenant.subnet, ip_address: address }];
    const other = await newVm({ networks: [{ subnet: tenant.subnet, fixed_ips: fixed, floating_ip: 'none' }] });
    assert.deepEqual(await undelete(vm), [
      `The address ${address} is not free any more: it has another one of its subnet.`,
      'The security group "web" is gone: the VM is without it.',
    ]);
    const back = await shown(vm);
    assert.notEqual(back.internal_ips[0], address);
    assert.deepEqual([back.runtime_state, back.security_groups], ['ACTIVE', []]);
    for (const each of [vm, other]) await terminate(each, { delete_for_good: true });
  });

  test('in the middle of a rebuild comes back with the disk that it had', async () => {
    const vm = await newVm();
    const held = hold(driver, 'createVolume');
    assert.equal(
      (await client.post(`openstack-instances/${vm}/rebuild/`, { image: catalogue.tiny.image })).status,
      202,
    );
    await held.reached;
    const answer = await client.post(`marketplace-resources/${vm}/terminate/`, { action: 'force_destroy' });
    held.release();
    assert.equal((await client.settled(answer.body.order_uuid)).state, 'Success');
    assert.equal((await disks()).length, 1);
    assert.deepEqual(await undelete(vm), []);
    await terminate(vm);
    await purge(vm);
    assert.deepEqual(await cloud.world(), []);
  });

  test('takes its quota again, stays as it is when it cannot come back, and says why', async () => {
    const vm = await newVm();
    await terminate(vm);
    await limit({ quota_instances: 0 });
    const refused = await client.post(`deleted-resources/${vm}/undelete/`, {});
    assert.deepEqual([refused.status, refused.body.code], [400, 'quota-exceeded']);
    await limit({ quota_instances: 20 });
    failing('startGuest');
    assert.equal((await client.post(`deleted-resources/${vm}/undelete/`, {})).status, 200);
    const { body } = await eventually(
      'it to be deleted again',
      () => deleted(vm),
      ({ status }) => status === 200,
    );
    assert.match(body.error_message, /It is out of order/);
    driver.fault = () => {};
    assert.deepEqual(await undelete(vm), []);
    // of a deletion while it comes back nothing is lost either
    await terminate(vm);
    const held = hold(driver, 'startGuest');
    await client.post(`deleted-resources/${vm}/undelete/`, {});
    await held.reached;
    const again = await client.post(`marketplace-resources/${vm}/terminate/`, { action: 'force_destroy' });
    held.release();
    assert.equal((await client.settled(again.body.order_uuid)).state, 'Success');
    driver.fault = () => {};
    assert.deepEqual(await undelete(vm), []);
    await terminate(vm, { delete_for_good: true });
    assert.deepEqual(await cloud.world(), []);
  });

  test('of a creation that has failed there is nothing to bring back', async () => {
    failing('createVolume');
    const { body } = await client.post('marketplace-orders/', orderFor(tenant, catalogue));
    assert.equal((await client.settled(body.uuid)).state, 'Erred');
    driver.fault = () => {};
    await client.remove(body.resource_uuid);
    assert.equal((await deleted(body.resource_uuid)).status, 404);
  });
});

describe('a volume that is deleted', () => {
  test('comes back at once, or is deleted for good: then its storage is free', async () => {
    const volume = await newVolume();
    await deleteVolume(volume);
    const list = await client.get('deleted-resources/?resource_type=OpenStack.Volume&name_exact=data');
    assert.deepEqual(
      list.body.results.map(({ uuid }: { uuid: string }) => uuid),
      [volume],
    );
    const answer = await client.post(`deleted-resources/${volume}/undelete/`, {});
    assert.deepEqual(answer.body.changes, [], answer.text);
    assert.equal((await client.get(`openstack-volumes/${volume}/`)).body.state, 'OK');
    await deleteVolume(volume);
    const held = hold(driver, 'deleteVolume');
    assert.equal((await client.delete(`deleted-resources/${volume}/`)).status, 204);
    await held.reached;
    assert.equal((await client.post(`deleted-resources/${volume}/undelete/`, {})).status, 409);
    assert.equal((await client.delete(`deleted-resources/${volume}/`)).status, 204, 'it has been asked for');
    held.release();
    await goneForGood(volume);
    assert.deepEqual((await quotas()).storage.usage, 0);
    const other = await newVolume();
    await deleteVolume(other, '?delete_for_good=true');
    assert.equal((await deleted(other)).status, 404);
    assert.deepEqual(await cloud.world(), []);
  });

  test('is in the way of another one by the storage that it counts, and the refusal says so', async () => {
    const volume = await newVolume();
    await deleteVolume(volume);
    await limit({ quota_storage_mib: 3072 });
    const refused = await client.post('openstack-volumes/', { project, name: 'more', size: 2048 });
    assert.match(refused.text, /2048 MiB are of what was deleted and is kept for a while: delete that for good/);
    await purge(volume);
    const { body } = await client.post('openstack-volumes/', { project, name: 'more', size: 2048 });
    await volumeSettled(client, body.uuid);
    await limit({ quota_storage_mib: 1024 * 1024 });
    await deleteVolume(body.uuid, '?delete_for_good=true');
  });

  test('goes for good when its time is over, once more when that failed, and with its project', async () => {
    const [late, left] = [await newVolume(), await newVolume()];
    for (const volume of [late, left]) await deleteVolume(volume);
    const look = () => cloud.staff.post(`openstack-tenants/${project}/pull/`, {});
    const change = (uuid: string, set: { kept_until?: Date; modified?: Date }) =>
      db.updateTable('deleted_resource').set(set).where('uuid', '=', uuid).execute();
    failing('deleteVolume');
    const past = new Date(Date.now() - 7_200_000);
    await change(late, { kept_until: past });
    await look();
    const { body } = await eventually(
      'that to fail',
      () => deleted(late),
      (answer) => answer.body.state === 'ERRED',
    );
    assert.match(body.error_message, /It is out of order/);
    driver.fault = () => {};
    await change(late, { modified: past });
    await look();
    await goneForGood(late);

    assert.deepEqual(await disks(), [`volume ${left}`], 'nothing goes before its time');
    assert.equal(
      (await cloud.staff.delete(`projects/${project}/`)).status,
      204,
      'it has nothing left that anybody sees',
    );
    await look();
    await eventually('it to go with its project', disks, (those) => those.length === 0);
  });
});

import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { Problem } from '../../src/common/problem.ts';
import { hostsFor, mayStand } from '../../src/instances/placement.ts';
import { setUp } from '../support/setup.ts';
import { makeTenant, orderFor } from '../support/tenant.ts';

const { cloud, tenant, catalogue } = await setUp();
const own = tenant.client;
const waldur = own.in('/waldur/api');
const stranger = await makeTenant(cloud.db, cloud.url);
const PATH = 'openstack-server-groups';

async function make(name: string, policy: string): Promise<string> {
  const { status, body, text } = await own.post(`${PATH}/`, { project: tenant.project, name, policy });
  assert.equal(status, 201, text);
  return body.uuid;
}

const networks = [{ subnet: tenant.subnet, floating_ip: 'auto' }];
const place = (name: string, server_group: unknown) =>
  own.post('marketplace-orders/', orderFor(tenant, catalogue, { name, server_group, networks }));

/** A VM in a group, when it is there. */
async function vmIn(name: string, group: unknown): Promise<string> {
  const { status, body, text } = await place(name, group);
  assert.equal(status, 201, text);
  assert.equal((await own.settled(body.uuid)).state, 'Success');
  return body.resource_uuid;
}

const membersOf = async (group: string): Promise<string[]> =>
  (await own.get(`${PATH}/${group}/`)).body.instances.map(({ name }: { name: string }) => name);

test('where a VM may be follows from where the others of its group are, on any number of hosts', () => {
  assert.deepEqual(hostsFor('affinity', [0, 0]), [0, 1]);
  assert.deepEqual(hostsFor('affinity', [0, 2]), [1]);
  assert.deepEqual(hostsFor('anti-affinity', [1, 0]), [1]);
  assert.deepEqual(hostsFor('anti-affinity', [1]), []);
  for (const policy of ['soft-affinity', 'soft-anti-affinity'] as const)
    assert.deepEqual(hostsFor(policy, [3, 0]), [0, 1]);
  assert.deepEqual([mayStand('affinity', [1, 1]), mayStand('anti-affinity', [1, 1])], [false, true]);
});

describe('server groups', () => {
  test('are made by either path, shown as Waldur shows them, found, renamed and deleted', async () => {
    const { body: made, headers } = await waldur.post(`openstack-tenants/${tenant.project}/create_server_group/`, {
      name: 'front',
    });
    assert.equal(headers.get('location'), made.url);
    assert.deepEqual(
      [made.policy, made.display_name, made.state, made.instances],
      ['affinity', 'Name: front, Policy: affinity', 'OK', []],
    );
    assert.match(made.tenant, /\/waldur\/api\/openstack-tenants\//);
    const path = `${PATH}/${made.uuid}/`;
    const twice = await own.post(`${PATH}/`, { tenant: tenant.project, name: 'front' });
    assert.match((twice.errors['name'] as string[])[0] ?? '', /has a server group "front" already/);
    assert.deepEqual([twice.status, twice.body.code], [400, 'already-taken']);
    for (const query of ['name=fro', 'name_exact=front', `tenant=${made.tenant}`, `backend_id=${made.backend_id}`])
      assert.deepEqual((await waldur.get(`${PATH}/?${query}`)).body.length, 1, query);
    const renamed = await own.send('PUT', path, { name: 'back', policy: 'anti-affinity' });
    assert.deepEqual([renamed.body.name, renamed.body.policy], ['back', 'anti-affinity']);
    assert.equal((await own.patch(path, { description: 'the rest' })).body.name, 'back');
    for (const [method, body] of [['GET'], ['PATCH', {}], ['DELETE']] as const)
      assert.equal((await stranger.client.send(method, path, body)).status, 404);
    assert.deepEqual((await stranger.client.get(`${PATH}/`)).body.results, []);
    assert.equal((await waldur.delete(path)).status, 204);
    assert.equal((await own.get(path)).status, 404);
    const events = await own.get(`events/?object_uuid=${made.uuid}&page_size=100`);
    assert.deepEqual(
      events.body.results.map((event: { action?: string; event_type: string }) => event.event_type).toSorted(),
      [
        'openstack_server_group_created',
        'openstack_server_group_deleted',
        'openstack_server_group_updated',
        'openstack_server_group_updated',
      ],
    );
  });

  test('show their VMs, and are shown by them, until these end', async () => {
    const group = await make('together', 'affinity');
    const [one, two] = [await vmIn('one', group), await vmIn('two', { url: `/api/${PATH}/${group}/` })];
    assert.deepEqual(await membersOf(group), ['one', 'two']);
    const { body: vm } = await waldur.get(`openstack-instances/${one}/`);
    const { uuid: _, ...shown } = vm.server_group;
    const { url } = (await waldur.get(`${PATH}/${group}/`)).body;
    assert.deepEqual(shown, { url, name: 'together', policy: 'affinity', state: 'OK' });
    const [address] = (await own.get(`openstack-instances/${two}/`)).body.external_ips;
    assert.equal((await own.get(`${PATH}/?external_ip=${address}`)).body.count, 1);
    const kept = await own.delete(`${PATH}/${group}/`);
    assert.equal(kept.status, 409);
    assert.match(kept.body.detail, /^VM "one" \(and 1 more\) is in this server group\. Delete its VMs first/);
    const apart = await own.patch(`${PATH}/${group}/`, { policy: 'anti-affinity' });
    assert.deepEqual([apart.status, apart.body.code], [400, 'no-host-for-group']);
    await own.remove(one);
    assert.deepEqual(await membersOf(group), ['two']);
    assert.equal((await own.patch(`${PATH}/${group}/`, { policy: 'anti-affinity' })).status, 200);
    await own.remove(two);
    assert.equal((await own.delete(`${PATH}/${group}/`)).status, 204);
  });
});

describe('an order for a VM of a group', () => {
  test('of two at once for one that keeps VMs apart one is refused, with what there is instead', async () => {
    const group = await make('apart', 'anti-affinity');
    const answers = await Promise.all(['a', 'b'].map((name) => place(name, group)));
    const [taken, refused] = answers.toSorted((a, b) => a.status - b.status);
    assert.deepEqual([taken?.status, refused?.status, refused?.body.code], [201, 400, 'no-host-for-group']);
    const why = String(refused?.body.attributes.server_group);
    assert.match(
      why,
      /^Server group "apart" has a VM already\. .* there is one host\. Use a group with .*"soft-anti-affinity"/,
    );
    await own.settled(taken?.body.uuid);
    const third = orderFor(tenant, catalogue, { name: 'c', server_group: group });
    assert.equal((await own.post('marketplace-orders/preflight/', third)).body.code, 'no-host-for-group');
    await own.remove(taken?.body.resource_uuid);
    await own.remove(await vmIn('c', group));
    assert.deepEqual(await membersOf(group), []);
  });

  test('gives its place back when it fails', async () => {
    const group = await make('fails', 'anti-affinity');
    cloud.driver.fault = (method) => {
      if (method === 'startGuest') throw new Problem('command-failed', 'The test made it fail.', 'Nothing to do.');
    };
    const { body } = await place('broken', group);
    assert.equal((await own.settled(body.uuid)).state, 'Erred');
    cloud.driver.fault = () => {};
    assert.deepEqual(await membersOf(group), []);
    const vm = await vmIn('whole', group);
    const again = await own.post(`marketplace-orders/${body.uuid}/retry/`, {});
    assert.equal(again.body.code, 'no-host-for-group');
    await own.remove(vm);
  });

  test('names none that is not of its project, in one and the same words', async () => {
    const { body } = await stranger.client.post(`${PATH}/`, { project: stranger.project, name: 'theirs' });
    const [foreign, unknown] = await Promise.all(
      [body.uuid, '00000000-0000-4000-8000-000000000001'].map((group) => place('x', group)),
    );
    assert.equal(foreign?.status, 400);
    assert.deepEqual(foreign?.errors, unknown?.errors);
    assert.match(JSON.stringify(foreign?.errors), /no server group of this UUID/);
  });
});
